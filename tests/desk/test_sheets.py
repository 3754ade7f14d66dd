"""Paper sheets: each number printed once, typed in once, and a sale like any other afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.desk.cases import open_cases
from bourse.desk.sheets import print_sheets, printed_sheets
from bourse.desk.typing_in import type_in
from bourse.desk.written import WrittenLine, WrittenPayment, WrittenSheet
from bourse.editions.models import SalesMode, Site
from bourse.errors import BourseError
from bourse.impact.queries import purchases, tonnes_saved, turnover
from bourse.journal.models import JournalEntry
from bourse.lots.models import Origin
from bourse.overview.verification import verify
from bourse.people.actor import SYSTEM
from bourse.tills import service
from bourse.tills.models import Enrolment, PaymentMode
from bourse.tills.queries import tills_of
from bourse.tills.recording import Result, record
from bourse.values import Money, Quantity, Unit, Weight
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device

FREE = {"designation": "Chevrons", "origin": Origin.USED, "price": Money(100)}
NOON = datetime(2026, 6, 13, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def printed(small: SmallEdition) -> SmallEdition:
    with transaction():
        print_sheets(small.edition, site=small.site, count=10, by=SYSTEM)
    return small


def a_sheet(small: SmallEdition, number: int = 3, **values: object) -> WrittenSheet:
    """Two square metres of tiles and a door, paid in cash, two hours ago."""
    tiles, door = small.tiles, small.door
    total = tiles.price.times(Quantity(2_000, tiles.unit)) + door.price
    sheet = WrittenSheet(
        number=number,
        at=NOON - timedelta(hours=2),
        cashier=small.cashier.code,
        lines=(WrittenLine(2_000, tiles.code), WrittenLine(1_000, door.code.lower())),
        payments=(WrittenPayment(PaymentMode.CASH, total),),
    )
    return replace(sheet, **values)


def typed(small: SmallEdition, sheet: WrittenSheet) -> dict[str, object]:
    """The payload of the entry that it became."""
    with transaction():
        outcome = type_in(small.edition, sheet, by=SYSTEM)
    payload = db.session.scalars(
        select(JournalEntry.payload).where(JournalEntry.seq == outcome.seq)
    ).one()
    return dict(json.loads(payload))


def refusal(small: SmallEdition, sheet: WrittenSheet) -> tuple[str, object]:
    with pytest.raises(BourseError) as caught, transaction():
        type_in(small.edition, sheet, by=SYSTEM)
    return caught.value.code, caught.value.params.get("field")


def test_numbers_are_given_once_across_sites(small: SmallEdition) -> None:
    with transaction():
        yard = Site(name="Cour")
        small.edition.sites.append(yard)
        db.session.flush()
        first = print_sheets(small.edition, site=small.site, count=5, by=SYSTEM)
        second = print_sheets(small.edition, site=yard, count=3, by=SYSTEM)
        assert (list(first.numbers), list(second.numbers)) == ([1, 2, 3, 4, 5], [6, 7, 8])
    for count in (0, 501, -1):
        with pytest.raises(BourseError, match="sheets_too_many"), transaction():
            print_sheets(small.edition, site=small.site, count=count, by=SYSTEM)


def test_a_sheet_is_a_sale_like_any_other(printed: SmallEdition) -> None:
    fact = typed(printed, a_sheet(printed))
    edition = [printed.edition.id]

    assert (fact["sheet"], fact["receipt"], fact["till_seq"]) == (3, 1, 1)
    assert fact["happened_at"] == "2026-06-13T10:00:00.000Z"
    weights = sum(line["weight_g"] or 0 for line in fact["lines"])
    assert list(purchases(edition).values()) == [1]
    assert list(turnover(edition).values()) == [Money(fact["total_cents"])]
    assert list(tonnes_saved(edition).values()) == [Weight(weights)]
    assert open_cases(printed.edition.id) == 0
    assert verify().holds


def test_the_paper_series_is_a_chain_beside_the_tablets(printed: SmallEdition) -> None:
    till = Device()
    with transaction():
        record(printed.device, [till.opened(), till.sale((printed.tiles, 1_000))])
    first, second = typed(printed, a_sheet(printed, 3)), typed(printed, a_sheet(printed, 1))
    assert first["till"] == second["till"] == "C1b"
    assert (second["receipt"], second["till_seq"]) == (2, 2)
    with transaction():
        later = record(printed.device, [till.sale((printed.tiles, 1_000))])
    assert later.outcomes[0].result is Result.RECORDED
    assert verify().holds
    (row,) = tills_of(printed.edition.id)
    assert [device.series for device in row.devices] == ["C1a"], "paper is no device"
    with transaction():
        enrolment, _code = service.enrol(printed.till, by=SYSTEM)
        assert enrolment.letter == "c"


def test_sheets_are_typed_in_after_the_tills_are_put_away(printed: SmallEdition) -> None:
    typed(printed, a_sheet(printed, 1))
    with transaction():
        service.retire_till(printed.till, by=SYSTEM)
    assert typed(printed, a_sheet(printed, 2))["receipt"] == 2
    paper = db.session.scalars(select(Enrolment).where(Enrolment.is_paper)).one()
    assert (paper.token_hash, paper.code_hash, paper.revoked_at) == (None, None, None)


def test_a_number_is_used_once_and_only_if_printed(printed: SmallEdition) -> None:
    typed(printed, a_sheet(printed))
    assert refusal(printed, a_sheet(printed)) == ("sheet_used", "number")
    assert refusal(printed, a_sheet(printed, 11)) == ("sheet_unknown", "number")
    assert refusal(printed, a_sheet(printed, at=NOON + timedelta(minutes=1))) == (
        "sheet_used",
        "number",
    )
    (row,) = printed_sheets(printed.edition.id)
    assert (row.used, row.unused) == (1, ((1, 2), (4, 10)))


def test_a_sheet_typed_wrongly_is_typed_again_once_its_receipt_was_given_back(
    printed: SmallEdition,
) -> None:
    till, edition = Device(), [printed.edition.id]
    wrong = typed(printed, a_sheet(printed))

    def give_back(position: int) -> None:
        back = till.reversal(wrong, position, approved_by=printed.cashier.code)
        with transaction():
            assert record(printed.device, [back]).outcomes[0].seq

    give_back(0)
    assert refusal(printed, a_sheet(printed)) == ("sheet_used", "number"), "the door is kept"
    give_back(1)
    assert printed_sheets(printed.edition.id)[0].unused == ((1, 10),)
    right = (WrittenLine(1_000, printed.door.code),)
    paid = (WrittenPayment(PaymentMode.CASH, printed.door.price),)
    fact = typed(printed, a_sheet(printed, lines=right, payments=paid))
    assert (fact["sheet"], fact["receipt"]) == (3, 2)
    assert refusal(printed, a_sheet(printed)) == ("sheet_used", "number")
    assert list(purchases(edition).values()) == [1]
    assert list(turnover(edition).values()) == [printed.door.price]
    assert verify().holds


def test_what_no_receipt_can_hold_is_told_on_its_line(printed: SmallEdition) -> None:
    code, dear = printed.door.code, Money(10**11)
    for line, part in (
        (WrittenLine(2_000, code, dear), "price"),
        (WrittenLine(1_000, code, Money(-1)), "price"),
        (WrittenLine(10**13, code), "quantity"),
        (WrittenLine(1_000, **FREE, unit_weight=Weight(10**12)), "weight"),
    ):
        field = f"lines-0-{part}"
        exhibitor, category = printed.exhibitor.code, printed.tiles.category_code
        if not line.lot:
            line = replace(line, exhibitor=exhibitor, category=category)
        assert refusal(printed, a_sheet(printed, lines=(line,))) == ("sheet_line", field)


def test_its_moment_must_have_been(printed: SmallEdition) -> None:
    late, early = NOON + timedelta(minutes=1), NOON - timedelta(days=1)
    assert refusal(printed, a_sheet(printed, at=late)) == ("sheet_future", "at")
    assert refusal(printed, a_sheet(printed, at=early)) == ("sheet_too_early", "at")


def test_a_free_line_says_all_itself(printed: SmallEdition) -> None:
    line = WrittenLine(
        3_000,
        price=Money(450),
        designation="Chevrons dépareillés",
        exhibitor=printed.exhibitor.code,
        category=printed.tiles.category_code,
        unit=Unit.ML,
        unit_weight=Weight(2_000),
        origin=Origin.USED,
    )
    paid = (WrittenPayment(PaymentMode.CHEQUE, Money(1_350), "0012345"),)
    fact = typed(printed, a_sheet(printed, lines=(line,), payments=paid))
    (written,) = fact["lines"]
    assert (written["lot"], written["total_cents"], written["weight_g"]) == (None, 1_350, 6_000)
    assert fact["payments"][0]["reference"] == "0012345"
    for part in ("designation", "exhibitor", "category", "origin", "price"):
        bare = replace(line, **{part: None if part in ("price", "origin") else ""})
        wrong = a_sheet(printed, 4, lines=(bare,), payments=paid)
        assert refusal(printed, wrong) == ("sheet_free_line", f"lines-0-{part}")


def test_what_is_wrong_stands_on_its_line(printed: SmallEdition) -> None:
    good = WrittenLine(1_000, printed.door.code)
    for line, expected in (
        (WrittenLine(1_000, "nonsense"), "lines-1-lot"),
        (WrittenLine(0, printed.door.code), "lines-1-quantity"),
        (WrittenLine(1_500, printed.door.code), "lines-1-quantity"),
    ):
        assert refusal(printed, a_sheet(printed, lines=(good, line)))[1] == expected
    assert refusal(printed, a_sheet(printed, lines=())) == ("sheet_empty", "lines")
    paid = (WrittenPayment(PaymentMode.CASH, Money(1)),)
    assert refusal(printed, a_sheet(printed, payments=paid)) == ("sheet_payments", "cash")


def test_another_price_is_told_beside_the_catalogues(printed: SmallEdition) -> None:
    price = printed.door.price - Money(100)
    lines = (WrittenLine(1_000, printed.door.code, price),)
    paid = (WrittenPayment(PaymentMode.CARD, price),)
    (line,) = typed(printed, a_sheet(printed, lines=lines, payments=paid))["lines"]
    assert line["unit_price_cents"] == price.cents
    assert line["catalogue_price_cents"] == printed.door.price_cents


def test_where_each_exhibitor_cashes_each_payment_names_one(printed: SmallEdition) -> None:
    with transaction():
        printed.edition.sales_mode = SalesMode.EXHIBITOR_CASHES
    fact = typed(printed, a_sheet(printed))
    assert [paid["exhibitor"] for paid in fact["payments"]] == [printed.exhibitor.code]
    assert sum(paid["amount_cents"] for paid in fact["payments"]) == fact["total_cents"]


def test_a_site_without_a_till_says_so(small: SmallEdition) -> None:
    with transaction():
        yard = Site(name="Cour")
        small.edition.sites.append(yard)
        db.session.flush()
        print_sheets(small.edition, site=yard, count=1, by=SYSTEM)
    assert refusal(small, a_sheet(small, 1)) == ("paper_without_till", "number")
