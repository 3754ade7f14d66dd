"""What stands set aside for visitors, to print and to tick: a sheet or a page a stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from bourse.editions.models import Edition
from bourse.holds.preparing import ToPrepare
from reports.kit import formats
from reports.kit.flow import BODY, HEADING, NOTE, SUBHEADING, gap, grid, paragraph
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.page import PageFrame, build, fictional_words
from reports.kit.spreadsheet import workbook
from reports.kit.table import Cell, Column, Kind, Table, translated

TITLE = _("Reserved, to set aside")
COLUMNS = (
    Column("until", _("Collected by")),
    Column("hold", _("Reservation code")),
    Column("name", _("For")),
    Column("lot", _("Lot")),
    Column("designation", _("Designation")),
    Column("quantity", _("Quantity")),
    Column("total", _("Total"), Kind.MONEY),
)
DONE = Column("done", _("Set aside"))
Lines = Sequence[ToPrepare]
MANY = 2


def as_xlsx(edition: Edition, lines: Lines, as_of: datetime, language: str) -> bytes:
    """A sheet of notes, then one a stand. `lines` come stand by stand (`to_prepare`)."""
    stamp = formats.instant(as_of, language, edition.timezone)
    notes = [
        (translate(TITLE, language), edition.name),
        (translate(_("As it stood on"), language), stamp),
        *([(fictional_words(language), "")] if edition.is_fictional else []),
    ]
    tables = [
        _table(_stand(of_stand), _rows(of_stand, edition, language), language)
        for of_stand in _stands(lines)
    ]
    return workbook(tables or [_table(TITLE, (), language)], notes, edition.currency)


def as_pdf(edition: Edition, lines: Lines, as_of: datetime, language: str) -> bytes:
    """A page a stand, with a column to tick; one that says so when nothing is reserved."""
    story: list[Flowable] = []
    for of_stand in _stands(lines):
        story += [
            *([PageBreak()] if story else []),
            paragraph(translate(TITLE, language), HEADING),
            paragraph(_stand(of_stand), SUBHEADING),
            paragraph(" · ".join((edition.name, *_places(of_stand, language))), NOTE),
            gap(4 * mm),
            grid(_ticked(_rows(of_stand, edition, language), language), language, edition.currency),
        ]
    stamp = formats.instant(as_of, language, edition.timezone)
    frame = PageFrame(
        title=f"{translate(TITLE, language)} – {edition.name}",
        author=edition.name,
        status=translate(_("As it stood on %(stamp)s"), language, stamp=stamp),
        language=language,
        is_fictional=edition.is_fictional,
    )
    nothing = paragraph(translate(_("Nothing is reserved here now."), language), BODY)
    return build(story or [nothing], frame)


def _stands(lines: Lines) -> Iterator[list[ToPrepare]]:
    for _code, of_stand in groupby(lines, key=lambda line: line.exhibitor):
        yield list(of_stand)


def _stand(lines: Lines) -> str:
    return f"{lines[0].exhibitor} {lines[0].exhibitor_name}"


def _table(title: str, rows: tuple[tuple[Cell, ...], ...], language: str) -> Table:
    return translated(Table("to_prepare", title, COLUMNS, rows), language)


def _ticked(rows: tuple[tuple[Cell, ...], ...], language: str) -> Table:
    """Without the money, which the till takes, and with room for a tick; no code is cut in two."""
    kept = tuple((row[0], _uncut(row[1]), row[2], _uncut(row[3]), *row[4:-1], "") for row in rows)
    return translated(Table("to_prepare", "", (*COLUMNS[:-1], DONE), kept), language)


def _at(line: ToPrepare, language: str) -> str:
    """Where the line's lot is: one stand, or those of its firm where it is not said at which."""
    return f" {translate(_('or'), language)} ".join(line.stands)


def _places(lines: Lines, language: str) -> list[str]:
    """Where the lots of a firm are, each place once."""
    return list(dict.fromkeys(_at(line, language) for line in lines if line.stands))


def _uncut(code: Cell) -> str:
    return str(code).replace(" ", "\u00a0")


def _rows(lines: Lines, edition: Edition, language: str) -> tuple[tuple[Cell, ...], ...]:
    """The lines of a stand; each says where its lot is when they are not all at one place."""
    places = _places(lines, language)
    return tuple(
        (
            formats.appointment(line.until, language, edition.timezone),
            line.printed,
            line.name,
            line.printed_lot,
            line.designation
            if len(places) < MANY
            else f"{line.designation} – {_at(line, language)}",
            formats.quantity(line.quantity, language),
            line.total,
        )
        for line in lines
    )
