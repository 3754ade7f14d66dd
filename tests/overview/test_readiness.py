"""What the checklist reads of the database, and the one thing to do next with an edition."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime

import time_machine
from sqlalchemy import text

from bourse.clock import now
from bourse.db import db, transaction
from bourse.editions import service
from bourse.editions.queries import edition_by_slug
from bourse.editions.service import EditionDraft, SiteDraft
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.overview.checklist import SiteFacts
from bourse.overview.next_steps import NextStep, edition_cards
from bourse.overview.readiness import Surroundings, checks_of, facts_of
from bourse.people.actor import SYSTEM
from bourse.people.models import Company, Organisation
from bourse.tills.models import Enrolment, Till
from tests.fixtures.edition import SmallEdition, a_lot
from tests.fixtures.statements import statements
from tests.fixtures.two_sites import TwoSites

AROUND = Surroundings(public_url=True, smtp=False, mails_waiting=4)


def test_the_facts_of_a_small_edition(small: SmallEdition) -> None:
    facts = facts_of(small.edition, AROUND)

    assert (facts.confirmed, facts.without_stand, facts.undecided) == (1, 0, 0)
    assert (facts.lots, facts.lots_weighed, facts.lots_off, facts.lots_free) == (3, 2, 0, 0)
    assert facts.sites == (SiteFacts("Salle des fêtes", has_address=False, tills=1, devices=1),)
    assert (facts.categories, facts.cashiers) == (3, 1)
    assert (facts.public_url, facts.smtp, facts.mails_waiting) == (True, False, 4)
    assert not facts.organisation
    assert facts.journal_sound


def test_what_is_gone_or_not_ready_does_not_count(small: SmallEdition) -> None:
    with transaction():
        db.session.add(
            Organisation(name="Nous", address="2 place de la Halle", email="nous@example.org")
        )
        small.site.address = "4 rue de la Halle"
        small.exhibitor.stands.clear()
        small.device.revoked_at = now()
        small.cashier.retired_at = now()
        small.door.price_cents = 0
        service.switch_category(small.edition, "PAN", on=False, by=SYSTEM)
        db.session.add(Enrolment(till=small.till, letter="b", code_hash="waits"))
        db.session.add(
            Exhibitor(
                edition=small.edition,
                company=Company(name="Bois", number_kind="bce", number="0428759497"),
                code="E02",
                status=ExhibitorStatus.APPLIED,
            )
        )
    facts = facts_of(small.edition, AROUND)

    assert (facts.confirmed, facts.without_stand, facts.undecided) == (1, 1, 1)
    assert (facts.lots, facts.lots_off, facts.lots_free) == (3, 1, 1)
    assert facts.sites == (SiteFacts("Salle des fêtes", has_address=True, tills=1, devices=0),)
    assert facts.cashiers == 0
    assert facts.organisation


def test_each_site_has_its_own_tills(two_sites: TwoSites) -> None:
    with transaction():
        yard = db.session.query(Till).filter_by(number=2).one()
        yard.retired_at = now()
    facts = facts_of(two_sites.small.edition, AROUND)

    assert [(site.name, site.tills, site.devices) for site in facts.sites] == [
        ("Salle des fêtes", 1, 1),
        ("Plateforme", 0, 0),
    ]


def test_a_broken_end_of_the_journal_is_seen(two_sites: TwoSites) -> None:
    till = two_sites.hall
    two_sites.send(till, till.opened(), till.sale((two_sites.slates, 1_000)))
    assert facts_of(two_sites.small.edition, AROUND).journal_sound

    with transaction():
        _without_triggers("UPDATE journal_entry SET hash = 'x' WHERE seq = 2")
    assert not facts_of(two_sites.small.edition, AROUND).journal_sound


def _without_triggers(statement: str) -> None:
    """Tamper as someone who owns the database could."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("ALTER TABLE journal_entry DISABLE TRIGGER ALL"))
    else:
        names = db.session.scalars(
            text("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='journal_entry'")
        ).all()
        for name in names:
            db.session.execute(text(f"DROP TRIGGER {name}"))
    db.session.execute(text(statement))


def test_the_day_is_the_editions_own(small: SmallEdition) -> None:
    """At 23:00 UTC it is tomorrow in Paris, and yesterday afternoon in Papeete."""
    with time_machine.travel(datetime(2026, 6, 13, 23, 0, tzinfo=UTC), tick=False):
        assert facts_of(small.edition, AROUND).today == date(2026, 6, 14)
        small.edition.timezone = "Pacific/Tahiti"
        assert facts_of(small.edition, AROUND).today == date(2026, 6, 13)


def test_the_queries_do_not_grow_with_the_edition(small: SmallEdition) -> None:
    before = _statements(small)
    with transaction():
        for number in range(20):
            service.add_site(small.edition, SiteDraft(name=f"Site {number}"), by=SYSTEM)
            db.session.add(a_lot(small.exhibitor, f"Lot {number}", random.Random(number)))

    assert _statements(small) == before


def _statements(small: SmallEdition) -> int:
    """How many statements the whole checklist takes, from a fresh session."""
    slug = small.edition.slug
    db.session.rollback()
    with statements() as sent:
        checks_of(edition_by_slug(slug), AROUND)
    return len(sent)


def test_every_edition_says_its_next_step(small: SmallEdition) -> None:
    draft = EditionDraft(
        name="Bourse", slug="", starts_on=date(2027, 6, 12), ends_on=date(2027, 6, 13)
    )
    with transaction():
        service.create_edition(replace(draft, slug="empty"), by=SYSTEM)
        ready = service.create_edition(replace(draft, slug="ready"), by=SYSTEM)
        asked = service.create_edition(replace(draft, slug="asked"), by=SYSTEM)
        for edition in (ready, asked):
            service.add_site(edition, SiteDraft(name="Halle"), by=SYSTEM)
        db.session.add(
            Exhibitor(
                edition=asked,
                company=small.exhibitor.company,
                code="E01",
                status=ExhibitorStatus.APPLIED,
            )
        )

    def steps() -> dict[str, NextStep]:
        return {card.edition.slug: card.step for card in edition_cards().rows}

    assert steps() == {
        "empty": NextStep.ADD_SITE,
        "ready": NextStep.PREPARE,
        "asked": NextStep.EXAMINE,
        "morteau-2026": NextStep.FOLLOW,
    }
    with transaction():
        service.close_edition(small.edition, by=SYSTEM)
    assert steps()["morteau-2026"] is NextStep.REPORT
