"""Label sheets, as data: the millimetres that a packet of labels says on its box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bourse.errors import BourseError
from bourse.labels.paper import LabelSheet

OFFICE, THERMAL = 4.5, 1.0
"""Millimetres that most office printers leave white along each edge of a page; label printers."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page cut into labels, in millimetres; margins are those before the first label.

    `unprintable` is what its printer leaves white along each edge of the page.
    """

    name: str
    page: tuple[float, float]
    label: tuple[float, float]
    columns: int = 1
    rows: int = 1
    margin: tuple[float, float] = (0.0, 0.0)
    gap: tuple[float, float] = (0.0, 0.0)
    unprintable: float = OFFICE

    @property
    def labels(self) -> int:
        """How many labels one page holds."""
        return self.columns * self.rows

    def places(self) -> Iterator[tuple[float, float]]:
        """Where each label's top left corner is, row by row, from the page's top left."""
        for row in range(self.rows):
            for column in range(self.columns):
                yield (
                    self.margin[0] + column * (self.label[0] + self.gap[0]),
                    self.margin[1] + row * (self.label[1] + self.gap[1]),
                )

    def pages(self, count: int, first: int = 1) -> int:
        """Pages that `count` labels take when the first stands at place `first`."""
        return -(-(first - 1 + count) // self.labels)


A4, A4_ACROSS = (210.0, 297.0), (297.0, 210.0)
SHEETS = {
    sheet.name: sheet
    for sheet in (
        Sheet("a4-24", A4, (70, 36), 3, 8, margin=(0, 4.5)),
        Sheet("a4-24-70x37", A4, (70, 37), 3, 8, margin=(0, 0.5)),
        Sheet("a4-21", A4, (63.5, 38.1), 3, 7, margin=(7.25, 15.15), gap=(2.5, 0)),
        Sheet("a4-14", A4, (99.1, 38.1), 2, 7, margin=(4.65, 15.15), gap=(2.5, 0)),
        Sheet("a4-8", A4, (99.1, 67.7), 2, 4, margin=(4.65, 13.1), gap=(2.5, 0)),
        Sheet("a4-4", A4, (105, 148.5), 2, 2),
        Sheet("a4-2", A4_ACROSS, (148.5, 210), 2, 1),
        Sheet("a4-1", A4, A4),
        Sheet("roll-62x100", (100, 62), (100, 62), unprintable=THERMAL),
        Sheet("roll-100x50", (100, 50), (100, 50), unprintable=THERMAL),
        Sheet("roll-100x150", (100, 150), (100, 150), unprintable=THERMAL),
    )
}
"""By name. `a4-24` is the default: the packet that every stationer has."""

DEFAULT = "a4-24"


def own(sheet: LabelSheet) -> Sheet:
    """A sheet that somebody described by its millimetres."""
    single = sheet.columns * sheet.rows == 1
    return Sheet(
        f"own-{sheet.id}",
        (sheet.page_width_um / 1_000, sheet.page_height_um / 1_000),
        (sheet.label_width_um / 1_000, sheet.label_height_um / 1_000),
        sheet.columns,
        sheet.rows,
        margin=(sheet.margin_left_um / 1_000, sheet.margin_top_um / 1_000),
        gap=(sheet.gap_across_um / 1_000, sheet.gap_down_um / 1_000),
        unprintable=THERMAL if single else OFFICE,
    )


def sheet_named(name: str) -> Sheet:
    """The sheet of that name; `label_sheet_unknown` (name) when there is none."""
    if name not in SHEETS:
        raise BourseError("label_sheet_unknown", name=name, field="sheet")
    return SHEETS[name]
