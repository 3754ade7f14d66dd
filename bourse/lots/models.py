"""Tables of lots: what is offered, at what price and weight, and what is left of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bourse.clock import now
from bourse.db import Base, Whole, coded
from bourse.editions.models import Category
from bourse.exhibitors.models import Exhibitor
from bourse.goods.weighing import WeightMethod
from bourse.values import LotCode, Money, Quantity, Rate, Unit, Weight, round_half_up


class Condition(StrEnum):
    """État of the goods."""

    NEW_PACKED = "new_packed"
    NEW_UNPACKED = "new_unpacked"
    GOOD = "good"
    TO_CLEAN = "to_clean"
    TO_REPAIR = "to_repair"


class Origin(StrEnum):
    """Where the goods come from: decides which carbon total they may enter."""

    NEW_SURPLUS = "new_surplus"
    END_OF_LINE = "end_of_line"
    DOWNGRADED = "downgraded"
    DISMANTLED = "dismantled"
    USED = "used"


class LotStatus(StrEnum):
    """A draft is seen by its exhibitor only; a withdrawn lot is kept but not sold."""

    DRAFT = "draft"
    OFFERED = "offered"
    WITHDRAWN = "withdrawn"


class CorrectionReason(StrEnum):
    """Why goods left a lot without being sold; a recount may also find more."""

    BROKEN = "broken"
    LOST = "lost"
    TAKEN_BACK = "taken_back"
    RECOUNTED = "recounted"


DISCOUNT = (
    "CASE WHEN lot.reference_price_cents > lot.price_cents THEN "
    "(lot.reference_price_cents - lot.price_cents) * 10000 / lot.reference_price_cents ELSE 0 END"
)
"""What is taken off the price when new, in basis points cut down; migration 0022 sorts by it."""
_FILTERED = ("category_code", "condition", "exhibitor_id", "price_cents", "reference_price_cents")


def _walked(name: str, *key: str) -> Index:
    """The index of an order, with what a walk along it filters by (filtering.py)."""
    return Index(
        name, "edition_id", "status", *key, "id", *(held for held in _FILTERED if held not in key)
    )


class Lot(Base):
    """Goods of one exhibitor, sold whole or in parts. Prices and weights are per unit.

    `labelled_price_cents` is what its label said when it was last printed. A computed weight keeps
    what it came from: the material, and how much of it one unit holds, in billionths of the piece,
    m² or m³ that its mass is per; one from a scale, gross and tare of so many units. `offered_at`
    is when it was first put on sale, `late_at` when it was handed in after the deadline, until the
    organiser takes it.
    """

    __tablename__ = "lot"
    __table_args__ = (
        CheckConstraint("price_cents >= 0", name="price"),
        CheckConstraint("quantity_milli > 0", name="quantity"),
        CheckConstraint("(unit_weight_g IS NULL) = (weight_method = 'unknown')", name="weight"),
        _walked("ix_lot_edition_status"),
        _walked("ix_lot_edition_offered", "category_code"),
        _walked("ix_lot_edition_price", "price_cents"),
        _walked("ix_lot_edition_words", "search_words"),
        Index("ix_lot_likeness", "exhibitor_id", "likeness"),
        Index(
            "ix_lot_edition_late",
            "edition_id",
            "late_at",
            sqlite_where=text("late_at IS NOT NULL"),
            postgresql_where=text("late_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    exhibitor_id: Mapped[int] = mapped_column(ForeignKey("exhibitor.id"), index=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    status: Mapped[LotStatus] = mapped_column(coded(LotStatus), default=LotStatus.DRAFT)
    designation: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    category_code: Mapped[str] = mapped_column(ForeignKey("category.code"))
    quantity_milli: Mapped[Whole]
    unit: Mapped[Unit] = mapped_column(coded(Unit))
    condition: Mapped[Condition] = mapped_column(coded(Condition))
    origin: Mapped[Origin] = mapped_column(coded(Origin))
    price_cents: Mapped[Whole]
    reference_price_cents: Mapped[Whole | None]
    labelled_price_cents: Mapped[Whole | None]
    labelled_mark: Mapped[str | None] = mapped_column(String(16))
    labelled_at: Mapped[datetime | None]
    unit_weight_g: Mapped[Whole | None]
    weight_method: Mapped[WeightMethod] = mapped_column(coded(WeightMethod))
    material_code: Mapped[str | None] = mapped_column(String(40))
    material_nano: Mapped[Whole | None]
    weighed_gross_g: Mapped[Whole | None]
    weighed_tare_g: Mapped[Whole | None]
    weighed_milli: Mapped[Whole | None]
    own_reference: Mapped[str] = mapped_column(String(60), default="")
    pieces: Mapped[int] = mapped_column(default=1, server_default="1")
    moderation_note: Mapped[str] = mapped_column(Text, default="")
    search_words: Mapped[str] = mapped_column(Text, default="")
    hazard: Mapped[str | None] = mapped_column(String(20))
    likeness: Mapped[str | None] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    offered_at: Mapped[datetime | None]
    late_at: Mapped[datetime | None]

    exhibitor: Mapped[Exhibitor] = relationship()
    category: Mapped[Category] = relationship()
    stock: Mapped[Stock] = relationship(back_populates="lot", lazy="joined")

    @property
    def is_catalogued(self) -> bool:
        """Whether it was put on sale once, even if it is withdrawn now."""
        return self.status is LotStatus.OFFERED or self.offered_at is not None

    @property
    def quantity(self) -> Quantity:
        """What was offered in all."""
        return Quantity(self.quantity_milli, self.unit)

    @property
    def sold(self) -> Quantity:
        """What tills sold of it, net of reversals."""
        return Quantity(self.stock.sold_milli, self.unit)

    @property
    def removed(self) -> Quantity:
        """What left it without being sold."""
        return Quantity(self.stock.removed_milli, self.unit)

    @property
    def remaining(self) -> Quantity:
        """What is left; negative when tills sold more than there was."""
        return self.quantity - self.sold - self.removed

    @property
    def price(self) -> Money:
        """Asking price of one unit, VAT included."""
        return Money(self.price_cents)

    @property
    def reference_price(self) -> Money | None:
        """What one unit costs new, when the exhibitor says."""
        return None if self.reference_price_cents is None else Money(self.reference_price_cents)

    @property
    def discount(self) -> Rate | None:
        """What is taken off the price when new, in whole percents; None when nothing is."""
        return taken_off(self.price, self.reference_price)

    @property
    def printed_code(self) -> str:
        """The code as labels show it: C7K 3PX."""
        return LotCode(self.code).printed

    @property
    def unit_weight(self) -> Weight | None:
        """Weight of one unit; None when nobody knows it."""
        return None if self.unit_weight_g is None else Weight(self.unit_weight_g)


def taken_off(price: Money, new: Money | None) -> Rate | None:
    """What a price takes off the price when new, in whole percents; None when it takes nothing."""
    if new is None or price >= new:
        return None
    percent = round_half_up(100 * (new - price).cents, new.cents)
    return Rate(100 * percent) if percent else None


class Stock(Base):
    """Projection of the journal: what left a lot, by sale or by correction.

    `revision` is the catalogue's when a till would last have seen the lot change.
    """

    __tablename__ = "stock"
    __table_args__ = (Index("ix_stock_edition_revision", "edition_id", "revision"),)

    lot_id: Mapped[int] = mapped_column(ForeignKey("lot.id", ondelete="CASCADE"), primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    sold_milli: Mapped[Whole] = mapped_column(default=0)
    removed_milli: Mapped[Whole] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=0)

    lot: Mapped[Lot] = relationship(back_populates="stock")


class CatalogueRevision(Base):
    """How often an edition's catalogue moved (revision.py): a row an edition, counted up."""

    __tablename__ = "catalogue_revision"

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    revision: Mapped[int]
