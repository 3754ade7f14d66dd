"""The organiser's list finds, sorts and goes on; a person sees their own and nobody else's."""

from __future__ import annotations

import pytest

from bourse.db import transaction
from bourse.errors import BourseError
from bourse.exhibitors.models import ExhibitorStatus
from bourse.exhibitors.participations import open_doors, participation, participations
from bourse.exhibitors.queries import acting_exhibitor, counts, exhibitor_by_code, exhibitors
from bourse.exhibitors.service import (
    StandDraft,
    apply,
    approve,
    confirm_application,
    enter_exhibitor,
    refuse,
)
from bourse.people.actor import SYSTEM, VISITOR, Actor
from bourse.people.queries import actor_of
from tests.fixtures.applying import BCE, OTHER_SIRET, application


@pytest.fixture
def three(edition):
    """Épicéa (E01) with a stand, Tuilerie (E02) to examine, Brique (E03) entered."""
    with transaction():
        stands = [StandDraft(edition.sites[0].id, "A1")]
        said = application(
            OTHER_SIRET, name="Charpente Épicéa", town="Les Fins", contact_email=None
        )
        enter_exhibitor(edition, said, stands, by=SYSTEM)
        confirm_application(apply(edition, application(), by=VISITOR))
        enter_exhibitor(edition, application(BCE, name="brique & fils"), by=SYSTEM)
    return edition


def codes(page) -> list[str]:
    return [row.code for row in page.rows]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("epicea", ["E01"]),
        ("ÉPICÉA  fins", ["E01"]),
        ("a1", ["E01"]),
        ("e02", ["E02"]),
        ("00000074500", ["E02"]),
        ("jeanne", ["E01", "E02", "E03"]),
        ("100%", []),
        ("épicéa tuilerie", []),
    ],
)
def test_finds_by_words(three, search, found) -> None:
    assert codes(exhibitors(three, search=search)) == found


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("code", ["E01", "E02", "E03"]),
        ("-code", ["E03", "E02", "E01"]),
        ("company", ["E03", "E01", "E02"]),
        ("-company", ["E02", "E01", "E03"]),
        ("applied", ["E01", "E02", "E03"]),
        ("nonsense", ["E01", "E02", "E03"]),
    ],
)
def test_sorts_and_goes_on_page_by_page(three, sort, order) -> None:
    assert codes(exhibitors(three, sort=sort)) == order
    seen, after = [], None
    for _page in range(3):
        page = exhibitors(three, sort=sort, after=after, size=1)
        seen += codes(page)
        after = page.after
    assert (seen, after) == (order, None)


def test_filters_and_counts_by_status(three) -> None:
    assert codes(exhibitors(three, status=ExhibitorStatus.APPLIED)) == ["E02"]
    found = counts(three)
    assert (found[ExhibitorStatus.CONFIRMED], found[ExhibitorStatus.REFUSED]) == (2, 0)


def test_another_editions_exhibitor_is_unknown(three, small) -> None:
    with pytest.raises(BourseError, match="exhibitor_unknown"):
        exhibitor_by_code(small.edition, "E02")


def test_an_applicant_follows_and_acts_only_once_approved(three) -> None:
    exhibitor = exhibitor_by_code(three, "E02")
    applicant = actor_of(exhibitor.applicant)
    (seen,) = participations(applicant)
    assert (seen.code, seen.status, seen.acts) == ("E02", ExhibitorStatus.APPLIED, False)
    with pytest.raises(BourseError, match="exhibitor_unknown"):
        acting_exhibitor(three, "E02", applicant)
    with transaction():
        approve(exhibitor, by=SYSTEM)
    member = actor_of(exhibitor.applicant)
    assert participation(three, "E02", member).acts
    assert acting_exhibitor(three, "E02", member) is exhibitor


def test_nobody_sees_anothers(three) -> None:
    stranger = Actor(None, "visitor")
    applicant = actor_of(exhibitor_by_code(three, "E02").applicant)
    assert participations(stranger) == ()
    for code in ("E01", "E03", "E99"):
        with pytest.raises(BourseError, match="exhibitor_unknown"):
            participation(three, code, applicant)


def test_a_member_sees_where_to_apply(three) -> None:
    exhibitor = exhibitor_by_code(three, "E02")
    with transaction():
        approve(exhibitor, by=SYSTEM)
    member = actor_of(exhibitor.applicant)
    assert open_doors(member) == ()
    with transaction():
        exhibitor.status = ExhibitorStatus.APPLIED
        refuse(exhibitor, "Complet.", by=SYSTEM)
    (door,) = open_doors(member)
    assert (door.slug, door.company) == ("morteau", "Tuilerie du Doubs")
    with transaction():
        three.applications_open = False
    assert open_doors(member) == ()
