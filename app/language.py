"""Languages of the face: French first, English for who asks; one catalogue a room."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from flask import Flask, request, session
from flask_babel import Babel, Domain, get_locale

LANGUAGES = ("fr", "en")
ROOMS = ("shared", "public", "account", "organiser", "exhibitor", "till", "gate", "collectivity")
TRANSLATIONS = Path(__file__).parent / "translations"


class Catalogues(Babel):
    """Flask-Babel reading each room's catalogue, once a process rather than once a request."""

    @cached_property
    def domain_instance(self) -> Domain:
        """Every room's catalogue, merged."""
        return Domain([str(TRANSLATIONS)] * len(ROOMS), ";".join(ROOMS))


def current() -> str:
    """The language of this request: `fr` or `en`."""
    locale = get_locale()
    return locale.language if locale else LANGUAGES[0]


def _choose() -> str:
    """What the person chose, else French: a browser set to English is common in French halls."""
    chosen = session.get("language") if request else None
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def init_app(app: Flask) -> None:
    """Load the catalogues of every room."""
    Catalogues(app, locale_selector=_choose)
    app.jinja_env.globals["current_language"] = current
