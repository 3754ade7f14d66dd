"""Two simulated days: the same seed lives the same days, and nothing is sold that is not there."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from random import Random
from zoneinfo import ZoneInfo

from bourse.goods.weighing import WeightMethod
from bourse.lots.models import Origin
from bourse.overview.demonstration.device import Device
from bourse.overview.demonstration.goods import Good, Stands
from bourse.overview.demonstration.market import FLOAT_CENTS, Market
from bourse.people.models import VatRegime
from bourse.tills.facts import CashMoved, Reversed, SessionClosed, SessionOpened, Sold
from bourse.values import Money, Quantity, Unit, Weight

PARIS = ZoneInfo("Europe/Paris")


def a_good(lot, quantity, site, price=850, weight=18_000):
    return Good(
        lot=lot,
        exhibitor="E01",
        category="CAR",
        designation=f"Carrelage {lot}",
        offered=quantity,
        price=Money(price),
        reference_price=Money(3 * price),
        unit_weight=Weight(weight),
        weight_method=WeightMethod.DECLARED,
        vat_regime=VatRegime.NORMAL,
        origin=Origin.NEW_SURPLUS,
        sites=frozenset(site),
    )


GOODS = [
    a_good("C7K3PX", Quantity(200_000, Unit.M2), {"north"}),
    a_good("D2F4GH", Quantity(37_000, Unit.PIECE), {"north", "south"}, price=2_500),
    a_good("E3H5JK", Quantity(1_500_000, Unit.ML), {"south"}, price=120, weight=900),
    a_good("F9X2VT", Quantity(1_000, Unit.PIECE), {"south"}, price=64_000, weight=168_000),
]


def live(seed):
    rng = Random(seed)
    stands = Stands(GOODS, rng)
    devices = [Device("C1a", "north", rng), Device("C2a", "south", rng)]
    market = Market(stands, devices, ["K1", "K2", "K3"], rng)
    for day in (12, 13):
        market.plan_day(date(2026, 6, day), PARIS, {"north": 40, "south": 50})
    return list(market.facts()), stands


def test_a_seed_always_lives_the_same_days():
    facts, _ = live(1)
    assert facts == live(1)[0]
    assert facts != live(2)[0]
    assert any(isinstance(fact, Reversed) for seed in range(5) for fact in live(seed)[0])


def test_stands_hold_what_was_offered_less_what_was_taken():
    facts, stands = live(3)
    taken = defaultdict(int)
    for fact in facts:
        if isinstance(fact, Sold | Reversed):
            for line in fact.lines:
                taken[line.lot] += line.quantity_milli
                assert 0 <= taken[line.lot] <= stands.goods[line.lot].offered.milli
    assert stands.left == {good.lot: good.offered.milli - taken[good.lot] for good in GOODS}


def test_goods_are_sold_where_they_stand():
    for fact in live(4)[0]:
        if isinstance(fact, Sold):
            site = {"C1a": "north", "C2a": "south"}[fact.till]
            sites = {good.lot: good.sites for good in GOODS}
            assert all(site in sites[line.lot] for line in fact.lines)


def test_everything_happens_in_order_and_inside_a_session():
    facts, _ = live(5)
    moments = [fact.happened_at for fact in facts]
    assert moments == sorted(moments)
    opened: dict[str, str] = {}
    for fact in facts:
        if isinstance(fact, SessionOpened):
            assert fact.till not in opened
            opened[fact.till] = fact.session
        else:
            assert opened[fact.till] == fact.session
        if isinstance(fact, SessionClosed):
            del opened[fact.till]
    assert not opened


def test_a_drawer_counts_its_float_and_its_cash():
    """At most a note of five euros off: what cashiers are off in life."""
    cash: dict[str, int] = {}
    for fact in live(6)[0]:
        match fact:
            case SessionOpened():
                cash[fact.session] = FLOAT_CENTS
            case CashMoved():
                cash[fact.session] += fact.amount_cents
            case SessionClosed():
                assert abs(fact.counted_cents - cash[fact.session]) <= 500
            case Sold() | Reversed():
                cash[fact.session] += sum(
                    paid.amount_cents for paid in fact.payments if paid.mode == "cash"
                )


def test_a_buyer_gets_back_what_was_paid_in_the_modes_it_was_paid_in():
    sales, back = {}, defaultdict(lambda: defaultdict(int))
    for seed in range(8):
        for fact in live(seed)[0]:
            if isinstance(fact, Sold):
                sales[fact.fact_id] = fact
            elif isinstance(fact, Reversed):
                for paid in fact.payments:
                    back[fact.reverses][paid.mode] -= paid.amount_cents
    assert len(back) > 5
    for reverses, amounts in back.items():
        paid = defaultdict(int)
        for payment in sales[reverses].payments:
            paid[payment.mode] += payment.amount_cents
        assert all(amount <= paid[mode] for mode, amount in amounts.items())
