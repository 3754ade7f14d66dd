"""One report, four files: each says the same figures, to the cent and the gram."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from decimal import Decimal
from io import BytesIO, StringIO

import pypdfium2
import pytest
from openpyxl import load_workbook

from bourse.db import read_only, transaction
from bourse.editions.models import EditionStatus
from bourse.impact.compiling import compile_report
from bourse.impact.history import BalanceDraft, keep_balances
from bourse.impact.report import Report
from bourse.people.actor import SYSTEM
from bourse.values import Money, Weight
from reports.impact.files import FORMS, file_name
from tests.fixtures.two_sites import TwoSites

FIVE = BalanceDraft(
    label="Cinq premières éditions",
    editions=5,
    first_year=2021,
    last_year=2023,
    weight=Weight(184_000_000),
    turnover=Money(32_500_000),
    purchases=1_500,
    firms=40,
    source="Bilan publié, Haut-Doubs",
)
CRAFTY = '=HYPERLINK("http://example.org")'


@pytest.fixture
def sold(two_sites: TwoSites) -> TwoSites:
    """Two days of sales, a return, a firm with a crafty name, and the published balance."""
    small, hall, yard = two_sites.small, two_sites.hall, two_sites.yard
    sale = hall.sale((small.tiles, 12_345), (small.boards, 2_000), (small.door, 1_000))
    undone = yard.sale((two_sites.beam, 1_001))
    two_sites.send(hall, sale, hall.reversal(sale, 1))
    two_sites.send(yard, undone, yard.reversal(undone), yard.sale((two_sites.slates, 700_000)))
    with transaction():
        keep_balances([FIVE], by=SYSTEM)
        two_sites.second.company.name = CRAFTY
        small.edition.is_fictional = True
    return two_sites


def report_of(two_sites: TwoSites) -> Report:
    with read_only():
        return compile_report(two_sites.small.edition)


def written(report: Report, suffix: str, language: str = "fr") -> bytes:
    return FORMS[suffix].write(report, language)


def pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(" ".join(text.get_text_range().split()))
            text.close()
            page.close()
        return texts


def test_json_gives_integers_with_their_unit(sold: TwoSites) -> None:
    report = report_of(sold)
    found = json.loads(written(report, "json"))
    whole = {
        "weight_g": 222_210 + 336_000,
        "turnover_cents": 10_493 + 2_500 + 42_000,
        "purchases": 2,
        "firms": 2,
    }

    assert whole.items() <= found["headline"].items()
    for split in ("by_category", "by_site", "by_exhibitor"):
        for figure in ("weight_g", "turnover_cents"):
            assert sum(part[figure] for part in found[split]) == whole[figure]
    assert found["cumulative"]["published"] == {
        "kind": "published",
        "label": "Bilans publiés",
        "editions": 5,
        "weight_g": 184_000_000,
        "turnover_cents": 32_500_000,
        "purchases": 1_500,
        "firms": 40,
    }
    assert found["cumulative"]["measured"]["turnover_cents"] == 0
    assert found["evolution"][1]["standing"] == "fictional"
    assert found["edition"]["fictional"] is True
    assert found["status"] == "provisional"
    assert found["journal"] == {"seq": report.journal_seq, "hash": report.journal_hash}
    unknown = next(row for row in found["methods"] if row["method"] == "unknown")
    assert (unknown["weight_g"], unknown["lines"]) == (None, 1)


def test_the_spreadsheet_adds_up_to_the_cent_and_the_gram(sold: TwoSites) -> None:
    report = report_of(sold)
    book = load_workbook(BytesIO(written(report, "xlsx")))

    for title in ("Par catégorie de matériaux", "Par site", "Par exposant"):
        head, *body = book[title].iter_rows(values_only=True)
        rows = body[: next(place for place, row in enumerate(body) if row[1] == "Total") + 1]
        for heading, expected in (
            ("Tonnes sauvées (kg)", report.headline.weight.kilograms),
            ("Chiffre d’affaires (EUR)", report.headline.turnover.decimal),
        ):
            place = head.index(heading)
            *parts, whole = [Decimal(str(row[place])) for row in rows]
            assert sum(parts) == whole == expected
    assert "FICTIF" in str(book["Évolution au fil des éditions"]["A3"].value)


def test_no_cell_of_the_spreadsheet_is_a_formula(sold: TwoSites) -> None:
    book = load_workbook(BytesIO(written(report_of(sold), "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert any(cell.value == CRAFTY for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


def test_csv_has_a_line_a_figure_and_runs_nothing(sold: TwoSites) -> None:
    content = written(report_of(sold), "csv").decode("utf-8-sig")
    head, *lines = csv.reader(StringIO(content), delimiter=";")
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for table, _code, _name, measure, value, unit in lines:
        if unit:
            sums[table, measure] += Decimal(value.replace(",", ".") or 0)

    assert head == ["tableau", "code", "nom", "mesure", "valeur", "unité"]
    for split in ("by_category", "by_site", "by_exhibitor", "by_hour", "origins"):
        assert sums[split, "weight"] == sums["headline", "weight"] == Decimal("558.210")
        assert sums[split, "turnover"] == sums["headline", "turnover"] == Decimal("549.93")
    assert ["report", "", "", "fictional", "yes", ""] in lines
    assert ["methods", "unknown", "Poids inconnu", "weight", "", "kg"] in lines
    assert any(line[2] == f"'{CRAFTY}" for line in lines)
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line)


def test_the_pdf_says_on_every_page_what_it_is_and_that_it_is_fictional(sold: TwoSites) -> None:
    texts = pages(written(report_of(sold), "pdf"))

    for number, text in enumerate(texts, start=1):
        assert f"Page {number} sur {len(texts)}" in text
        assert "FICTIF – données de démonstration" in text
        assert "Chiffres provisoires, arrêtés au" in text


def test_the_pdf_carries_figures_method_and_sources(sold: TwoSites) -> None:
    report = report_of(sold)
    text = " ".join(pages(written(report, "pdf")))

    for said in (
        "0,558 t",
        "549,93 €",
        "Salle des fêtes",
        CRAFTY,
        "samedi 13 juin",
        "Poids inconnu",
        "5 éditions, répartition inconnue",
        "Cinq premières éditions – Bilan publié, Haut-Doubs",
        "184,000 t",
        report.journal_hash,
    ):
        assert said in text


def test_a_real_and_final_report_says_nothing_of_fiction(sold: TwoSites) -> None:
    with transaction():
        sold.small.edition.is_fictional = False
        sold.small.edition.status = EditionStatus.CLOSED
    report = report_of(sold)
    text = " ".join(pages(written(report, "pdf")))

    assert "Chiffres définitifs, arrêtés au" in text
    assert "FICTIF" not in text
    assert json.loads(written(report, "json"))["status"] == "final"


def test_the_same_report_gives_the_same_pdf(sold: TwoSites) -> None:
    report = report_of(sold)
    assert written(report, "pdf") == written(report, "pdf")


def test_an_edition_that_sold_nothing_still_has_its_report(two_sites: TwoSites) -> None:
    report = report_of(two_sites)

    assert all(written(report, suffix) for suffix in FORMS)
    assert json.loads(written(report, "json"))["headline"]["average_basket_cents"] is None


def test_the_report_is_read_in_english_too(sold: TwoSites) -> None:
    report = report_of(sold)
    text = " ".join(pages(written(report, "pdf", "en")))

    assert "Impact report" in text
    assert "Tiling" in text
    assert "Chiffre" not in text


def test_a_file_is_named_after_the_edition_and_the_day(sold: TwoSites) -> None:
    name = file_name(report_of(sold), "pdf")
    assert name.startswith("bilan-morteau-2026-20")
    assert name.endswith(".pdf")
