"""Dangerous goods told by their words, and harmless ones that only sound like them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bourse.goods import hazards as module
from bourse.goods.hazards import HazardLevel, codes_of, hazard_of, hazards

HAZARDS = Path(module.__file__).with_name("hazards.csv")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Plaques ondulées amiante", "asbestos"),
        ("Conduit AMIANTÉ Ø 150", "asbestos"),
        ("Dalles de sol amiantées", "asbestos"),
        ("Plaque sans amiante", None),
        ("Bardeaux, garantis sans amiante", None),
        ("Fibrociment garanti sans amiante", None),
        ("Plaque sans amiante et conduit amianté", "asbestos"),
        ("Plaques de fibrociment", "fibrocement"),
        ("Plaques fibro-ciment", "fibrocement"),
        ("Ardoises Éternit 40 × 24", "fibrocement"),
        ("Feuille de plomb 2 mm", "lead"),
        ("Tuyaux en plomb", "lead"),
        ("Gants de plombier", None),
        ("Lot de plomberie", None),
        ("Raccords plomberie cuivre", None),
        ("Fil à plomb", None),
        ("Soudure sans plomb", None),
        ("Peinture au plomb ancienne", "lead_paint"),
        ("Chaudière murale à gaz", "gas"),
        ("Gazinière 4 feux", "gas"),
        ("Radiateurs gaz", "gas"),
        ("Tuyau gaz PLT 20 m", None),
        ("Gazon synthétique", None),
        ("Rouleau de gaze", None),
        ("Pot de peinture blanche entamé", "opened_chemical"),
        ("Colles carrelage périmées", "opened_chemical"),
        ("Peinture, pot jamais ouvert", None),
        ("Peinture, pots non entamés", None),
        ("Porte avec vantail ouvert", None),
        ("Rayonnage ouvert", None),
        ("Bidons de white-spirit 20 l", "chemical"),
        ("Peinture sans solvant", None),
        ("Décapant chimique 5 l", "chemical"),
        ("Châssis anciens décapés", None),
        ("Traverses de chemin de fer", "creosote"),
        ("Traverse bois chêne neuf", None),
        ("Détecteurs ioniques", "radioactive"),
        ("Détecteur de fumée optique", None),
        ("Carrelage grès cérame 60 × 60", None),
        ("", None),
    ],
)
def test_a_text_is_told_by_its_words(text: str, code: str | None) -> None:
    assert hazard_of(text) == code


def test_the_description_counts_and_does_not_run_into_the_designation() -> None:
    assert hazard_of("Plaques ondulées", "En amiante") == "asbestos"
    assert hazard_of("Pot sans", "amiante") == "asbestos"
    assert hazard_of("Plaque de cuisson", "vitrocéramique") is None


def test_the_gravest_comes_first() -> None:
    assert hazard_of("Plaque de plomb sur fibrociment amianté") == "asbestos"
    levels = [one.level for one in hazards().values()]
    assert levels == sorted(levels, key=lambda level: level is not HazardLevel.FORBIDDEN)
    assert set(codes_of(HazardLevel.CHECK)) == {"fibrocement", "lead", "gas", "chemical"}


def test_each_says_why_and_what_to_do() -> None:
    for one in hazards().values():
        assert len(one.code) <= 20
        for language in ("fr", "en"):
            assert one.label(language)
            assert one.why(language).endswith(".")
            assert one.what_to_do(language).endswith(".")


def test_every_hazard_says_where_it_is_known_from() -> None:
    with HAZARDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["source"], row["code"]
            assert "[mem]" not in row["source"], f"{row['code']}: nobody has checked its source"
