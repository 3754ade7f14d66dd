"""Cashiers' PINs: six digits, hashed like a password, and never one of an account."""

from __future__ import annotations

import re
import secrets

from werkzeug.security import check_password_hash, generate_password_hash

from bourse.errors import BourseError

_SIX_DIGITS = re.compile(r"[0-9]{6}")
_RUNS = "01234567890123456789", "98765432109876543210"


def hash_pin(pin: str) -> str:
    """Werkzeug's scrypt of a PIN. Takes long: call it outside `transaction()`.

    Raises `pin_shape` unless it is six digits, `pin_obvious` for 111111, 123456 and their like.
    """
    if not _SIX_DIGITS.fullmatch(pin):
        raise BourseError("pin_shape", field="pin")
    if _is_obvious(pin):
        raise BourseError("pin_obvious", field="pin")
    return generate_password_hash(pin)


def draw_pin() -> str:
    """Six digits at random that nobody would try first."""
    while _is_obvious(pin := f"{secrets.randbelow(1_000_000):06d}"):
        pass
    return pin


def is_right(pin: str, pin_hash: str) -> bool:
    """Whether the PIN is the one that was hashed. Takes long, right or wrong."""
    return check_password_hash(pin_hash, pin)


def _is_obvious(pin: str) -> bool:
    return len(set(pin)) <= 2 or any(pin in run for run in _RUNS)
