"""A device's code becomes its token over HTTP, once, and guessing is slow."""

from __future__ import annotations

from flask import Flask

from bourse.db import transaction
from bourse.people.actor import SYSTEM
from bourse.tills import service
from tests.app.till.conftest import Call
from tests.fixtures.edition import SmallEdition


def test_a_code_gives_a_token_that_opens_the_api(call: Call, small: SmallEdition) -> None:
    with transaction():
        _, code = service.enrol(small.till, by=SYSTEM)
    given = call("POST", "enrol", {"code": code}, token=None)
    assert (given.status_code, given.json["series"]) == (200, "C1b")
    assert given.json["edition"] == small.edition.slug
    state = call("GET", "state", token=given.json["token"])
    assert state.json["till"]["series"] == "C1b"
    again = call("POST", "enrol", {"code": code}, token=None)
    assert (again.status_code, again.json["error"]) == (422, "enrolment_code_wrong")
    assert again.json["message"]


def test_the_page_of_enrolment_is_open_and_never_sees_the_code(app: Flask) -> None:
    answer = app.test_client().get("/till/enrol")
    assert answer.status_code == 200
    assert "/main.js" in answer.text


def test_guessing_codes_is_throttled(throttled: None, call: Call) -> None:
    statuses = [
        call("POST", "enrol", {"code": f"CCCCCCC{number}"}, token=None).status_code
        for number in range(11)
    ]
    assert statuses == [422] * 10 + [429]
