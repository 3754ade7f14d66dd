"""Visitors are forgotten: nothing of them is left in the database, the mails or the logs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import String, cast, select

from app import mail, outbox
from app.due import look_again
from app.holds import letters
from app.holds.erasing import ERASURES, erase_visitors
from bourse.db import Base, db, transaction
from bourse.holds.changing import give_up
from bourse.holds.erasing import AFTER_EDITION, AFTER_LAPSE, next_erasure
from bourse.holds.holding import Visitor, cancel, confirm
from bourse.holds.models import Hold
from bourse.people.actor import SYSTEM
from bourse.people.models import Role
from bourse.tills.recording import record
from tests.fixtures.drive import Drive
from tests.fixtures.people import SignIn
from tests.fixtures.till_facts import Device

LEA = Visitor("Léa Bidault-Martin", "lea.bidault@example.org", "06 12 34 56 78")
TRACES = ("Bidault", "bidault", "06 12 34 56 78")
MANY = 60
"""Holds that fill several pages of the file."""
MOMENT = timedelta(milliseconds=1)


def traces(app: Flask) -> Iterator[str]:
    """Every column of every table, and every file of the instance, that speaks of the visitor."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            said = cast(column, String)
            for trace in TRACES:
                if db.session.scalar(select(said).where(said.contains(trace)).limit(1)):
                    yield f"{table.name}.{column.name}"
    db.session.rollback()
    for path in app.config["INSTANCE"].rglob("*"):
        if path.is_file() and any(trace.encode() in path.read_bytes() for trace in TRACES):
            yield path.name


def in_files() -> int:
    """How often the bytes of the database's own files, the log with them, speak of the visitor."""
    file = Path(db.engine.url.database or "")
    said = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    return sum(said.count(trace.encode()) for trace in ("Bidault", "bidault"))


@pytest.fixture
def confirmed(drive: Drive) -> Hold:
    held, _token = drive.hold(LEA, tiles=1_000, boards=2_000)
    drive.act(held, confirm)
    return held


def test_thirty_days_after_the_edition_nothing_is_left_of_a_visitor(
    app: Flask, drive: Drive, confirmed: Hold, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with transaction():
        line = give_up(db.session.get_one(Hold, confirmed.id), 1, "Mme Bidault", by=SYSTEM)
    letters.given_up(db.session.get_one(Hold, confirmed.id), line, "Mme Bidault")
    drive.act(confirmed, lambda held: cancel(held, by=SYSTEM, reason="Vu avec Léa Bidault"))
    letters.cancelled(db.session.get_one(Hold, confirmed.id))
    mail.send("account_reset", "else@example.org", name="Anne", link="http://x/", hours=2)
    assert {"hold.name", "hold.search_name", "hold.mail", "hold.phone"} <= set(traces(app))
    assert outbox.count() == 3

    due = drive.small.edition.over_at + AFTER_EDITION
    assert next_erasure() == due
    drive.at(due - MOMENT)
    assert erase_visitors(drive.now) == 0
    drive.at(due)
    assert erase_visitors(drive.now) == 1

    assert list(traces(app)) == []
    assert not any(trace in caplog.text for trace in TRACES)
    assert outbox.count() == 1, "the letters to others stay"
    held = db.session.get_one(Hold, confirmed.id)
    assert held.erased_at == due
    assert [line.lot.code for line in held.lines] == [drive.small.boards.code], "what it was stays"
    assert next_erasure() is None
    assert erase_visitors(drive.now) == 0


def test_who_never_confirmed_is_forgotten_a_day_after(app: Flask, drive: Drive) -> None:
    held, _token = drive.hold(LEA, tiles=1_000)
    due = held.expires_at + AFTER_LAPSE
    assert next_erasure() == due
    drive.at(due - MOMENT)
    assert erase_visitors(drive.now) == 0
    assert list(traces(app)) != []
    drive.at(due)
    assert erase_visitors(drive.now) == 1
    assert list(traces(app)) == []


def test_the_letter_to_who_asks_too_often_goes_too(app: Flask, drive: Drive) -> None:
    drive.hold(LEA, tiles=1_000)
    letters.too_many(drive.small.edition, LEA.mail)
    drive.later(timedelta(days=3))
    erase_visitors(drive.now)
    assert list(traces(app)) == []
    assert outbox.count() == 0


def test_what_was_collected_leaves_its_code_alone_in_the_journal(
    app: Flask, drive: Drive, confirmed: Hold
) -> None:
    sale = Device().sale((drive.small.tiles, 1_000), stand_basket=confirmed.code)
    with transaction():
        record(drive.small.device, [sale])
    assert not any(found.startswith("journal") for found in traces(app))
    drive.at(drive.small.edition.over_at + AFTER_EDITION)
    erase_visitors(drive.now)
    assert list(traces(app)) == []


def test_the_next_request_does_it_and_the_command_too(
    app: Flask, drive: Drive, confirmed: Hold, signed_in: SignIn
) -> None:
    drive.at(drive.small.edition.over_at + AFTER_EDITION)
    look_again(ERASURES)
    page = signed_in(Role.ORGANISER).get("/organiser/editions/morteau-2026/holds/")
    assert "Bidault" not in page.text
    assert list(traces(app)) == []
    said = app.test_cli_runner().invoke(args=["holds", "erase"]).output
    assert said == "0 réservation effacée.\n"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_byte_of_a_visitor_is_left_in_the_files(app: Flask, drive: Drive) -> None:
    for number in range(MANY):
        visitor = Visitor(f"Léa Bidault-Martin {number}", f"lea.bidault{number}@example.org")
        held, _token = drive.hold(visitor, tiles=100)
        if number % 3:
            drive.act(held, confirm)
    assert in_files() > MANY
    drive.at(drive.small.edition.over_at + AFTER_EDITION)
    with closing(db.engine.raw_connection()) as idle:  # a server's, without which the log goes
        assert idle.cursor().execute("PRAGMA secure_delete").fetchone() == (1,)
        said = app.test_cli_runner().invoke(args=["holds", "erase"]).output
        assert in_files() == 0
    assert said == f"{MANY} réservations effacées.\n"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_reader_delays_the_files_and_not_the_erasure(
    app: Flask, drive: Drive, confirmed: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.holds.erasing.PATIENCE_MS", 50)
    drive.at(drive.small.edition.over_at + AFTER_EDITION)
    with db.engine.connect() as reader:
        reader.execute(select(Hold.id)).all()
        assert erase_visitors(drive.now) == 1
        assert in_files() > 0
    assert erase_visitors(drive.now) == 0
    assert in_files() == 0


def test_many_are_erased_some_at_a_time(
    drive: Drive, confirmed: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive.hold(Visitor("Marc", "marc@example.org"), door=1_000)
    monkeypatch.setattr("bourse.holds.erasing.AT_ONCE", 1)
    drive.at(drive.small.edition.over_at + AFTER_EDITION)
    assert erase_visitors(drive.now) == 2
    assert next_erasure() is None
