"""What people call the categories of goods."""

from __future__ import annotations

from app.language import current
from bourse.editions.queries import categories


def category_names() -> dict[str, str]:
    """What each category is called, by code."""
    is_french = current() == "fr"
    return {one.code: one.label_fr if is_french else one.label_en for one in categories()}
