"""Invitations go out once, again on demand, and can be taken back."""

from __future__ import annotations

import pytest

from bourse.db import transaction
from bourse.errors import BourseError
from bourse.exhibitors.answers import InvitationState, counts, invitations, waiting
from bourse.exhibitors.invitation_lines import parse
from bourse.exhibitors.invitations import (
    invitation_of,
    invite,
    live_invitation,
    resend,
    revoke,
)
from bourse.exhibitors.service import apply, confirm_application
from bourse.people.actor import SYSTEM, VISITOR
from tests.fixtures.applying import application

LINES = "Tuilerie;jeanne@tuilerie.example\nScierie;scierie@haute.example"


def sent(edition, lines: str = LINES):
    with transaction():
        return invite(edition, parse(lines)[0], by=SYSTEM)


def refusal(call) -> str:
    with pytest.raises(BourseError) as caught, transaction():
        call()
    return caught.value.code


def test_invites_each_address_once(edition) -> None:
    first, refused = sent(edition)
    assert [invitation.email for invitation in first] == [
        "jeanne@tuilerie.example",
        "scierie@haute.example",
    ]
    assert refused == ()
    again, refused = sent(edition, LINES + "\nZinc;zinc@zinc.example")
    assert [invitation.email for invitation in again] == ["zinc@zinc.example"]
    assert [(line.row, line.error.code) for line in refused] == [
        (1, "invitation_sent"),
        (2, "invitation_sent"),
    ]


def test_does_not_invite_who_is_there(edition) -> None:
    with transaction():
        confirm_application(apply(edition, application(), by=VISITOR))
    invited, refused = sent(edition)
    assert [invitation.email for invitation in invited] == ["scierie@haute.example"]
    assert refused[0].error.params["code"] == "E01"


def test_sends_again_and_takes_back(edition) -> None:
    (first, second), _refused = sent(edition)
    with transaction():
        resend(first, by=SYSTEM)
        revoke(second, by=SYSTEM)
    assert first.sent_times == 2
    assert refusal(lambda: live_invitation(edition, second.id)) == "invitation_revoked"
    assert refusal(lambda: resend(second, by=SYSTEM)) == "invitation_revoked"
    (revived,), _refused = sent(edition, "Scierie Haute;scierie@haute.example")
    assert revived is second
    assert live_invitation(edition, second.id).company_name == "Scierie Haute"


def test_an_answered_one_is_left_alone(edition) -> None:
    (first, _second), _refused = sent(edition)
    with transaction():
        apply(edition, application(), by=VISITOR, invitation=first)
    assert refusal(lambda: revoke(first, by=SYSTEM)) == "invitation_answered"
    assert refusal(lambda: resend(first, by=SYSTEM)) == "invitation_answered"


def test_lists_by_state_and_by_page(edition) -> None:
    (first, second), _refused = sent(edition)
    sent(edition, "Zinc;zinc@zinc.example")
    with transaction():
        confirm_application(apply(edition, application(), by=VISITOR))
        revoke(second, by=SYSTEM)
    assert counts(edition) == {
        InvitationState.WAITING: 1,
        InvitationState.ANSWERED: 1,
        InvitationState.REVOKED: 1,
    }
    answered = invitations(edition, state=InvitationState.ANSWERED).rows
    assert [(row.id, row.code) for row in answered] == [(first.id, "E01")]
    page = invitations(edition, size=2)
    rest = invitations(edition, size=2, after=int(page.after or 0))
    assert [row.email for row in (*page.rows, *rest.rows)] == [
        "zinc@zinc.example",
        "scierie@haute.example",
        "jeanne@tuilerie.example",
    ]
    assert rest.after is None
    assert [invitation.email for invitation in waiting(edition)] == ["zinc@zinc.example"]
    assert [row.email for row in invitations(edition, search="scier").rows] == [
        "scierie@haute.example"
    ]


def test_an_invitation_belongs_to_its_edition(edition, small) -> None:
    (first, _second), _refused = sent(edition)
    assert refusal(lambda: invitation_of(small.edition, first.id)) == "invitation_unknown"
