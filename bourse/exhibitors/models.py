"""Tables of exhibitors: a company in one edition, its stands, and the invitations sent."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, coded
from bourse.editions.models import Edition, Site
from bourse.people.models import Company, User


class ExhibitorStatus(StrEnum):
    """How far a company has come: candidature, validée, présente, or not."""

    UNCONFIRMED = "unconfirmed"
    APPLIED = "applied"
    CONFIRMED = "confirmed"
    ATTENDED = "attended"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Exhibitor(Base):
    """A company in one edition. `code` (E07) is what the journal and labels say.

    `applicant` follows the application; only approval lets them act for the company. `claims` is
    what the application says of a company that was known already, where it says otherwise.
    """

    __tablename__ = "exhibitor"
    __table_args__ = (
        UniqueConstraint("edition_id", "company_id"),
        UniqueConstraint("edition_id", "code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    code: Mapped[str] = mapped_column(String(8))
    status: Mapped[ExhibitorStatus] = mapped_column(
        coded(ExhibitorStatus), default=ExhibitorStatus.UNCONFIRMED
    )
    contact_name: Mapped[str] = mapped_column(String(200), default="")
    contact_email: Mapped[str | None] = mapped_column(String(254))
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    representative_name: Mapped[str] = mapped_column(String(200), default="")
    representative_capacity: Mapped[str] = mapped_column(String(100), default="")
    message: Mapped[str] = mapped_column(Text, default="")
    claims: Mapped[str] = mapped_column(Text, default="")
    applicant_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), index=True
    )
    refusal_reason: Mapped[str] = mapped_column(Text, default="")
    applied_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]

    edition: Mapped[Edition] = relationship()
    company: Mapped[Company] = relationship(lazy="joined")
    applicant: Mapped[User | None] = relationship()
    stands: Mapped[list[Stand]] = relationship(
        cascade="all, delete-orphan", order_by="Stand.id", lazy="selectin"
    )


class Stand(Base):
    """Where an exhibitor stands; on two sites it has two."""

    __tablename__ = "stand"
    __table_args__ = (UniqueConstraint("exhibitor_id", "site_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exhibitor_id: Mapped[int] = mapped_column(ForeignKey("exhibitor.id", ondelete="CASCADE"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    label: Mapped[str] = mapped_column(String(20), default="")

    site: Mapped[Site] = relationship(lazy="joined")


class Invitation(Base):
    """A firm invited to an edition by a prefilled, signed link that can be revoked."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("edition_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    company_name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    contact_name: Mapped[str] = mapped_column(String(200), default="")
    number: Mapped[str] = mapped_column(String(20), default="")
    sent_at: Mapped[datetime] = mapped_column(default=now)
    sent_times: Mapped[int] = mapped_column(default=1)
    revoked_at: Mapped[datetime | None]
    exhibitor_id: Mapped[int | None] = mapped_column(
        ForeignKey("exhibitor.id", ondelete="SET NULL")
    )

    exhibitor: Mapped[Exhibitor | None] = relationship()
