"""Every route for everybody: let in, or turned away without a trace; tests/rules/doors.py says."""

from __future__ import annotations

import html
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from bourse.db import db
from bourse.lots.models import Lot
from tests.fixtures.two_sites import TwoSites
from tests.rules.cast import ELSEWHERE, first
from tests.rules.doors import OPEN, PEOPLE, SIGN_IN, doors_of, someone_allowed
from tests.rules.house import House, SqliteHouse, furnish

REFUSALS = {401, 403, 404}
OF_NO_EDITION = {"slug", "suffix", "company_id"}
NEEDS_NO_TOKEN = {"/account/language"}
"""Its worst is a page in English; a token would give a cookie to every visitor."""


def found(answer: TestResponse, path: str) -> str:
    """What stands behind the door: a word of the table, or a status that none of them is."""
    if answer.status_code in REFUSALS or answer.status_code >= 500:
        return str(answer.status_code)
    to = urlsplit(answer.location or "")
    is_turned_back = parse_qs(to.query).get("next") == [path]
    return SIGN_IN if to.path == "/account/sign-in" and is_turned_back else OPEN


def test_every_route_is_in_the_table(house: House) -> None:
    for rule in house.app.url_map.iter_rules():
        doors_of(rule.rule)
        house.address(rule)


@pytest.mark.parametrize("person", PEOPLE)
def test_doors(house: SqliteHouse, person: str) -> None:
    """Reading writes nothing, and neither does anybody whom the door turns away."""
    wrong = []
    for method, rule in house.routes("GET", "POST", "PUT", "PATCH", "DELETE"):
        path, expected = house.address(rule), doors_of(rule.rule)[person]
        behind = found(house.ask(person, method, path), path)
        if behind != expected:
            wrong.append(f"{method} {path}: {behind}, not {expected}")
        if house.has_changed():
            if expected != OPEN or (method == "GET" and not _is_api(rule)):
                wrong.append(f"{method} {path}: writes")
            house.restore()
    assert not wrong, "\n".join(wrong)


def test_a_form_without_its_token_is_turned_away(house: SqliteHouse) -> None:
    """CSRF: only what a device sends, with a token that no browser keeps, needs none."""
    house.app.config["WTF_CSRF_ENABLED"] = True
    wrong = []
    for method, rule in house.routes("POST", "PUT", "PATCH", "DELETE"):
        if _is_api(rule) or rule.rule in NEEDS_NO_TOKEN:
            continue
        answer = house.ask(someone_allowed(rule.rule), method, house.address(rule))
        if answer.status_code != 400 or house.has_changed():
            wrong.append(f"{method} {rule.rule}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_what_belongs_to_one_edition_is_not_in_another(house: SqliteHouse) -> None:
    wrong = []
    for method, rule in house.routes("GET", "POST"):
        if "slug" not in rule.arguments or rule.arguments <= OF_NO_EDITION:
            continue
        path = house.address(rule, slug=ELSEWHERE)
        status = house.ask(someone_allowed(rule.rule), method, path).status_code
        if status != 404 or house.has_changed():
            wrong.append(f"{method} {path}: {status}")
            house.restore()
    assert not wrong, "\n".join(wrong)


def test_one_exhibitor_with_anothers_lots(house: SqliteHouse) -> None:
    """Under one's own code in the address, what belongs to someone else does not exist."""
    own = {
        "exhibitor": house.samples["stranger"],
        "company_id": house.samples["stranger's company"],
    }
    wrong, theirs = [], first(Lot, Lot.code == house.samples["lots/code"])
    sent = {"lot": theirs.code, "sure": "1"}
    before, designation = _state(theirs), theirs.designation
    for method, rule in house.routes("GET", "POST"):
        if not rule.rule.startswith("/exhibitor/") or not rule.arguments & own.keys():
            continue
        path = house.address(rule, **own)
        answer = house.ask("stranger", method, path, query_string=sent, data=sent)
        names_theirs = bool(rule.arguments - own.keys() - OF_NO_EDITION)
        if names_theirs and (answer.status_code != 404 or house.has_changed()):
            wrong.append(f"{method} {path}: {answer.status_code}")
        said = html.unescape(answer.data.decode(errors="replace"))
        if designation in said or _state(theirs) != before:
            wrong.append(f"{method} {path}: reaches the lot of another")
        house.restore()
    assert not wrong, "\n".join(wrong)


def test_every_page_opens_on_each_database(app: Flask, two_sites: TwoSites) -> None:
    """PostgreSQL refuses what SQLite lets pass, so each page is opened on both."""
    hall = two_sites.hall
    two_sites.send(
        hall, hall.opened(), hall.sale((two_sites.slates, 2_000), (two_sites.small.tiles, 1_000))
    )
    house = House(app, *furnish(app, two_sites.small.edition))
    broken = []
    for _method, rule in house.routes("GET"):
        path = house.address(rule)
        status = house.ask(someone_allowed(rule.rule), "GET", path).status_code
        if status >= 400:
            broken.append(f"{path}: {status}")
    assert not broken, "\n".join(broken)


def _is_api(rule: Rule) -> bool:
    return rule.rule.startswith("/till/api/")


def _state(lot: Lot) -> dict[str, object]:
    db.session.refresh(lot)
    return {column.key: getattr(lot, column.key) for column in Lot.__table__.columns}
