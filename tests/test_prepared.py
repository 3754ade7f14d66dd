"""Statements on the driver's cursor: the same values and errors as through Core."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from bourse.db import core, db, table_of, transaction
from bourse.lots.models import Lot, LotStatus
from bourse.prepared import Prepared, savepoint
from bourse.tills.inbox import RefusedFact
from bourse.tills.models import Cashier, Enrolment
from tests.fixtures.edition import SmallEdition

AT = datetime(2026, 6, 13, 10, 30, 0, 123_000, tzinfo=UTC)
CASHIERS = Prepared(insert(table_of(Cashier)))


def cashier(small: SmallEdition, code: str, name: str = "Dominique") -> dict[str, object]:
    return {"edition_id": small.edition.id, "code": code, "name": name, "pin_hash": "-"}


def inside_and_twice(small: SmallEdition) -> None:
    with savepoint(core()):
        CASHIERS.write(core(), [cashier(small, "K3", "inside")])
        CASHIERS.write(core(), [cashier(small, "K2", "twice")])


def names() -> set[str]:
    db.session.rollback()
    return set(db.session.scalars(select(Cashier.name)))


def test_what_goes_in_comes_out_as_through_the_types(small: SmallEdition) -> None:
    lots = table_of(Lot)
    withdraw = Prepared(
        update(lots)
        .where(lots.c.code == bindparam("wanted"))
        .values(status=bindparam("now"), updated_at=bindparam("at"))
    )
    read = Prepared(
        select(Lot.status, Lot.updated_at, Lot.price_cents, Lot.reference_price_cents).where(
            Lot.code == bindparam("wanted")
        )
    )
    with transaction():
        given = {"wanted": small.tiles.code, "now": LotStatus.WITHDRAWN, "at": AT}
        withdraw.write(core(), [given])
        found = read.first(core(), wanted=small.tiles.code)
        assert read.first(core(), wanted="?") is None
    assert found == (LotStatus.WITHDRAWN, AT, 850, 3_000)
    assert (small.tiles.status, small.tiles.updated_at) == (LotStatus.WITHDRAWN, AT)


def test_several_rows_are_written_and_read(small: SmallEdition) -> None:
    everyone = Prepared(select(Cashier.name).order_by(Cashier.id))
    with transaction():
        CASHIERS.write(core(), [cashier(small, f"K{n}", f"Nom % {n}") for n in (2, 3, 4)])
        assert everyone.rows(core())[1:] == [("Nom % 2",), ("Nom % 3",), ("Nom % 4",)]


def test_an_insert_may_name_fewer_columns(small: SmallEdition) -> None:
    devices = Prepared(insert(table_of(Enrolment)))
    common = {"till_id": small.till.id, "created_at": AT}
    with transaction():
        devices.write(core(), [{**common, "letter": "b"}])
        devices.write(core(), [{**common, "letter": "c", "revoked_at": AT}])
    revoked = select(Enrolment.letter, Enrolment.revoked_at).order_by(Enrolment.id)
    assert [*db.session.execute(revoked)] == [("a", None), ("b", None), ("c", AT)]


def test_a_constant_default_is_written(small: SmallEdition) -> None:
    with transaction():
        CASHIERS.write(core(), [cashier(small, "K2")])
    assert db.session.scalar(select(Cashier.is_supervisor).where(Cashier.code == "K2")) is False


def test_a_computed_default_is_asked_for(small: SmallEdition) -> None:
    refused = Prepared(insert(table_of(RefusedFact)))
    row = {"enrolment_id": small.device.id, "reason": "?", "content": "?"}
    with transaction(), pytest.raises(TypeError, match="received_at"):
        refused.write(core(), [row])


def test_a_broken_constraint_is_undone_to_the_savepoint_alone(small: SmallEdition) -> None:
    with transaction():
        CASHIERS.write(core(), [cashier(small, "K2", "before")])
        with pytest.raises(IntegrityError):
            inside_and_twice(small)
        CASHIERS.write(core(), [cashier(small, "K4", "after")])
    assert names() >= {"before", "after"}
    assert not names() & {"inside", "twice"}


def test_a_cut_connection_fails_as_the_database_and_as_nothing_else(app: Flask) -> None:
    """There is no transaction left to go back in: the till hears "come again", not "broken"."""
    with pytest.raises(OperationalError), transaction():
        lose_the_connection()


def lose_the_connection() -> None:
    with savepoint(core()):
        core().invalidate()
        raise OperationalError("SELECT 1", None, Exception("terminated"))
