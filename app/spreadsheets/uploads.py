"""Spreadsheets of lots between the look and the import: kept apart for each exhibitor, for a day.

A file stands in a folder of its own in instance/, beside what is known of it. Only whoever may act
for the exhibitor finds it, because its folder is looked for among theirs.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import current_app

from app.due import Duty
from bourse.errors import BourseError
from bourse.intake.bounds import check_size

KEPT_SECONDS = 24 * 60 * 60
MOST_KEPT = 3
"""Files that wait of one exhibitor; a further one takes the place of the oldest."""
LONGEST_NAME = 200
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person said of a file; None where nothing was said yet.

    The sheet's place, the line of headings (0: none), each field's column, and what a field says in
    all rows.
    """

    place: int | None = None
    line: int | None = None
    columns: Mapping[str, int] | None = None
    otherwise: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits, and what was said of it."""

    folder: Path
    exhibitor_id: int
    name: str
    hash: str
    choices: Choices

    @property
    def token(self) -> str:
        """What names it in addresses."""
        return self.folder.name

    @property
    def version(self) -> str:
        """Another one as soon as another thing was said of it."""
        said = json.dumps(asdict(self.choices), sort_keys=True)
        return hashlib.sha256(f"{self.folder}{self.hash}{said}".encode()).hexdigest()

    def content(self) -> bytes:
        """Its bytes, the very ones that were sent; raises `upload_gone` otherwise."""
        try:
            content = (self.folder / "content").read_bytes()
        except OSError as error:
            raise BourseError("upload_gone") from error
        if hashlib.sha256(content).hexdigest() != self.hash:
            raise BourseError("upload_gone")
        return content


def keep_upload(
    exhibitor_id: int, name: str, content: bytes, *, token: str | None = None
) -> Upload:
    """Keep a file; raises `table_too_large`."""
    check_size(content)
    theirs = _folder(exhibitor_id)
    waiting = sorted(theirs.glob("*"), key=_age, reverse=True)
    for folder in waiting[: max(0, len(waiting) - MOST_KEPT + 1)]:
        shutil.rmtree(folder, ignore_errors=True)
    folder = theirs / (token or secrets.token_hex(16))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "content").write_bytes(content)
    about = {"name": name[-LONGEST_NAME:], "hash": hashlib.sha256(content).hexdigest()}
    (folder / "about.json").write_text(json.dumps(about), "utf-8")
    return upload_of(exhibitor_id, folder.name)


def upload_of(exhibitor_id: int, token: str) -> Upload:
    """The exhibitor's file; raises `upload_gone` for another's, and for one thrown away."""
    folder = _folder(exhibitor_id) / token
    if not _TOKEN.fullmatch(token) or _age(folder) > KEPT_SECONDS:
        raise BourseError("upload_gone")
    try:
        about = json.loads((folder / "about.json").read_text("utf-8"))
    except OSError as error:
        raise BourseError("upload_gone") from error
    choices = Choices()
    with suppress(FileNotFoundError):
        choices = Choices(**json.loads((folder / "choices.json").read_text("utf-8")))
    return Upload(folder, exhibitor_id, about["name"], about["hash"], choices)


def say(upload: Upload, choices: Choices) -> Upload:
    """Keep what a person says of the file, whole or not at all."""
    draft = upload.folder / f"choices-{secrets.token_hex(8)}"
    draft.write_text(json.dumps(asdict(choices)), "utf-8")
    draft.replace(upload.folder / "choices.json")
    return upload_of(upload.exhibitor_id, upload.token)


def forget(upload: Upload) -> None:
    """Throw the file away."""
    shutil.rmtree(upload.folder, ignore_errors=True)


def _root() -> Path:
    root: Path = current_app.config["INSTANCE"] / "imports"
    return root


def _folder(exhibitor_id: int) -> Path:
    return _root() / str(exhibitor_id)


def _age(folder: Path) -> float:
    """Seconds since the file came; endless when there is none."""
    try:
        return time.time() - (folder / "content").stat().st_mtime
    except OSError:
        return float("inf")


def _next_sweep() -> datetime | None:
    """When the oldest file has been kept for its day."""
    came = [at for folder in _root().glob("*/*") if (at := _came_at(folder)) is not None]
    return datetime.fromtimestamp(min(came) + KEPT_SECONDS, UTC) if came else None


def _sweep(_at: datetime) -> None:
    """Throw away what nobody came back to for a day, and what a crash left half-written."""
    for folder in _root().glob("*/*"):
        came = _came_at(folder)
        if came is not None and time.time() - came >= KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _came_at(folder: Path) -> float | None:
    """When a file was sent, or its folder made; None once it is gone."""
    for path in (folder / "content", folder):
        with suppress(OSError):
            return path.stat().st_mtime
    return None


SWEEP = Duty("uploaded spreadsheets", _next_sweep, _sweep, ask_again=timedelta(hours=1))
"""A firm's prices and stock do not stay on the disk because nobody sends another file."""
