"""Facts of a body that no strict reader takes: apart, so that one bad fact stops no other.

A name cut in the middle of an emoji makes half a character, which JSON's grammar allows and text
does not; a damaged store may hold worse. The body is cut at the commas between its facts, and each
is read alone; what cannot be read even so goes on as the text that came.
"""

from __future__ import annotations

import json
import re

_FACTS = re.compile(r'"facts"\s*:\s*\[')
_MARK = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{},]', re.DOTALL)
DEEPEST = 50
"""Brackets within brackets that are read: a fact has three."""


def facts_apart(sent: bytes) -> tuple[str, list[object]] | None:
    """The body without its facts, and each of them; None when it has no list of facts."""
    text = sent.decode(errors="backslashreplace")
    found = _FACTS.search(text)
    if found is None:
        return None
    facts: list[object] = []
    depth, deepest, start = 0, 0, found.end()
    for mark in _MARK.finditer(text, start):
        sign = mark.group()
        if sign in ("[", "{"):
            depth += 1
            deepest = max(deepest, depth)
        elif depth and sign in ("]", "}"):
            depth -= 1
        elif not depth and sign in (",", "]"):
            facts.append(_read(text[start : mark.start()], deepest))
            deepest, start = 0, mark.end()
            if sign == "]":
                return text[: found.end()] + text[mark.start() :], facts
    return None


def _read(fact: str, deepest: int) -> object:
    if deepest > DEEPEST:
        return fact
    try:
        return json.loads(fact)
    except ValueError:
        return fact
