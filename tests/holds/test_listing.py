"""The organiser's list of holds: by state, by code, name or lot, the most urgent first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bourse.db import db
from bourse.holds.holding import Visitor, cancel, collected, confirm
from bourse.holds.listing import HoldFilter, HoldSort, count_by_state, holds, in_state
from bourse.holds.models import Hold, HoldState
from bourse.people.actor import SYSTEM
from tests.fixtures.drive import HOURS, Drive


def visitor(name: str) -> Visitor:
    return Visitor(name, f"{name.split()[0].lower()}@example.org".replace("é", "e"))


@pytest.fixture
def all_states(drive: Drive) -> dict[HoldState, str]:
    """A hold in each state, by its code; the one that expired was made first."""
    made = {}
    for name, milli in (("Xavier Tard", 1_000), ("Hélène Dubois", 2_000), ("Paul", 3_000)):
        held, _token = drive.hold(visitor(name), tiles=milli)
        drive.act(held, confirm)
        made[name] = held
    drive.act(made["Paul"], lambda held: cancel(held, by=SYSTEM, reason="Cassé"))
    drive.later(timedelta(hours=HOURS + 9))
    late, _token = drive.hold(visitor("Anne Élan"), boards=1_000)
    drive.act(late, confirm)
    fresh, _token = drive.hold(visitor("Zoé"), door=1_000)
    drive.act(made["Hélène Dubois"], lambda held: collected(held, "a fact", drive.now))
    return {
        HoldState.EXPIRED: made["Xavier Tard"].code,
        HoldState.COLLECTED: made["Hélène Dubois"].code,
        HoldState.CANCELLED: made["Paul"].code,
        HoldState.HELD: late.code,
        HoldState.UNCONFIRMED: fresh.code,
    }


def codes(drive: Drive, **wanted: object) -> list[str]:
    asked = HoldFilter(edition_id=drive.small.edition.id, **wanted)
    return [row.hold.code for row in holds(asked, drive.now).rows]


def test_each_state_has_its_holds_in_sql_as_in_python(
    drive: Drive, all_states: dict[HoldState, str]
) -> None:
    for state, code in all_states.items():
        assert codes(drive, state=state) == [code]
        [found] = db.session.scalars(select(Hold).where(in_state(state, drive.now)))
        assert (found.code, found.state_at(drive.now)) == (code, state)
    assert count_by_state(drive.small.edition.id, drive.now) == dict.fromkeys(HoldState, 1)
    assert len(codes(drive)) == 5


def test_a_name_is_found_without_its_accents_and_a_lot_by_words_or_code(
    drive: Drive, all_states: dict[HoldState, str]
) -> None:
    held = all_states[HoldState.HELD]
    assert codes(drive, text="anne elan") == [held]
    assert codes(drive, text="ÉLAN") == [held]
    assert codes(drive, text=f" {held[0]} {held[1:4]} {held[4:].lower()} ") == [held]
    assert codes(drive, text="panneaux osb") == [held]
    assert codes(drive, text=drive.small.door.printed_code) == [all_states[HoldState.UNCONFIRMED]]
    assert codes(drive, text="100%") == codes(drive, text="personne") == []
    assert codes(drive, text="helene", state=HoldState.HELD) == []


def test_another_edition_has_none(drive: Drive, all_states: dict[HoldState, str]) -> None:
    nowhere = drive.small.edition.id + 1
    assert holds(HoldFilter(edition_id=nowhere), drive.now).rows == ()
    assert count_by_state(nowhere, drive.now) == dict.fromkeys(HoldState, 0)


@pytest.mark.parametrize("sort", HoldSort)
@pytest.mark.parametrize("descending", [False, True])
def test_a_list_goes_on_where_it_stopped(
    drive: Drive, all_states: dict[HoldState, str], sort: HoldSort, descending: bool
) -> None:
    wanted = HoldFilter(edition_id=drive.small.edition.id)
    seen, after = [], None
    while True:
        page = holds(wanted, drive.now, sort=sort, descending=descending, after=after, size=2)
        seen += [row.hold for row in page.rows]
        if (after := page.after) is None:
            break
    keys = [(one.expires_at if sort is HoldSort.DEADLINE else one.created_at) for one in seen]
    assert keys == sorted(keys, reverse=descending)
    assert sorted(one.code for one in seen) == sorted(all_states.values())


def test_a_row_says_whose_goods_they_are(drive: Drive) -> None:
    drive.hold(visitor("Léa"), tiles=1_000, door=1_000)
    [row] = holds(HoldFilter(edition_id=drive.small.edition.id), drive.now).rows
    assert row.sellers == ("Carrelages du Doubs",)
    assert len(row.hold.lines) == 2
