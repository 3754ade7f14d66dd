"""Text as people see it: without what no printer prints and what turns the words around it."""

from __future__ import annotations

_CONTROLS = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"]
_TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""They turn the reading order of what follows, be it the price beside a lot (UAX #9)."""
_UNSEEN = dict.fromkeys((*_CONTROLS, *_TURNS, 0xFEFF))


def plain(text: str) -> str:
    """Text of several lines without control characters; emoji and accents stay as they are."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN)


def plain_line(text: str) -> str:
    """The same in one line."""
    return plain(text).replace("\n", " ").replace("\t", " ")
