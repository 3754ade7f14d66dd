"""Jobs that come while another is being written go into the next transaction together.

One safe write to the disk then serves every till that waits for one. Each is answered after the
commit that holds its own facts, and what goes wrong with one job is its own affair.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar, cast

from sqlalchemy.exc import OperationalError

from bourse.db import transaction

LONGEST_SECONDS = 6.0
"""How long a request waits its turn and its answer: less than tills wait for one."""

HEAVIEST = 200
"""How many facts one transaction takes, unless a single job has more."""

PATIENCE_MS = 3_000
"""How long tills wait for a command that writes; they give up an answer after ten seconds."""

Result = TypeVar("Result")


class LateError(Exception):
    """It has taken too long. What was asked may be written yet: asking again does no harm."""


class _Job:
    """What one request wants written, and what became of it once `woken` is set."""

    def __init__(self, write: Callable[[], object], weight: int) -> None:
        self.write, self.weight = write, weight
        self.woken = threading.Event()
        self.is_settled = False
        self.result: object = None
        self.error: Exception | None = None


class Queue:
    """Who waits to be written. The first to come writes; then the first of those who waited."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: list[_Job] = []
        self._is_led = False

    def run(self, write: Callable[[], Result], weight: int = 1) -> Result:
        """What `write` gives, once all it wrote is safely on disk; raises what went wrong with it.

        It may run in another request's thread, and again after a rollback: it takes what it needs
        as arguments, and touches nothing but the database.
        """
        mine = _Job(write, weight)
        with self._guard:
            self._waiting.append(mine)
            leads, self._is_led = not self._is_led, True
        if not leads and not mine.woken.wait(LONGEST_SECONDS):
            self._give_up(mine)
        if not mine.is_settled:
            self._lead()
        if mine.error:
            raise mine.error
        return cast(Result, mine.result)

    def _give_up(self, mine: _Job) -> None:
        """Wait no more, unless the turn has just come. What nobody has begun is written no more."""
        with self._guard:
            if mine.woken.is_set():
                return
            if mine in self._waiting:
                self._waiting.remove(mine)
        raise LateError

    def _lead(self) -> None:
        """Write for who waits, then hand over to the first of those who came meanwhile."""
        with self._guard:
            group = _first_of(self._waiting)
            del self._waiting[: len(group)]
        try:
            _settle(group)
        finally:
            # Those who have their answer first: while they send it, more come for the next turn.
            for job in group:
                job.woken.set()
            with self._guard:
                heir = self._waiting[0] if self._waiting else None
                self._is_led = heir is not None
                if heir:
                    heir.woken.set()


def _settle(group: list[_Job]) -> None:
    """Write the group in one transaction; if one of them spoils it, each in its own.

    A database that fails (full, busy, gone) fails them all at once: their tills come again.
    """
    for job in group:
        job.error, job.is_settled = LateError(), True  # what is said if this thread is interrupted
    try:
        with transaction(PATIENCE_MS):
            results = [job.write() for job in group]
    except Exception as error:  # noqa: BLE001 -- raised again, in whose request it is
        if len(group) > 1 and not isinstance(error, OperationalError):
            for job in group:
                _settle([job])
            return
        for job in group:
            job.error = error
    else:
        for job, result in zip(group, results, strict=True):
            job.result, job.error = result, None


def _first_of(waiting: list[_Job]) -> list[_Job]:
    """The first job, and those behind it as long as they fit."""
    group, weight = waiting[:1], waiting[0].weight
    for job in waiting[1:]:
        weight += job.weight
        if weight > HEAVIEST:
            break
        group.append(job)
    return group
