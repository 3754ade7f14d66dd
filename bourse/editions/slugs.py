"""Slugs: the short name of an edition in addresses, on the command line and in the journal."""

from __future__ import annotations

import re
import unicodedata

from bourse.errors import BourseError

LONGEST = 80
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def suggest(name: str, year: int) -> str:
    """A slug made of the name, with the year when the name does not say it.

    "Bourse d’Épenoy", 2026 gives "bourse-d-epenoy-2026".
    """
    letters = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = [word for word in re.findall(r"[a-z0-9]+", bare) if word != str(year)]
    return "-".join(words)[: LONGEST - 5].strip("-") + f"-{year}" if words else f"bourse-{year}"


def check(slug: str) -> str:
    """The slug; raises `slug_invalid` unless it is words of a-z and 0-9 with hyphens between."""
    if len(slug) > LONGEST or not _SLUG.fullmatch(slug):
        raise BourseError("slug_invalid", field="slug")
    return slug
