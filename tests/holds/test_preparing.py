"""What stands set aside: their own lines of what is confirmed, the next to be collected first."""

from __future__ import annotations

from datetime import timedelta

from bourse.db import db, transaction
from bourse.editions.models import Site
from bourse.exhibitors.models import Stand
from bourse.holds.changing import prolong
from bourse.holds.holding import Visitor, cancel, confirm
from bourse.holds.models import Hold
from bourse.holds.preparing import held_beyond, lines_of, stands_to_prepare, to_prepare
from bourse.holds.spots import spots_of
from bourse.lots.models import LotStatus
from bourse.people.actor import SYSTEM
from bourse.reception.models import ReceptionState
from bourse.reception.placing import place_lot
from bourse.reception.ticking import tick
from tests.fixtures.drive import Drive


def confirmed(drive: Drive, name: str, **milli: int) -> Hold:
    held, _token = drive.hold(Visitor(name, f"{name}@example.org"), **milli)
    drive.act(held, confirm)
    return held


def test_only_what_is_confirmed_and_still_kept_is_set_aside(drive: Drive) -> None:
    edition = drive.small.edition.id
    gone = confirmed(drive, "gone", boards=1_000)
    drive.act(gone, lambda held: cancel(held, by=SYSTEM))
    drive.hold(Visitor("asked", "asked@example.org"), door=1_000)
    kept = confirmed(drive, "kept", tiles=12_500, boards=2_000)
    lines = to_prepare(edition, drive.now).rows
    assert [(line.name, line.designation) for line in lines] == [
        ("kept", "Carrelage grès 60 × 60"),
        ("kept", "Panneau OSB 18 mm"),
    ]
    assert (lines[0].printed, lines[0].until) == (
        f"H {kept.code[1:4]} {kept.code[4:]}",
        kept.expires_at,
    )
    assert lines[0].stands == ("Salle des fêtes A1",)
    assert lines[0].printed_lot == drive.small.tiles.printed_code
    assert not lines[0].has_sites
    assert not any(line.is_short for line in lines)
    assert stands_to_prepare(edition, drive.now) == [("E01", "Carrelages du Doubs", 2)]
    drive.later(timedelta(days=3))
    assert to_prepare(edition, drive.now).rows == ()


def test_a_stand_sees_its_own_lines_alone(drive: Drive) -> None:
    beam, edition = drive.neighbour(), drive.small.edition.id
    confirmed(drive, "both", beam=1_000, tiles=1_000)
    assert [one.lot for one in to_prepare(edition, drive.now, exhibitor="E02").rows] == [beam.code]
    assert [one.lot for one in to_prepare(edition, drive.now, lot_ids=[beam.id]).rows] == [
        beam.code
    ]
    assert [code for code, *_rest in stands_to_prepare(edition, drive.now)] == ["E02", "E01"]


def test_a_lot_is_prepared_at_the_site_to_which_it_goes(drive: Drive) -> None:
    small = drive.small
    with transaction():
        yard = Site(edition=small.edition, name="Cour")
        db.session.add(yard)
        small.exhibitor.stands.append(Stand(site=yard, label="B2"))
        db.session.flush()
        place_lot(small.boards, yard.id, by=SYSTEM)
    held = confirmed(drive, "both", tiles=1_000, boards=1_000, door=1_000)
    lines = to_prepare(small.edition.id, drive.now).rows
    either = ("Salle des fêtes A1", "Cour B2")
    assert [line.stands for line in lines] == [either, ("Cour B2",), either]
    assert all(line.has_sites for line in lines)
    spots = [([stand.label for stand in spot.stands], len(spot.lines)) for spot in spots_of(held)]
    assert spots == [(["A1", "B2"], 2), (["B2"], 1)], "where none was said, any may have it"


def test_the_next_to_come_is_first_and_pages_go_on(drive: Drive) -> None:
    beam, edition = drive.neighbour(), drive.small.edition.id
    for hours, name in enumerate(("third", "second", "first")):
        held = confirmed(drive, name, tiles=1_000, beam=1_000)
        until = drive.now + timedelta(hours=20 - hours)
        drive.act(held, lambda one, until=until: prolong(one, until, by=SYSTEM))
    seen, after = [], None
    while True:
        page = to_prepare(edition, drive.now, after=after, size=2)
        seen += [(line.exhibitor, line.name) for line in page.rows]
        if (after := page.after) is None:
            break
    order = ["first", "second", "third"]
    assert seen == [("E01", name) for name in order] + [("E02", name) for name in order]
    assert beam.code in {line.lot for line in to_prepare(edition, drive.now, size=None).rows}


def test_what_is_gone_or_off_the_sale_is_said(drive: Drive) -> None:
    edition = drive.small.edition.id
    held = confirmed(drive, "kept", tiles=30_000, boards=1_000)
    assert held_beyond(edition, drive.now) == 0
    with transaction():
        drive.small.tiles.stock.sold_milli = 20_000
        drive.small.boards.status = LotStatus.WITHDRAWN
    assert [line.is_short for line in lines_of(held, drive.now)] == [True, True]
    assert held_beyond(edition, drive.now) == 2
    assert held_beyond(edition, drive.now + timedelta(days=3)) == 0


def test_what_was_refused_when_it_came_is_not_there(drive: Drive) -> None:
    small = drive.small
    confirmed(drive, "kept", tiles=1_000, boards=1_000)
    with transaction():
        small.site.receives_goods = True
        tick([small.boards], ReceptionState.ABSENT, by=SYSTEM)
    lines = to_prepare(small.edition.id, drive.now).rows
    assert [line.is_short for line in lines] == [False, True], "tiles may still come"
    assert held_beyond(small.edition.id, drive.now) == 1
