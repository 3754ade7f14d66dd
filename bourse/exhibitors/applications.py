"""What a firm says when it applies, and how it differs from what is known of the company."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from bourse.people.companies import SAID, CompanyData, data_of
from bourse.people.models import Company, VatRegime
from bourse.values import CompanyNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A firm's wish to take part: its number, what it says of itself, who speaks for it.

    `contact_email` is None only for someone whom an organiser enters on their behalf.
    """

    number: CompanyNumber
    company: CompanyData
    contact_name: str
    contact_email: str | None = None
    contact_phone: str = ""
    representative_name: str = ""
    representative_capacity: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the application says otherwise than the company that was known."""

    field: str
    known: str
    claimed: str


def differences(company: Company, said: CompanyData) -> str:
    """What `said` says otherwise than the company, as JSON; "" when it says the same."""
    known = data_of(company)
    claims = {
        name: getattr(said, name) for name in SAID if getattr(said, name) != getattr(known, name)
    }
    return json.dumps(claims, ensure_ascii=False, sort_keys=True) if claims else ""


def claims_of(company: Company, claims: str) -> tuple[Claim, ...]:
    """The kept differences that still are some, in the order of the form."""
    kept = _read(claims)
    known = data_of(company)
    return tuple(
        Claim(name, str(getattr(known, name)), str(kept[name]))
        for name in SAID
        if name in kept and kept[name] != getattr(known, name)
    )


def adopted(company: Company, claims: str) -> CompanyData:
    """The company with the kept differences taken over."""
    return replace(data_of(company), **_read(claims))


def _read(claims: str) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(claims) if claims else {}
    if "vat_regime" in kept:
        kept["vat_regime"] = VatRegime(kept["vat_regime"])
    return kept
