"""The chain holds, and shows where it was touched."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bourse.db import db, transaction
from bourse.journal.chain import canonical
from bourse.journal.verification import check_chain
from bourse.tills.recording import record
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device


@pytest.fixture
def chain(small: SmallEdition) -> None:
    till = Device()
    with transaction():
        record(small.device, [till.opened(), till.sale((small.tiles, 500)), till.closed(10_425)])


def test_an_untouched_chain_is_whole(chain: None) -> None:
    check = check_chain()
    assert (check.entries, check.fault) == (3, None)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE journal_entry SET payload = '{}' WHERE seq = 2",
        "DELETE FROM journal_entry WHERE seq = 2",
        "DELETE FROM journal_entry",
    ],
)
def test_the_database_refuses_to_change_it(chain: None, attack: str) -> None:
    with pytest.raises(DBAPIError, match="journal"), transaction():
        db.session.execute(text(attack))
    assert check_chain().fault is None


def test_sqlite_refuses_to_replace_an_entry(chain: None) -> None:
    if db.engine.dialect.name != "sqlite":
        with pytest.raises(DBAPIError, match="journal"), transaction():
            db.session.execute(text("TRUNCATE journal_entry CASCADE"))
        return
    columns = "kind, edition_id, happened_at, recorded_at, till, till_seq"
    for seq, fact_id in (("2", "'another'"), ("9", "fact_id")):
        with pytest.raises(DBAPIError, match="journal"), transaction():
            db.session.execute(
                text(
                    f"INSERT OR REPLACE INTO journal_entry SELECT {seq}, {columns}, {fact_id}, "
                    "'{}', prev_hash, hash FROM journal_entry WHERE seq = 2"
                )
            )
    assert check_chain().fault is None


def test_a_change_behind_the_triggers_is_named(chain: None) -> None:
    with transaction():
        if db.engine.dialect.name == "sqlite":
            db.session.execute(text("DROP TRIGGER journal_entry_no_update"))
        else:
            db.session.execute(text("ALTER TABLE journal_entry DISABLE TRIGGER USER"))
        db.session.execute(
            text("UPDATE journal_entry SET payload = replace(payload, '425', '5') WHERE seq = 2")
        )
    fault = check_chain().fault
    assert fault is not None
    assert (fault.seq, fault.code) == (2, "altered")


def test_a_float_has_no_place_in_the_chain() -> None:
    with pytest.raises(TypeError):
        canonical({"lines": [{"weight": 1.5}]})
