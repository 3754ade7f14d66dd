"""The files of lots' photos, in a folder of the installation that is backed up with it.

A file's name is drawn by the server, is never used twice and belongs to one row (`lot_photo.file`).
Files are written before the transaction that names them and taken away after the one that forgets
them, so no row ever names a file that is not there. Whoever dies in between leaves files that no
row names: `sweep` takes those of yesterday away.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bourse.photos.pictures import Pictures

GRACE_SECONDS = 24 * 60 * 60
"""A file that no row names yet may belong to someone who is about to commit."""


class PhotoSize(StrEnum):
    """The two pictures of a photo: to look at, and for lists."""

    LARGE = "large"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """A photo whose files are written: the name a row gives them, and the large one's pixels."""

    file: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PhotoFiles:
    """The photos below `folder`, two files each: ab/ab12….large.jpg and ab/ab12….small.jpg."""

    folder: Path

    def keep(self, made: Pictures) -> KeptPhoto:
        """Write both files to the disk under a new name."""
        name = secrets.token_hex(16)
        self.path(name, PhotoSize.LARGE).parent.mkdir(parents=True, exist_ok=True)
        _write(self.path(name, PhotoSize.LARGE), made.large)
        _write(self.path(name, PhotoSize.SMALL), made.small)
        return KeptPhoto(name, made.width, made.height)

    def copy(self, name: str) -> str:
        """The same pictures under a name of their own, without writing their bytes again."""
        twin = secrets.token_hex(16)
        self.path(twin, PhotoSize.LARGE).parent.mkdir(parents=True, exist_ok=True)
        for size in PhotoSize:
            try:
                os.link(self.path(name, size), self.path(twin, size))
            except OSError:  # a disk without links, or files on two of them
                shutil.copyfile(self.path(name, size), self.path(twin, size))
        return twin

    def path(self, name: str, size: PhotoSize) -> Path:
        """Where a picture is."""
        return self.folder / name[:2] / f"{name}.{size}.jpg"

    def forget(self, names: Collection[str]) -> None:
        """Take files away; those that are gone already stay gone."""
        for name in names:
            for size in PhotoSize:
                self.path(name, size).unlink(missing_ok=True)

    def sweep(self, named: Collection[str], *, grace_seconds: float = GRACE_SECONDS) -> int:
        """Take away what no row names and is older than the grace; gives how many files."""
        oldest, gone = time.time() - grace_seconds, 0
        for path in self._files():
            if path.name.partition(".")[0] not in named and path.stat().st_ctime < oldest:
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def _files(self) -> Iterator[Path]:
        """Every picture, and what a crash left half-written."""
        return (path for path in self.folder.glob("??/*") if path.is_file())


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing, and on the disk before the row that names it."""
    half = path.with_suffix(".half")
    with half.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
