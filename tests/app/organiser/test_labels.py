"""The organiser prints everybody's labels, or one exhibitor's."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from bourse.people.models import Role
from tests.fixtures.label_pages import decoded, ticked
from tests.fixtures.people import SignIn
from tests.fixtures.two_sites import TwoSites

PAGE = "/organiser/editions/morteau-2026/labels"
PDF = PAGE + ".pdf"


@pytest.fixture
def organiser(two_sites: TwoSites, signed_in: SignIn) -> FlaskClient:
    return signed_in(Role.ORGANISER)


def codes(pdf: bytes) -> set[str]:
    return {url.rsplit("/", 1)[1] for url in decoded(pdf)}


def test_every_lot_on_sale_is_printed(two_sites: TwoSites, organiser: FlaskClient) -> None:
    assert codes(organiser.get(PDF).data) == {lot.code for lot in two_sites.lots}


def test_one_exhibitors_lots(two_sites: TwoSites, organiser: FlaskClient) -> None:
    page = organiser.get(f"{PAGE}?exhibitor=E02").text
    assert ticked(page) == 2
    assert '<input type="hidden" name="exhibitor" value="E02">' in page
    answer = organiser.get(f"{PDF}?exhibitor=E02")
    assert codes(answer.data) == {two_sites.slates.code, two_sites.beam.code}
    assert "etiquettes-morteau-2026-E02.pdf" in answer.headers["Content-Disposition"]


def test_the_page_names_the_exhibitors_with_their_lots(organiser: FlaskClient) -> None:
    page = organiser.get(PAGE).text
    assert "E01 Carrelages du Doubs" in page
    assert "E02 Toitures du Saut" in page
    assert page.count('name="lot" type="checkbox"') == 5


def test_too_many_to_tick_are_printed_all(
    two_sites: TwoSites, organiser: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.labels.form.MOST_TICKED", 3)
    page = organiser.get(PAGE).text
    assert 'name="lot"' not in page
    assert "5 étiquettes seront imprimées" in page
    assert len(codes(organiser.get(PDF).data)) == 5


def test_a_lot_that_the_address_names_is_printed_alone_among_many(
    two_sites: TwoSites, organiser: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.labels.form.MOST_TICKED", 3)
    code = two_sites.slates.code
    page = organiser.get(f"{PAGE}?lot={code}").text
    assert page.count('name="lot" type="checkbox"') == ticked(page) == 1
    assert codes(organiser.get(f"{PDF}?ticked=1&lot={code}").data) == {code}


def test_too_many_at_a_time_are_refused(
    organiser: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.labels.form.MOST_LABELS", 9)
    answer = organiser.get(f"{PDF}?copies=2")
    assert answer.status_code == 422
    assert "au plus 9 étiquettes" in answer.text


def test_an_exhibitor_that_is_not_there(organiser: FlaskClient) -> None:
    assert organiser.get(f"{PDF}?exhibitor=E99").status_code == 404


def test_strangers_stay_outside(two_sites: TwoSites, signed_in: SignIn) -> None:
    exhibitor = signed_in(email="a@example.org", company_id=two_sites.second.company_id)
    for path in (PAGE, PDF):
        assert exhibitor.get(path).status_code == 403
