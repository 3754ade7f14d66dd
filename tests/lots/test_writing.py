"""A lot is written once however often it is sent, by the UUID that its form or device drew."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.goods.weighing import WeightDraft, WeightMethod
from bourse.lots.describing import LotDraft, draft_of
from bourse.lots.models import Lot, LotStatus
from bourse.lots.writing import write_lot
from bourse.people.actor import SYSTEM
from bourse.people.models import Company
from bourse.values import Money, Weight
from tests.fixtures.edition import SmallEdition

UUID = str(uuid.UUID(int=11))


def door(small: SmallEdition) -> LotDraft:
    draft = draft_of(small.door)
    return replace(draft, designation="Porte chêne", own_reference="P-1")


def count() -> int:
    db.session.rollback()
    return db.session.query(Lot).filter_by(uuid=UUID).count()


def test_a_lost_answer_makes_no_second_lot(small: SmallEdition) -> None:
    draft = door(small)
    with transaction():
        first, is_new = write_lot(small.exhibitor, UUID, draft, by=SYSTEM, offer=True)
        assert is_new
        assert first.status is LotStatus.OFFERED
    with transaction():
        again, is_new = write_lot(
            small.exhibitor, UUID, replace(draft, price=Money(1)), by=SYSTEM, offer=True
        )
        assert (again.id, is_new) == (first.id, False)
    assert count() == 1
    assert first.price == draft.price, "an old letter changes nothing"


def test_what_its_author_changed_since_is_taken(small: SmallEdition) -> None:
    draft = door(small)
    with transaction():
        lot, _ = write_lot(small.exhibitor, UUID, draft, by=SYSTEM)
    with transaction():
        write_lot(small.exhibitor, UUID, replace(draft, price=Money(1)), by=SYSTEM, revised=True)
    assert (count(), lot.price) == (1, Money(1))


def test_a_changed_one_that_never_arrived_is_new(small: SmallEdition) -> None:
    with transaction():
        _, is_new = write_lot(small.exhibitor, UUID, door(small), by=SYSTEM, revised=True)
    assert is_new
    assert count() == 1


def test_the_same_lot_sent_twice_at_once_is_one(app: Flask, small: SmallEdition) -> None:
    draft, exhibitor_id = door(small), small.exhibitor.id
    db.session.rollback()

    def send(_turn: int) -> bool:
        with app.app_context(), transaction():
            me = db.session.get_one(Exhibitor, exhibitor_id)
            return write_lot(me, UUID, draft, by=SYSTEM, offer=True)[1]

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(send, range(4))) == [False, False, False, True]
    assert count() == 1


def test_anothers_uuid_is_refused(small: SmallEdition) -> None:
    with transaction():
        write_lot(small.exhibitor, UUID, door(small), by=SYSTEM)
        other = Exhibitor(
            edition=small.edition,
            company=Company(name="Autre", number_kind="siret", number="1"),
            code="E02",
            status=ExhibitorStatus.CONFIRMED,
        )
        db.session.add(other)
    with pytest.raises(BourseError, match="lot_uuid_taken"), transaction():
        write_lot(other, UUID, door(small), by=SYSTEM)


def test_a_mass_that_can_hardly_be_is_asked_about_and_then_saved(small: SmallEdition) -> None:
    heavy = WeightDraft(method=WeightMethod.DECLARED, unit_weight=Weight(4_000_000))
    draft = replace(door(small), weight=heavy, weight_sure=False)
    with pytest.raises(BourseError) as raised, transaction():
        write_lot(small.exhibitor, UUID, draft, by=SYSTEM)
    assert raised.value.code == "weight_unlikely"
    assert raised.value.params["weight"] == Weight(4_000_000)
    with transaction():
        lot, _ = write_lot(small.exhibitor, UUID, replace(draft, weight_sure=True), by=SYSTEM)
    assert lot.unit_weight == Weight(4_000_000)
