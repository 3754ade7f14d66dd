"""Masses of materials, each with its source: how heavy a unit is when nobody can weigh it.

Read from materials.csv beside this file. A mass is known per piece, per m² or per m³ (density);
what one unit of a lot holds of it is its *content*, in billionths of a piece, m² or m³.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from bourse.errors import BourseError
from bourse.values import Unit, Weight, round_half_up
from bourse.values.number import read_scaled
from bourse.values.quantity import split_unit

NANO = 10**9
METRE_UM = 10**6
"""Lengths are whole micrometres, so that a sheet of 0.75 mm is exact."""
MASSES = {Unit.PIECE: "kg_per_unit", Unit.M2: "kg_per_m2", Unit.M3: "density_kg_m3"}
"""By what a mass is per, its column; the first one that a lot's unit allows is used."""
OWN = "own:"
"""Before the grams of a cubic metre, the code of a material by the density its seller gives."""
LIGHTEST, HEAVIEST = 5_000, 12_000_000
"""Grams of a cubic metre: foams are above the one, lead is below the other."""
SIDES = {Unit.M2: ("length", "width"), Unit.M3: ("length", "width", "thickness")}
"""What is multiplied to a surface and to a volume."""
GIVEN = {Unit.PIECE: 0, Unit.ML: 1, Unit.M2: 2, Unit.M3: 3}
"""How many of the sides are one metre by the unit itself: a running metre is 1 m long."""


@dataclass(frozen=True, slots=True)
class Material:
    """A material and its masses in grams, by what they are per; `status` derived or check warns.

    One's own has a density alone: neither label nor source.
    """

    code: str
    category: str
    label: str
    grams: Mapping[Unit, int]
    source: str
    year: str
    status: str

    @property
    def is_own(self) -> bool:
        """Whether its density is the seller's word, and in no table."""
        return self.code.startswith(OWN)

    def basis(self, unit: Unit) -> Unit:
        """What the mass used for a lot in `unit` is per; raises `material_unit` (label)."""
        for per in MASSES:
            if per in self.grams and (unit is per or (per in SIDES and _fits(per, unit))):
                return per
        raise BourseError("material_unit", field="material", label=self.label)

    def sides(self, unit: Unit) -> tuple[str, ...]:
        """The dimensions of one unit that its weight still needs: thickness, for a lot in m²."""
        return SIDES.get(self.basis(unit), ())[GIVEN.get(unit, 3) :]

    def weigh(self, unit: Unit, content_nano: int) -> Weight:
        """Weight of one unit that holds `content_nano` billionths of the material's basis."""
        return Weight(round_half_up(self.grams[self.basis(unit)] * content_nano, NANO))


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Of one unit, in micrometres; None where nobody typed one."""

    length: int | None = None
    width: int | None = None
    thickness: int | None = None

    def content_nano(self, material: Material, unit: Unit) -> int:
        """What one unit holds of the material; raises `dimension_missing` naming the field."""
        basis = material.basis(unit)
        if basis is Unit.PIECE:
            return NANO
        if unit is Unit.LITRE:
            return NANO // 1000
        content, sides = 1, SIDES[basis]
        for side in sides:
            needed = side in material.sides(unit)
            size = getattr(self, side) if needed else METRE_UM
            if size is None or size <= 0:
                raise BourseError("dimension_missing", field=side)
            content *= size
        return round_half_up(content * NANO, METRE_UM ** len(sides))


def dimensions_of(material: Material, unit: Unit, content_nano: int) -> Dimensions:
    """The one dimension that a content says when the unit leaves only one open; else none."""
    sides = material.sides(unit)
    if len(sides) != 1:
        return Dimensions()
    return Dimensions(**{sides[0]: round_half_up(content_nano * METRE_UM, NANO)})


def _fits(per: Unit, unit: Unit) -> bool:
    """Whether a unit of the lot has a surface, or a volume."""
    if unit is Unit.LITRE:
        return per is Unit.M3
    return unit in GIVEN and GIVEN[unit] <= len(SIDES[per])


def read_content(text: str) -> tuple[int, Unit]:
    """Reads "0,0441 m³" as billionths and what they are of; raises `content_unit` without a unit.

    Raises also the errors of `read_scaled` (9 decimals) and `unit_unknown`.
    """
    number, unit = split_unit(text)
    if not unit:
        raise BourseError("content_unit")
    return read_scaled(number, 9), Unit.parse(unit)


@cache
def materials() -> Mapping[str, Material]:
    """Every material that has a mass, by code, in the table's order."""
    path = Path(__file__).with_name("materials.csv")
    with path.open(encoding="utf-8", newline="") as file:
        found = [_material(row) for row in csv.DictReader(file)]
    return {material.code: material for material in found if material.grams}


def own_material(grams_m3: int) -> Material:
    """One that the table lacks, by the density its seller gives; raises `density_unlikely`."""
    if not LIGHTEST <= grams_m3 <= HEAVIEST:
        least, most = (Decimal(grams).scaleb(-3) for grams in (LIGHTEST, HEAVIEST))
        raise BourseError("density_unlikely", field="density", least=least, most=most)
    return Material(f"{OWN}{grams_m3}", "", "", {Unit.M3: grams_m3}, "", "", "")


def material(code: str | None) -> Material:
    """The material of this code, or of one's own density; raises `material_unknown`."""
    own = (code or "").removeprefix(OWN)
    if own != code and own.isdecimal():
        return own_material(int(own))
    found = materials().get(code or "")
    if found is None:
        raise BourseError("material_unknown", field="material")
    return found


def _material(row: dict[str, str]) -> Material:
    return Material(
        code=row["code"],
        category=row["category"],
        label=row["label_fr"],
        grams={per: read_scaled(row[name], 3) for per, name in MASSES.items() if row[name]},
        source=row["source"],
        year=row["year"],
        status=row["status"],
    )
