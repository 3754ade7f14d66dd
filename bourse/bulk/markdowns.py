"""Reading markdowns: those of an edition or of an exhibitor, and one by its number."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bourse.bulk.markdown import Markdown
from bourse.db import db
from bourse.errors import BourseError
from bourse.values import Page
from bourse.values.page import number_after

PAGE = 30


def markdown_of(markdown_id: int, edition_id: int, *, exhibitor_id: int | None = None) -> Markdown:
    """A markdown of this edition, of this exhibitor's own if given; raises `markdown_unknown`."""
    wanted = select(Markdown).where(Markdown.id == markdown_id, Markdown.edition_id == edition_id)
    if exhibitor_id is not None:
        wanted = wanted.where(Markdown.exhibitor_id == exhibitor_id, Markdown.by_exhibitor)
    found = db.session.scalar(wanted.with_for_update())
    if found is None:
        raise BourseError("markdown_unknown")
    return found


def markdowns(
    edition_id: int, *, exhibitor_id: int | None = None, after: str | None = None, size: int = PAGE
) -> Page[Markdown]:
    """The markdowns of an edition, or those that may touch one exhibitor's lots; latest first."""
    wanted = (
        select(Markdown)
        .where(Markdown.edition_id == edition_id)
        .options(
            joinedload(Markdown.edition),
            joinedload(Markdown.category),
            joinedload(Markdown.author),
            joinedload(Markdown.exhibitor),
        )
        .order_by(Markdown.id.desc())
        .limit(size + 1)
    )
    if exhibitor_id is not None:
        theirs = (Markdown.exhibitor_id == exhibitor_id) | Markdown.exhibitor_id.is_(None)
        wanted = wanted.where(theirs)
    if seen := number_after(after):
        wanted = wanted.where(Markdown.id < seen)
    return Page.of(db.session.scalars(wanted).all(), size, lambda row: str(row.id))
