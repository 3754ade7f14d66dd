"""The record of changes, read: who, what, to whom by its name of today; a page at a time."""

from __future__ import annotations

from bourse.db import db, transaction
from bourse.overview.changes import changes
from bourse.people.actor import SYSTEM
from bourse.people.queries import actor_of
from bourse.people.record import note
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import a_user


def test_it_names_who_and_whom(small: SmallEdition) -> None:
    with transaction():
        lea = a_user("lea@example.org")
        db.session.flush()
        note(actor_of(lea), "edition.revise", f"edition:{small.edition.id}")
        note(SYSTEM, "site.remove", "site:999", edition="morteau-2026", weight_g=None)
        note(actor_of(lea), "organisation.describe", "organisation:1")

    organisation, site, edition = changes().rows
    assert (edition.who, edition.verb, edition.name) == (
        "Lea",
        "edition.revise",
        "Bourse aux Matériaux de Morteau",
    )
    assert (site.who, site.kind, site.key, site.name) == ("", "site", "999", "")
    assert site.details == (("edition", "morteau-2026"),)
    assert (organisation.who, organisation.name, organisation.details) == ("Lea", "", ())


def test_pages_follow_each_other(small: SmallEdition) -> None:
    with transaction():
        for number in range(5):
            note(SYSTEM, "edition.revise", f"edition:{number}")
    first = changes(size=3)
    second = changes(size=3, after=first.after)

    assert [row.key for row in (*first.rows, *second.rows)] == ["4", "3", "2", "1", "0"]
    assert second.after is None
