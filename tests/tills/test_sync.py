"""What a device says beside its facts: its witness, its clock, its own count of receipts."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from time_machine import Traveller

from bourse.clock import now
from bourse.db import db, transaction
from bourse.journal.service import Head
from bourse.tills.models import DeviceReport
from bourse.tills.recording import Recording, record
from bourse.tills.senders import SEEN_EVERY, sender_again
from bourse.tills.sync import Books, Signs, Standing, hear
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device

ELSEWHERE = "f" * 64


def sync(small: SmallEdition, *facts: object, **said: object) -> tuple[Recording, Standing]:
    with transaction():
        sender = sender_again(small.device.id)
        recording = record(sender, facts)
        return recording, hear(sender, Signs(is_heartbeat=not facts, **said))


def report(small: SmallEdition) -> DeviceReport:
    db.session.rollback()
    return db.session.get_one(DeviceReport, small.device.id)


def test_a_witness_in_the_chain_is_well_and_another_is_missing(small: SmallEdition) -> None:
    first, standing = sync(small, Device().opened())
    assert (standing.is_missing, standing.revision) == (False, 0)
    assert not sync(small, witness=first.head)[1].is_missing
    assert not sync(small, witness=Head(0, "0" * 64))[1].is_missing
    assert report(small).missing_since is None

    assert sync(small, witness=Head(1, ELSEWHERE))[1].is_missing
    assert sync(small, witness=Head(7, first.head.hash))[1].is_missing
    said = report(small)
    assert (said.missing_seq, said.missing_hash) == (1, ELSEWHERE), "the first one is kept"


def test_sales_are_recorded_whatever_the_witness(small: SmallEdition) -> None:
    device = Device()
    recording, standing = sync(
        small, device.opened(), device.sale((small.tiles, 1_000)), witness=Head(9, ELSEWHERE)
    )
    assert standing.is_missing
    assert [outcome.result for outcome in recording.outcomes] == ["recorded", "recorded"]
    assert standing.revision == 1


@pytest.mark.parametrize("ahead", [timedelta(minutes=2), timedelta(seconds=-61), timedelta()])
def test_the_clock_is_measured(
    small: SmallEdition, time_machine: Traveller, ahead: timedelta
) -> None:
    time_machine.move_to(datetime.fromisoformat("2026-06-13T08:00:00Z"), tick=False)
    standing = sync(small, sent_at=now() + ahead)[1]
    assert standing.skew_ms == report(small).skew_ms == ahead / timedelta(milliseconds=1)


def test_books_that_agree_are_counted_on_from_there(small: SmallEdition) -> None:
    device = Device()
    sale = device.sale((small.tiles, 2_000))
    sync(small, device.opened(), sale, books=Books(2, 1, 1_700))
    said = report(small)
    assert (said.held_receipts, said.held_total_cents, said.differs_since) == (1, 1_700, None)

    sync(small, device.reversal(sale))
    sync(small, books=Books(3, 2, 0))
    said = report(small)
    assert (said.till_seq, said.held_receipts, said.held_total_cents) == (3, 2, 0)
    assert said.differs_since is None


def test_books_that_differ_show_both_counts_until_they_agree(small: SmallEdition) -> None:
    device = Device()
    sync(small, device.opened(), device.sale((small.tiles, 1_000)))
    sync(small, books=Books(2, 2, 9_000))
    said = report(small)
    assert (said.receipts, said.held_receipts) == (2, 1)
    assert (said.total_cents, said.held_total_cents) == (9_000, 850)
    since = said.differs_since
    assert since is not None

    sync(small, books=Books(2, 2, 9_000))
    assert report(small).differs_since == since, "it says since when"
    sync(small, device.sale((small.tiles, 1_000)), books=Books(3, 2, 1_700))
    assert report(small).differs_since is not None, "a busy device is compared by and by"
    sync(small, books=Books(3, 2, 1_700))
    assert report(small).differs_since is None


def test_a_fact_that_comes_late_is_counted_again(small: SmallEdition) -> None:
    device = Device()
    early, late, last = (device.sale((small.tiles, 1_000)) for _ in range(3))
    sync(small, early, last)
    sync(small, books=Books(3, 2, 1_700))
    assert report(small).differs_since is None
    sync(small, late)
    sync(small, books=Books(3, 3, 2_550))
    assert (report(small).held_receipts, report(small).differs_since) == (3, None)


def test_only_what_lies_beyond_what_agreed_is_counted(small: SmallEdition) -> None:
    """A row that went behind the server's back is not read again at each sale: `verify` does."""
    device = Device()
    sync(small, device.sale((small.tiles, 1_000)))
    sync(small, books=Books(1, 1, 850))
    with transaction():
        db.session.execute(text("UPDATE sale SET total_cents = 1"))
    sync(small, device.sale((small.tiles, 1_000)))
    sync(small, books=Books(2, 2, 1_700))
    assert report(small).differs_since is None


def test_a_busy_device_is_noted_now_and_then(small: SmallEdition, time_machine: Traveller) -> None:
    start = datetime.fromisoformat("2026-06-13T08:00:00Z")
    device = Device()
    for after, noted in (
        (timedelta(), 0),
        (SEEN_EVERY / 2, 0),
        (SEEN_EVERY, 1),
        (SEEN_EVERY * 1.5, 1),
    ):
        time_machine.move_to(start + after, tick=False)
        sync(small, device.sale((small.tiles, 1_000)))
        assert report(small).reported_at == start + SEEN_EVERY * noted
        assert small.device.last_seen_at == start + SEEN_EVERY * noted


def test_a_revoked_device_says_nothing_more_of_itself(small: SmallEdition) -> None:
    with transaction():
        small.device.revoked_at = now()
    assert sync(small, witness=Head(3, ELSEWHERE))[1].is_missing
    assert db.session.get(DeviceReport, small.device.id) is None
