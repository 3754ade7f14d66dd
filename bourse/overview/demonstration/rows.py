"""What the demonstration's files say, read into frozen rows; no database here."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bourse.holds.models import HoldState

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A firm of companies.csv; `stands` gives its stand's label by site key."""

    key: str
    status: str
    name: str
    legal_form: str
    siret: str
    address: str
    postcode: str
    town: str
    activity: str
    vat_regime: str
    representative_name: str
    representative_capacity: str
    contact_name: str
    contact_email: str
    contact_phone: str
    stands: dict[str, str]
    message: str
    refusal_reason: str


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot of lots.csv, as text: prices in euros a unit, weight in kilograms a unit."""

    exhibitor: str
    category: str
    designation: str
    quantity: str
    unit: str
    condition: str
    origin: str
    asking_price_eur: str
    reference_price_eur: str
    unit_weight_kg: str
    weight_method: str
    material: str
    material_basis: str


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A place of edition.json, with its tills' names and how many buyers come each day."""

    key: str
    name: str
    address: str
    postcode: str
    town: str
    hours: str
    position: str
    tills: list[str]
    buyers: list[int]
    receives_goods: bool = False


@dataclass(frozen=True, slots=True)
class UserRow:
    """A person who may sign in; an exhibitor acts for `company`."""

    role: str
    name: str
    email: str
    company: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """Goods that left a lot without being sold."""

    designation: str
    quantity: str
    reason: str
    comment: str


@dataclass(frozen=True, slots=True)
class LateChangeRow:
    """What a firm would say otherwise of a lot on sale; empty is as it was."""

    exhibitor: str
    designation: str
    quantity: str
    price_eur: str


@dataclass(frozen=True, slots=True)
class HoldRow:
    """What a visitor reserved: each lot's designation and how much of it, as text.

    `asked` on the edition's eve, on the second day before it opens, in its evening, or now.
    """

    state: HoldState
    asked: str
    name: str
    mail: str
    phone: str
    reason: str
    lots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EditionRow:
    """Everything of edition.json."""

    organisation: dict[str, str]
    edition: dict[str, str]
    sites: list[SiteRow]
    cashiers: list[str]
    users: list[UserRow]
    corrections: list[CorrectionRow]


def companies() -> list[CompanyRow]:
    """The firms, those refused or still waiting included."""
    found = []
    for row in _table("companies.csv"):
        stands = dict(_pairs(row.pop("stands")))
        found.append(CompanyRow(stands=stands, **row))
    return found


def lots() -> list[LotRow]:
    """Every lot offered in time."""
    return [LotRow(**row) for row in _table("lots.csv")]


def late_lots() -> list[LotRow]:
    """Lots that wait for the organiser's answer."""
    return [LotRow(**row) for row in _table("late.csv")]


def late_changes() -> list[LateChangeRow]:
    """Changes that wait for the organiser's answer."""
    return [LateChangeRow(**row) for row in _table("late_changes.csv")]


def holds() -> list[HoldRow]:
    """What visitors reserved; of what was collected, the lots are those of a sale."""
    found = []
    for row in _table("holds.csv"):
        lots = tuple(_pairs(row.pop("lots"), "*"))
        found.append(HoldRow(state=HoldState(row.pop("state")), lots=lots, **row))
    return found


def category_weights() -> dict[str, str]:
    """By category code, the organiser's default weight of one unit, in kilograms."""
    return {row["category"]: row["default_weight_kg"] for row in _table("category_weights.csv")}


def balances() -> list[dict[str, str]]:
    """The published balances, as history.csv writes them."""
    return list(_table("history.csv"))


def edition() -> EditionRow:
    """The edition's terms, sites, people and accidents."""
    content: dict[str, Any] = json.loads((HERE / "edition.json").read_text(encoding="utf-8"))
    return EditionRow(
        organisation=content["organisation"],
        edition=content["edition"],
        sites=[SiteRow(**site) for site in content["sites"]],
        cashiers=content["cashiers"],
        users=[UserRow(**user) for user in content["users"]],
        corrections=[CorrectionRow(**row) for row in content["corrections"]],
    )


def _table(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _pairs(text: str, joint: str = ":") -> Iterator[tuple[str, str]]:
    """Reads "morteau:A6;villers:B4"."""
    for pair in filter(None, text.split(";")):
        first, second = pair.split(joint)
        yield first, second
