"""The demonstration's passwords: drawn once at random, kept in the instance for its owner alone."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from bourse.tills.pins import draw_pin

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Logins:
    """One password for every account of the demonstration, and the PIN of its cashiers."""

    password: str
    pin: str


def keep_logins(file: Path) -> Logins:
    """The logins kept in `file`, drawn and written there (0600) when there are none."""
    kept = read_logins(file)
    if kept is None:
        groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
        kept = Logins("-".join(groups), draw_pin())
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            json.dump(asdict(kept), opened)
    return kept


def read_logins(file: Path) -> Logins | None:
    """The logins kept in `file`; None where no demonstration was made."""
    if not file.exists():
        return None
    return Logins(**json.loads(file.read_text(encoding="utf-8")))
