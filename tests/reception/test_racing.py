"""Two who receive at once: each press counts, neither is told that something broke."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from bourse.db import db, transaction
from bourse.lots.models import Lot
from bourse.lots.queries import lot_by_code
from bourse.people.actor import SYSTEM
from bourse.reception.models import ReceptionState, RefusedGoods
from bourse.reception.placing import place_lot, places_of
from bourse.reception.ticking import receptions, tick, tick_rest, untick
from tests.fixtures.edition import SmallEdition
from tests.fixtures.racing import at_once
from tests.fixtures.two_sites import TwoSites


@pytest.fixture
def tiles(small: SmallEdition) -> Callable[[], Lot]:
    """Finds a lot that is to come, in whoever's session asks."""
    with transaction():
        small.site.receives_goods = True
    edition_id, code = small.edition.id, small.tiles.code
    return lambda: lot_by_code(edition_id, code)


def test_two_taps_at_once_are_one(app: Flask, tiles: Callable[[], Lot]) -> None:
    changed: list[int] = []

    def act() -> None:
        changed.append(len(tick([tiles()], ReceptionState.RECEIVED, by=SYSTEM)))

    assert at_once(app, *[act] * 4) == ["done"] * 4
    assert sorted(changed) == [0, 0, 0, 1]
    assert at_once(app, *[lambda: untick([tiles()], by=SYSTEM)] * 4) == ["done"] * 4
    assert receptions([tiles()]) == {}


def test_all_the_rest_never_takes_in_what_somebody_refuses(
    app: Flask, tiles: Callable[[], Lot]
) -> None:
    def refuse() -> None:
        tick([tiles()], ReceptionState.REFUSED, by=SYSTEM, reason=RefusedGoods.DAMAGED)

    def take_the_rest() -> None:
        tick_rest([tiles()], by=SYSTEM, batch="b")

    for _again in range(3):
        with transaction():
            untick([tiles()], by=SYSTEM)
        assert at_once(app, refuse, take_the_rest) == ["done", "done"]
        db.session.rollback()
        (said,) = receptions([tiles()]).values()
        assert said.state is ReceptionState.REFUSED


def test_two_who_place_a_lot_at_once_place_it(app: Flask, two_sites: TwoSites) -> None:
    edition_id, code = two_sites.small.edition.id, two_sites.beam.code
    sites = {two_sites.small.site.id, two_sites.yard_site.id}

    def place(site_id: int) -> Callable[[], None]:
        return lambda: place_lot(lot_by_code(edition_id, code), site_id, by=SYSTEM)

    assert at_once(app, *map(place, sites)) == ["done", "done"]
    assert set(places_of([lot_by_code(edition_id, code)]).values()) <= sites
