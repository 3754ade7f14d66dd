"""Units, states, origins, categories and amounts, as people write them."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from bourse.editions.queries import categories
from bourse.errors import BourseError
from bourse.intake.amounts import Counted, counted, price, unit_weight
from bourse.intake.words import CategoryWords, condition_of, origin_of, unit_of
from bourse.lots.models import Condition, Origin
from bourse.values import Money, Unit, Weight
from reports.kit.words import word


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("m²", Unit.M2),
        ("M2", Unit.M2),
        ("mètres carrés", Unit.M2),
        ("ML", Unit.ML),
        ("m lin.", Unit.ML),
        ("mètre linéaire", Unit.ML),
        ("pce", Unit.PIECE),
        ("Pièces", Unit.PIECE),
        ("U", Unit.PIECE),
        ("rouleaux", Unit.PIECE),
        ("palettes", Unit.PIECE),
        ("kgs", Unit.KG),
        ("m³", Unit.M3),
        ("T", Unit.TONNE),
        ("Litres", Unit.LITRE),
        ("m.l.", Unit.ML),
        ("M.L", Unit.ML),
        ("m.", Unit.ML),
        ("m cube", Unit.M3),
        ("m carré", Unit.M2),
        ("pièce(s)", Unit.PIECE),
        ("Unité(s)", Unit.PIECE),
        ("tonne(s)", Unit.TONNE),
        ("unit", Unit.PIECE),
        ("bte", Unit.PIECE),
        ("Btes.", Unit.PIECE),
        ("rlx", Unit.PIECE),
        ("Pal.", Unit.PIECE),
        ("feuilles", Unit.PIECE),
        ("bobine", Unit.PIECE),
        ("couronnes", Unit.PIECE),
    ],
)
def test_units(text: str, unit: Unit) -> None:
    assert unit_of(text) is unit


@pytest.mark.parametrize(
    ("text", "code"),
    [("forfait", "unit_whole"), ("Forfait.", "unit_whole"), ("toise", "unit_unknown")],
)
def test_what_counts_nothing_is_no_unit(text: str, code: str) -> None:
    with pytest.raises(BourseError, match=code):
        unit_of(text)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_our_screens_call_things_is_understood(language: str) -> None:
    assert [condition_of(word(member, language)) for member in Condition] == list(Condition)
    assert [origin_of(word(member, language)) for member in Origin] == list(Origin)
    assert [unit_of(word(member, language)) for member in Unit] == list(Unit)


def test_bare_new_claims_no_packing() -> None:
    assert condition_of("NEUF") is Condition.NEW_UNPACKED
    assert condition_of("Neuf – emballé") is Condition.NEW_PACKED


def test_categories(app: Flask) -> None:
    words = CategoryWords(categories())
    known = {"car": "CAR", "Carrelage": "CAR", "carrelage et faience": "CAR", "Tiling": "CAR"}
    known |= {"TUILES": "TCU", "Isolant": "ISO", "fenêtre": "MEX", "Gros oeuvre": "GRO"}
    known |= {"Porte intérieure": "MIN", "Bois": "BOI", "autre": "DIV", "Chauffage": "PLO"}
    assert {text: words.code_of(text) for text in known} == known
    for category in categories():
        for name in (category.code, category.label_fr, category.label_en):
            assert words.code_of(name) == category.code
    for unclear in ("porte", "menuiserie", "truc", "—"):
        with pytest.raises(BourseError, match="category_unclear"):
            words.code_of(unclear)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("1 234,50 €", 123_450, None),
        ("12.5", 1_250, None),
        ("8,50 € TTC / m²", 850, Unit.M2),
        ("8,50€/ml", 850, Unit.ML),
        ("3 € la pièce", 300, Unit.PIECE),
        ("12 euros le m2", 1_200, Unit.M2),
        ("0,40 € l’unité", 40, Unit.PIECE),
        ("1.234,50 TTC", 123_450, None),
    ],
)
def test_prices(text: str, amount: int, unit: Unit | None) -> None:
    assert price(text) == (Money(amount), unit)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("10 € HT", "price_without_vat"),
        ("10 à 15 €", "number_unreadable"),
        ("12,345", "number_too_precise"),
        ("#REF!", "number_unreadable"),
        ("à débattre", "number_unreadable"),
        ("8 €/jour", "unit_unknown"),
    ],
)
def test_what_is_no_price(text: str, code: str) -> None:
    with pytest.raises(BourseError) as refused:
        price(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "heading", "grams", "unit"),
    [
        ("18", "Poids", 18_000, None),
        ("350", "Poids (g)", 350, None),
        ("1,2", "Poids unitaire en tonnes", 1_200_000, None),
        ("350 g", "Poids (kg)", 350, None),
        ("environ 27,2 kilos", "Poids", 27_200, None),
        ("12,5 kg / m²", "Poids", 12_500, Unit.M2),
    ],
)
def test_weights(text: str, heading: str, grams: int, unit: Unit | None) -> None:
    assert unit_weight(text, heading) == (Weight(grams), unit)


def test_quantities_may_carry_their_unit() -> None:
    assert counted("12,5 m²") == Counted("12,5", Unit.M2)
    assert counted("1 250") == Counted("1 250", None)
    assert counted("~40pce") == Counted("40", Unit.PIECE)
    assert counted("douze") == Counted("douze", None)


@given(
    cents=st.integers(0, 99_999_999),
    space=st.sampled_from(["", " ", "\u00a0", "\u202f"]),
    mark=st.sampled_from([",", "."]),
    after=st.sampled_from(["", " €", "€ TTC", " EUR / m²", "€ le m2"]),
)
def test_every_way_to_write_a_price_gives_its_cents(
    cents: int, space: str, mark: str, after: str
) -> None:
    whole = f"{cents // 100:,}".replace(",", space)
    assert price(f"{whole}{mark}{cents % 100:02}{after}")[0] == Money(cents)
