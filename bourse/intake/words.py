"""What people write for a unit, a state, an origin or a family of materials."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from bourse.editions.models import Category
from bourse.errors import BourseError
from bourse.goods.stems import words
from bourse.lots.models import Condition, Origin
from bourse.people.folding import fold
from bourse.values import Unit

Member = TypeVar("Member", bound=StrEnum)

_UNITS: dict[Unit, tuple[str, ...]] = {
    # Goods are counted by what they are packed in: the price is that of one pack.
    Unit.PIECE: ("pcs", "piece", "unite", "unit", "each", "ea", "lot", "ensemble", "ens", "kit")
    + ("paire", "jeu", "sac", "big bag", "rouleau", "rlx", "rl", "palette", "pal", "boite", "bte")
    + ("carton", "paquet", "colis", "botte", "fardeau", "plaque", "panneau", "barre", "feuille")
    + ("bobine", "couronne", "touret", "element", "bloc", "pot", "bidon", "seau", "cartouche")
    + ("pallet", "box", "roll", "bag", "sheet", "coil"),
    Unit.KG: ("kgs", "kilogramme", "kilogram"),
    Unit.M2: ("m 2", "m^2", "metre carre", "m carre", "mq", "sqm", "square metre"),
    Unit.M3: ("m 3", "m^3", "metre cube", "m cube", "cbm", "cubic metre"),
    Unit.ML: ("m lin", "m lineaire", "metre lineaire", "m/l", "linear m")
    + ("running metre", "linear metre"),
    Unit.LITRE: ("ltr", "liter"),
    Unit.TONNE: ("to", "ton"),
}
_WHOLE = frozenset(("forfait", "forfaitaire", "fft", "lump sum"))
"""What people write for a price of all of it, which counts nothing."""
_MARKS = re.compile(r"\.|\((?:s|x|es)\)", re.IGNORECASE)
"""In "m.l." and "pièce(s)"."""
_CONDITIONS: dict[Condition, tuple[str, ...]] = {
    Condition.NEW_PACKED: ("neuf emballe", "neuf sous emballage", "neuf dans son emballage")
    + ("neuf sous blister", "emballe", "emballage d'origine", "new packed", "new, packed"),
    # Bare "neuf" claims no packing.
    Condition.NEW_UNPACKED: ("neuf deballe", "neuf", "neuf non emballe", "neuf sans emballage")
    + ("etat neuf", "comme neuf", "jamais pose", "new unpacked", "new, unpacked", "new"),
    Condition.GOOD: ("bon etat", "bon", "tres bon etat", "tres bon", "tbe", "be", "correct")
    + ("occasion bon etat", "bon etat general", "good", "good condition", "very good"),
    Condition.TO_CLEAN: ("a nettoyer", "sale", "nettoyage a prevoir", "to clean"),
    Condition.TO_REPAIR: ("a reparer", "a restaurer", "abime", "a retaper", "etat moyen")
    + ("reparation a prevoir", "to repair", "damaged"),
}
_ORIGINS: dict[Origin, tuple[str, ...]] = {
    Origin.NEW_SURPLUS: ("surplus neuf", "surplus", "surplus de chantier", "surplus chantier")
    + ("fin de chantier", "reste de chantier", "restes", "excedent", "surstock", "neuf")
    + ("erreur de commande", "new surplus"),
    Origin.END_OF_LINE: ("fin de serie", "fin de stock", "destockage", "end of line"),
    Origin.DOWNGRADED: ("declasse", "2e choix", "2eme choix", "deuxieme choix", "second choix")
    + ("defaut d'aspect", "downgraded", "seconds"),
    Origin.DISMANTLED: ("depose", "depose soignee", "demontage", "demonte", "deconstruction")
    + ("demolition", "reemploi", "recuperation", "recup", "dismantled", "reclaimed"),
    Origin.USED: ("occasion", "seconde main", "usage", "used", "second hand"),
}
_CATEGORIES: dict[str, tuple[str, ...]] = {
    "GRO": ("maçonnerie", "agglo", "ciment"),
    "TCU": ("terre cuite", "tuile", "brique"),
    "MET": ("métallerie", "serrurerie", "ferraille"),
    "MEX": ("menuiserie extérieure", "fenêtre", "volet", "porte d'entrée", "porte de garage"),
    "MIN": ("menuiserie intérieure", "porte intérieure", "escalier"),
    "ISO": ("isolant",),
    "PLA": ("placo", "cloison"),
    "SOL": ("sol", "sols"),
    "ETA": ("toiture", "zinguerie"),
    "EXT": ("extérieur", "jardin"),
    "DIV": ("autre",),
}


def _folded(known: Mapping[Member, Iterable[str]]) -> dict[str, str]:
    """Every way to write a member, and its code, to its code."""
    written = {word: member.value for member, names in known.items() for word in names}
    return written | {_plain(member.value): member.value for member in known}


@lru_cache(maxsize=4096)  # ten thousand rows say a dozen words
def _plain(text: str) -> str:
    """Small letters without accents, one space between words, none of the marks around them."""
    return " ".join(re.sub(r"[_\-–]", " ", fold(text)).split()).strip(" .,;:!*")


def unit_of(text: str) -> Unit:
    """The unit that `text` names; raises `unit_unknown` (text), and `unit_whole` for all of it."""
    bare = _MARKS.sub("", text)
    plain = _plain(bare)
    if plain in _WHOLE:
        raise BourseError("unit_whole")
    code = _UNIT_CODES.get(plain) or _UNIT_CODES.get(re.sub(r"[sx]\b", "", plain))
    return Unit(code) if code else Unit.parse(bare)


def condition_of(text: str) -> Condition:
    """The state that `text` names; raises `condition_unknown` (text)."""
    code = _CONDITION_CODES.get(_plain(text))
    if code is None:
        raise BourseError("condition_unknown", text=text)
    return Condition(code)


def origin_of(text: str) -> Origin:
    """The origin that `text` names; raises `origin_unknown` (text)."""
    code = _ORIGIN_CODES.get(_plain(text))
    if code is None:
        raise BourseError("origin_unknown", text=text)
    return Origin(code)


class CategoryWords:
    """The ways to name each of these categories: its code, its label or a part of it, an example.

    What two of them share names neither: a door may be an outer or an inner one.
    """

    def __init__(self, categories: Sequence[Category]) -> None:
        known: defaultdict[str, set[str]] = defaultdict(set)
        for category in categories:
            named = [category.label_fr, category.label_en, *_CATEGORIES.get(category.code, ())]
            named += _parts(category.label_fr) + _parts(category.examples_fr)
            for text in named:
                known[_stems(text)].add(category.code)
        for category in categories:
            known[_stems(category.code)] = {category.code}
        self._codes = {
            stems: next(iter(codes)) for stems, codes in known.items() if len(codes) == 1
        }

    def code_of(self, text: str) -> str:
        """The code of the category that `text` names; raises `category_unclear` (text)."""
        code = self._codes.get(_stems(text))
        if code is None:
            raise BourseError("category_unclear", text=text)
        return code


def _parts(label: str) -> list[str]:
    """The things that a label lists: "Carrelage et faïence" is two."""
    return [part for part in re.split(r",| et ", label) if part.strip()]


@lru_cache(maxsize=4096)
def _stems(text: str) -> str:
    return " ".join(words(text))


_UNIT_CODES = _folded(_UNITS)
_CONDITION_CODES = _folded(_CONDITIONS)
_ORIGIN_CODES = _folded(_ORIGINS)
