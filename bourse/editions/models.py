"""Tables of an edition: its dates and terms, its sites, and the categories switched on."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, Whole, coded
from bourse.values import Money, Position, Rate, Unit, Weight


class SalesMode(StrEnum):
    """Who is the seller of record's cashier: decides receipts, VAT and settlement."""

    EXHIBITOR_CASHES = "exhibitor_cashes"
    CENTRAL_TILL = "central_till"


class EditionStatus(StrEnum):
    """Where an edition is in its life; tills sell only while it is open."""

    PREPARING = "preparing"
    OPEN = "open"
    CLOSED = "closed"


class Edition(Base):
    """One event of one to three days; the slug names it everywhere, in the journal too.

    From `catalogue_closes_at` on, exhibitors hand in lots late (exhibitors/deadline.py). Visitors
    may hold lots where `hold_hours` says for how long (holds/keeping.py); None: they may not.
    """

    __tablename__ = "edition"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="dates"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(200), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    timezone: Mapped[str] = mapped_column(String(60), default="Europe/Paris")
    sales_mode: Mapped[SalesMode] = mapped_column(
        coded(SalesMode), default=SalesMode.EXHIBITOR_CASHES
    )
    catalogue_closes_at: Mapped[datetime | None]
    hold_hours: Mapped[int | None]
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    commission_bp: Mapped[int] = mapped_column(default=0)
    stand_fee_cents: Mapped[Whole] = mapped_column(default=0)
    cashier_markdown_bp: Mapped[int] = mapped_column(default=2000)
    status: Mapped[EditionStatus] = mapped_column(
        coded(EditionStatus), default=EditionStatus.PREPARING
    )
    applications_open: Mapped[bool] = mapped_column(default=False)
    is_fictional: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)

    sites: Mapped[list[Site]] = relationship(
        back_populates="edition", order_by="Site.id", cascade="all, delete-orphan"
    )
    categories: Mapped[list[EditionCategory]] = relationship(
        order_by="EditionCategory.category_code", cascade="all, delete-orphan"
    )

    @property
    def begins_at(self) -> datetime:
        """When its first day begins, in its own zone."""
        return datetime.combine(self.starts_on, time(), ZoneInfo(self.timezone))

    @property
    def over_at(self) -> datetime:
        """When its last day ends, in its own zone."""
        after = self.ends_on + timedelta(days=1)
        return datetime.combine(after, time(), ZoneInfo(self.timezone))

    @property
    def commission(self) -> Rate:
        """The organiser's share of what an exhibitor sells."""
        return Rate(self.commission_bp)

    @property
    def cashier_markdown(self) -> Rate:
        """What a cashier may take off a price without a supervisor."""
        return Rate(self.cashier_markdown_bp)

    @property
    def stand_fee(self) -> Money:
        """What an exhibitor pays to take part."""
        return Money(self.stand_fee_cents)


class Site(Base):
    """A place where an edition is held; a till belongs to one.

    Where it `receives_goods`, a lot is sold once somebody has seen it come (reception/awaiting.py).
    """

    __tablename__ = "site"
    __table_args__ = (UniqueConstraint("edition_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(300), default="")
    postcode: Mapped[str] = mapped_column(String(10), default="")
    town: Mapped[str] = mapped_column(String(100), default="")
    hours: Mapped[str] = mapped_column(String(300), default="")
    latitude_micro: Mapped[int | None]
    longitude_micro: Mapped[int | None]
    receives_goods: Mapped[bool] = mapped_column(default=False)

    edition: Mapped[Edition] = relationship(back_populates="sites")

    @property
    def position(self) -> Position | None:
        """Where it is on the map, when the organiser said."""
        if self.latitude_micro is None or self.longitude_micro is None:
            return None
        return Position(self.latitude_micro, self.longitude_micro)

    @position.setter
    def position(self, position: Position | None) -> None:
        self.latitude_micro = position.latitude_micro if position else None
        self.longitude_micro = position.longitude_micro if position else None


class Category(Base):
    """A family of materials with its PMCB class (1 mostly mineral, 2 the rest, DEEE, or none)."""

    __tablename__ = "category"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    label_fr: Mapped[str] = mapped_column(String(120))
    label_en: Mapped[str] = mapped_column(String(120))
    pmcb: Mapped[str] = mapped_column(String(8), default="")
    units: Mapped[str] = mapped_column(String(40))
    examples_fr: Mapped[str] = mapped_column(String(200), default="")

    @property
    def usual_unit(self) -> Unit:
        """The first of the units in which such goods are counted; default weights are for one."""
        return Unit(self.units.split("|")[0])


class EditionCategory(Base):
    """A category switched on in an edition, with the organiser's default weight of one unit."""

    __tablename__ = "edition_category"

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True
    )
    category_code: Mapped[str] = mapped_column(ForeignKey("category.code"), primary_key=True)
    default_weight_g: Mapped[Whole | None]

    category: Mapped[Category] = relationship(lazy="joined")

    @property
    def default_weight(self) -> Weight | None:
        """Weight of one of the category's first unit, when the organiser gave one."""
        return None if self.default_weight_g is None else Weight(self.default_weight_g)
