"""Receiving goods: what is ticked, what counts as offered, and where a lot goes."""

from __future__ import annotations

import pytest

from bourse.catalogue.filtering import LotFilter
from bourse.catalogue.listing import lots
from bourse.catalogue.offers import offers
from bourse.catalogue.shown import categories_counted, categories_offered
from bourse.db import db, transaction
from bourse.editions.models import Site
from bourse.editions.service import remove_site
from bourse.errors import BourseError
from bourse.exhibitors.models import ExhibitorStatus
from bourse.exhibitors.stands import StandDraft, place
from bourse.impact.lots_offered import offered_lots
from bourse.impact.queries import Cut, firms
from bourse.lots import on_sale, revision
from bourse.lots.models import Lot, LotStatus
from bourse.reception.awaiting import is_awaited
from bourse.reception.models import ReceptionState, RefusedGoods
from bourse.reception.placing import place_lot, places_of
from bourse.reception.receiving import announced, batch_of, coming, scanned
from bourse.reception.ticking import receptions, tick, untick
from bourse.tills.catalogue import lot_on_sale, lots_moved
from bourse.tills.inbox import Conflict, ConflictKind
from bourse.tills.recording import record
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import ORGANISER, SELLER
from tests.fixtures.till_facts import Device
from tests.fixtures.two_sites import TwoSites


@pytest.fixture
def hall(small: SmallEdition) -> SmallEdition:
    """The small edition, whose one site receives goods; its exhibitor is there."""
    with transaction():
        small.site.receives_goods = True
        small.exhibitor.status = ExhibitorStatus.ATTENDED
    return small


def ticked(lot: Lot, state: ReceptionState = ReceptionState.RECEIVED, **said: object) -> list[Lot]:
    with transaction():
        return tick([lot], state, by=ORGANISER, **said)


def on_offer(small: SmallEdition) -> set[str]:
    wanted = LotFilter(edition_id=small.edition.id, status=LotStatus.OFFERED, received=True)
    return {lot.code for lot in lots(wanted).rows}


def test_where_nothing_is_received_every_lot_is_there_at_once(small: SmallEdition) -> None:
    assert not is_awaited(small.tiles)
    assert len(on_offer(small)) == 3
    assert coming(small.edition.id) == []
    with pytest.raises(BourseError, match="lot_not_announced"):
        ticked(small.tiles)


def test_only_what_was_received_is_offered_everywhere(hall: SmallEdition) -> None:
    assert on_offer(hall) == set()
    assert not categories_counted(hall.edition.id)
    assert not categories_offered(hall.edition.id)
    assert offered_lots(hall.edition.id) == []
    assert firms([hall.edition.id], Cut.WHOLE) == {"": 0}
    assert lot_on_sale(hall.till, hall.tiles.code).is_awaited

    ticked(hall.tiles)
    ticked(hall.boards, ReceptionState.REFUSED, reason=RefusedGoods.DAMAGED)
    ticked(hall.door, ReceptionState.ABSENT)

    assert on_offer(hall) == {hall.tiles.code}
    assert [category.code for category, _number in categories_counted(hall.edition.id)] == ["CAR"]
    assert [category.code for category in categories_offered(hall.edition.id)] == ["CAR"]
    assert [lot.category for lot in offered_lots(hall.edition.id)] == ["CAR"]
    assert firms([hall.edition.id], Cut.WHOLE) == {"": 1}
    assert not lot_on_sale(hall.till, hall.tiles.code).is_awaited
    assert lot_on_sale(hall.till, hall.boards.code).is_awaited


def test_a_till_sells_what_nobody_received_and_it_is_flagged(hall: SmallEdition) -> None:
    ticked(hall.tiles)
    fact = Device().sale((hall.tiles, 1_000), (hall.boards, 1_000))
    with transaction():
        record(hall.device, [fact])
    flagged = db.session.query(Conflict).all()
    assert [(one.kind, one.lot) for one in flagged] == [
        (ConflictKind.AWAITED_LOT, hall.boards.code)
    ]
    assert {lot.category for lot in offered_lots(hall.edition.id)} == {"CAR", "PAN"}


def test_tills_read_again_what_was_ticked_and_that_a_site_receives(small: SmallEdition) -> None:
    before = revision.current(small.edition.id)
    with transaction():
        small.site.receives_goods = True
    after = revision.current(small.edition.id)
    assert after > before
    ticked(small.tiles)
    assert revision.current(small.edition.id) > after
    with transaction():
        small.site.hours = "9 h – 18 h"
    assert revision.current(small.edition.id) == after + 1


def test_what_was_said_is_changed_and_taken_back(hall: SmallEdition) -> None:
    lot = hall.tiles
    assert ticked(lot) == [lot]
    assert ticked(lot) == [], "said twice is said once"
    ticked(lot, ReceptionState.REFUSED, reason=RefusedGoods.DIRTY)
    held = receptions([lot])[lot.id]
    assert (held.state, held.reason) == (ReceptionState.REFUSED, RefusedGoods.DIRTY)
    with transaction():
        assert untick([lot, hall.door], by=ORGANISER) == [lot]
    assert receptions([lot]) == {}


def test_a_refusal_has_its_reason_and_only_a_refusal(hall: SmallEdition) -> None:
    with pytest.raises(BourseError, match="reception_reason"):
        ticked(hall.tiles, ReceptionState.REFUSED)
    with pytest.raises(BourseError, match="reception_reason"):
        ticked(hall.tiles, ReceptionState.ABSENT, reason=RefusedGoods.DIRTY)


def test_a_draft_and_a_withdrawn_lot_are_not_announced(hall: SmallEdition) -> None:
    with transaction():
        on_sale.withdraw_lot(hall.door, by=SELLER)
    with pytest.raises(BourseError, match="lot_not_announced"):
        ticked(hall.door)
    assert [one.lot for one in announced(hall.exhibitor)] == [hall.tiles, hall.boards]


def test_how_far_an_exhibitor_is(hall: SmallEdition) -> None:
    ticked(hall.tiles, batch="b")
    ticked(hall.boards, ReceptionState.REFUSED, reason=RefusedGoods.NO_ROOM)
    (one,) = coming(hall.edition.id, text="carrelages e01")
    assert (one.announced, one.received, one.refused, one.absent, one.left) == (3, 1, 1, 0, 1)
    assert coming(hall.edition.id, text="scierie") == []
    assert batch_of(hall.exhibitor, "b") == [hall.tiles]
    assert [found.state for found in announced(hall.exhibitor, text="panneau")] == [
        ReceptionState.REFUSED
    ]


def test_a_label_is_read_by_code_or_address(hall: SmallEdition) -> None:
    code = hall.tiles.code
    for text in (code.lower(), f"{code[:3]} {code[3:]}", f"https://bourse.example/l/{code}"):
        assert scanned(hall.edition, text) == hall.tiles
    for text in ("", "ABC", "https://example.org/"):
        with pytest.raises(BourseError, match="lot_unknown"):
            scanned(hall.edition, text)


def test_who_has_no_stand_is_received_too(hall: SmallEdition) -> None:
    with transaction():
        place(hall.exhibitor, [], by=ORGANISER)
    assert on_offer(hall) == set()
    (one,) = coming(hall.edition.id)
    assert (one.code, one.has_stand, one.left) == ("E01", False, 3)
    assert len(announced(hall.exhibitor)) == 3
    ticked(hall.tiles)
    assert on_offer(hall) == {hall.tiles.code}
    with transaction():
        place(hall.exhibitor, [StandDraft(hall.site.id, "B7")], by=ORGANISER)
    (one,) = coming(hall.edition.id)
    assert (one.has_stand, one.received, one.left) == (True, 1, 2)


def test_who_may_yet_stand_anywhere_waits_until_its_stand_is_known(two_sites: TwoSites) -> None:
    """Where but one site receives, a stand on the other says that nothing is to be received."""
    small = two_sites.small
    with transaction():
        place(small.exhibitor, [], by=ORGANISER)
    assert not is_awaited(small.tiles), "no site receives"
    with transaction():
        two_sites.yard_site.receives_goods = True
    assert is_awaited(small.tiles)
    with transaction():
        place(small.exhibitor, [StandDraft(small.site.id, "A1")], by=ORGANISER)
    assert not is_awaited(small.tiles)


def test_tills_read_again_the_lots_of_who_has_no_stand(small: SmallEdition) -> None:
    with transaction():
        place(small.exhibitor, [], by=ORGANISER)
    before = revision.current(small.edition.id)
    with transaction():
        yard = Site(name="Plateforme", town="Villers-le-Lac", receives_goods=True)
        small.edition.sites.append(yard)
    told = lots_moved(small.till, before)
    assert [lot.is_awaited for lot in told.lots] == [True] * 3
    with transaction():
        remove_site(yard, by=ORGANISER)
    told = lots_moved(small.till, told.revision)
    assert [lot.is_awaited for lot in told.lots] == [False] * 3


def test_a_lot_of_two_sites_is_received_where_it_goes(two_sites: TwoSites) -> None:
    hall_site = two_sites.small.site
    with transaction():
        two_sites.yard_site.receives_goods = True
    assert not is_awaited(two_sites.small.tiles), "its exhibitor stands where nothing is received"
    assert is_awaited(two_sites.beam), "nobody said where it goes"
    with transaction():
        place_lot(two_sites.beam, hall_site.id, by=ORGANISER)
    assert not is_awaited(two_sites.beam)
    with transaction():
        place_lot(two_sites.beam, two_sites.yard_site.id, by=ORGANISER)
    assert is_awaited(two_sites.beam)
    with transaction():
        place_lot(two_sites.beam, None, by=ORGANISER)
    assert is_awaited(two_sites.beam)
    with pytest.raises(BourseError, match="site_unknown"):
        place_lot(two_sites.small.tiles, two_sites.yard_site.id, by=ORGANISER)


def test_each_lot_of_two_sites_is_received_where_it_goes_itself(two_sites: TwoSites) -> None:
    """Where the other lots go says nothing of this one."""
    beam, slates = two_sites.beam, two_sites.slates
    with transaction():
        two_sites.yard_site.receives_goods = True
        place_lot(beam, two_sites.yard_site.id, by=ORGANISER)
        place_lot(slates, two_sites.small.site.id, by=ORGANISER)
    assert is_awaited(beam)
    assert not is_awaited(slates)
    with transaction():
        place_lot(beam, two_sites.small.site.id, by=ORGANISER)
        place_lot(slates, two_sites.yard_site.id, by=ORGANISER)
    assert not is_awaited(beam)
    assert is_awaited(slates)


def test_a_lot_of_who_leaves_its_site_goes_where_the_firm_stands(two_sites: TwoSites) -> None:
    hall, yard, beam = two_sites.small.site, two_sites.yard_site, two_sites.beam
    with transaction():
        hall.receives_goods = True
        place_lot(beam, yard.id, by=ORGANISER)
    assert not is_awaited(beam)
    with transaction():
        place(two_sites.second, [StandDraft(hall.id, "A2")], by=ORGANISER)
    db.session.rollback()
    assert places_of([beam]) == {}
    assert is_awaited(beam), "it is not sold before it has come"
    ticked(beam)
    found = LotFilter(edition_id=beam.edition_id, site_id=hall.id)
    shown = {offer.code: offer.places for offer in offers(found).page.rows}
    assert shown[beam.code] == (("Salle des fêtes", "A2"),)
