"""Reading one exhibitor whole: what the organiser decides on, and what may be decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bourse.exhibitors.applications import Claim, claims_of
from bourse.exhibitors.decisions import NEXT
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.exhibitors.queries import StandView, stands_of
from bourse.people.companies import CompanyData, data_of, number_of
from bourse.people.queries import Member, members


@dataclass(frozen=True, slots=True)
class ExhibitorSheet:
    """An exhibitor with all that is known of it; `claims` is what its application says otherwise.

    `may` holds the states that a decision may bring it to.
    """

    id: int
    code: str
    status: ExhibitorStatus
    company_id: int
    number: str
    number_kind: str
    company: CompanyData
    contact_name: str
    contact_email: str | None
    contact_phone: str
    representative_name: str
    representative_capacity: str
    message: str
    refusal_reason: str
    applied_at: datetime
    decided_at: datetime | None
    stands: tuple[StandView, ...]
    claims: tuple[Claim, ...]
    members: tuple[Member, ...]
    may: frozenset[ExhibitorStatus]


def sheet(exhibitor: Exhibitor) -> ExhibitorSheet:
    """Everything about one exhibitor."""
    company = exhibitor.company
    return ExhibitorSheet(
        exhibitor.id,
        exhibitor.code,
        exhibitor.status,
        company.id,
        number_of(company).printed,
        company.number_kind,
        data_of(company),
        exhibitor.contact_name,
        exhibitor.contact_email,
        exhibitor.contact_phone,
        exhibitor.representative_name,
        exhibitor.representative_capacity,
        exhibitor.message,
        exhibitor.refusal_reason,
        exhibitor.applied_at,
        exhibitor.decided_at,
        stands_of(exhibitor),
        claims_of(company, exhibitor.claims),
        members(company.id),
        NEXT[exhibitor.status],
    )
