"""Photos of lots: their rows, adding, ordering and taking away, and reading them for a list.

The pictures themselves are files (files.py), made before the transaction (pictures.py).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, core, db, table_of
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.lots.lifecycle import check_writable, is_frozen
from bourse.lots.models import Lot
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.photos.files import KeptPhoto

MOST_PHOTOS = 8
"""Of one lot: enough to turn round it."""


class LotPhoto(Base):
    """A photo of a lot; `uuid` is drawn on the device that took it, so a retry is recognised."""

    __tablename__ = "lot_photo"
    __table_args__ = (UniqueConstraint("file"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey("lot.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    file: Mapped[str] = mapped_column(String(32))
    width: Mapped[int]
    height: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=now)

    lot: Mapped[Lot] = relationship()


Photos = Mapping[int, tuple[LotPhoto, ...]]
"""Photos by their lot's id, each lot's in their order; a lot without any has none here."""


def photos_of(lots: Collection[Lot]) -> Photos:
    """The photos of the lots of a page, in one query: at most `MOST_PHOTOS` a lot."""
    statement = (
        select(LotPhoto)
        .where(LotPhoto.lot_id.in_([lot.id for lot in lots]))
        .order_by(LotPhoto.lot_id, LotPhoto.position, LotPhoto.id)
    )
    found: dict[int, tuple[LotPhoto, ...]] = {}
    for photo in db.session.scalars(statement) if lots else ():
        found[photo.lot_id] = (*found.get(photo.lot_id, ()), photo)
    return found


def photo_of(code: str, photo_uuid: str) -> LotPhoto:
    """A photo with its lot and exhibitor; raises `photo_unknown`. Who may see it is not said."""
    found = db.session.scalar(
        select(LotPhoto)
        .join(LotPhoto.lot)
        .where(LotPhoto.uuid == photo_uuid, Lot.code == code)
        .options(joinedload(LotPhoto.lot).joinedload(Lot.exhibitor).joinedload(Exhibitor.edition))
    )
    if found is None:
        raise BourseError("photo_unknown")
    return found


def is_kept(lot: Lot, photo_uuid: str) -> bool:
    """Whether this lot has the photo already: then nothing needs to be decoded again."""
    wanted = select(LotPhoto.id).where(LotPhoto.uuid == photo_uuid, LotPhoto.lot_id == lot.id)
    return db.session.scalar(wanted) is not None


def are_frozen(lot: Lot, by: Actor) -> bool:
    """Whether this person changes photos no more: after the deadline, those of the catalogue stay.

    Of a late draft they change freely, and the organiser changes them at any hour.
    """
    return lot.is_catalogued and is_frozen(lot.exhibitor, by)


def add_photo(lot: Lot, photo_uuid: str, kept: KeptPhoto, *, by: Actor) -> bool:
    """Add a photo whose files are written, after the others; False when the lot has it already.

    The caller forgets the files then, and when the transaction fails. Raises `edition_closed`,
    `exhibitor_out`, `photos_frozen`, `photos_too_many` (most), and `photo_elsewhere` for a UUID of
    another lot.
    """
    check_writable(lot.exhibitor)
    if is_kept(lot, photo_uuid):
        return False
    if are_frozen(lot, by):
        raise BourseError("photos_frozen", field="photos")
    table = table_of(LotPhoto)
    held, last = core().execute(
        select(func.count(), func.max(table.c.position)).where(table.c.lot_id == lot.id)
    ).one()  # fmt: skip
    if held >= MOST_PHOTOS:
        raise BourseError("photos_too_many", field="photos", most=MOST_PHOTOS)
    insert = postgresql.insert if core().dialect.name == "postgresql" else sqlite.insert
    added = core().scalar(
        insert(table)
        .values(
            uuid=photo_uuid,
            lot_id=lot.id,
            position=0 if last is None else last + 1,
            file=kept.file,
            width=kept.width,
            height=kept.height,
            created_at=now(),
        )
        .on_conflict_do_nothing(index_elements=["uuid"])
        .returning(table.c.id)
    )
    if added is None:
        if is_kept(lot, photo_uuid):  # the same one, sent twice at once
            return False
        raise BourseError("photo_elsewhere", field="photos")
    note(by, "lot.photo", f"lot:{lot.id}", code=lot.code)
    return True


def arrange_photos(
    lot: Lot, order: Sequence[str], *, shown: Collection[str], by: Actor
) -> list[str]:
    """Keep the photos of these UUIDs, in this order, and drop the others of those `shown`.

    What was not shown came meanwhile: it stays, after them. Gives the files to forget once this is
    committed. UUIDs that the lot lacks are passed over. Raises `edition_closed`, `exhibitor_out`,
    and `photos_frozen` where that changes anything.
    """
    check_writable(lot.exhibitor)
    held = {photo.uuid: photo for photo in photos_of([lot]).get(lot.id, ())}
    before = list(held)
    kept = [held.pop(name) for name in dict.fromkeys(order) if name in held]
    kept += [held.pop(name) for name in [*held] if name not in shown]
    if [photo.uuid for photo in kept] != before and are_frozen(lot, by):
        raise BourseError("photos_frozen", field="photos")
    for position, photo in enumerate(kept):
        photo.position = position
    for photo in held.values():
        db.session.delete(photo)
        note(by, "lot.photo_removed", f"lot:{lot.id}", code=lot.code)
    db.session.flush()
    return [photo.file for photo in held.values()]


def named(files: Collection[str] | None = None) -> frozenset[str]:
    """Which of these files a row names; of None, every file that one does."""
    wanted = select(LotPhoto.file)
    if files is not None:
        wanted = wanted.where(LotPhoto.file.in_(files))
    return frozenset(db.session.scalars(wanted))
