"""The chain, without a database: canonical JSON and the hash that ties an entry to the last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64
"""What the first entry follows."""

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
_PLAIN = frozenset({str, int, bool, type(None)})


def canonical(value: Mapping[str, object]) -> str:
    """JSON that every machine writes alike: sorted keys, no spaces, integers only.

    Raises TypeError on a float: its text differs from one language to the next.
    """
    _refuse_floats(value.values())
    return _encode(value)


def sha256(text: str) -> str:
    """SHA-256 of the text's UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def moment(instant: datetime) -> str:
    """A moment as the chain writes it: 2026-06-13T08:01:02.345Z."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Link:
    """What the hash of an entry covers: all of it but the hash itself."""

    seq: int
    kind: str
    edition: str
    happened_at: datetime
    recorded_at: datetime
    till: str | None
    till_seq: int | None
    fact_id: str
    payload: str
    prev_hash: str

    def hash(self) -> str:
        """The entry's hash, from its every field and the hash before it."""
        return sha256(
            canonical(
                {
                    "seq": self.seq,
                    "kind": self.kind,
                    "edition": self.edition,
                    "happened_at": moment(self.happened_at),
                    "recorded_at": moment(self.recorded_at),
                    "till": self.till,
                    "till_seq": self.till_seq,
                    "fact_id": self.fact_id,
                    "payload": self.payload,
                    "prev_hash": self.prev_hash,
                }
            )
        )


def _refuse_floats(values: Iterable[object]) -> None:
    for value in values:
        if type(value) in _PLAIN:
            continue
        if isinstance(value, float):
            raise TypeError("a float has no canonical form")
        if isinstance(value, dict):
            _refuse_floats(value.values())
        elif isinstance(value, list | tuple):
            _refuse_floats(value)
