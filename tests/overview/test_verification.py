"""Verifying as the command does it: what holds, what was touched, what has not arrived."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text

from bourse.db import db, transaction
from bourse.overview.verification import verify
from bourse.tills.recording import record
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device


@pytest.fixture
def till(small: SmallEdition) -> Device:
    till = Device()
    with transaction():
        record(small.device, [till.opened(), till.sale((small.tiles, 2_000)), till.closed(11_700)])
    return till


def command(app: Flask, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["journal", "verify", *words])
    return done.exit_code, done.output


def test_what_was_not_touched_holds(app: Flask, till: Device) -> None:
    code, said = command(app, "morteau-2026")
    assert (code, "17,00" in said) == (0, True)


def test_a_fact_that_has_not_arrived_is_listed_and_is_no_fault(
    app: Flask, small: SmallEdition, till: Device
) -> None:
    late = till.sale((small.tiles, 1_000))
    with transaction():
        record(small.device, [till.sale((small.tiles, 1_000))])
    found = verify(small.edition)
    assert found.holds
    assert [(gap.series, gap.receipts, gap.missing) for gap in found.gaps] == [
        ("C1a", False, (range(4, 5),)),
        ("C1a", True, (range(2, 3),)),
    ]
    with transaction():
        record(small.device, [late])
    assert verify(small.edition).gaps == ()


def test_a_number_gone_astray_is_told_as_one_run(
    app: Flask, small: SmallEdition, till: Device
) -> None:
    astray = till.sale((small.tiles, 1_000)) | {"till_seq": 10**9}
    with transaction():
        record(small.device, [astray])
    code, said = command(app, "morteau-2026")
    assert (code, "manquants 4–999999999" in said) == (0, True)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE sale SET total_cents = 1 WHERE seq = 2",
        "UPDATE stock SET removed_milli = 1",
        "DELETE FROM payment",
    ],
)
def test_a_touched_projection_fails_the_command(app: Flask, till: Device, attack: str) -> None:
    with transaction():
        db.session.execute(text(attack))
    assert command(app)[0] == 1


def test_a_touched_entry_is_named(app: Flask, till: Device) -> None:
    with transaction():
        if db.engine.dialect.name == "sqlite":
            db.session.execute(text("DROP TRIGGER journal_entry_no_update"))
        else:
            db.session.execute(text("ALTER TABLE journal_entry DISABLE TRIGGER USER"))
        db.session.execute(text("UPDATE journal_entry SET recorded_at = happened_at WHERE seq = 3"))
    code, said = command(app)
    assert code == 1
    assert " 3 (" in said


def test_an_unknown_edition_is_refused(app: Flask, small: SmallEdition) -> None:
    assert command(app, "nowhere")[0] == 1
