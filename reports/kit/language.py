"""Words in the reader's language: the catalogue of everything that goes out on paper."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.support import NullTranslations, Translations

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"


@cache
def catalogue(language: str) -> NullTranslations:
    """The catalogue of `language`; English is what the code says."""
    return Translations.load(str(TRANSLATIONS), [language], "reports")


def translate(message: str, language: str, **values: object) -> str:
    """`message` in `language`, with its named values put in."""
    translated = catalogue(language).gettext(message)
    return translated % values if values else translated


def mark(message: str) -> str:
    """Mark a message for the catalogue where it is named, to be translated where it is used."""
    return message


_ = mark
