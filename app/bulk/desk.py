"""Whose lots are worked on together: an edition's by its organiser, or an exhibitor's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request, url_for

from app.lots.filter import wanted_lots
from bourse.bulk.preview import MOST
from bourse.catalogue.listing import lots
from bourse.editions.models import Edition
from bourse.exhibitors.models import Exhibitor
from bourse.lots.models import Lot
from bourse.lots.queries import lots_by_code


@dataclass(frozen=True)
class LotDesk:
    """`room` has the endpoints and `place` the values of their addresses.

    `exhibitor` is who works on their own lots, or None for the organiser, who may narrow theirs
    to one: `narrowed`.
    """

    room: str
    place: dict[str, str]
    edition: Edition
    exhibitor: Exhibitor | None = None
    narrowed: Exhibitor | None = None

    @property
    def own(self) -> int | None:
        """The exhibitor whose lots alone exist here; None for all of the edition's."""
        return self.exhibitor.id if self.exhibitor else None

    @property
    def ticked(self) -> list[str]:
        """The codes that were ticked in a list."""
        return request.values.getlist("lot")[: MOST + 1]

    def chosen(self) -> Sequence[Lot]:
        """The lots that were ticked, else all that the address filters.

        At most one more than `MOST`, which says that there are too many. Raises `lot_unknown` for
        another's.
        """
        if self.ticked:
            return lots_by_code(self.edition.id, self.ticked, exhibitor_id=self.own)
        whose = self.exhibitor or self.narrowed
        return lots(wanted_lots(self.edition.id, whose.id if whose else None), size=MOST + 1).rows

    def url(self, page: str, **values: object) -> str:
        """The address of a page in this room."""
        return url_for(f"{self.room}.{page}", **values | self.place)
