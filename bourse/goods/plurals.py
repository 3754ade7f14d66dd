"""One form for the singular and the plural of a French word, before it is stemmed.

A stemmer takes the plural off by the letters around it, and wants the accents: without them it
leaves "eviers" beside "evi". The till does the same (app/static/till/plurals.js).
"""

from __future__ import annotations

import re

ALIKE = frozenset(
    ("anglais", "appentis", "biais", "bois", "bras", "cabas", "cadenas", "caillebotis", "chassis")
    + ("cailloutis", "chaux", "colis", "coloris", "compris", "comtois", "coulis", "cours")
    + ("debarras", "debris", "depuis", "dessous", "dessus", "devis", "divers", "epais", "faux")
    + ("francais", "frais", "gras", "gravats", "gres", "gris", "gros", "hourdis", "lambris")
    + ("lattis", "matelas", "mauvais", "palis", "parvis", "pays", "poids", "puits", "rabais")
    + ("relais", "remblais", "repos", "semis", "sous", "tamis", "tapis", "taux", "temps")
    + ("torchis", "travers", "treillis", "velours", "vernis", "vers")
)
"""Folded words that end so in the singular: cut, "gres" would begin "grenier", "bois" "boite"."""
IN_X = frozenset(
    ("bijoux", "cailloux", "cheveux", "choux", "essieux", "feux", "genoux", "jeux", "lieux")
    + ("moyeux", "pieux")
)
"""The plurals in x that do not end in -aux; "poreux" and "roux" are none."""
IRREGULAR = {"emaux": "email", "yeux": "oeil"}
_PLURAL = re.compile(r"(?<=[a-z]{3})s$|(?<=[a-z]au)x$")
_IN_AL = re.compile(r"^(cor|port|soupir|trav|v[ae]nt|vitr)ail$|^([a-z]{2,}[^eoy])au$")


def singular(word: str) -> str:
    """The one form of a folded word: "metaux" and "metal" give metal, "tuyaux" gives tuyau.

    What is common to "vitrail" and "vitraux" is no word: vitral. "gaz" and "noix" stay.
    """
    if word in ALIKE:
        return word
    if word in IN_X:
        return word[:-1]
    one = IRREGULAR.get(word) or _PLURAL.sub("", word)
    return _IN_AL.sub(lambda found: f"{found[1] or found[2]}al", one)
