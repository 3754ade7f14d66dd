"""The declaration of conformity: what an exhibitor declares of its lots once an edition.

Each version of the text is a file, declarations/<version>.txt: a title, an opening, points that
begin with "- ", and a closing. A text that was declared is never changed: a new one gets a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import ForeignKey, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, db
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.exhibitors.turns import take_turn
from bourse.people.actor import Actor
from bourse.people.models import User
from bourse.people.record import note

TEXTS = Path(__file__).parent / "declarations"
TAKING_PART = (ExhibitorStatus.CONFIRMED, ExhibitorStatus.ATTENDED)


class ConformityDeclaration(Base):
    """That an exhibitor declared a version of the text: on screen, or `on_paper`, signed."""

    __tablename__ = "conformity_declaration"
    __table_args__ = (UniqueConstraint("exhibitor_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exhibitor_id: Mapped[int] = mapped_column(ForeignKey("exhibitor.id", ondelete="CASCADE"))
    version: Mapped[int]
    declared_at: Mapped[datetime] = mapped_column(default=now)
    declared_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    on_paper: Mapped[bool] = mapped_column(default=False)

    declarer: Mapped[User | None] = relationship(lazy="joined")


@dataclass(frozen=True, slots=True)
class ConformityText:
    """A version of the text, in French, as it is declared."""

    version: int
    title: str
    opening: str
    points: tuple[str, ...]
    closing: str


@cache
def current_text() -> ConformityText:
    """The version that is declared today: the one of the highest number."""
    return text_of(max(int(file.stem) for file in TEXTS.glob("*.txt")))


@cache
def text_of(version: int) -> ConformityText:
    """A version of the text."""
    title, opening, points, closing = (
        part.strip() for part in (TEXTS / f"{version}.txt").read_text("utf-8").split("\n\n")
    )
    lines = tuple(line.removeprefix("- ") for line in points.splitlines())
    return ConformityText(version, title, opening, lines, closing)


def declaration_of(exhibitor: Exhibitor) -> ConformityDeclaration | None:
    """What this exhibitor declared of today's text; None when it has still to."""
    return db.session.scalar(
        select(ConformityDeclaration).where(
            ConformityDeclaration.exhibitor_id == exhibitor.id,
            ConformityDeclaration.version == current_text().version,
        )
    )


def declare(
    exhibitor: Exhibitor, version: int, *, by: Actor, on_paper: bool = False
) -> ConformityDeclaration:
    """Keep that the exhibitor declares this version; once is enough.

    Raises `conformity_outdated` for a text that is no longer today's: it must be read again.
    """
    if version != current_text().version:
        raise BourseError("conformity_outdated")
    take_turn(exhibitor)
    if known := declaration_of(exhibitor):
        return known
    made = ConformityDeclaration(
        exhibitor_id=exhibitor.id, version=version, declared_by=by.user_id, on_paper=on_paper
    )
    db.session.add(made)
    db.session.flush()
    verb = "exhibitor.declare_on_paper" if on_paper else "exhibitor.declare"
    note(by, verb, f"exhibitor:{exhibitor.id}", version=version)
    return made


def withdraw_paper(exhibitor: Exhibitor, *, by: Actor) -> None:
    """Take back that a paper was signed, noted by mistake; what was declared on screen stays."""
    take_turn(exhibitor)
    known = declaration_of(exhibitor)
    if known is not None and known.on_paper:
        db.session.delete(known)
        db.session.flush()
        note(by, "exhibitor.withdraw_paper", f"exhibitor:{exhibitor.id}", version=known.version)


def declarations(edition: Edition) -> list[tuple[Exhibitor, ConformityDeclaration | None]]:
    """Who takes part, by code, with what each declared of today's text."""
    rows = db.session.execute(
        select(Exhibitor, ConformityDeclaration)
        .outerjoin(
            ConformityDeclaration,
            and_(
                ConformityDeclaration.exhibitor_id == Exhibitor.id,
                ConformityDeclaration.version == current_text().version,
            ),
        )
        .where(Exhibitor.edition_id == edition.id, Exhibitor.status.in_(TAKING_PART))
        .order_by(Exhibitor.id)
    )
    return [(exhibitor, declaration) for exhibitor, declaration in rows]
