"""Which lots a list shows, from its address: words, category, status, flag, order, page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from flask import request

from bourse.catalogue.filtering import LotFilter, LotSort
from bourse.catalogue.listing import lots
from bourse.lots.decisions import LotFlag
from bourse.lots.models import Lot, LotStatus
from bourse.values import Page

Member = TypeVar("Member", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class LotList:
    """A page of lots and the filter that chose them; `sorted` is "-price", the dearest first."""

    wanted: LotFilter
    sorted: str
    page: Page[Lot]

    @property
    def asked(self) -> dict[str, str]:
        """What the address says of which lots, to be said again to another page."""
        names = ("q", "exhibitor", "category", "status", "flag")
        return {name: request.args[name] for name in names if request.args.get(name)}


def lot_list(edition_id: int, exhibitor_id: int | None = None) -> LotList:
    """The lots that the address of this page asks for, a page of them in its order."""
    wanted = wanted_lots(edition_id, exhibitor_id)
    asked = request.args.get("sort", "")
    sort = LotSort(asked.removeprefix("-")) if asked.removeprefix("-") in set(LotSort) else None
    page = lots(
        wanted,
        sort=sort or LotSort.NEWEST,
        descending=sort is not None and asked.startswith("-"),
        after=request.args.get("after"),
    )
    return LotList(wanted, asked if sort else "", page)


def wanted_lots(edition_id: int, exhibitor_id: int | None = None) -> LotFilter:
    """The filter that the address of this page says; what it says wrong does not restrict."""
    return LotFilter(
        edition_id=edition_id,
        exhibitor_id=exhibitor_id,
        text=request.args.get("q", ""),
        category=request.args.get("category") or None,
        status=_member(LotStatus, "status"),
        flag=_member(LotFlag, "flag"),
    )


def _member(kind: type[Member], name: str) -> Member | None:
    """The member that the address names, if it is one."""
    said = request.args.get(name)
    return kind(said) if said in set(kind) else None
