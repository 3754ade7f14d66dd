"""The headline figures: net of reversals, the sum of their parts, and what the journal says."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bourse.db import db, transaction
from bourse.exhibitors.models import ExhibitorStatus
from bourse.goods.weighing import WeightMethod
from bourse.impact import queries
from bourse.impact.compiling import compile_report
from bourse.impact.queries import Cut
from bourse.impact.report import Headline, Report
from bourse.journal.models import EntryKind, JournalEntry
from bourse.lots.models import LotStatus
from bourse.values import Money, Weight
from tests.fixtures.two_sites import TwoSites


def report(two_sites: TwoSites) -> Report:
    return compile_report(two_sites.small.edition)


def payloads() -> Iterator[dict[str, object]]:
    kinds = (EntryKind.SALE, EntryKind.REVERSAL)
    for payload in db.session.scalars(
        select(JournalEntry.payload).where(JournalEntry.kind.in_(kinds)).order_by(JournalEntry.seq)
    ):
        yield json.loads(payload)


def from_the_journal() -> tuple[Weight, Money, int]:
    """Weight, turnover and purchases, by reading the chained payloads alone."""
    weight = cents = 0
    left: dict[str, dict[object, int]] = defaultdict(lambda: defaultdict(int))
    for fact in payloads():
        for line in fact["lines"]:
            weight += line["weight_g"] or 0
            cents += line["total_cents"]
            purchase = fact.get("reverses") or fact["fact_id"]
            left[purchase][line["lot"], line["designation"]] += line["quantity_milli"]
    kept = sum(any(milli > 0 for milli in lines.values()) for lines in left.values())
    return Weight(weight), Money(cents), kept


def test_nothing_sold_is_nothing_and_not_an_error(two_sites: TwoSites) -> None:
    empty = report(two_sites)

    assert empty.headline == Headline(Weight(0), Money(0), 0, 2)
    assert empty.average_basket is None
    assert empty.by_hour == ()
    assert [share.weight_bp for share in empty.methods] == [0, 0, 0, 0, None]
    assert {part.label for part in empty.by_site} == {"Salle des fêtes", "Plateforme"}


def test_a_sale_wholly_reversed_is_no_purchase_and_leaves_no_weight(two_sites: TwoSites) -> None:
    small, hall = two_sites.small, two_sites.hall
    kept = hall.sale((small.tiles, 12_500), (small.boards, 2_000))
    undone = hall.sale((small.tiles, 1_000))
    two_sites.send(hall, kept, undone, hall.reversal(undone))

    assert report(two_sites).headline == Headline(
        Weight(225_000 + 54_400), Money(10_625 + 1_800), 1, 2
    )


def test_a_sale_reversed_in_part_stays_a_purchase(two_sites: TwoSites) -> None:
    small, hall = two_sites.small, two_sites.hall
    sale = hall.sale((small.tiles, 2_000), (small.boards, 1_000))
    two_sites.send(hall, sale, hall.reversal(sale, 0))
    found = report(two_sites)

    assert found.headline.purchases == 1
    assert found.headline.weight == Weight(27_200)
    assert {part.code: part.purchases for part in found.by_category if part.purchases} == {"PAN": 1}


def test_a_return_counts_where_and_when_the_purchase_was_made(two_sites: TwoSites) -> None:
    small, hall, yard = two_sites.small, two_sites.hall, two_sites.yard
    sale = hall.sale((small.tiles, 3_000))
    yard.sent = 200
    two_sites.send(hall, sale)
    two_sites.send(yard, yard.reversal(sale))
    found = report(two_sites)

    assert all(not part.turnover and not part.weight for part in found.by_site)
    assert [(hour.starts_at, hour.turnover, hour.purchases) for hour in found.by_hour] == [
        (datetime(2026, 6, 13, 8, tzinfo=UTC), Money(0), 0)
    ]


def test_goods_that_nobody_weighed_are_missing_and_never_zero(two_sites: TwoSites) -> None:
    small, hall = two_sites.small, two_sites.hall
    two_sites.send(hall, hall.sale((small.door, 1_000), (small.tiles, 1_000)))
    found = report(two_sites)
    unknown = next(share for share in found.methods if share.method is WeightMethod.UNKNOWN)
    doors = next(part for part in found.by_category if part.code == "MIN")

    assert (unknown.lines, unknown.weight, unknown.weight_bp) == (1, None, None)
    assert unknown.turnover == Money(2_500)
    assert unknown.turnover_bp == 7_463
    assert (doors.unweighed_lines, doors.unweighed_turnover) == (1, Money(2_500))
    assert doors.flow is not None
    assert (doors.flow.lots, doors.flow.lots_unweighed, doors.flow.offered) == (1, 1, Weight(0))


def test_firms_are_those_present_with_a_lot_offered(two_sites: TwoSites) -> None:
    assert {part.label: part.firms for part in report(two_sites).by_site} == {
        "Salle des fêtes": 2,
        "Plateforme": 1,
    }
    with transaction():
        two_sites.second.status = ExhibitorStatus.CANCELLED
    assert report(two_sites).headline.firms == 1
    with transaction():
        two_sites.second.status = ExhibitorStatus.ATTENDED
        two_sites.slates.status = two_sites.beam.status = LotStatus.DRAFT
    assert report(two_sites).headline.firms == 1


def test_buyers_savings_say_what_they_cover(two_sites: TwoSites) -> None:
    hall, yard = two_sites.hall, two_sites.yard
    beams = yard.sale((two_sites.beam, 3_333))
    two_sites.send(hall, hall.sale((two_sites.slates, 10_000)))
    two_sites.send(yard, beams, yard.sale((two_sites.beam, 1_000)), yard.reversal(beams))
    saved = report(two_sites).savings

    assert saved.amount == Money(1_999 - 333)
    assert saved.covered == Money(333)
    assert saved.covered_bp == 3_569


def test_offered_sold_and_unsold_goods_add_up_with_the_difference(two_sites: TwoSites) -> None:
    hall = two_sites.hall
    two_sites.send(hall, hall.sale((two_sites.beam, 2_000)))
    with transaction():
        two_sites.beam.stock.removed_milli = 350
        two_sites.beam.unit_weight_g = 12_000
    flow = next(part.flow for part in report(two_sites).by_category if part.code == "PAN")

    assert flow is not None
    beams = Weight(88_200)
    assert flow.offered == Weight(12 * 27_200) + beams
    assert flow.unsold == Weight(12 * 27_200 + 60_000)
    assert flow.removed == Weight(4_200)
    assert flow.sold == Weight(24_690)
    assert flow.difference == Weight(24_000 - 24_690)


baskets = st.lists(
    st.tuples(
        st.booleans(),
        st.lists(st.tuples(st.integers(0, 4), st.integers(1, 9_000)), min_size=1, max_size=4),
        st.sampled_from(("kept", "whole", "first line", "elsewhere")),
    ),
    min_size=1,
    max_size=5,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(baskets)
def test_every_total_is_the_sum_of_its_parts_and_the_journals(
    two_sites: TwoSites, baskets: list[tuple[bool, list[tuple[int, int]], str]]
) -> None:
    for in_the_hall, lines, fate in baskets:
        here, there = two_sites.hall, two_sites.yard
        if not in_the_hall:
            here, there = there, here
        sale = here.sale(
            *(
                (two_sites.lots[lot], milli if lot in (0, 4) else milli * 1_000)
                for lot, milli in lines
            )
        )
        two_sites.send(here, sale)
        if fate == "whole":
            two_sites.send(here, here.reversal(sale))
        elif fate == "first line":
            two_sites.send(here, here.reversal(sale, 0))
        elif fate == "elsewhere":
            two_sites.send(there, there.reversal(sale))
    found = report(two_sites)
    whole = found.headline

    assert (whole.weight, whole.turnover, whole.purchases) == from_the_journal()
    for parts in (found.by_category, found.by_site, found.by_exhibitor, found.by_hour):
        assert sum((part.weight for part in parts), Weight(0)) == whole.weight
        assert sum((part.turnover for part in parts), Money(0)) == whole.turnover
    for parts in (found.by_site, found.by_hour):
        assert sum(part.purchases for part in parts) == whole.purchases
    for shares in (found.methods, found.origins):
        assert sum((share.weight or Weight(0) for share in shares), Weight(0)) == whole.weight
        assert sum((share.turnover for share in shares), Money(0)) == whole.turnover
        assert sum(share.weight_bp or 0 for share in shares) in (0, 10_000)
    for parts in (found.by_category, found.by_exhibitor):
        flows = [part.flow for part in parts]
        assert sum((flow.offered for flow in flows), Weight(0)) == found.flow.offered
        assert sum((flow.unsold for flow in flows), Weight(0)) == found.flow.unsold
        assert sum((flow.sold for flow in flows), Weight(0)) == found.flow.sold
    edition = [two_sites.small.edition.id]
    assert queries.tonnes_saved(edition, Cut.EDITION) == {str(edition[0]): whole.weight}


def test_computed_weights_name_the_sources_of_their_masses(two_sites: TwoSites) -> None:
    with transaction():
        two_sites.small.boards.material_code = "osb"
        two_sites.beam.material_code = "prefa_beton"
    hall = two_sites.hall
    two_sites.send(hall, hall.sale((two_sites.small.boards, 1_000)))

    assert [(mass.material, mass.source, mass.year) for mass in report(two_sites).masses] == [
        ("Panneau OSB", "KBOB 2009/1 list v6", "2022")
    ]
