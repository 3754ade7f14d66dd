"""The QR of what is set apart, a stand's basket or a hold: its address, with the lines in it."""

from __future__ import annotations

from markupsafe import Markup

from app import links, qr
from bourse.lots.set_apart import SetApart

PAGES = {"B": "public.stand_basket", "H": "public.hold"}
"""By the first letter of the code."""


def said_by(apart: SetApart) -> str:
    """What the QR says; the lines stand in the fragment, for a till that has no network."""
    return f"{links.address(PAGES[apart.code[0]], code=apart.code)}#l={apart.said}"


def qr_of(apart: SetApart) -> Markup:
    """The QR, for a page."""
    return qr.svg(said_by(apart))
