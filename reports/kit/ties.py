"""What a line of print must not end in, held together: `60 × 60`, `18 mm`."""

from __future__ import annotations

import re

TIES = re.compile(
    r"(?<=[×&«]) | (?=[;:!?»·])"
    r"|(?<=\d) (?=×|(?:mm|cm|dm|m|ml|m²|m³|l|g|kg|t|u|W|V|kW|pièces?|colis)\b)"
)
"""The spaces that French typography does not break, and those of measures."""


def tied(text: str) -> str:
    """The text with what a line must not end in held together: `60 × 60`, `18 mm`, `FICTIF ·`."""
    return TIES.sub("\N{NO-BREAK SPACE}", text)
