"""How the tonnage is known, where the goods come from, and what buyers saved."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from bourse.db import db, total
from bourse.goods.materials import materials
from bourse.goods.weighing import WeightMethod
from bourse.impact import queries
from bourse.impact.queries import Cut
from bourse.impact.report import WHOLE_BP, MassSource, MethodShare, OriginShare, Savings
from bourse.lots.models import Lot, Origin, Stock
from bourse.tills.projections import SaleLine
from bourse.values import Money, Weight, round_half_up, shares
from bourse.values.quantity import MILLI


def method_shares(edition_id: int) -> tuple[MethodShare, ...]:
    """Every method, used or not, in the order of their certainty; the unknown last."""
    only = [edition_id]
    weights = queries.tonnes_saved(only, Cut.METHOD)
    turnover = queries.turnover(only, Cut.METHOD)
    lines = queries.lines_kept(only, Cut.METHOD)
    known = [method for method in WeightMethod if method is not WeightMethod.UNKNOWN]
    known_bp = _shared(weights.get(method, Weight(0)).grams for method in known)
    weight_bp: dict[WeightMethod, int] = dict(zip(known, known_bp, strict=True))
    paid = [turnover.get(method, Money(0)) for method in WeightMethod]
    turnover_bp = _shared(amount.cents for amount in paid)
    return tuple(
        MethodShare(
            method=method,
            lines=lines.get(method, 0),
            weight=weights.get(method, Weight(0)) if method in weight_bp else None,
            weight_bp=weight_bp.get(method),
            turnover=amount,
            turnover_bp=share,
        )
        for method, amount, share in zip(WeightMethod, paid, turnover_bp, strict=True)
    )


def origin_shares(edition_id: int) -> tuple[OriginShare, ...]:
    """Every origin, used or not."""
    only = [edition_id]
    by_origin = queries.tonnes_saved(only, Cut.ORIGIN)
    turnover = queries.turnover(only, Cut.ORIGIN)
    weights = [by_origin.get(origin, Weight(0)) for origin in Origin]
    return tuple(
        OriginShare(origin, weight, share, turnover.get(origin, Money(0)))
        for origin, weight, share in zip(
            Origin, weights, _shared(weight.grams for weight in weights), strict=True
        )
    )


def savings(edition_id: int, turnover: Money) -> Savings:
    """Reference price less price paid, net, on the lines that have a reference price.

    Summed exactly by reference price (there are no more of them than lots), rounded once.
    """
    rows = db.session.execute(
        select(
            SaleLine.reference_price_cents,
            total(SaleLine.quantity_milli),
            total(SaleLine.total_cents),
        )
        .where(SaleLine.edition_id == edition_id, SaleLine.reference_price_cents.is_not(None))
        .group_by(SaleLine.reference_price_cents)
    ).all()
    new = round_half_up(sum((price or 0) * milli for price, milli, _ in rows), MILLI)
    covered = sum(paid for _, _, paid in rows)
    share = round_half_up(covered * WHOLE_BP, turnover.cents) if turnover.cents > 0 else 0
    return Savings(Money(new - covered), Money(covered), share)


def mass_sources(edition_id: int) -> tuple[MassSource, ...]:
    """The materials by whose masses the computed weights of what was sold are known."""
    codes = db.session.scalars(
        select(Lot.material_code)
        .join(Stock, Stock.lot_id == Lot.id)
        .where(
            Lot.edition_id == edition_id,
            Lot.weight_method == WeightMethod.COMPUTED,
            Stock.sold_milli > 0,
        )
        .distinct()
    )
    known = [found for code in codes if (found := materials().get(code or ""))]
    return tuple(
        MassSource(found.label, found.source, found.year, found.status == "published")
        for found in sorted(known, key=lambda found: (found.source, found.label))
    )


def _shared(amounts: Iterable[int]) -> list[int]:
    """Basis points that add up to 10,000, or all 0 of nothing; a net return has no share."""
    sizes = [max(amount, 0) for amount in amounts]
    return shares(WHOLE_BP if any(sizes) else 0, sizes)
