"""A copy of a lot: a draft of its own, that nobody weighed and no file names."""

from __future__ import annotations

from dataclasses import replace

from bourse.db import transaction
from bourse.goods.weighing import OnScale, WeightDraft, WeightMethod
from bourse.lots import service
from bourse.lots.models import LotStatus
from bourse.lots.weight import scale_of
from bourse.tills.recording import record
from bourse.values import Quantity, Unit, Weight
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import DRAFT, SELLER, created
from tests.fixtures.till_facts import Device


def test_a_duplicate_is_a_draft_of_its_own(small: SmallEdition) -> None:
    till = Device()
    with transaction():
        record(small.device, [till.opened(), till.sale((small.tiles, 1_000))])
    with transaction():
        twin = service.duplicate_lot(small.tiles, by=SELLER)
    assert (twin.status, twin.remaining) == (LotStatus.DRAFT, Quantity(40_000, Unit.M2))
    assert twin.code != small.tiles.code
    assert (twin.designation, twin.price, twin.unit_weight, twin.search_words) == (
        small.tiles.designation, small.tiles.price, small.tiles.unit_weight,
        small.tiles.search_words,
    )  # fmt: skip


def test_a_duplicate_has_no_reference_and_was_not_weighed(small: SmallEdition) -> None:
    scale = OnScale(Weight(500_000), Weight(20_000), Quantity(12_500, Unit.M2))
    weighed = WeightDraft(method=WeightMethod.WEIGHED, scale=scale)
    lot = created(small, replace(DRAFT, weight=weighed))
    with transaction():
        twin = service.duplicate_lot(lot, by=SELLER)
    assert (twin.own_reference, "f-15" in twin.search_words) == ("", False)
    assert (twin.weight_method, twin.unit_weight) == (WeightMethod.DECLARED, Weight(38_400))
    assert {twin.weighed_gross_g, twin.weighed_tare_g, twin.weighed_milli} == {None}
    assert (lot.own_reference, scale_of(lot)) == ("F-15", scale)
