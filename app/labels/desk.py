"""Where labels are printed: whose lots, sheets and printers, and the room with the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import request, url_for

from app.labels.form import chosen_codes
from bourse.editions.models import Edition
from bourse.exhibitors.models import Exhibitor
from bourse.labels.labelling import LotToLabel, lots_to_label, to_print
from bourse.labels.paper import own_printer


@dataclass(frozen=True)
class Desk:
    """Where labels are printed: the lots of an edition, or of the one exhibitor it is narrowed to.

    `room` has the endpoints and `place` the values of their addresses; `owner` is the company whose
    sheets and printers are used, None for the organisation's.
    """

    room: str
    place: dict[str, str]
    edition: Edition
    exhibitor: Exhibitor | None
    owner: int | None

    @cached_property
    def on_sale(self) -> list[LotToLabel]:
        """All that can have a label here, stand by stand."""
        narrowed = self.exhibitor.id if self.exhibitor else None
        return lots_to_label(self.edition.id, exhibitor_id=narrowed)

    @property
    def only_new(self) -> bool:
        """Whether only new or changed lots are wanted."""
        return request.values.get("which") == "new"

    @property
    def offered(self) -> list[LotToLabel]:
        """The lots to choose from."""
        return to_print(self.on_sale) if self.only_new else self.on_sale

    def chosen(self) -> list[LotToLabel]:
        """The lots that were ticked, or all; raises `lot_unknown` and `lot_not_offered`."""
        codes = chosen_codes()
        return self.offered if codes is None else self.named(codes)

    def named(self, codes: Sequence[str]) -> list[LotToLabel]:
        """The lots of these codes; raises like `chosen`."""
        return lots_to_label(self.edition.id, exhibitor_id=self.narrowed, codes=codes)

    @property
    def narrowed(self) -> int | None:
        """The exhibitor whose lots alone may be named; None for the organiser, who names any."""
        return self.exhibitor.id if self.exhibitor and self.owner else None

    def url(self, page: str, **values: object) -> str:
        """The address of a page of labels in this room."""
        return url_for(f"{self.room}.{page}", **values | self.place)

    def offset(self, printer: str | None) -> tuple[float, float]:
        """How far right and down a printer moves its labels, in millimetres; none without one."""
        if not printer or not printer.isdecimal():
            return 0.0, 0.0
        found = own_printer(int(printer), self.owner)
        return found.right_um / 1_000, found.down_um / 1_000
