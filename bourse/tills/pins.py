"""Cashiers' PINs: six digits, hashed once for server and device, and never one of an account.

A PIN only names who sells. The device checks it without a network, by what its browser can do
(WebCrypto): PBKDF2. Whoever holds an enrolled tablet could try the million PINs against the hash
at leisure, whatever the rounds; what they win is a cashier's name on a receipt.
"""

from __future__ import annotations

import re
import secrets

from werkzeug.security import check_password_hash, generate_password_hash

from bourse.errors import BourseError

METHOD = "pbkdf2:sha256:200000"
"""Werkzeug's name for it. 200,000 rounds take 0.14 s on a server core that lacks SHA instructions
(0.07 s with them); the slowest tablets' cores are five to six times as slow: under a second."""
_SIX_DIGITS = re.compile(r"[0-9]{6}")
_RUNS = "01234567890123456789", "98765432109876543210"


def hash_pin(pin: str) -> str:
    """A PIN as `pbkdf2:sha256:ROUNDS$SALT$HEX`. Takes long: call it outside `transaction()`.

    Raises `pin_shape` unless it is six digits, `pin_obvious` for 111111, 123456 and their like.
    """
    if not _SIX_DIGITS.fullmatch(pin):
        raise BourseError("pin_shape", field="pin")
    if _is_obvious(pin):
        raise BourseError("pin_obvious", field="pin")
    return generate_password_hash(pin, METHOD)


def draw_pin() -> str:
    """Six digits at random that nobody would try first."""
    while _is_obvious(pin := f"{secrets.randbelow(1_000_000):06d}"):
        pass
    return pin


def is_right(pin: str, pin_hash: str) -> bool:
    """Whether the PIN is the one that was hashed. Takes long, right or wrong."""
    return check_password_hash(pin_hash, pin)


def is_for_devices(pin_hash: str) -> bool:
    """Whether a device can check it: a PIN hashed before METHOD is checked by the server alone."""
    return pin_hash.startswith("pbkdf2:sha256:")


def _is_obvious(pin: str) -> bool:
    return len(set(pin)) <= 2 or any(pin in run for run in _RUNS)
