"""The file of a tablet that sends no more, as app/static/till/exporting.js writes it.

Read and checked here; what becomes of its facts stands in bourse/desk/rescue.py.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from bourse.errors import BourseError
from bourse.journal.chain import canonical, sha256

FORMAT = "bourse-till-facts"
MOST_BYTES = 16 * 1024 * 1024
MOST_FACTS = 20_000


class _Content(BaseModel):
    """What the file says beside its facts; keys that a later till adds are let pass."""

    model_config = ConfigDict(frozen=True)

    v: int
    made_at: AwareDatetime
    edition: str | None
    series: str = Field(max_length=12)
    facts: list[object] = Field(max_length=MOST_FACTS)


@dataclass(frozen=True, slots=True)
class Rescue:
    """A file whose hash is right; `facts` as they came, `digest` names the file."""

    digest: str
    made_at: datetime
    edition: str | None
    series: str
    facts: tuple[object, ...]


def read_rescue(content: bytes) -> Rescue:
    """The facts of a tablet's file.

    Raises `rescue_unreadable` when it is none, `rescue_damaged` when its hash is another.
    """
    if len(content) > MOST_BYTES:
        raise BourseError("rescue_unreadable", field="file")
    try:
        file = json.loads(content)
        inner, digest = file["content"], file["sha256"]
        if inner["format"] != FORMAT or inner["v"] != 1:
            raise BourseError("rescue_unreadable", field="file")
        hashed = sha256(_in_whole_characters(canonical(inner)))
        known = _Content.model_validate(inner)
    except (ValueError, KeyError, TypeError, RecursionError, ValidationError) as error:
        raise BourseError("rescue_unreadable", field="file") from error
    if hashed != digest:
        raise BourseError("rescue_damaged", field="file")
    return Rescue(digest, known.made_at, known.edition, known.series, tuple(known.facts))


def _in_whole_characters(text: str) -> str:
    """What a browser hashes: half a character, cut out of an emoji, counts as U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def by_series(rescue: Rescue) -> dict[str, list[object]]:
    """The facts of each device in the order it made them; what names none counts as the file's."""
    found: dict[str, list[object]] = {}
    for fact in rescue.facts:
        named = fact.get("till") if isinstance(fact, dict) else None
        found.setdefault(named if isinstance(named, str) else rescue.series, []).append(fact)
    return {series: sorted(facts, key=_place) for series, facts in found.items()}


def _place(fact: object) -> int:
    number = fact.get("till_seq") if isinstance(fact, dict) else None
    return number if isinstance(number, int) else 0
