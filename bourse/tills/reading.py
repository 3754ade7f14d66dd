"""From what a till sent, decoded, to a fact; what is none is kept in words that any text holds."""

from __future__ import annotations

import json

from pydantic import ValidationError

from bourse.journal.chain import moment
from bourse.tills.facts import TillFact, till_fact

MOST_KEPT = 1_000_000
"""Characters kept of what is refused: a basket of 500 lines is a third of that."""


class UnreadableError(Exception):
    """What was sent is no fact; `reason` says where, without what was typed there."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read(content: object) -> TillFact:
    """The fact; raises UnreadableError, whatever was sent."""
    try:
        return till_fact.validate_python(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        path = ".".join(str(step) for step in first["loc"])[:24]
        raise UnreadableError(f"unreadable:{plain(path)}") from error


def payload_of(fact: TillFact, content: object) -> dict[str, object]:
    """`fact.payload()` of what was read: what was sent, but for what has several spellings."""
    if not isinstance(content, dict):
        return fact.payload()
    return {**content, "v": fact.v, "happened_at": moment(fact.happened_at)}


def kept(content: object) -> str:
    """It as JSON, for the desk; as it came when it could not even be decoded."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return plain(text[:MOST_KEPT])


def plain(text: str) -> str:
    """The text as every database and page takes it: no NUL, no half of a character."""
    return text.encode(errors="backslashreplace").decode().replace("\0", "\\u0000")
