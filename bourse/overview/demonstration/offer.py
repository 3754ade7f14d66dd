"""The lots come onto the stands, written by the exhibitors themselves."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from bourse.exhibitors.conformity import current_text, declare
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.goods.weighing import WeightDraft, WeightMethod
from bourse.lots.corrections import correct_stock
from bourse.lots.models import Condition, CorrectionReason, Lot, Origin
from bourse.lots.on_sale import offer_lots
from bourse.lots.service import LotDraft, create_lot
from bourse.overview.demonstration import rows
from bourse.overview.demonstration.device import random_uuid
from bourse.overview.demonstration.goods import Good
from bourse.people.actor import Actor
from bourse.people.queries import actor_of
from bourse.values import Money, Quantity, Unit, Weight
from bourse.values.number import read_scaled

NANO_DECIMALS = 9


def put_out(exhibitors: Mapping[str, Exhibitor], rng: Random) -> list[Good]:
    """Create every lot of lots.csv, the firms' mixed as they come in life, and give those offered.

    A firm that waits for the organiser's answer prepares drafts meanwhile.
    """
    goods = []
    lots = rows.lots()
    for exhibitor in exhibitors.values():
        if exhibitor.status is ExhibitorStatus.ATTENDED:
            assert exhibitor.applicant is not None, "its application was confirmed"
            declare(exhibitor, current_text().version, by=actor_of(exhibitor.applicant))
    for row in rng.sample(lots, len(lots)):
        exhibitor = exhibitors[row.exhibitor]
        applicant = exhibitor.applicant
        assert applicant is not None, "its application was confirmed"
        by = actor_of(applicant)
        lot = create_lot(exhibitor, draft_of(row), by=by, chance=rng)
        if exhibitor.status is ExhibitorStatus.ATTENDED:
            offer_lots([lot], by=by)
            goods.append(_good(lot, exhibitor))
    return goods


def lose_some(
    corrections: list[rows.CorrectionRow], lots: Mapping[str, Lot], rng: Random, *, by: Actor
) -> None:
    """Record what broke, was lost or was taken back; `lots` by designation."""
    for row in corrections:
        lot = lots[row.designation]
        correct_stock(
            lot,
            CorrectionReason(row.reason),
            Quantity.parse(row.quantity, lot.unit),
            comment=row.comment,
            fact_id=random_uuid(rng),
            by=by,
        )


def draft_of(row: rows.LotRow) -> LotDraft:
    """The lot of a row, as its exhibitor types it."""
    return LotDraft(
        designation=row.designation,
        category=row.category,
        quantity=Quantity.parse(row.quantity, Unit(row.unit)),
        condition=Condition(row.condition),
        origin=Origin(row.origin),
        price=Money.parse(row.asking_price_eur),
        reference_price=Money.parse(row.reference_price_eur),
        weight=_weight(row),
    )


def _weight(row: rows.LotRow) -> WeightDraft:
    """How it is known: what the material's mass is multiplied by when it is computed."""
    method = WeightMethod(row.weight_method)
    match method:
        case WeightMethod.WEIGHED | WeightMethod.DECLARED:
            return WeightDraft(method=method, unit_weight=Weight.parse(row.unit_weight_kg))
        case WeightMethod.COMPUTED:
            content = read_scaled(row.material_basis.split()[0], NANO_DECIMALS)
            return WeightDraft(method=method, material=row.material, content_nano=content)
        case _:
            return WeightDraft(method=method)


def _good(lot: Lot, exhibitor: Exhibitor) -> Good:
    """The lot as a till's catalogue shows it."""
    return Good(
        lot=lot.code,
        exhibitor=exhibitor.code,
        category=lot.category_code,
        designation=lot.designation,
        offered=lot.quantity,
        price=lot.price,
        reference_price=lot.reference_price,
        unit_weight=lot.unit_weight,
        weight_method=lot.weight_method,
        vat_regime=exhibitor.company.vat_regime,
        origin=lot.origin,
        sites=frozenset(stand.site.name for stand in exhibitor.stands),
    )
