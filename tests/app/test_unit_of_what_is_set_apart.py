"""A lot that was promised keeps the unit in which it was: nobody changes it, and no page breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.goods.weighing import WeightDraft, WeightMethod
from bourse.holds.holding import Visitor, cancel, confirm
from bourse.intake.lot_import import Source, import_lots
from bourse.intake.lots import read_lots
from bourse.intake.planning import Change
from bourse.intake.reading import read_table
from bourse.lots.batch import Edit, edit_lots
from bourse.lots.describing import category_among, columns_of, draft_of, findable
from bourse.lots.models import Lot
from bourse.lots.service import edit_lot
from bourse.people.actor import SYSTEM
from bourse.people.models import Role
from bourse.pickups.stand_baskets import cancel_basket, make_basket
from bourse.values import Quantity, Unit, Weight
from tests.fixtures.drive import Drive
from tests.fixtures.lot_forms import typed
from tests.fixtures.people import SignIn
from tests.intake.spreadsheets import HEADINGS, csv

WEIGHT = WeightDraft(method=WeightMethod.DECLARED, unit_weight=Weight(1_000))
LEA = Visitor("Léa Martin", "lea@example.org")
ORGANISER, SELLER = "/organiser/editions/morteau-2026/", "/exhibitor/morteau-2026/E01/"


def recount(lot: Lot, unit: Unit) -> None:
    """Say of a lot that it is counted in another unit, as its form does."""
    draft = replace(draft_of(lot), quantity=Quantity(40_000, unit))
    with transaction():
        edit_lot(db.session.get_one(Lot, lot.id), draft, by=SYSTEM)


@pytest.mark.parametrize("unit", ["u", "kg"])
def test_no_page_breaks_once_somebody_tried(drive: Drive, signed_in: SignIn, unit: str) -> None:
    tiles = drive.small.tiles
    made, token = drive.hold(LEA, tiles=12_500)
    drive.act(made, confirm)
    with transaction():
        basket = make_basket(
            drive.small.exhibitor, {tiles.code: Quantity(1_500, Unit.M2)}, by=SYSTEM
        )
        basket_code = basket.code
    client = signed_in(Role.ORGANISER)
    said = typed(category="CAR", quantity="40", unit=unit, price="8,50")
    answer = client.post(f"{ORGANISER}lots/{tiles.code}/edit", data=said)
    assert answer.status_code == 422
    assert "dans son unité" in answer.text
    told = [
        f"/l/{tiles.code}", "/e/morteau-2026/catalogue", "/e/morteau-2026/catalogue.csv",
        f"/hold/{token}", f"/hold/{token}/slip.pdf", f"/h/{made.code}", f"/b/{basket_code}",
        f"{ORGANISER}holds/", f"{ORGANISER}holds/{made.code}", f"{ORGANISER}holds/to-prepare",
        f"{ORGANISER}holds/to-prepare.pdf", f"{ORGANISER}holds/to-prepare.xlsx",
        f"{ORGANISER}lots/{tiles.code}", f"{ORGANISER}lots/",
    ]  # fmt: skip
    answers = {path: client.get(path) for path in told}
    assert {path: found.status_code for path, found in answers.items()} == dict.fromkeys(told, 200)
    assert "12,5 m²" in answers[f"/hold/{token}"].text.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize("unit", ["u", "kg"])
def test_the_stand_is_told_and_its_pages_answer(
    drive: Drive, seller: FlaskClient, unit: str
) -> None:
    tiles = drive.small.tiles
    made, _token = drive.hold(LEA, tiles=12_500)
    drive.act(made, confirm)
    answer = seller.post(f"{SELLER}lots/{tiles.code}/edit", data=typed(quantity="40", unit=unit))
    assert answer.status_code == 422
    assert "dans son unité" in answer.text
    for path in ("lots/", f"lots/{tiles.code}", "holds/", "holds/to-prepare.pdf", "baskets/"):
        assert seller.get(SELLER + path).status_code == 200, path


def test_a_lot_that_nobody_set_apart_changes_its_unit(drive: Drive) -> None:
    drive.hold(LEA, boards=1_000)
    recount(drive.small.tiles, Unit.KG)
    assert drive.small.tiles.quantity == Quantity(40_000, Unit.KG)


def test_what_is_over_keeps_its_unit_too(drive: Drive) -> None:
    """Pages still tell of a hold that was cancelled, and of a basket."""
    made, _token = drive.hold(LEA, tiles=12_500)
    drive.act(made, lambda held: cancel(held, by=SYSTEM))
    with transaction():
        wanted = {drive.small.boards.code: Quantity(2_000, Unit.PIECE)}
        cancel_basket(make_basket(drive.small.exhibitor, wanted, by=SYSTEM), by=SYSTEM)
    for lot in (drive.small.tiles, drive.small.boards):
        with pytest.raises(BourseError) as error:
            recount(lot, Unit.KG)
        assert (error.value.code, error.value.params["field"]) == ("unit_promised", "unit")


def test_many_lots_at_once_obey_the_same(drive: Drive) -> None:
    small, edits = drive.small, []
    drive.hold(LEA, tiles=12_500)
    known = {found.category_code: found for found in small.edition.categories}
    for lot, unit in ((small.boards, Unit.PIECE), (small.tiles, Unit.KG)):
        draft = replace(draft_of(lot), quantity=Quantity(40_000, unit), weight=WEIGHT)
        columns = findable(
            columns_of(draft, category_among(known, small.edition.id, draft.category))
        )
        edits.append(Edit(lot.id, lot.status, draft, columns))
    with pytest.raises(BourseError, match="unit_promised"), transaction():
        edit_lots(small.exhibitor, edits, by=SYSTEM)
    with transaction():
        edit_lots(small.exhibitor, edits[:1], by=SYSTEM)
    assert db.session.get_one(Lot, small.tiles.id).unit is Unit.M2


def test_a_row_of_a_file_that_counts_otherwise_is_refused(drive: Drive) -> None:
    small = drive.small
    with transaction():
        small.tiles.own_reference, small.boards.own_reference = "C-1", "P-1"
    drive.hold(LEA, tiles=12_500)
    rows = read_lots(
        read_table(
            csv(
                HEADINGS,
                "C-1;Carrelage grès 60 × 60;Carrelage;40;kg;Bon état;Dépose;8,50;;",
                "P-1;Panneau OSB 18 mm;Panneaux;40;m²;Bon état;Dépose;9,00;;27,2",
            )
        ),
        small.edition,
    )
    assert rows.faults == ()
    with transaction():
        outcomes = import_lots(
            small.exhibitor, rows.rows, Source("lots.csv", "0" * 64), by=SYSTEM
        ).outcomes
    assert [found.change for found in outcomes] == [Change.REFUSED, Change.UPDATE]
    assert outcomes[0].error is not None
    assert outcomes[0].error.code == "unit_promised"
