"""Sheets by their millimetres and printers by their drift: each owner's own, and refused if odd."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.labels.paper import (
    LabelSheet,
    SheetDraft,
    keep_printer,
    keep_sheet,
    own_printer,
    own_sheet,
    printers_of,
    sheets_of,
)
from reports.labels.sheets import SHEETS, own
from tests.fixtures.two_sites import TwoSites

DRAFT = SheetDraft(
    name="Avery 3474",
    page_width_um=210_000,
    page_height_um=297_000,
    label_width_um=63_500,
    label_height_um=38_100,
    columns=3,
    rows=7,
    margin_left_um=7_250,
    margin_top_um=15_150,
    gap_across_um=2_500,
    gap_down_um=0,
)


def test_a_sheet_of_ones_own_is_like_those_of_the_table(two_sites: TwoSites) -> None:
    with transaction():
        sheet = own(keep_sheet(DRAFT, None))
    known = SHEETS["a4-21"]
    assert list(sheet.places()) == list(known.places())
    assert (sheet.label, sheet.page, sheet.labels) == (known.label, known.page, 21)


def test_the_same_name_again_changes_the_sheet(two_sites: TwoSites) -> None:
    with transaction():
        first = keep_sheet(DRAFT, None).id
        assert keep_sheet(replace(DRAFT, name=" Avery 3474 ", rows=6), None).id == first
    assert db.session.scalar(select(func.count(LabelSheet.id))) == 1
    assert own_sheet(first, None).rows == 6


def test_all_may_use_the_organisations_sheets_and_nobody_anothers(two_sites: TwoSites) -> None:
    mine, theirs = two_sites.small.exhibitor.company_id, two_sites.second.company_id
    with transaction():
        keep_sheet(DRAFT, None)
        other = keep_sheet(replace(DRAFT, name="Rouleau"), theirs).id
    assert [sheet.name for sheet in sheets_of(mine)] == ["Avery 3474"]
    assert len(sheets_of(theirs)) == 2
    with pytest.raises(BourseError, match="own_sheet_unknown"):
        own_sheet(other, mine)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": "  "}, "paper_name", "name"),
        ({"page_width_um": 0}, "page_size", "page_width_um"),
        ({"page_height_um": 2_970_000}, "page_size", "page_height_um"),
        ({"label_width_um": 39_999}, "label_small", "label_width_um"),
        ({"margin_left_um": -1}, "length_negative", "margin_left_um"),
        ({"columns": 0}, "too_many_places", "columns"),
        ({"columns": 4}, "sheet_too_wide", "columns"),
        ({"rows": 8}, "sheet_too_high", "rows"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_on_its_field(
    two_sites: TwoSites, change: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(BourseError) as refused:
        keep_sheet(replace(DRAFT, **change), None)
    assert (refused.value.code, refused.value.params["field"]) == (code, field)


def test_a_refusal_says_by_how_much(two_sites: TwoSites) -> None:
    with pytest.raises(BourseError) as refused:
        keep_sheet(replace(DRAFT, columns=4), None)
    assert refused.value.params["over"] == Decimal("58.75")


def test_a_printer_keeps_its_offset_for_its_owner(two_sites: TwoSites) -> None:
    mine = two_sites.small.exhibitor.company_id
    with transaction():
        first = keep_printer("Laser", right_um=1_300, down_um=-700, company_id=None).id
        keep_printer("Laser", right_um=100, down_um=0, company_id=mine)
        assert keep_printer(" Laser", right_um=1_200, down_um=-700, company_id=None).id == first
    assert [(one.right_um, one.down_um) for one in printers_of(None)] == [(1_200, -700)]
    assert [one.right_um for one in printers_of(mine)] == [100]
    with pytest.raises(BourseError, match="printer_unknown"):
        own_printer(first, mine)
    with pytest.raises(BourseError, match="offset_large"):
        keep_printer("Laser", right_um=20_100, down_um=0, company_id=None)
