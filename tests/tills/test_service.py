"""Tills and their devices: numbers, letters, one-time codes, tokens; cashiers and their PINs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bourse.clock import now
from bourse.db import db, transaction
from bourse.desk.paper import paper_series
from bourse.errors import BourseError
from bourse.journal.chain import sha256
from bourse.people.actor import SYSTEM
from bourse.people.models import AdminEvent
from bourse.tills import pins, queries, service
from bourse.tills.models import Cashier, Enrolment, PaymentMode, Till
from tests.fixtures.edition import TOKEN, SmallEdition


def enrol(till: Till) -> tuple[Enrolment, str]:
    with transaction():
        return service.enrol(till, by=SYSTEM)


def redeem(code: str) -> tuple[Enrolment, str]:
    with transaction():
        return service.redeem(code)


def test_tills_are_numbered_in_their_edition(small: SmallEdition) -> None:
    with transaction():
        till = service.create_till(
            small.edition,
            site=small.site,
            name=" Entrée ",
            modes=[PaymentMode.CARD, PaymentMode.CASH],
            by=SYSTEM,
        )
    assert (till.code, till.name, till.modes) == (
        "C2",
        "Entrée",
        (PaymentMode.CASH, PaymentMode.CARD),
    )
    assert db.session.scalars(select(AdminEvent.verb)).all() == ["till.create"]


def test_a_till_takes_at_least_one_payment_mode(small: SmallEdition) -> None:
    with pytest.raises(BourseError, match="till_without_mode"), transaction():
        service.revise_till(small.till, name="Sortie", modes=[], by=SYSTEM)


def test_a_code_becomes_a_token_once(small: SmallEdition) -> None:
    enrolment, code = enrol(small.till)
    assert enrolment.series == "C1b"
    assert code not in (enrolment.code_hash, str(enrolment.code_hash))

    redeemed, token = redeem(f" {code[:4].lower()}-{code[4:].lower()} ")
    assert redeemed.id == enrolment.id
    found = queries.enrolment_of(token)
    assert found is not None
    assert found.series == "C1b"
    assert db.session.scalar(select(Enrolment).where(Enrolment.token_hash == token)) is None
    with pytest.raises(BourseError, match="enrolment_code_wrong"):
        redeem(code)


def test_a_code_dies_after_a_day(small: SmallEdition) -> None:
    enrolment, code = enrol(small.till)
    with transaction():
        enrolment.code_expires_at = now() - timedelta(seconds=1)
    with pytest.raises(BourseError, match="enrolment_code_wrong"):
        redeem(code)


def test_asking_again_replaces_the_code_that_waits(small: SmallEdition) -> None:
    _, first = enrol(small.till)
    enrolment, second = enrol(small.till)
    assert enrolment.letter == "b"
    with pytest.raises(BourseError, match="enrolment_code_wrong"):
        redeem(first)
    redeem(second)
    assert enrol(small.till)[0].letter == "c"


def test_a_revoked_code_opens_nothing(small: SmallEdition) -> None:
    enrolment, code = enrol(small.till)
    with transaction():
        service.revoke(enrolment, by=SYSTEM)
    with pytest.raises(BourseError, match="enrolment_code_wrong"):
        redeem(code)


def test_letters_go_on_after_z(small: SmallEdition) -> None:
    with transaction():
        small.till.enrolments.extend(
            Enrolment(letter=chr(ord("b") + index), token_hash=str(index)) for index in range(25)
        )
    assert enrol(small.till)[0].series == "C1aa"


def test_a_letter_that_was_used_is_given_to_no_other(small: SmallEdition) -> None:
    with transaction():
        ended = service.record_ended(small.till, "z", by=SYSTEM)
        assert service.record_ended(small.till, "z", by=SYSTEM) is ended
    assert ended.revoked_at is not None
    assert enrol(small.till)[0].series == "C1aa"
    with transaction():
        service.record_ended(small.till, "c", by=SYSTEM)
    assert paper_series(small.edition.sites[0]).series == "C1ab"


def test_a_retired_till_revokes_its_devices_and_enrols_no_more(small: SmallEdition) -> None:
    with transaction():
        service.retire_till(small.till, by=SYSTEM)
    found = queries.enrolment_of(TOKEN)
    assert found is not None
    assert found.revoked_at is not None
    with pytest.raises(BourseError, match="till_retired"):
        enrol(small.till)


def test_tills_are_listed_with_their_devices(small: SmallEdition) -> None:
    enrol(small.till)
    (row,) = queries.tills_of(small.edition.id)
    assert (row.code, row.site) == ("C1", "Salle des fêtes")
    assert [(device.series, device.facts) for device in row.devices] == [("C1b", 0), ("C1a", 0)]


def test_a_cashiers_code_is_never_given_again(small: SmallEdition) -> None:
    with transaction():
        service.retire_cashier(small.cashier, by=SYSTEM)
        other = service.create_cashier(small.edition, name="Dominique", pin_hash="x", by=SYSTEM)
    assert other.code == "K2"
    assert [one.retired_at is None for one in queries.cashiers_of(small.edition.id)] == [
        False,
        True,
    ]


def test_another_editions_tills_and_cashiers_do_not_exist(small: SmallEdition) -> None:
    elsewhere = small.edition.id + 1
    for find in (
        lambda: queries.till_of(elsewhere, "C1"),
        lambda: queries.till_of(small.edition.id, "nonsense"),
        lambda: queries.device_of(elsewhere, small.device.id),
        lambda: queries.cashier_of(elsewhere, small.cashier.code),
    ):
        with pytest.raises(BourseError, match="_unknown"):
            find()


def test_a_pin_is_known_by_its_hash_alone(small: SmallEdition) -> None:
    hashed = pins.hash_pin("402917")
    with transaction():
        service.change_pin(small.cashier, pin_hash=hashed, by=SYSTEM)
    kept = db.session.get_one(Cashier, small.cashier.id).pin_hash
    assert kept.startswith("pbkdf2:sha256:200000$")
    assert pins.is_right("402917", kept)
    assert not pins.is_right("402918", kept)


@pytest.mark.parametrize("pin", ["12345", "1234567", "12345a", "¹²³⁴⁵⁶", ""])
def test_a_pin_has_six_digits(pin: str) -> None:
    with pytest.raises(BourseError, match="pin_shape"):
        pins.hash_pin(pin)


@pytest.mark.parametrize("pin", ["111111", "121212", "123456", "987654", "890123"])
def test_an_obvious_pin_is_refused(pin: str) -> None:
    with pytest.raises(BourseError, match="pin_obvious"):
        pins.hash_pin(pin)


def test_drawn_pins_are_good_ones() -> None:
    assert all(pins.hash_pin(pins.draw_pin()) for _ in range(3))


def test_codes_hash_like_the_journal(small: SmallEdition) -> None:
    enrolment, code = enrol(small.till)
    assert enrolment.code_hash == sha256(code)
