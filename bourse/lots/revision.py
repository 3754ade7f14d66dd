"""The catalogue's revision: a number an edition moves with whatever a till shows of a lot.

Each lot keeps the revision that last moved it (`stock.revision`), so that a till which holds
revision 41 asks for what is beyond it. A writer moves the counter in its own transaction and holds
its row until the commit: revisions appear in their order, and none is skipped by who reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from sqlalchemy import ColumnElement, Connection, bindparam, event, inspect, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapper
from sqlalchemy.sql.dml import ReturningInsert

from bourse.db import core, table_of
from bourse.editions.models import Site
from bourse.exhibitors.models import Exhibitor, Stand
from bourse.lots.models import CatalogueRevision, Lot, LotStatus, Stock
from bourse.people.models import Company
from bourse.prepared import Prepared

MOST_KEYS = 500
"""Lots moved in one statement; SQLite takes some thousand values."""

_COUNTER, _STOCK = table_of(CatalogueRevision), table_of(Stock)
_CURRENT = Prepared(
    select(_COUNTER.c.revision).where(_COUNTER.c.edition_id == bindparam("edition"))
)


def current(edition_id: int) -> int:
    """The last revision of an edition's catalogue; 0 before anything moved."""
    found = _CURRENT.first(core(), edition=edition_id)
    return found[0] if found else 0


def advance(edition_id: int) -> int:
    """Take the next revision; other writers of this edition's lots wait for our commit."""
    connection = core()
    row = _prepared_next(connection.dialect.name).first(connection, edition=edition_id)
    assert row, "the statement returns what it wrote"
    return int(row[0])


def touch(lots: Iterable[Lot]) -> None:
    """Say that tills must read these lots again; drafts, which no till sees, are left out."""
    shown: dict[int, list[int]] = {}
    for lot in lots:
        if lot.status is not LotStatus.DRAFT:
            shown.setdefault(lot.edition_id, []).append(lot.id)
    for edition_id, ids in shown.items():
        touch_ids(edition_id, ids)


def touch_ids(edition_id: int, ids: Sequence[int]) -> None:
    """Say that tills must read the lots of these ids again."""
    revision = advance(edition_id) if ids else 0
    for start in range(0, len(ids), MOST_KEYS):
        core().execute(
            update(_STOCK)
            .where(_STOCK.c.lot_id.in_(ids[start : start + MOST_KEYS]))
            .values(revision=revision)
        )


@cache
def _next(dialect: str) -> ReturningInsert[int]:
    """Count up, or begin: one statement, because two that begin at once would both find nothing."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    counting: ReturningInsert[int] = (
        insert(_COUNTER)
        .values(edition_id=bindparam("edition"), revision=1)
        .on_conflict_do_update(
            index_elements=["edition_id"], set_={"revision": _COUNTER.c.revision + 1}
        )
        .returning(_COUNTER.c.revision)
    )
    return counting


@cache
def _prepared_next(dialect: str) -> Prepared:
    return Prepared(_next(dialect))


@event.listens_for(Stand, "after_insert")
@event.listens_for(Stand, "after_update")
@event.listens_for(Stand, "after_delete")
def _stand_moved(_mapper: Mapper[Stand], connection: Connection, stand: Stand) -> None:
    """A till shows where each lot stands; `exhibitors` stands below us and cannot say so."""
    _touch_lots_of(connection, Exhibitor.id == stand.exhibitor_id)


@event.listens_for(Site, "after_insert")
@event.listens_for(Site, "after_update")
def _site_receives(_mapper: Mapper[Site], connection: Connection, site: Site) -> None:
    """Where goods are received, a till says of a lot that has not come that it has not."""
    if inspect(site).attrs.receives_goods.history.has_changes():
        stands = select(Stand.exhibitor_id).where(Stand.site_id == site.id)
        _touch_lots_of(connection, Exhibitor.id.in_(stands) | _without_stand(site))


@event.listens_for(Site, "after_delete")
def _site_removed(_mapper: Mapper[Site], connection: Connection, site: Site) -> None:
    """Nothing comes to it any more of who might have stood there; who did lost its stand."""
    if site.receives_goods:
        _touch_lots_of(connection, _without_stand(site))


def _without_stand(site: Site) -> ColumnElement[bool]:
    """The exhibitors of the site's edition that have no stand, and may come to any site."""
    stands = select(Stand.id).where(Stand.exhibitor_id == Exhibitor.id)
    return (Exhibitor.edition_id == site.edition_id) & ~stands.exists()


@event.listens_for(Company, "after_update")
def _company_described(_mapper: Mapper[Company], connection: Connection, company: Company) -> None:
    """A till freezes the seller's VAT regime and shows the name."""
    _touch_lots_of(connection, Exhibitor.company_id == company.id)


def _touch_lots_of(connection: Connection, whose: ColumnElement[bool]) -> None:
    """Move the lots of some exhibitors, from inside a flush: through its connection."""
    exhibitors = select(Exhibitor.id, Exhibitor.edition_id).where(whose)
    for exhibitor_id, edition_id in connection.execute(exhibitors).all():
        shown = select(Lot.id).where(
            Lot.exhibitor_id == exhibitor_id, Lot.status != LotStatus.DRAFT
        )
        if connection.scalar(shown.limit(1)) is not None:
            taken = _next(connection.dialect.name)
            revision = connection.scalar(taken, {"edition": edition_id})
            connection.execute(
                update(_STOCK).where(_STOCK.c.lot_id.in_(shown)).values(revision=revision)
            )
