"""A device that calls the API as a tablet does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from bourse.db import db
from tests.fixtures.edition import TOKEN, SmallEdition

Call = Callable[..., TestResponse]


@pytest.fixture
def call(app: Flask, small: SmallEdition) -> Call:
    """`call("GET", "lots")` with the device's token; `token=None` without one."""
    client = app.test_client()

    def ask(
        method: str,
        path: str,
        json: object = None,
        token: str | None = TOKEN,
        data: bytes | None = None,
    ) -> TestResponse:
        db.session.rollback()
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return client.open(
            f"/till/api/{path}", method=method, json=json, data=data, headers=headers
        )

    return ask
