"""What tills send: recorded once, flagged when odd, never lost."""

from __future__ import annotations

import json

from sqlalchemy import func, select

from bourse.db import db, transaction
from bourse.journal.models import JournalEntry
from bourse.tills.facts import MOST_PAYMENTS
from bourse.tills.inbox import Conflict, ConflictKind, RefusedFact
from bourse.tills.models import Enrolment
from bourse.tills.projections import Payment, Sale, SaleLine, TillSession
from bourse.tills.recording import Recording, Result, record
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device


def send(small: SmallEdition, *facts: object) -> Recording:
    with transaction():
        return record(small.device, facts)


def results(recording: Recording) -> list[Result]:
    return [outcome.result for outcome in recording.outcomes]


def test_a_sale_makes_its_entry_its_rows_and_moves_the_stock(small: SmallEdition) -> None:
    till = Device()
    recording = send(
        small,
        till.opened(),
        till.sale((small.tiles, 12_500), (small.boards, 2_000)),
        till.closed(10_000),
    )

    assert results(recording) == [Result.RECORDED] * 3
    assert recording.head.seq == 3
    sale = db.session.scalars(select(Sale)).one()
    assert sale.number == "C1a-0001"
    assert sale.total_cents == 12_5 * 85 + 1_800
    assert [line.weight_g for line in sale.lines] == [225_000, 54_400]
    assert [paid.amount_cents for paid in sale.payments] == [sale.total_cents]
    assert small.tiles.remaining.milli == 27_500
    session = db.session.scalars(select(TillSession)).one()
    assert (session.float_cents, session.counted_cents) == (10_000, 10_000)


def test_a_receipt_paid_as_often_as_one_holds_is_recorded(small: SmallEdition) -> None:
    till = Device()
    parts = [{"mode": "cash", "amount_cents": 1, "tendered_cents": None}] * (MOST_PAYMENTS - 1)
    sale = till.basket([till.line(small.boards, 12_000)], {"mode": "card", "tendered_cents": None})
    rest = sale["total_cents"] - len(parts)
    sale["payments"] = [*parts, {"mode": "card", "amount_cents": rest, "tendered_cents": None}]

    assert results(send(small, sale)) == [Result.RECORDED]
    assert db.session.query(Payment).count() == MOST_PAYMENTS


def test_a_retry_is_answered_already_and_changes_nothing(small: SmallEdition) -> None:
    till = Device()
    facts = [till.opened(), till.sale((small.tiles, 1_000))]
    first = send(small, *facts)
    again = send(small, *facts)

    assert results(again) == [Result.ALREADY] * 2
    assert again.head == first.head
    assert small.tiles.remaining.milli == 39_000


def test_the_same_id_with_other_content_is_refused_and_kept(small: SmallEdition) -> None:
    till = Device()
    sale = till.sale((small.tiles, 1_000))
    send(small, sale)
    changed = {**sale, "cashier": "K9"}

    assert results(send(small, changed)) == [Result.REFUSED]
    assert db.session.scalars(select(RefusedFact)).one().reason == "other_content"
    assert db.session.scalar(select(func.count()).select_from(JournalEntry)) == 1


def test_an_unreadable_fact_does_not_stop_the_batch(small: SmallEdition) -> None:
    till = Device()
    wrong = till.sale((small.tiles, 1_000))
    right = till.sale((small.tiles, 1_000))
    recording = send(small, {**wrong, "total_cents": 1}, "nonsense", {"lines": 1.5}, right)

    assert results(recording) == [Result.REFUSED] * 3 + [Result.CONFLICT]
    assert recording.outcomes[-1].reasons == (ConflictKind.BROKEN_CHAIN,)
    assert db.session.scalar(select(func.count()).select_from(RefusedFact)) == 3


def test_a_whole_reversal_brings_the_goods_back(small: SmallEdition) -> None:
    till = Device()
    sale = till.sale((small.tiles, 12_345), (small.door, 1_000))
    recording = send(small, sale, till.reversal(sale))

    assert results(recording) == [Result.RECORDED] * 2
    assert small.tiles.remaining == small.tiles.quantity
    for column in (SaleLine.quantity_milli, SaleLine.total_cents, SaleLine.weight_g):
        assert db.session.scalar(select(func.sum(column))) == 0
    assert db.session.scalar(select(func.sum(Payment.amount_cents))) == 0


def test_selling_what_is_gone_is_recorded_and_flagged(small: SmallEdition) -> None:
    till = Device()
    send(small, till.sale((small.door, 1_000)))
    recording = send(small, till.sale((small.door, 1_000)))

    assert results(recording) == [Result.CONFLICT]
    flag = db.session.scalars(select(Conflict)).one()
    assert (flag.kind, flag.lot) == (ConflictKind.OVERSOLD, small.door.code)
    assert small.door.remaining.milli == -1_000


def test_giving_back_twice_is_flagged(small: SmallEdition) -> None:
    till = Device()
    sale = till.sale((small.door, 1_000))
    recording = send(small, sale, till.reversal(sale), till.reversal(sale))

    assert recording.outcomes[-1].reasons == (ConflictKind.OVER_REVERSED,)


def test_giving_back_twice_is_flagged_of_two_lines_of_one_name_too(small: SmallEdition) -> None:
    till = Device()
    free = {**till.line(small.door, 1_000), "lot": None}
    dearer = {**free, "unit_price_cents": 1_000, "total_cents": 1_000}
    sale = till.basket([free, dearer], {"mode": "cash", "tendered_cents": None})
    recording = send(small, sale, till.reversal(sale, 0), till.reversal(sale, 0))

    assert recording.outcomes[1].reasons == ()
    assert recording.outcomes[2].reasons == (ConflictKind.OVER_REVERSED,)


def test_a_revoked_device_still_delivers_but_into_quarantine(small: SmallEdition) -> None:
    with transaction():
        small.device.revoked_at = small.device.created_at
    assert results(send(small, Device().sale((small.tiles, 1_000)))) == [Result.REFUSED]
    assert db.session.scalars(select(RefusedFact)).one().reason == "revoked_device"


def test_another_devices_series_is_refused(small: SmallEdition) -> None:
    assert results(send(small, Device(series="C1b").opened())) == [Result.REFUSED]


def test_what_was_made_for_another_edition_is_refused_and_kept(small: SmallEdition) -> None:
    """The first device of every till is C1a: a trial's sales carry the series of the real ones."""
    till = Device()
    named = {**till.opened(), "edition": small.edition.slug}
    foreign = {**Device().sale((small.tiles, 1_000)), "edition": "essai-2026"}
    assert results(send(small, named, foreign)) == [Result.RECORDED, Result.REFUSED]
    assert db.session.scalars(select(RefusedFact)).one().reason == "other_edition"
    (entry,) = db.session.scalars(select(JournalEntry))
    assert json.loads(entry.payload)["edition"] == small.edition.slug
    assert small.tiles.remaining.milli == 40_000


def test_what_we_have_is_known_whoever_sends_it_again(small: SmallEdition) -> None:
    """A tablet that sends its whole past again: revoked since, or enrolled anew."""
    sale = Device().sale((small.tiles, 1_000))
    send(small, sale)
    with transaction():
        small.device.revoked_at = small.device.created_at
        anew = Enrolment(till=small.till, letter="b", token_hash="0" * 64)
        db.session.add(anew)
    assert results(send(small, sale)) == [Result.ALREADY]
    with transaction():
        assert results(record(anew, [sale])) == [Result.ALREADY]
    assert db.session.scalar(select(func.count()).select_from(RefusedFact)) == 0


def test_a_number_gone_astray_casts_no_doubt_on_the_next(small: SmallEdition) -> None:
    till, astray = Device(), Device()
    first = till.sale((small.tiles, 1_000))
    far = astray.sale((small.tiles, 1_000)) | {"till_seq": 10**9}
    second = till.sale((small.tiles, 1_000))
    recording = send(small, first, far, second)

    assert results(recording) == [Result.RECORDED, Result.CONFLICT, Result.RECORDED]
    assert recording.outcomes[1].reasons[-1] == ConflictKind.BROKEN_CHAIN


def test_a_number_given_twice_is_flagged(small: SmallEdition) -> None:
    till, twin = Device(), Device()
    twin.session = till.session
    recording = send(small, till.sale((small.tiles, 1_000)), twin.sale((small.tiles, 1_000)))

    assert recording.outcomes[-1].reasons == (ConflictKind.BROKEN_CHAIN,)
