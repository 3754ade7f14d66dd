"""Told to whoever puts lots on sale: the price that a markdown asks of them already."""

from __future__ import annotations

from flask import flash
from flask_babel import ngettext


def tell_followed(lowered: int) -> None:
    """Say on the next page of how many lots that went on sale it is so (`following.followed`)."""
    if lowered:
        said = ngettext(
            "%(num)d goes on sale at a lowered price: an earlier markdown holds for it too.",
            "%(num)d go on sale at lowered prices: an earlier markdown holds for them too.",
            lowered,
        )
        flash(said, "warn")
