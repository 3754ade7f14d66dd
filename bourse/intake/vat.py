"""Whether a heading or a cell speaks of amounts without VAT: "PU HT", "hors taxes", "excl. VAT"."""

from __future__ import annotations

import re

from bourse.people.folding import fold

ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]")
"""What a heading adds in brackets."""
_INITIALS = re.compile(r"\b([a-z])[. ]+(?=[a-z]\b)")
_VAT = r"(?:taxe?s?|tva|vat)"
_WITHOUT = re.compile(
    r"\b(?:prix|tarif|montant|total|vente|achat|p[utav])?ht(?:va)?\b"
    rf"|\b(?:hors|sans|excl\w*|ex|without|before|net) (?:of |les? |la )?{_VAT}\b"
    rf"|\b{_VAT} (?:excl\w*|non|not|en sus|en plus)\b"
)
_WITH = re.compile(
    rf"\w*ttc\b|\b(?:incl\w*|with) (?:of )?{_VAT}\b|\b{_VAT} (?:incl\w*|comprise?s?)\b"
)


def spoken(text: str) -> str:
    """The words of a text without accents and signs, initials joined: "P.U. H.T." is "puht"."""
    return " ".join(re.findall(r"[a-z0-9]+", _INITIALS.sub(r"\1", fold(text))))


def is_without_vat(text: str) -> bool:
    """Whether amounts are said to be without VAT; "TTC (HT × 1,2)" says in brackets how they came.

    What speaks of both is taken to be without: nobody knows which of the two stands there.
    """
    outside = spoken(ASIDE.sub(" ", text))
    said = outside if _WITH.search(outside) else spoken(text)
    return _WITHOUT.search(said) is not None
