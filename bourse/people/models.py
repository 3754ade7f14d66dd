"""Tables of people: the organisation, users and their roles, companies, and who changed what."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, coded
from bourse.people.folding import fold


class Role(StrEnum):
    """What a signed-in person may be; acting for a company makes an exhibitor, applying too."""

    ORGANISER = "organiser"
    CASHIER = "cashier"
    COLLECTIVITY = "collectivity"
    EXHIBITOR = "exhibitor"


class VatRegime(StrEnum):
    """How a seller stands towards VAT: CGI 256, CGI 293 B, CGI 297 A."""

    NORMAL = "normal"
    FRANCHISE = "franchise"
    MARGIN = "margin"


class Organisation(Base):
    """Who runs this database: one row."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(300), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    siret: Mapped[str | None] = mapped_column(String(14))


class User(Base):
    """A person who may sign in. `stamp` changes with the password and ends older links."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str | None] = mapped_column(String(300))
    stamp: Mapped[str] = mapped_column(String(32))
    email_confirmed_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    grants: Mapped[list[RoleGrant]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    memberships: Mapped[list[CompanyMember]] = relationship(
        cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def roles(self) -> frozenset[Role]:
        """Every role this person holds today."""
        held = {grant.role for grant in self.grants}
        return frozenset(held | {Role.EXHIBITOR} if self.company_ids else held)

    @property
    def company_ids(self) -> frozenset[int]:
        """The companies this person may act for."""
        return frozenset(held.company_id for held in self.memberships if held.accepted_at)


class RoleGrant(Base):
    """A role given to a person for the whole organisation."""

    __tablename__ = "role_grant"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[Role] = mapped_column(coded(Role), primary_key=True)


class CompanyMember(Base):
    """A person who may act for a company, once they have accepted to."""

    __tablename__ = "company_member"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    company_id: Mapped[int] = mapped_column(
        ForeignKey("company.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    accepted_at: Mapped[datetime | None] = mapped_column(default=now)


class Company(Base):
    """A firm, craftsman or collectivity; it lives across editions."""

    __tablename__ = "company"
    __table_args__ = (UniqueConstraint("number_kind", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), index=True)
    legal_form: Mapped[str] = mapped_column(String(60), default="")
    number_kind: Mapped[str] = mapped_column(String(5))
    number: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(300), default="")
    postcode: Mapped[str] = mapped_column(String(10), default="")
    town: Mapped[str] = mapped_column(String(100), default="")
    country: Mapped[str] = mapped_column(String(2), default="FR")
    activity: Mapped[str] = mapped_column(String(200), default="")
    vat_regime: Mapped[VatRegime] = mapped_column(coded(VatRegime), default=VatRegime.NORMAL)
    vat_number: Mapped[str] = mapped_column(String(20), default="")
    search_words: Mapped[str] = mapped_column(String(600), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)


@event.listens_for(Company, "before_insert")
@event.listens_for(Company, "before_update")
def _index(_mapper: object, _connection: object, company: Company) -> None:
    """Keep what a search looks into in step with the company."""
    said = (company.name, company.town, company.activity, company.number)
    company.search_words = fold(" ".join(words or "" for words in said))[:600]


class AdminEvent(Base):
    """Who changed what, outside the journal: codes and ids, never a person's data."""

    __tablename__ = "admin_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    verb: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80), index=True)
    details: Mapped[str] = mapped_column(Text, default="")
