"""The till's words for its scripts: this room's catalogue in the language of the request."""

from __future__ import annotations

from functools import cache

from babel.messages.mofile import read_mo
from flask import Response, jsonify, request

from app.language import TRANSLATIONS, current
from app.till import blueprint


@blueprint.get("/messages.json")
def messages() -> Response:
    """Each msgid with its translation, or its two forms where it has a plural."""
    answer = jsonify(catalogue(current()))
    answer.add_etag()
    return answer.make_conditional(request)


@cache
def catalogue(language: str) -> dict[str, str | list[str]]:
    """The compiled catalogue; nothing for English, which is what the scripts say."""
    path = TRANSLATIONS / language / "LC_MESSAGES" / "till.mo"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        held = read_mo(file)
    return {
        message.id if isinstance(message.id, str) else message.id[0]: message.string
        if isinstance(message.string, str)
        else list(message.string)
        for message in held
        if message.id
    }
