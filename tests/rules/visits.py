"""Every page of the software in French, as a person allowed there sees it, read once a run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.fixtures.database import make_app
from tests.fixtures.once import once_a_run
from tests.rules.cast import Headers
from tests.rules.doors import someone_allowed
from tests.rules.house import SqliteHouse
from tests.rules.page import Page
from tests.rules.samples import Samples

LOST = [("nobody", "/nowhere"), ("cashier", "/organiser/"), ("nobody", "/till/api/state")]
"""Requests that end at a page of errors, or at none."""

PARTS = {
    "/exhibitor/<slug>/<exhibitor>/lots/odd",
    "/organiser/editions/<slug>/board/rows",
    "/organiser/editions/<slug>/exhibitors/<exhibitor>/lots/odd",
    "/organiser/editions/<slug>/figures",
}
"""Routes that answer with a part of a page, which that page shows."""


@dataclass(frozen=True)
class Visit:
    """A page that somebody saw; `name` is the method and the route's address."""

    name: str
    person: str
    path: str
    status: int
    page: Page


@pytest.fixture(scope="session")
def visits(
    house_template: tuple[Path, Samples, Headers], tmp_path_factory: pytest.TempPathFactory
) -> list[Visit]:
    """Each route that answers with HTML: read, then posted to with nothing filled in."""
    return once_a_run(tmp_path_factory, "visited", partial(_visited, house_template))


def _visited(house_template: tuple[Path, Samples, Headers], folder: Path) -> list[Visit]:
    template, known, people = house_template
    app = make_app(f"sqlite:///{folder / 'bourse.db'}", folder)
    with app.app_context():
        house = SqliteHouse(app, known, people, folder / "bourse.db", template)
        seen = [_visit(house, person, "GET", path, path) for person, path in LOST]
        for method, rule in house.routes("GET", "POST"):
            if rule.rule in PARTS:
                continue
            person = someone_allowed(rule.rule)
            seen.append(_visit(house, person, method, house.address(rule), rule.rule))
            if house.has_changed():
                house.restore()
    return [visit for visit in seen if visit is not None]


def _visit(house: SqliteHouse, person: str, method: str, path: str, address: str) -> Visit | None:
    answer: TestResponse = house.ask(person, method, path)
    if answer.mimetype != "text/html" or 300 <= answer.status_code < 400:
        return None
    page = Page(answer.get_data(as_text=True))
    return Visit(f"{method} {address}", person, path, answer.status_code, page)
