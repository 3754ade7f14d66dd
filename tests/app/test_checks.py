"""The checklist in words: every check has its own, and leads to a page that is there."""

from __future__ import annotations

from flask import Flask

from app.checks import WORDS
from bourse.overview.checklist import CheckCode


def test_every_check_has_words_and_its_page_is_there(app: Flask) -> None:
    assert WORDS.keys() == set(CheckCode)
    pages = {endpoint for _title, _advice, endpoint in WORDS.values() if endpoint}
    assert pages - app.view_functions.keys() == set()
