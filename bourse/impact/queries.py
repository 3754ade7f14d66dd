"""The figures of editions: one query each, whole or cut, and every page and document uses it.

All are net of reversals, and a reversal counts where and when its purchase was made, so that a
return at the other site never makes a negative hour. Keys are codes: of the edition its id, of
the category and the exhibitor theirs, of the site its id, of the hour "2026-06-13 08" in UTC, of
the whole "". What has no value has no key, the whole excepted.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Subquery, and_, distinct, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from bourse.db import db, table_of, total
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus, Stand
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.reception.awaiting import awaited
from bourse.tills.projections import Sale, SaleLine
from bourse.values import Money, Weight


class Cut(StrEnum):
    """What a figure is split by; WHOLE does not split it."""

    WHOLE = "whole"
    EDITION = "edition"
    CATEGORY = "category"
    SITE = "site"
    EXHIBITOR = "exhibitor"
    HOUR = "hour"
    METHOD = "method"
    ORIGIN = "origin"


OF_THE_SALE = (Cut.SITE, Cut.HOUR)
"""Where and when: what a line does not say, but its sale."""

PRESENT = (ExhibitorStatus.CONFIRMED, ExhibitorStatus.ATTENDED)

Key = ColumnElement[Any] | InstrumentedAttribute[Any]

_original = table_of(Sale).alias("original")
_purchase = func.coalesce(Sale.reverses, Sale.fact_id)


def tonnes_saved(edition_ids: Sequence[int], cut: Cut = Cut.WHOLE) -> dict[str, Weight]:
    """Weight of what was sold. What nobody weighed is not in it, and `unweighed_turnover` is."""
    amounts = _summed(SaleLine.weight_g, edition_ids, cut)
    return {key: Weight(grams) for key, grams in amounts.items()}


def turnover(edition_ids: Sequence[int], cut: Cut = Cut.WHOLE) -> dict[str, Money]:
    """What buyers paid for lots, VAT included."""
    amounts = _summed(SaleLine.total_cents, edition_ids, cut)
    return {key: Money(cents) for key, cents in amounts.items()}


def purchases(edition_ids: Sequence[int], cut: Cut = Cut.WHOLE) -> dict[str, int]:
    """Sales not wholly reversed; cut by category, those that keep something of each."""
    kept = _kept(edition_ids, cut)
    return _grouped(select(func.count(distinct(kept.c.purchase))), kept.c.get("key"))


def firms(edition_ids: Sequence[int], cut: Cut = Cut.WHOLE) -> dict[str, int]:
    """Companies that were present with a lot offered; one on two sites is one.

    Cut by site, those with a stand there ("" for those without a stand); it cannot be cut by
    hour, method or origin (KeyError).
    """
    keys: dict[Cut, Key | None] = {
        Cut.WHOLE: None,
        Cut.EDITION: Exhibitor.edition_id,
        Cut.CATEGORY: Lot.category_code,
        Cut.SITE: Stand.site_id,
        Cut.EXHIBITOR: Exhibitor.code,
    }
    statement = (
        select(func.count(distinct(Exhibitor.company_id)))
        .select_from(Exhibitor)
        .join(Lot, Lot.exhibitor_id == Exhibitor.id)
        .join(Stock, Stock.lot_id == Lot.id)
        .where(Exhibitor.edition_id.in_(edition_ids), Exhibitor.status.in_(PRESENT), was_offered())
    )
    if cut is Cut.SITE:
        statement = statement.outerjoin(Stand, Stand.exhibitor_id == Exhibitor.id)
    return _grouped(statement, keys[cut])


def lines_kept(edition_ids: Sequence[int], cut: Cut, *, unweighed: bool = False) -> dict[str, int]:
    """How many lots stand on the purchases that were kept, or only those of unknown weight."""
    kept = _kept(edition_ids, cut, unweighed=unweighed)
    return _grouped(select(func.count()).select_from(kept), kept.c.get("key"))


def unweighed_turnover(edition_ids: Sequence[int], cut: Cut = Cut.WHOLE) -> dict[str, Money]:
    """What was paid for goods whose weight nobody knows."""
    amounts = _summed(SaleLine.total_cents, edition_ids, cut, unweighed=True)
    return {key: Money(cents) for key, cents in amounts.items()}


def was_offered() -> ColumnElement[bool]:
    """Whether a lot was put on sale: it still is and has come, or something of it was sold."""
    sold = and_(Lot.status != LotStatus.DRAFT, Stock.sold_milli > 0)
    return or_(and_(Lot.status == LotStatus.OFFERED, ~awaited()), sold)


def _summed(
    column: InstrumentedAttribute[Any],
    edition_ids: Sequence[int],
    cut: Cut,
    *,
    unweighed: bool = False,
) -> dict[str, int]:
    statement = select(total(column)).select_from(SaleLine)
    if cut in OF_THE_SALE:
        statement = _with_sales(statement)
    return _grouped(_of(statement, edition_ids, unweighed=unweighed), _key(cut))


def _kept(edition_ids: Sequence[int], cut: Cut, *, unweighed: bool = False) -> Subquery:
    """What is left of each purchase, lot by lot: the rule by which tills flag a return too many."""
    key = _key(cut)
    columns: list[ColumnElement[Any]] = [_purchase.label("purchase")]
    if key is not None:
        columns.append(key.label("key"))
    statement = _with_sales(cast(Select[Any], select(*columns)).select_from(SaleLine))
    return (
        _of(statement, edition_ids, unweighed=unweighed)
        .group_by(*columns, SaleLine.lot, SaleLine.designation)
        .having(func.sum(SaleLine.quantity_milli) > 0)
        .subquery()
    )


def _grouped(statement: Select[Any], key: Key | None) -> dict[str, int]:
    """The statement's one number, or one a key."""
    if key is None:
        return {"": db.session.scalar(statement) or 0}
    rows = db.session.execute(statement.add_columns(key).group_by(key)).all()
    return {"" if found is None else str(found): number for number, found in rows}


def _with_sales(statement: Select[Any]) -> Select[Any]:
    """Lines beside their sale, and a return's beside the purchase that it returns."""
    return statement.join(Sale, Sale.seq == SaleLine.sale_seq).outerjoin(
        _original, _original.c.fact_id == Sale.reverses
    )


def _of(statement: Select[Any], edition_ids: Sequence[int], *, unweighed: bool) -> Select[Any]:
    statement = statement.where(SaleLine.edition_id.in_(edition_ids))
    return statement.where(SaleLine.weight_g.is_(None)) if unweighed else statement


def _key(cut: Cut) -> Key | None:
    keys: dict[Cut, Key | None] = {
        Cut.WHOLE: None,
        Cut.EDITION: SaleLine.edition_id,
        Cut.CATEGORY: SaleLine.category,
        Cut.SITE: func.coalesce(_original.c.site_id, Sale.site_id),
        Cut.EXHIBITOR: SaleLine.exhibitor,
        Cut.HOUR: _utc_hour(func.coalesce(_original.c.happened_at, Sale.happened_at)),
        Cut.METHOD: SaleLine.weight_method,
        Cut.ORIGIN: SaleLine.origin,
    }
    return keys[cut]


def _utc_hour(moment: ColumnElement[Any]) -> ColumnElement[Any]:
    if db.engine.dialect.name == "sqlite":
        return func.strftime("%Y-%m-%d %H", moment)
    return func.to_char(func.timezone("UTC", moment), "YYYY-MM-DD HH24")
