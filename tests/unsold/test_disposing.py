"""Unsold goods: placed in parts or at once, never more than is left, and undone."""

from __future__ import annotations

import random
from datetime import date

import pytest

from bourse.db import db, transaction
from bourse.editions.models import EditionStatus
from bourse.errors import BourseError
from bourse.lots.lifecycle import LotStage, stage_of
from bourse.lots.models import Lot, LotStatus
from bourse.lots.queries import lot_by_code, lots_by_code
from bourse.people.actor import SYSTEM
from bourse.reception.models import ReceptionState
from bourse.reception.ticking import tick
from bourse.tills.recording import record
from bourse.unsold.disposing import (
    DispositionDraft,
    dispose,
    dispose_all,
    disposed_of,
    undo_disposition,
)
from bourse.unsold.disposition import Destination, Disposition
from bourse.unsold.queries import (
    dispositions,
    placed_by_destination,
    unsold,
    unsold_by_exhibitor,
)
from bourse.values import Quantity, Unit, Weight
from tests.fixtures.edition import SmallEdition, a_lot
from tests.fixtures.lot_drafts import SELLER
from tests.fixtures.racing import at_once
from tests.fixtures.statements import statements
from tests.fixtures.till_facts import Device

DAY = date(2026, 6, 15)
GIVEN = DispositionDraft(destination=Destination.DONATION, happened_on=DAY, proof=" Bon 12 ")
BACK = DispositionDraft(destination=Destination.RETURN, happened_on=DAY)


@pytest.fixture
def over(small: SmallEdition) -> SmallEdition:
    """The small edition, closed: 12.5 of 40 m² of tiles were sold, and the only door."""
    till = Device()
    with transaction():
        record(small.device, [till.opened(), till.sale((small.tiles, 12_500), (small.door, 1_000))])
        small.edition.status = EditionStatus.CLOSED
    return small


def placed(lot: Lot, draft: DispositionDraft, milli: int | None = None) -> Disposition:
    with transaction():
        amount = None if milli is None else Quantity(milli, lot.unit)
        return dispose(lot, draft, amount, by=SYSTEM)


def left(over: SmallEdition) -> dict[str, int]:
    db.session.rollback()
    return {one.lot.designation[:4]: one.left.milli for one in unsold(over.edition.id).rows}


def stage(lot: Lot) -> LotStage:
    db.session.rollback()
    return stage_of(lot, disposed_of([lot.id]).get(lot.id))


def test_what_is_left_is_placed_in_parts(over: SmallEdition) -> None:
    assert left(over) == {"Carr": 27_500, "Pann": 12_000}
    assert stage(over.tiles) is LotStage.UNSOLD
    placed(over.tiles, GIVEN, 7_500)
    placed(over.tiles, BACK)
    assert left(over) == {"Pann": 12_000}
    assert stage(over.tiles) is LotStage.PLACED
    assert stage(over.door) is LotStage.SOLD_OUT
    (first, second) = dispositions(over.edition.id, lot_id=over.tiles.id)[::-1]
    assert (first.quantity, first.proof) == (Quantity(7_500, Unit.M2), "Bon 12")
    assert second.quantity == Quantity(20_000, Unit.M2)


def test_totals_take_what_was_weighed_else_what_the_lot_says(over: SmallEdition) -> None:
    weighed = DispositionDraft(
        destination=Destination.DONATION, happened_on=DAY, weight=Weight(140_000)
    )
    placed(over.tiles, weighed, 7_500)
    placed(over.tiles, GIVEN, 1_500)
    with transaction():
        over.boards.unit_weight_g, over.boards.weight_method = None, "unknown"
    placed(over.boards, GIVEN, 2_000)
    undone = placed(over.boards, BACK)
    with transaction():
        undo_disposition(undone, by=SYSTEM)
        undo_disposition(undone, by=SYSTEM)
    by = {one.destination: one for one in placed_by_destination(over.edition.id)}
    given = by[Destination.DONATION]
    assert (given.lots, given.weight, given.unknown) == (2, Weight(167_000), 1)
    assert by[Destination.RETURN].lots == 0
    assert list(by) == list(Destination)


def test_all_at_once_passes_over_what_is_placed(over: SmallEdition) -> None:
    placed(over.boards, GIVEN)
    lots = [over.tiles, over.boards, over.door]
    with transaction():
        assert dispose_all(lots, BACK, by=SYSTEM) == 1
    with transaction():
        assert dispose_all(lots, BACK, by=SYSTEM) == 0
    assert left(over) == {}


def test_placing_many_at_once_asks_the_database_no_more(over: SmallEdition) -> None:
    def asked(lots: list[Lot]) -> int:
        codes = [lot.code for lot in lots]
        with transaction():
            found = lots_by_code(over.edition.id, codes)
            with statements() as sent:
                assert dispose_all(found, BACK, by=SYSTEM) == len(lots)
        return sum(sql.startswith("SELECT") for sql in sent)

    few = asked([over.tiles])
    with transaction():
        more = [a_lot(over.exhibitor, f"Tuile {n}", random.Random(n)) for n in range(9)]
        db.session.add_all(more)
    assert asked(more) == few


def test_exhibitors_are_listed_with_what_they_have_left(over: SmallEdition) -> None:
    (one,) = unsold_by_exhibitor(over.edition.id)
    assert (one.code, one.company, one.lots) == ("E01", "Carrelages du Doubs", 2)
    assert len(unsold(over.edition.id, exhibitor_id=over.exhibitor.id).rows) == 2
    assert unsold(over.edition.id, exhibitor_id=over.exhibitor.id + 1).rows == ()
    page = unsold(over.edition.id, size=1)
    assert [one.lot.id for one in page.rows] == [over.tiles.id]
    assert [one.lot.id for one in unsold(over.edition.id, after=page.after).rows] == [
        over.boards.id
    ]


def test_withdrawn_lots_and_drafts_are_not_to_place(over: SmallEdition) -> None:
    with transaction():
        over.tiles.status, over.boards.status = LotStatus.WITHDRAWN, LotStatus.DRAFT
    assert left(over) == {}
    with pytest.raises(BourseError, match="lot_move"):
        placed(over.tiles, BACK)


def test_what_never_came_is_not_to_place(over: SmallEdition) -> None:
    with transaction():
        over.site.receives_goods = True
    assert left(over) == {}
    with transaction():
        tick([over.boards], ReceptionState.RECEIVED, by=SYSTEM)
    assert left(over) == {"Pann": 12_000}


def test_undone_goods_are_to_place_again(over: SmallEdition) -> None:
    made = placed(over.tiles, GIVEN)
    with transaction():
        undo_disposition(made, by=SYSTEM)
    assert left(over)["Carr"] == 27_500
    assert made.undone_at is not None


@pytest.mark.parametrize(
    ("draft", "milli", "code"),
    [
        (GIVEN, 27_501, "disposition_beyond"),
        (GIVEN, 0, "quantity_not_positive"),
        (DispositionDraft(destination=Destination.RETURN, happened_on=date(2026, 6, 12)), 1, "day"),
        (DispositionDraft(destination=Destination.RETURN, happened_on=date(2099, 1, 1)), 1, "day"),
        (
            DispositionDraft(destination=Destination.RETURN, happened_on=DAY, weight=Weight(0)),
            1,
            "weight_not_positive",
        ),
        (
            DispositionDraft(destination=Destination.RETURN, happened_on=DAY, note="x" * 1_001),
            1,
            "text_long",
        ),
    ],
)
def test_what_breaks_a_rule_is_refused(
    over: SmallEdition, draft: DispositionDraft, milli: int, code: str
) -> None:
    with pytest.raises(BourseError, match=code):
        placed(over.tiles, draft, milli)
    assert left(over)["Carr"] == 27_500


def test_only_after_the_edition_and_only_the_organiser(small: SmallEdition) -> None:
    with pytest.raises(BourseError, match="disposition_early"):
        placed(small.tiles, BACK)
    with pytest.raises(BourseError, match="disposition_not_yours"), transaction():
        dispose(small.tiles, BACK, by=SELLER)


def test_two_who_place_the_same_goods_place_them_once(app, over: SmallEdition) -> None:
    edition_id, code = over.edition.id, over.tiles.code

    def place() -> Disposition:
        lot = lot_by_code(edition_id, code)
        return dispose(lot, GIVEN, Quantity(20_000, Unit.M2), by=SYSTEM)

    assert at_once(app, place, place) == ["disposition_beyond", "done"]
    assert left(over)["Carr"] == 7_500


@pytest.mark.parametrize(
    ("status", "edition", "expected"),
    [
        (LotStatus.DRAFT, EditionStatus.OPEN, LotStage.DRAFT),
        (LotStatus.OFFERED, EditionStatus.PREPARING, LotStage.PUBLISHED),
        (LotStatus.OFFERED, EditionStatus.OPEN, LotStage.ON_SALE),
        (LotStatus.WITHDRAWN, EditionStatus.CLOSED, LotStage.WITHDRAWN),
    ],
)
def test_a_stage_follows_from_what_is_kept(
    small: SmallEdition, status: LotStatus, edition: EditionStatus, expected: LotStage
) -> None:
    with transaction():
        small.tiles.status, small.edition.status = status, edition
    assert stage(small.tiles) is expected
