"""Jobs written together: each answered after its own commit, none spoiled by another."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.exc import OperationalError

from app.till import together
from bourse.db import core, db, transaction
from bourse.people.models import AdminEvent

Job = Callable[[], object]


class Hall:
    """A queue, and threads that use it while its first job holds the transaction open."""

    def __init__(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app, self.queue = app, together.Queue()
        self.open, self.held = threading.Event(), threading.Event()
        self.transactions = 0
        monkeypatch.setattr(together, "transaction", self._counted)

    @contextmanager
    def _counted(self, patience_ms: int) -> Iterator[None]:
        self.transactions += 1
        with transaction(patience_ms):
            yield

    def first(self) -> str:
        """A job that waits, so that others queue behind it."""
        self.held.set()
        assert self.open.wait(10)
        return note("first")

    def behind(self, *jobs: Job, weight: int = 1) -> list[Future[object]]:
        """Run the first job, queue the others while it is written, and give what became of all."""
        with ThreadPoolExecutor(len(jobs) + 1) as threads:
            answers = [threads.submit(self._run, self.first, 1)]
            assert self.held.wait(10)
            for number, job in enumerate(jobs, start=1):
                answers.append(threads.submit(self._run, job, weight))
                wait_until(lambda number=number: len(self.queue._waiting) == number)
            self.open.set()
        return answers

    def _run(self, job: Job, weight: int) -> object:
        with self.app.app_context():
            answer = self.queue.run(job, weight)
            assert str(answer) in kept()
            return answer


def note(text: str) -> str:
    """Write a row that a reader can look for."""
    core().execute(insert(AdminEvent), {"verb": "test", "subject": text})
    return text


def kept() -> set[str]:
    db.session.rollback()
    return set(db.session.scalars(select(AdminEvent.subject)))


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(1000):
        if true():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it never came")


def broken() -> str:
    note("half of it")
    raise ValueError("a mistake of ours")


def full_disk() -> str:
    note("half of it")
    raise OperationalError("insert", {}, Exception("database or disk is full"))


def interrupted() -> str:
    raise SystemExit


@pytest.fixture
def hall(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Hall:
    return Hall(app, monkeypatch)


def test_who_waits_is_written_in_one_transaction_and_answered_after_it(hall: Hall) -> None:
    answers = hall.behind(*(partial(note, f"job {number}") for number in range(6)))
    assert [answer.result() for answer in answers] == ["first", *(f"job {n}" for n in range(6))]
    assert hall.transactions == 2


def test_what_goes_wrong_with_one_is_its_own_affair(hall: Hall) -> None:
    _, good, bad, other = hall.behind(partial(note, "good"), broken, partial(note, "other"))
    assert (good.result(), other.result()) == ("good", "other")
    assert isinstance(bad.exception(), ValueError)
    assert kept() == {"first", "good", "other"}


def test_a_failing_database_fails_who_waits_and_nothing_is_half_kept(hall: Hall) -> None:
    first, *others = hall.behind(partial(note, "good"), full_disk, partial(note, "other"))
    assert first.result() == "first"
    assert [type(other.exception()) for other in others] == [OperationalError] * 3
    assert kept() == {"first"}
    with hall.app.app_context():
        assert hall.queue.run(partial(note, "again")) == "again"


def test_what_is_too_much_for_one_transaction_waits_for_the_next(hall: Hall) -> None:
    jobs = [partial(note, f"batch {number}") for number in range(3)]
    answers = hall.behind(*jobs, weight=together.HEAVIEST - 50)
    assert len([answer.result() for answer in answers]) == 4
    assert hall.transactions == 4


def test_an_interrupted_leader_leaves_nobody_waiting(hall: Hall) -> None:
    first, leader, *others = hall.behind(interrupted, partial(note, "a"), partial(note, "b"))
    assert first.result() == "first"
    assert isinstance(leader.exception(), SystemExit)
    assert [type(other.exception()) for other in others] == [together.LateError] * 2
    with hall.app.app_context():
        assert hall.queue.run(partial(note, "again")) == "again"


def test_nobody_waits_for_ever_and_what_was_given_up_is_not_written(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "LONGEST_SECONDS", 0.2)
    with ThreadPoolExecutor(2) as threads:
        leader = threads.submit(hall._run, hall.first, 1)
        assert hall.held.wait(10)
        late = threads.submit(hall._run, partial(note, "late"), 1)
        assert isinstance(late.exception(10), together.LateError)
        hall.open.set()
        assert leader.result() == "first"
    assert kept() == {"first"}
    with hall.app.app_context():
        assert hall.queue.run(partial(note, "again")) == "again"
