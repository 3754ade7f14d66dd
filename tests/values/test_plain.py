"""Text as people see it."""

from __future__ import annotations

import pytest

from bourse.values.plain import plain, plain_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Porte chêne 83 cm, n° 4", "Porte chêne 83 cm, n° 4"),
        ("Porte\x00 \x1b[31mrouge\x9f", "Porte [31mrouge"),
        ("Prix \u202e€05\u202c fou", "Prix €05 fou"),
        ("\ufeffPorte\u2066x\u2069", "Portex"),
        ("👷🏿\u200d♀️ شباك", "👷🏿\u200d♀️ شباك"),
        ("une\r\nà une\tligne", "une à une ligne"),
    ],
)
def test_a_line_is_what_is_seen_of_it(typed: str, kept: str) -> None:
    assert plain_line(typed) == kept


def test_lines_stay_lines() -> None:
    assert plain("un\r\ndeux\rtrois\x0b") == "un\ndeux\ntrois"
