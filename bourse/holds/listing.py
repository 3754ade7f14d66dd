"""Holds as an organiser goes through them: by state and words, by deadline, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select, tuple_
from sqlalchemy.orm import selectinload

from bourse.db import db, total
from bourse.holds.held import is_open
from bourse.holds.models import Hold, HoldLine, HoldState
from bourse.holds.queries import HoldView, view_of
from bourse.lots.models import Lot
from bourse.lots.search import matches
from bourse.lots.set_apart import read_code
from bourse.people.folding import fold
from bourse.values import Page

PAGE = 30


class HoldSort(StrEnum):
    """What a list of holds is sorted by."""

    DEADLINE = "deadline"
    MADE = "made"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldFilter:
    """Which holds of an edition are wanted; what is empty does not restrict.

    `text` is a hold's or a lot's code, part of a visitor's name, or words of a lot.
    """

    edition_id: int
    state: HoldState | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold in a list, with the firms whose goods it holds."""

    hold: HoldView
    sellers: tuple[str, ...]


KEYS: dict[HoldSort, ColumnElement[Any]] = {
    HoldSort.DEADLINE: Hold.expires_at.expression,
    HoldSort.MADE: Hold.created_at.expression,
}


def holds(
    wanted: HoldFilter,
    at: datetime,
    *,
    sort: HoldSort = HoldSort.MADE,
    descending: bool = False,
    after: str | None = None,
    size: int = PAGE,
) -> Page[HoldRow]:
    """A page of the holds wanted as they are at this moment; `after` is the last one's code."""
    key = KEYS[sort]
    statement = _filtered(wanted, at).options(
        selectinload(Hold.lines).joinedload(HoldLine.lot).joinedload(Lot.exhibitor)
    )
    seen = after and db.session.execute(select(key, Hold.id).where(Hold.code == after)).first()
    if seen:
        here, last = tuple_(key, Hold.id), tuple_(*seen)
        statement = statement.where(here < last if descending else here > last)
    order = (key.desc(), Hold.id.desc()) if descending else (key.asc(), Hold.id.asc())
    found = db.session.scalars(statement.order_by(*order).limit(size + 1)).unique().all()
    return Page.of([_row(one, at) for one in found], size, lambda row: row.hold.code)


def count_by_state(edition_id: int, at: datetime) -> dict[HoldState, int]:
    """How many holds of an edition are in each state at this moment."""
    row = db.session.execute(
        select(*(total(case((in_state(state, at), 1), else_=0)) for state in HoldState)).where(
            Hold.edition_id == edition_id
        )
    ).one()
    return dict(zip(HoldState, row, strict=True))


def in_state(state: HoldState, at: datetime) -> ColumnElement[bool]:
    """The condition that a hold of the query is in a state: `Hold.state_at`, in SQL."""
    match state:
        case HoldState.COLLECTED:
            return Hold.collected_at.is_not(None)
        case HoldState.CANCELLED:
            return and_(Hold.collected_at.is_(None), Hold.cancelled_at.is_not(None))
        case HoldState.EXPIRED:
            let_go = or_(Hold.collected_at.is_not(None), Hold.cancelled_at.is_not(None))
            return and_(~let_go, Hold.expires_at <= at)
        case HoldState.HELD:
            return and_(is_open(at), Hold.confirmed_at.is_not(None))
        case HoldState.UNCONFIRMED:
            return and_(is_open(at), Hold.confirmed_at.is_(None))


def _filtered(wanted: HoldFilter, at: datetime) -> Any:
    statement = select(Hold).where(Hold.edition_id == wanted.edition_id)
    if wanted.state:
        statement = statement.where(in_state(wanted.state, at))
    if typed := wanted.text.strip():
        statement = statement.where(_found(typed))
    return statement


def _found(typed: str) -> ColumnElement[bool]:
    """By the hold's code; else by a part of the name, or by a lot that it holds."""
    if code := read_code("H", typed):
        return Hold.code == code
    by_name = Hold.search_name.contains(fold(typed), autoescape=True)
    if (by_lot := matches(typed)) is None:
        return by_name
    of_lot = select(HoldLine.hold_id).join(Lot, Lot.id == HoldLine.lot_id).where(by_lot)
    return or_(by_name, Hold.id.in_(of_lot))


def _row(held: Hold, at: datetime) -> HoldRow:
    names = (line.lot.exhibitor.company.name for line in held.lines)
    return HoldRow(view_of(held, at), tuple(dict.fromkeys(names)))
