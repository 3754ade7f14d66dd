"""What is done after the answer speaks the asker's language and knows where it was asked."""

from __future__ import annotations

import logging

import pytest
from flask import Flask, session

from app import background, links
from app.language import current


def test_it_knows_the_address_and_the_language_of_the_request(app: Flask) -> None:
    app.config["PUBLIC_URL"] = None
    seen: list[str] = []
    with app.test_request_context(base_url="http://192.168.1.20:5000"):
        session["language"] = "en"
        background.later(
            lambda page: seen.extend((current(), links.address(page))), page="account.sign_in"
        )
    background.finish()

    assert seen == ["en", "http://192.168.1.20:5000/account/sign-in"]


def test_what_fails_is_logged_and_the_next_is_done(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[int] = []

    def fail() -> None:
        raise RuntimeError("no luck")

    with app.test_request_context(), caplog.at_level(logging.ERROR):
        background.later(fail)
        background.later(done.append, 1)
        background.finish()

    assert done == [1]
    assert "no luck" in caplog.text
