"""A database that fails or lags behind: nothing is refused, and what to do next is said."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.till import together
from bourse.db import db
from tests.app.till.conftest import call  # noqa: F401 -- the device's fixture
from tests.fixtures.database import make_app
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device


@pytest.fixture
def outdated(tmp_path: Path) -> Iterator[Flask]:
    """The application on a database that nobody has migrated."""
    app = make_app(f"sqlite:///{tmp_path / 'empty.db'}", tmp_path)
    with app.app_context():
        yield app
        db.session.remove()


@pytest.mark.parametrize("cookie", [{}, {"_user_id": "1:stamp"}], ids=["visitor", "signed in"])
def test_a_page_says_that_the_database_is_older(outdated: Flask, cookie: dict[str, str]) -> None:
    client = outdated.test_client()
    with client.session_transaction() as session:
        session.update(cookie)
    answer = client.get("/organiser/") if cookie else client.get("/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert "flask --app wsgi database upgrade" in answer.text


def test_a_till_keeps_its_facts_meanwhile(outdated: Flask) -> None:
    headers = {"Authorization": "Bearer anything"}
    answer = outdated.test_client().post("/till/api/facts", json={"facts": []}, headers=headers)
    assert (answer.status_code, answer.json["error"]) == (503, "outdated")
    assert answer.headers["Retry-After"]


@pytest.mark.parametrize("command", [["edition", "list"], ["journal", "verify"], ["serve"]])
def test_a_command_says_what_to_run(outdated: Flask, command: list[str]) -> None:
    done = outdated.test_cli_runner().invoke(args=command)
    assert done.exit_code == 1
    assert "flask --app wsgi database upgrade" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_locked_database_asks_a_till_to_come_again(
    call: object,  # noqa: F811
    small: SmallEdition,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(together, "PATIENCE_MS", 50)
    facts = [Device().opened()]
    other = sqlite3.connect(db.engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    locked = call("POST", "facts", {"facts": facts})
    assert (locked.status_code, locked.json["error"]) == (503, "busy")
    assert locked.headers["Retry-After"] == "2"
    other.execute("COMMIT")
    other.close()
    assert call("POST", "facts", {"facts": facts}).json["outcomes"][0]["result"] == "recorded"


@pytest.mark.parametrize("path", ["/e/%00/catalogue", "/r/A%00"])
def test_what_no_column_holds_is_nowhere(app: Flask, path: str) -> None:
    """A NUL, on PostgreSQL."""
    assert app.test_client().get(path).status_code == 404


@pytest.mark.parametrize("path", ["sessions/%00.pdf", "receipts?after=" + "9" * 25])
def test_nor_does_a_device_find_it(call: object, path: str) -> None:  # noqa: F811
    """A number past 64 bits too, on SQLite."""
    assert call("GET", path).status_code == 404
