"""Where the goods of a hold are collected: by firm and site, in the order of the hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from bourse.editions.models import Site
from bourse.holds.models import Hold, HoldLine
from bourse.reception.placing import places_of
from bourse.values import Weight


@dataclass(slots=True)
class Spot:
    """A firm, the site and stand where it is, and what waits there; no site when none is known."""

    firm: str
    site: Site | None
    stand: str
    lines: list[HoldLine] = field(default_factory=list)


def spots_of(held: Hold) -> list[Spot]:
    """The spots; a firm on several sites has the lots of each, or else all at its first."""
    goes_to = places_of([line.lot for line in held.lines])
    spots: dict[tuple[int, int | None], Spot] = {}
    for line in held.lines:
        firm = line.lot.exhibitor
        there = [
            stand
            for stand in firm.stands
            if goes_to.get(line.lot_id, stand.site_id) == stand.site_id
        ]
        stand = there[0] if there else None
        key = (firm.id, stand.site_id if stand else None)
        if key not in spots:
            spots[key] = Spot(
                firm.company.name, stand.site if stand else None, stand.label if stand else ""
            )
        spots[key].lines.append(line)
    return list(spots.values())


def weight_of(held: Hold) -> Weight | None:
    """What all of it weighs; None when nobody knows of one of its lots."""
    masses = [
        line.lot.unit_weight.times(line.quantity) if line.lot.unit_weight else None
        for line in held.lines
    ]
    return None if None in masses else sum((mass for mass in masses if mass), Weight(0))
