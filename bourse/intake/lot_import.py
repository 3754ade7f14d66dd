"""A spreadsheet's lots written as they were planned, all or none; and drafts taken out again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, delete, func, insert, select

from bourse.clock import now
from bourse.db import core, db, table_of
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.intake.lot_row import LotRow
from bourse.intake.models import ImportedLot, LotImport
from bourse.intake.planning import Change, Plan, plan, seen_now
from bourse.intake.saying import remember_said, said_by
from bourse.lots.batch import Edit, create_lots, edit_lots
from bourse.lots.lifecycle import check_writable, is_frozen
from bourse.lots.models import Lot, LotStatus
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.photos.lot_photos import LotPhoto

_LOT = table_of(Lot)


@dataclass(frozen=True, slots=True)
class Source:
    """The file that rows come from: its name, the SHA-256 of its bytes, the upload it came by."""

    name: str
    hash: str
    token: str | None = None


def keep(exhibitor: Exhibitor, planned: Plan, source: Source, *, by: Actor) -> LotImport | None:
    """Write what was planned, new lots as drafts; None when there is nothing to write.

    One transaction for all rows: ten thousand take less than a second, so that whoever sells waits
    that long once, and nobody ever sees half a file. The same upload again is the same import.
    Raises `import_refused` (rows) while a row is refused, `import_stale` when the exhibitor's lots
    are no longer those that the plan was made on, `edition_closed` and `exhibitor_out`.
    """
    # One at a time: two files that stand on the same lots would both be written.
    locked = select(Exhibitor.id).where(Exhibitor.id == exhibitor.id)
    db.session.execute(locked.with_for_update(key_share=True))
    if known := kept_before(exhibitor, source.token):
        return known
    check_writable(exhibitor)
    if refused := planned.counts[Change.REFUSED]:
        raise BourseError("import_refused", rows=refused)
    if seen_now(exhibitor) != planned.seen:
        raise BourseError("import_stale")
    if planned.is_idle:
        return None
    edits = [
        Edit(found.lot.id, found.lot.status, found.draft, found.columns)
        for found in planned.outcomes
        if found.change is Change.UPDATE and found.lot and found.columns
    ]
    new = [
        found.columns
        for found in planned.outcomes
        if found.change is Change.CREATE and found.columns
    ]
    edit_lots(exhibitor, edits, by=by)
    kept = _record(exhibitor, planned, source, by)
    made = [
        {"lot_id": lot_id, "import_id": kept.id} for lot_id in create_lots(exhibitor, new, by=by)
    ]
    if made:
        core().execute(insert(ImportedLot), made)
    _remember(kept, planned, waits=is_frozen(exhibitor, by))
    return kept


def _remember(kept: LotImport, planned: Plan, *, waits: bool) -> None:
    """Keep what the file says of each lot, but not of changes that wait for an answer."""
    new = select(_LOT.c.uuid, _LOT.c.id).join(ImportedLot, ImportedLot.lot_id == _LOT.c.id)
    rows = core().execute(new.where(ImportedLot.import_id == kept.id))
    made = {uuid: lot_id for uuid, lot_id in rows}  # noqa: C416 -- rows are no pairs to mypy
    told: dict[int, str] = {}
    for outcome in planned.outcomes:
        says = said_by(outcome.row.draft)
        if outcome.change is Change.CREATE and outcome.columns:
            told[made[outcome.columns["uuid"]]] = says
            continue
        waiting = waits and outcome.change is Change.UPDATE
        if outcome.lot and outcome.lot.said != says and not waiting:
            told[outcome.lot.id] = says
    remember_said(told)


def import_lots(exhibitor: Exhibitor, rows: Sequence[LotRow], source: Source, *, by: Actor) -> Plan:
    """Plan and write at once, where nobody else waits; with a refused row, nothing is written."""
    planned = plan(exhibitor, rows)
    if not planned.counts[Change.REFUSED]:
        keep(exhibitor, planned, source, by=by)
    return planned


def undo_import(done: LotImport, *, by: Actor) -> int:
    """Take out the drafts that this import made and nobody touched since; gives how many.

    What it changed stays changed. Raises `import_undone` for one that is undone already, and
    `edition_closed` or `exhibitor_out`.
    """
    check_writable(done.exhibitor)
    db.session.refresh(done, with_for_update={"of": LotImport})
    if done.undone_at:
        raise BourseError("import_undone")
    done.undone_at, done.undone = now(), count_untouched(done)
    core().execute(delete(_LOT).where(_LOT.c.id.in_(_untouched(done))))
    note(by, "lot.undo_import", f"exhibitor:{done.exhibitor_id}", lots=done.undone)
    return done.undone


def count_untouched(done: LotImport) -> int:
    """How many lots undoing would take out."""
    counted = select(func.count()).select_from(_untouched(done).subquery())
    return core().execute(counted).scalar_one()


def imports_of(exhibitor: Exhibitor, most: int = 10) -> list[LotImport]:
    """The last imports of this exhibitor, the latest first."""
    found = (
        select(LotImport)
        .where(LotImport.exhibitor_id == exhibitor.id)
        .order_by(LotImport.id.desc())
        .limit(most)
    )
    return list(db.session.scalars(found))


def import_of(exhibitor: Exhibitor, import_id: int) -> LotImport:
    """An import of this exhibitor; raises `import_unknown` for another's."""
    found = db.session.get(LotImport, import_id)
    if found is None or found.exhibitor_id != exhibitor.id:
        raise BourseError("import_unknown")
    return found


def lots_made(done: LotImport) -> list[Lot]:
    """The lots that it made and that are still there."""
    made = select(ImportedLot.lot_id).where(ImportedLot.import_id == done.id)
    return list(db.session.scalars(select(Lot).where(Lot.id.in_(made)).order_by(Lot.id)))


def lots_of(exhibitor: Exhibitor, ids: Collection[int]) -> list[Lot]:
    """Those of the exhibitor's lots."""
    found = select(Lot).where(Lot.exhibitor_id == exhibitor.id).order_by(Lot.id)
    return [lot for lot in db.session.scalars(found) if lot.id in ids]


def kept_before(exhibitor: Exhibitor, token: str | None) -> LotImport | None:
    """What this upload became, when it was imported already."""
    if token is None:
        return None
    return db.session.scalar(
        select(LotImport).where(LotImport.exhibitor_id == exhibitor.id, LotImport.token == token)
    )


def same_file_before(exhibitor: Exhibitor, file_hash: str) -> LotImport | None:
    """The last import of a file of the very same bytes, unless it was taken back."""
    return db.session.scalar(
        select(LotImport)
        .where(
            LotImport.exhibitor_id == exhibitor.id,
            LotImport.file_hash == file_hash,
            LotImport.undone_at.is_(None),
        )
        .order_by(LotImport.id.desc())
        .limit(1)
    )


def _untouched(done: LotImport) -> Select[int]:
    """The ids of the drafts that it made and that are as it made them, without a photo."""
    made = select(ImportedLot.lot_id).where(ImportedLot.import_id == done.id)
    return select(Lot.id).where(
        Lot.id.in_(made),
        Lot.status == LotStatus.DRAFT,
        Lot.updated_at == Lot.created_at,
        ~select(LotPhoto.id).where(LotPhoto.lot_id == Lot.id).exists(),
    )


def _record(exhibitor: Exhibitor, planned: Plan, source: Source, by: Actor) -> LotImport:
    counts = planned.counts
    kept = LotImport(
        exhibitor=exhibitor,
        token=source.token,
        file_name=source.name[:200],
        file_hash=source.hash,
        created=counts[Change.CREATE],
        updated=counts[Change.UPDATE],
        unchanged=counts[Change.NOTHING],
        imported_by=by.user_id,
    )
    db.session.add(kept)
    db.session.flush()
    said = {"created": kept.created, "updated": kept.updated, "unchanged": kept.unchanged}
    note(by, "lot.import", f"exhibitor:{exhibitor.id}", **said)
    return kept
