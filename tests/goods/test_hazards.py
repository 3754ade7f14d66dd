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
        ("Plaques ondulées Everite", "fibrocement"),
        ("", None),
    ],
)
def test_a_text_is_told_by_its_words(text: str, code: str | None) -> None:
    assert hazard_of(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Parquet chêne huilé, reste de chantier",
        "Parquet verni, reste de chantier",
        "PARQUET CHENE HUILE RESTE DE CHANTIER",
        "Poutre lamellé-collé, reste de chantier",
        "Panneau isolant mousse polyuréthane, reste de chantier",
        "Bardage bois traitement autoclave, reste de chantier",
        "Palette entamée de parquet verni",
        "Étagère ouverte en chêne verni",
        "Lames de terrasse huilées, restes",
        "Vinyle à coller, cartons entamés",
        "Carreaux de plâtre et colle, palette entamée",
        "Rouleaux bitume, palette entamée",
        "Fenêtre ouverte à la française avec mastic",
        "Portail ouvert, peinture époxy",
        "Isolant mousse, rouleau entamé",
        "Receveur résine, carton ouvert",
        "Évier en résine noire, emballage ouvert",
        "Meuble ouvert laqué, primaire gris",
        "Peinture blanche 10 L, reste de chantier, pots neufs fermés",
        "Colle carrelage 25 kg, palette entamée",
        "Pot de fleurs ouvert en terre cuite",
        "Boîtes ouvertes de parquet huilé",
        "Ciment, palette entamée",
        "Lambris verni, restes de chantier",
        "Silicone blanc, carton entamé",
        "Verrou ouvert, huile de pression",
    ],
)
def test_ordinary_surplus_is_no_waste(text: str) -> None:
    assert hazard_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Fond de pot peinture",
        "Fonds de pots de lasure",
        "Fin de pots de lasure",
        "Silicone DLC dépassée",
        "Peinture ouverte une fois",
        "2 bidons de vernis parquet entamés",
        "Cartouches de mastic hors date",
        "Lasure chêne clair 5 L, pot ouvert",
        "Huile de lin, bidon entamé",
        "Vieille peinture glycéro périmée",
        "Bombe de mousse expansive entamée",
        "Pot entamé de colle parquet",
        "Résine époxy périmée",
        "Bidon de white spirit ouvert",
        "Primaire d’accrochage, seau entamé",
        "Lot de peintures, pots à moitié vides",
        "Sac de colle ouvert",
        "Traitement bois entamé",
        "VERNIS ENTAME",
    ],
)
def test_what_is_opened_or_expired_is_waste(text: str) -> None:
    assert hazard_of(text) == "opened_chemical"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Restes de peinture", "chemical_left"),
        ("Peinture blanche, reste 5 L", "chemical_left"),
        ("Peinture restante 10 L", "chemical_left"),
        ("Matériel de peintre et pots entamés", "chemical"),
        ("Matériel de peintre, pots non entamés", None),
    ],
)
def test_what_is_doubtful_is_asked_and_not_refused(text: str, code: str | None) -> None:
    assert hazard_of(text) == code
    assert code is None or hazards()[code].level is HazardLevel.CHECK


def test_the_goods_are_what_the_designation_names() -> None:
    assert hazard_of("Peinture blanche", "Un pot entamé") == "opened_chemical"
    assert hazard_of("Parquet chêne", "Reste de la peinture, un pot ouvert") is None
    assert hazards()["opened_chemical"].goods == hazards()["chemical_left"].goods


def test_the_description_counts_and_does_not_run_into_the_designation() -> None:
    assert hazard_of("Plaques ondulées", "En amiante") == "asbestos"
    assert hazard_of("Pot sans", "amiante") == "asbestos"
    assert hazard_of("Plaque de cuisson", "vitrocéramique") is None


def test_the_gravest_comes_first() -> None:
    assert hazard_of("Plaque de plomb sur fibrociment amianté") == "asbestos"
    levels = [one.level for one in hazards().values()]
    assert levels == sorted(levels, key=lambda level: level is not HazardLevel.FORBIDDEN)
    assert set(codes_of(HazardLevel.CHECK)) == {"fibrocement", "lead", "gas", "chemical"} | {
        "chemical_left"
    }


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
