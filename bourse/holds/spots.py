"""Where the goods of a hold are collected: by firm and site, in the order of the hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from bourse.exhibitors.models import Exhibitor, Stand
from bourse.holds.models import Hold, HoldLine
from bourse.reception.placing import places_of
from bourse.values import Weight


@dataclass(slots=True)
class Spot:
    """A firm and what waits there, at one of its `stands`: several where none was said, or none."""

    firm: str
    stands: tuple[Stand, ...]
    lines: list[HoldLine] = field(default_factory=list)


def spots_of(held: Hold) -> list[Spot]:
    """The spots; a firm on several sites has the lots of each, and those of which none is said."""
    goes_to = places_of([line.lot for line in held.lines])
    spots: dict[tuple[int, ...], Spot] = {}
    for line in held.lines:
        firm = line.lot.exhibitor
        stands = stands_for(firm, goes_to.get(line.lot_id))
        key = (firm.id, *(stand.id for stand in stands))
        spots.setdefault(key, Spot(firm.company.name, stands)).lines.append(line)
    return list(spots.values())


def stands_for(firm: Exhibitor, site_id: int | None) -> tuple[Stand, ...]:
    """Where a lot may be that goes to this site; all stands of its firm when none is said."""
    return tuple(stand for stand in firm.stands if site_id in (None, stand.site_id))


def weight_of(held: Hold) -> Weight | None:
    """What all of it weighs; None when nobody knows of one of its lots."""
    masses = [
        line.lot.unit_weight.times(line.quantity) if line.lot.unit_weight else None
        for line in held.lines
    ]
    return None if None in masses else sum((mass for mass in masses if mass), Weight(0))
