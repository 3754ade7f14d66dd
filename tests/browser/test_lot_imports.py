"""A list of lots from the office to the catalogue, on a phone and on a desk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bourse.db import transaction
from tests.browser.test_accessibility import AXE, FAULTS, GRAVE, OVERFLOW
from tests.fixtures.browser import DESK, PHONE, Visit
from tests.fixtures.people import PASSWORD, a_user
from tests.fixtures.till_site import TillSite
from tests.intake.spreadsheets import cells, csv, xlsx

pytestmark = pytest.mark.browser
LOTS = "/exhibitor/morteau-2026/E01/lots/"
LIST = (
    "Nos invendus de l’atelier;;;;",
    "Code;Ce que c’est;Combien;Tarif;Genre",
    "V-1;Porte chêne 83 × 204;4 pce;45,00 €;Menuiserie intérieure",
    "V-2;Escalier hêtre quart tournant;2 pce;1 234,50 €;Menuiserie intérieure",
    "C-7;Carrelage grès 60 × 60;38,5 m²;12 €/m²;Carrelage",
    ";Total;;;",
)


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def seller(request: pytest.FixtureRequest, till_site: TillSite, visit: Visit) -> Page:
    """The exhibitor, at the list of their lots."""
    with transaction():
        a_user("atelier@example.org", company_id=till_site.small.exhibitor.company_id)
    page = visit(till_site.site, LOTS, request.param, bypass_csp=True)
    page.fill("#email", "atelier@example.org")
    page.fill("#password", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(f"**{LOTS}")
    return page


def test_a_list_becomes_drafts_and_is_taken_back(seller: Page, tmp_path: Path) -> None:
    seller.get_by_role("link", name="Importer un tableau").click()
    seller.wait_for_url("**/import")
    sees_well(seller, "1-send")
    send(seller, tmp_path / "ateliér.csv", csv(*LIST, codec="cp1252"))
    expect(seller.get_by_role("alert")).to_contain_text("Il manque")
    sees_well(seller, "2-columns")

    seller.get_by_label("Ce qu’il y a dans « Ce que c’est »").select_option(label="Désignation")
    seller.get_by_label("État", exact=True).select_option(label="Bon état")
    seller.get_by_label("Origine", exact=True).select_option(label="Dépose")
    seller.get_by_role("button", name="Relire le fichier ainsi").click()
    expect(seller.locator(".notice.good")).to_contain_text("3\u00a0lots arrivent en brouillon")
    expect(seller.locator("tbody tr").last).to_contain_text("Un total n’est pas un lot")
    sees_well(seller, "3-preview")

    seller.get_by_role("button", name="Importer ces 3").click()
    expect(seller.get_by_role("heading", level=1)).to_have_text("Le fichier est importé")
    sees_well(seller, "4-done")
    seller.get_by_role("link", name="Voir les lots").click()
    expect(seller.locator("main")).to_contain_text("Porte chêne")

    seller.go_back()
    seller.get_by_role("link", name="Annuler cet import").click()
    seller.wait_for_url("**/undo")
    sees_well(seller, "5-undo")
    seller.get_by_role("button", name="Annuler l’import").click()
    expect(seller.get_by_role("heading", level=1)).to_have_text("Cet import est annulé")


def test_what_is_wrong_stands_on_its_cell(seller: Page, tmp_path: Path) -> None:
    wrong = [*LIST[1:4], "X-9;;beaucoup;à débattre;grenier", "V-1;Doublon;1;5;Panneaux"]
    lines = [f"{line};Bon état;Dépose" for line in wrong]
    lines[0] = "Code;Désignation;Quantité;Prix;Catégorie;État;Origine"
    seller.goto(f"{LOTS}import")
    send(seller, tmp_path / "liste.xlsx", xlsx(cells(*lines)))
    expect(seller.get_by_role("alert")).to_contain_text("2\u00a0lignes ne peuvent pas")
    seller.get_by_role("link", name="Voir ce qui ne va pas").click()
    rows = seller.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first.locator("td.wrong")).to_have_count(4)
    expect(rows.last.locator("td.wrong")).to_contain_text("La ligne 2 porte la même référence")
    expect(seller.get_by_role("button", name="Importer")).to_have_count(0)
    sees_well(seller, "6-wrong")


def test_a_long_file_says_how_far_it_is(seller: Page, tmp_path: Path) -> None:
    head = "Code;Désignation;Quantité;Prix;Catégorie;État;Origine"
    rows = [f"R{n};Tuile {n};{n} m²;1,50;Carrelage;Bon état;Dépose" for n in range(1, 4_001)]
    seller.goto(f"{LOTS}import")
    send(seller, tmp_path / "grand.csv", csv(head, *rows))
    seller.get_by_role("button", name="Importer ces 4").click(timeout=60_000)
    expect(seller.get_by_role("heading", level=1)).to_have_text(
        "Le fichier est importé", timeout=60_000
    )


def send(page: Page, file: Path, content: bytes) -> None:
    """Choose a file and send it."""
    file.write_bytes(content)
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Voir ce qu’il contient").click()
    page.wait_for_url("**/import/*")


def sees_well(page: Page, name: str) -> None:
    """Nothing wider than the screen, nothing that axe calls serious; a picture where asked for."""
    page.wait_for_load_state()  # its style sheets with it
    assert not (wide := page.evaluate(OVERFLOW)), f"{name}: {wide}"
    page.add_script_tag(path=AXE)
    grave = [said for impact, said in page.evaluate(FAULTS) if impact in GRAVE]
    assert not grave, f"{name}: {grave}"
    if folder := os.environ.get("SCREENSHOTS"):
        size = page.viewport_size
        assert size is not None
        page.screenshot(path=Path(folder) / f"{name}-{size['width']}.png", full_page=True)
