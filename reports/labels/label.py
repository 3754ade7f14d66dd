"""What a label says, in the words and numbers of its reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bourse.values import LotCode, Money, Quantity, Rate, Unit, Weight
from reports.kit import formats
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.ties import tied


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says. `price` is for one unit, VAT included; `url` is what its QR holds.

    With a `reference_price` it is shown crossed out, beside the `discount`. A lot sold whole
    says in how many `pieces` it lies, and the label of one which `piece` it is (0 on the lot's).
    """

    code: LotCode
    url: str
    designation: str
    price: Money
    currency: str
    quantity: Quantity
    unit_weight: Weight | None
    exhibitor: str
    stand: str
    reference_price: Money | None = None
    discount: Rate | None = None
    is_fictional: bool = False
    pieces: int = 1
    piece: int = 0


@lru_cache(maxsize=4_096)
def price(amount: Money, currency: str, lang: str) -> str:
    """`1 234,50 €`."""
    return formats.money(amount, lang, currency)


@lru_cache(maxsize=4_096)
def discount(rate: Rate, lang: str) -> str:
    """`−62 %`."""
    return f"\N{MINUS SIGN}{formats.percent(rate.basis_points, lang)}"


def per_unit(unit: Unit) -> str:
    """`/ m²`."""
    return f"/\N{NO-BREAK SPACE}{formats.unit(unit)}"


@lru_cache(maxsize=4_096)
def quantity(amount: Quantity, lang: str) -> str:
    """`Quantité 12,5 m²`, `Quantité 8 u`."""
    said = formats.quantity(amount, lang)
    if amount.unit is Unit.PIECE:
        said = f"{said}\N{NO-BREAK SPACE}{formats.unit(amount.unit)}"
    return translate(_("Quantity %(quantity)s"), lang, quantity=said)


@lru_cache(maxsize=4_096)
def weight(unit_weight: Weight | None, unit: Unit, lang: str) -> str:
    """`18 kg/m²`; nothing where nobody knows it, nor of what is sold by weight."""
    if unit_weight is None or unit in (Unit.KG, Unit.TONNE):
        return ""
    return f"{formats.weight(unit_weight, lang)}/{formats.unit(unit)}"


@lru_cache(maxsize=4_096)
def seller(exhibitor: str, stand: str) -> str:
    """`Menuiserie Faivre · A12`."""
    stands = stand.replace(" · ", "\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}")
    return tied(f"{exhibitor} · {stands}" if stand else exhibitor)


def designation(label: Label, lang: str) -> str:
    """What it is, after FICTIF in a demonstration and which piece of the lot the label is on."""
    words = [label.designation]
    if label.piece:
        piece = f"{label.piece}/{label.pieces}"
        words.insert(0, translate(_("Piece %(piece)s"), lang, piece=piece))
    elif label.pieces > 1:
        words.insert(0, translate(_("Lot of %(pieces)s pieces"), lang, pieces=label.pieces))
    if label.is_fictional:
        words.insert(0, translate(_("FICTIONAL"), lang))
    return tied(" · ".join(words))
