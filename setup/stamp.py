"""A stamp says that what was made from some files still fits them, so that it is not made again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stamp:
    """Kept beside what was made; it holds the digest of the files that it was made from.

    Contents decide, not dates: a fresh checkout has new dates and the same contents.
    """

    path: Path
    sources: list[Path]
    also: str = ""
    """Anything else that it depends on, such as a version or a place."""

    def holds(self) -> bool:
        """Whether the sources are still those that the stamp was set for."""
        return self.path.is_file() and self.path.read_text() == self._digest()

    def set(self) -> None:
        """Note the sources as they are now."""
        self.path.write_text(self._digest())

    def _digest(self) -> str:
        digest = hashlib.sha256(self.also.encode())
        for source in self.sources:
            digest.update(source.read_bytes())
        return digest.hexdigest()
