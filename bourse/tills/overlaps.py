"""What two did that only one should have: sell on one till, cash one basket, close one session.

Each sale asks one or two small questions; the answer is nearly always no.
"""

from __future__ import annotations

from sqlalchemy import bindparam, func, or_, select

from bourse.db import core, total
from bourse.prepared import Prepared
from bourse.tills.facts import CashMoved, Reversed, SessionClosed, Sold, TillFact
from bourse.tills.inbox import Conflict, ConflictKind
from bourse.tills.projections import DESK, Sale, SaleLine, TillSession

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_OTHERS = Prepared(
    select(TillSession.uuid, TillSession.opened_at).where(
        TillSession.edition_id == bindparam("edition_id"),
        func.rtrim(TillSession.series, _LETTERS) == bindparam("till"),
        TillSession.series != bindparam("series"),
        TillSession.opened_at <= bindparam("at"),
        or_(TillSession.closed_at.is_(None), TillSession.closed_at >= bindparam("at")),
    )
)
_OPENED = select(TillSession.opened_at).where(TillSession.uuid == bindparam("session"))
_SOLD_SINCE = (
    select(Sale.seq)
    .where(Sale.session_uuid == bindparam("session"), Sale.happened_at >= bindparam("since"))
    .limit(1)
)
_SAID = (
    select(Conflict.id)
    .where(Conflict.kind == ConflictKind.TWO_DEVICES, Conflict.about == bindparam("about"))
    .limit(1)
)
_CASHED = (
    select(total(SaleLine.quantity_milli))
    .join(Sale, Sale.seq == SaleLine.sale_seq)
    .where(
        Sale.edition_id == bindparam("edition_id"),
        or_(
            Sale.stand_basket == bindparam("basket"),
            Sale.reverses.in_(select(Sale.fact_id).where(Sale.stand_basket == bindparam("basket"))),
        ),
    )
)
_CLOSED_BY = Prepared(
    select(TillSession.closed_by).where(
        TillSession.uuid == bindparam("session"), TillSession.edition_id == bindparam("edition_id")
    )
)
_WAITS = (
    select(Conflict.id)
    .where(
        Conflict.kind == ConflictKind.CLOSED_SESSION,
        Conflict.about == bindparam("about"),
        Conflict.resolved_at.is_(None),
    )
    .limit(1)
)


def closed_instead(fact: TillFact, edition_id: int) -> str | None:
    """The session that the organiser closed in the device's place before this money came.

    Said once while a person has not settled it, however much more comes.
    """
    if not isinstance(fact, Sold | Reversed | CashMoved | SessionClosed):
        return None
    closed = _CLOSED_BY.first(core(), session=fact.session, edition_id=edition_id)
    if closed is None or closed[0] != DESK:
        return None
    return None if core().execute(_WAITS, {"about": fact.session}).first() else fact.session


def second_session(fact: Sold, edition_id: int) -> str | None:
    """The pair of sessions that both sell on this till now, once a pair; None if there is none.

    A tablet that died with its session open and was replaced makes no pair: it sells no more.
    """
    whose = {"edition_id": edition_id, "till": fact.till.rstrip(_LETTERS), "series": fact.till}
    others = _OTHERS.rows(core(), **whose, at=fact.happened_at)
    if not others:
        return None
    own_since = core().execute(_OPENED, {"session": fact.session}).scalar()
    for other, opened_at in others:
        since = opened_at if own_since is None else max(own_since, opened_at)
        about = ":".join(sorted((fact.session, other)))
        has_sold = core().execute(_SOLD_SINCE, {"session": other, "since": since}).first()
        if has_sold and not core().execute(_SAID, {"about": about}).first():
            return about
    return None


def is_cashed_again(fact: Sold, edition_id: int) -> bool:
    """Whether another sale has paid the same stand's basket, and kept some of it."""
    if fact.stand_basket is None:
        return False
    asked = {"edition_id": edition_id, "basket": fact.stand_basket}
    return bool(core().execute(_CASHED, asked).scalar_one() > 0)
