"""What a heading says of the amounts below it, where they may not be the price that is asked.

The price asked is of one unit, VAT included. A column of something else that is taken for it costs
its exhibitor a fifth of every sale, or asks for one square metre what forty should bring.
"""

from __future__ import annotations

from enum import StrEnum

from bourse.intake.vat import is_without_vat, spoken


class PriceDoubt(StrEnum):
    """Why the amounts below a heading may not be what is asked for one unit."""

    WITHOUT_VAT = "without_vat"
    NEW = "new"
    PAID = "paid"
    OF_ALL = "of_all"


_NEW = frozenset(
    ("neuf", "neufs", "neuve", "neuves", "new", "catalogue", "public", "magasin", "conseille")
    + ("origine", "initial", "ancien", "barre", "reference")
)
_PAID = frozenset(
    ("achat", "achats", "achete", "revient", "cout", "couts", "coutant", "cost", "costs")
    + ("purchase", "buying", "paid", "paye", "payes", "pa", "fournisseur", "supplier")
)
_OF_ALL = frozenset(
    ("total", "totaux", "totale", "totales", "subtotal", "montant", "montants", "somme", "sommes")
    + ("cumul", "cumule", "global", "globale", "valeur", "valeurs", "lot", "lots", "ensemble")
    + ("amount", "amounts", "sum", "value", "pt", "ptttc")
)
_OF_ONE = frozenset(
    ("unitaire", "unitaires", "unite", "unit", "pu", "u", "each", "piece", "pce")
    + ("m2", "m3", "ml", "kg")
)
_PRICE = frozenset(("prix", "tarif", "tarifs", "price", "prices", "pu", "puttc", "pv"))
_MONEY = _PRICE | {"ttc", "eur", "euro", "euros", "vente", "demande", "tva", "remise", "marge"}


def doubt_of(heading: str) -> PriceDoubt | None:
    """Why the column of this heading may hold another price than the one that is asked."""
    if is_without_vat(heading):
        return PriceDoubt.WITHOUT_VAT
    words = frozenset(spoken(heading).split())
    if words & _NEW:
        return PriceDoubt.NEW
    if words & _PAID:
        return PriceDoubt.PAID
    return PriceDoubt.OF_ALL if words & _OF_ALL and not words & _OF_ONE else None


def is_price(heading: str) -> bool:
    """Whether a heading speaks of a price, whichever."""
    return not _PRICE.isdisjoint(spoken(heading).split())


def is_money(heading: str) -> bool:
    """Whether a heading speaks of money at all."""
    said = frozenset(spoken(heading).split())
    return "€" in heading or bool(said & _MONEY) or doubt_of(heading) is not None
