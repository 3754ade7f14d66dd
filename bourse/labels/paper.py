"""What labels are printed on and with: sheets by their millimetres, and printers with their drift.

Both belong to a company, or to the organisation where no company stands. Lengths are micrometres.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal

from sqlalchemy import ForeignKey, String, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from bourse.db import Base, db
from bourse.errors import BourseError

LONGEST_NAME = 60
MOST_OFFSET_UM = 20_000
"""Beyond two centimetres it is another sheet that lies in the printer."""
SMALLEST_UM = (40_000, 20_000)
"""Width and height below which a label's code would no longer be read."""
LARGEST_PAGE_UM = 450_000
MOST_PLACES = 200


class LabelSheet(Base):
    """A sheet that the table of sheets does not have."""

    __tablename__ = "label_sheet"
    __table_args__ = (UniqueConstraint("company_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    page_width_um: Mapped[int]
    page_height_um: Mapped[int]
    label_width_um: Mapped[int]
    label_height_um: Mapped[int]
    columns: Mapped[int]
    rows: Mapped[int]
    margin_left_um: Mapped[int]
    margin_top_um: Mapped[int]
    gap_across_um: Mapped[int]
    gap_down_um: Mapped[int]


class LabelPrinter(Base):
    """A printer, and how far its labels are moved right and down so that they fall in place."""

    __tablename__ = "label_printer"
    __table_args__ = (UniqueConstraint("company_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    right_um: Mapped[int]
    down_um: Mapped[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDraft:
    """What is said of a sheet: see `LabelSheet`."""

    name: str
    page_width_um: int
    page_height_um: int
    label_width_um: int
    label_height_um: int
    columns: int
    rows: int
    margin_left_um: int
    margin_top_um: int
    gap_across_um: int
    gap_down_um: int


def sheets_of(company_id: int | None) -> list[LabelSheet]:
    """The sheets to choose from: the company's own, and the organisation's that all may use."""
    owned = or_(LabelSheet.company_id.is_(None), LabelSheet.company_id == company_id)
    return list(db.session.scalars(select(LabelSheet).where(owned).order_by(LabelSheet.name)))


def printers_of(company_id: int | None) -> list[LabelPrinter]:
    """The printers of a company, or of the organisation."""
    return list(
        db.session.scalars(
            select(LabelPrinter)
            .where(LabelPrinter.company_id == company_id)
            .order_by(LabelPrinter.name)
        )
    )


def own_sheet(sheet_id: int, company_id: int | None) -> LabelSheet:
    """The sheet, if it is this owner's to change; else `own_sheet_unknown`."""
    found = db.session.get(LabelSheet, sheet_id)
    if found is None or found.company_id != company_id:
        raise BourseError("own_sheet_unknown")
    return found


def own_printer(printer_id: int, company_id: int | None) -> LabelPrinter:
    """The printer, if it is this owner's; else `printer_unknown`."""
    found = db.session.get(LabelPrinter, printer_id)
    if found is None or found.company_id != company_id:
        raise BourseError("printer_unknown")
    return found


def keep_sheet(draft: SheetDraft, company_id: int | None) -> LabelSheet:
    """Keep a sheet, over the owner's one of that name; raises what `check` raises."""
    check(draft)
    said = asdict(draft) | {"name": draft.name.strip()}
    mine = (one for one in sheets_of(company_id) if one.company_id == company_id)
    sheet = next((one for one in mine if one.name == said["name"]), None)
    if sheet is None:
        sheet = LabelSheet(company_id=company_id)
        db.session.add(sheet)
    for name, value in said.items():
        setattr(sheet, name, value)
    db.session.flush()
    return sheet


def check(draft: SheetDraft) -> None:
    """Whether such a sheet can be: its labels large enough, and all of them on its page.

    Raises `paper_name`, `page_size`, `label_small`, `too_many_places`, `sheet_too_wide` and
    `sheet_too_high` (over: how many millimetres too much).
    """
    if not draft.name.strip():
        raise BourseError("paper_name", field="name")
    for field in ("page_width_um", "page_height_um"):
        if not 0 < getattr(draft, field) <= LARGEST_PAGE_UM:
            raise BourseError("page_size", field=field, most=LARGEST_PAGE_UM // 1_000)
    for field, least in zip(("label_width_um", "label_height_um"), SMALLEST_UM, strict=True):
        if getattr(draft, field) < least:
            raise BourseError("label_small", field=field, least=least // 1_000)
    for field in ("margin_left_um", "margin_top_um", "gap_across_um", "gap_down_um"):
        if getattr(draft, field) < 0:
            raise BourseError("length_negative", field=field)
    _check_places(draft)


def _check_places(draft: SheetDraft) -> None:
    if min(draft.columns, draft.rows) < 1 or draft.columns * draft.rows > MOST_PLACES:
        raise BourseError("too_many_places", field="columns", most=MOST_PLACES)
    wide = draft.columns * (draft.label_width_um + draft.gap_across_um) - draft.gap_across_um
    high = draft.rows * (draft.label_height_um + draft.gap_down_um) - draft.gap_down_um
    too_wide = draft.margin_left_um + wide - draft.page_width_um
    too_high = draft.margin_top_um + high - draft.page_height_um
    if too_wide > 0:
        raise BourseError("sheet_too_wide", field="columns", over=Decimal(too_wide) / 1_000)
    if too_high > 0:
        raise BourseError("sheet_too_high", field="rows", over=Decimal(too_high) / 1_000)


def keep_printer(name: str, *, right_um: int, down_um: int, company_id: int | None) -> LabelPrinter:
    """Keep a printer's offset, over the owner's one of that name.

    Raises `paper_name`, and `offset_large` (most, in millimetres).
    """
    name = name.strip()
    if not name:
        raise BourseError("paper_name", field="name")
    for field, offset in (("right_um", right_um), ("down_um", down_um)):
        if abs(offset) > MOST_OFFSET_UM:
            raise BourseError("offset_large", field=field, most=MOST_OFFSET_UM // 1_000)
    printer = next((one for one in printers_of(company_id) if one.name == name), None)
    if printer is None:
        printer = LabelPrinter(company_id=company_id, name=name)
        db.session.add(printer)
    printer.right_um, printer.down_um = right_um, down_um
    db.session.flush()
    return printer
