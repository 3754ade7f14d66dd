"""A dead tablet's file: each fact once, whatever came before and after; nothing damaged goes in."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select

from bourse.db import db, transaction
from bourse.desk import quarantine, rescue, rescue_file
from bourse.errors import BourseError
from bourse.journal.chain import canonical, sha256
from bourse.journal.models import JournalEntry
from bourse.overview.verification import verify
from bourse.people.actor import SYSTEM
from bourse.people.models import AdminEvent
from bourse.tills.inbox import RefusedFact, Verdict
from bourse.tills.models import Enrolment
from bourse.tills.projections import Sale
from bourse.tills.recording import Result, record
from bourse.tills.service import enrol, revoke
from bourse.values import Money
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device

Fact = dict[str, object]


def a_file(*facts: object, series: str = "C1a", edition: str | None = "morteau-2026") -> bytes:
    """What the tablet of that series saves."""
    content = {
        "format": rescue_file.FORMAT,
        "v": 1,
        "made_at": "2026-06-13T09:00:00.000Z",
        "edition": edition,
        "series": series,
        "facts": list(facts),
    }
    return json.dumps({"content": content, "sha256": sha256(canonical(content))}).encode()


def imported(small: SmallEdition, content: bytes) -> list[Result]:
    results = []
    for device, part in rescue.deliveries(small.edition, rescue_file.read_rescue(content)):
        with transaction():
            results += [one.result for one in record(device, part, is_heard=False).outcomes]
    return results


def entries() -> int:
    return db.session.scalar(select(func.count()).select_from(JournalEntry)) or 0


@pytest.fixture
def facts(small: SmallEdition) -> list[Fact]:
    till = Device()
    return [till.opened(), *(till.sale((small.tiles, 1_000)) for _ in range(3))]


def test_each_fact_counts_once_before_and_after(small: SmallEdition, facts: list[Fact]) -> None:
    with transaction():
        record(small.device, facts[:2])
    assert imported(small, a_file(*facts)) == [Result.ALREADY] * 2 + [Result.RECORDED] * 2
    with transaction():
        again = record(small.device, facts)
    assert [one.result for one in again.outcomes] == [Result.ALREADY] * 4
    assert imported(small, a_file(*facts)) == [Result.ALREADY] * 4
    assert entries() == 4
    assert db.session.scalar(select(func.count()).select_from(Sale)) == 3
    assert verify().holds


def test_the_look_tells_before_anything_is_written(small: SmallEdition, facts: list[Fact]) -> None:
    with transaction():
        record(small.device, facts[:2])
    other = {**facts[1], "cashier": "K9"}
    (found,) = rescue.look_at(
        small.edition, rescue_file.read_rescue(a_file(*facts, other, {"till": "C1a"}))
    )
    assert (found.new, found.known, found.differing, found.damaged) == (2, 2, 1, 1)
    assert (found.receipts, found.facts, found.is_revoked) == (2, 6, False)
    assert found.total == Money(sum(fact["total_cents"] for fact in facts[2:]))
    assert entries() == 2


def test_facts_out_of_order_are_recorded_in_theirs(small: SmallEdition, facts: list[Fact]) -> None:
    assert imported(small, a_file(*reversed(facts))) == [Result.RECORDED] * 4


def test_what_is_damaged_stays_on_the_desk_and_stops_nothing(
    small: SmallEdition, facts: list[Fact]
) -> None:
    wrong = {**facts[3], "total_cents": 1}
    results = imported(small, a_file(*facts[:3], wrong, "nonsense"))
    assert sorted(results) == sorted([Result.RECORDED] * 3 + [Result.REFUSED] * 2)
    assert imported(small, a_file(*facts[:3], wrong, "nonsense")).count(Result.REFUSED) == 2
    assert db.session.scalar(select(func.count()).select_from(RefusedFact)) == 2


def test_a_silent_tablet_stays_silent(small: SmallEdition, facts: list[Fact]) -> None:
    imported(small, a_file(*facts))
    db.session.refresh(small.device)
    assert small.device.last_seen_at is None


def test_two_devices_in_one_file(small: SmallEdition, facts: list[Fact]) -> None:
    with transaction():
        enrol(small.till, by=SYSTEM)
    second = Device(series=f"{small.till.code}b")
    assert imported(small, a_file(*facts, second.opened())) == [Result.RECORDED] * 5


def test_a_device_of_nowhere_is_told_and_left(small: SmallEdition, facts: list[Fact]) -> None:
    stray = Device(series="C9z").opened()
    found = rescue.look_at(small.edition, rescue_file.read_rescue(a_file(*facts, stray)))
    assert [one.enrolment_id is None for one in found] == [False, True]
    assert imported(small, a_file(*facts, stray)) == [Result.RECORDED] * 4


def test_a_forgotten_devices_file_waits_for_a_verdict(
    small: SmallEdition, facts: list[Fact]
) -> None:
    """The backup that was restored is older than the tablet's enrolment."""
    till = Device(series="C1c")
    made = [till.opened(), till.sale((small.tiles, 1_000))]
    content = a_file(*made, "nonsense", series="C1c")
    (found,) = rescue.look_at(small.edition, rescue_file.read_rescue(content))
    assert (found.is_forgotten, found.new, found.damaged) == (True, 2, 1)
    assert imported(small, content) == []

    for _ in range(2):
        with transaction():
            rescue.take_in(small.edition, rescue_file.read_rescue(content), by=SYSTEM)
        assert imported(small, content) == [Result.REFUSED] * 3
    assert db.session.scalars(select(AdminEvent.verb)).all() == ["till.record_ended"]
    (found,) = rescue.look_at(small.edition, rescue_file.read_rescue(content))
    assert (found.is_forgotten, found.is_revoked) == (False, True)
    assert entries() == 0
    (held,) = quarantine.held(small.edition.id)
    assert (held.series, held.facts, held.receipts) == ("C1c", 2, 1)

    (ids,) = quarantine.waiting_ids(small.edition.id, held.enrolment_id)
    with transaction():
        assert quarantine.judge(small.edition.id, ids, Verdict.RECORDED, by=SYSTEM) == 2
    device = db.session.get_one(Enrolment, held.enrolment_id)
    with transaction():
        again = record(device, made)
    assert [one.result for one in again.outcomes] == [Result.ALREADY] * 2
    assert entries() == 2
    assert verify().holds


@pytest.mark.parametrize("series", ["C9a", "C1zzzz", "C01a"])
def test_a_device_of_no_till_is_not_taken_in(small: SmallEdition, series: str) -> None:
    content = a_file(Device(series).opened(), series=series)
    (found,) = rescue.look_at(small.edition, rescue_file.read_rescue(content))
    assert not found.is_forgotten
    with transaction():
        rescue.take_in(small.edition, rescue_file.read_rescue(content), by=SYSTEM)
    assert imported(small, content) == []


def test_what_is_damaged_names_no_device(small: SmallEdition) -> None:
    content = a_file({"till": "C1q"}, series="C1q")
    (found,) = rescue.look_at(small.edition, rescue_file.read_rescue(content))
    assert not found.is_forgotten


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"content": 1, "sha256": "x"}',
        b"[" * 100_000,
        b'{"content": {"format": "bourse-till-facts", "v": 2}, "sha256": ""}',
        b'{"content": {"format": "bourse-till-facts", "v": 1, "facts": [1.5]}, "sha256": ""}',
        b'{"content": {"v": ' + b"9" * 5_000 + b'}, "sha256": ""}',
    ],
)
def test_what_is_no_file_of_a_tablet_is_refused(content: bytes) -> None:
    with pytest.raises(BourseError, match="rescue_unreadable"):
        rescue_file.read_rescue(content)


def test_a_file_of_too_many_facts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BourseError, match="rescue_unreadable"):
        rescue_file.read_rescue(a_file(*([0] * (rescue_file.MOST_FACTS + 1))))
    monkeypatch.setattr(rescue_file, "MOST_BYTES", 100)
    with pytest.raises(BourseError, match="rescue_unreadable"):
        rescue_file.read_rescue(a_file())


def test_a_changed_file_is_refused(small: SmallEdition, facts: list[Fact]) -> None:
    changed = a_file(*facts).replace(b'"amount_cents": ', b'"amount_cents": 1')
    with pytest.raises(BourseError, match="rescue_damaged"):
        rescue_file.read_rescue(changed)


def test_a_file_of_another_edition_is_refused(small: SmallEdition, facts: list[Fact]) -> None:
    with pytest.raises(BourseError, match="rescue_foreign"):
        rescue.look_at(small.edition, rescue_file.read_rescue(a_file(*facts, edition="ailleurs")))


def test_a_revoked_devices_file_waits_for_a_verdict(small: SmallEdition, facts: list[Fact]) -> None:
    with transaction():
        record(small.device, facts[:1])
        revoke(small.device, by=SYSTEM)
    assert imported(small, a_file(*facts)) == [Result.ALREADY] + [Result.REFUSED] * 3
    assert imported(small, a_file(*facts)) == [Result.ALREADY] + [Result.REFUSED] * 3
    (held,) = quarantine.held(small.edition.id)
    assert (held.series, held.facts, held.receipts) == ("C1a", 3, 3)
    assert held.total == Money(sum(fact["total_cents"] for fact in facts[1:]))

    (ids,) = quarantine.waiting_ids(small.edition.id, small.device.id)
    with transaction():
        assert quarantine.judge(small.edition.id, ids, Verdict.RECORDED, by=SYSTEM) == 3
    assert entries() == 4
    assert quarantine.held(small.edition.id) == []
    assert imported(small, a_file(*facts)) == [Result.ALREADY] * 4
    assert verify().holds


def test_what_is_left_out_stays_out_and_is_asked_once(
    small: SmallEdition, facts: list[Fact]
) -> None:
    with transaction():
        revoke(small.device, by=SYSTEM)
    imported(small, a_file(*facts))
    for ids in quarantine.waiting_ids(small.edition.id, small.device.id):
        with transaction():
            quarantine.judge(small.edition.id, ids, Verdict.LEFT_OUT, by=SYSTEM)
            assert quarantine.judge(small.edition.id, ids, Verdict.RECORDED, by=SYSTEM) == 0
    imported(small, a_file(*facts))
    assert entries() == 0
    assert quarantine.held(small.edition.id) == []
    verdicts = db.session.scalars(select(RefusedFact.verdict)).all()
    assert verdicts == [Verdict.LEFT_OUT] * 4


def test_half_a_character_spoils_its_own_fact_alone(small: SmallEdition, facts: list[Fact]) -> None:
    """A browser writes it as an escape, and hashes U+FFFD in its place."""
    cut = {**facts[1], "cashier": "K\ud83d"}
    file = json.loads(a_file(facts[0], {**cut, "cashier": "K\ufffd"}, facts[2]))
    file["content"]["facts"][1] = cut
    content = json.dumps(file).encode()
    (found,) = rescue.look_at(small.edition, rescue_file.read_rescue(content))
    assert (found.new, found.damaged) == (2, 1)
    assert imported(small, content).count(Result.REFUSED) == 1
    assert entries() == 2
