"""What each member of an enumeration is called: once, for screens and paper alike."""

from __future__ import annotations

from enum import StrEnum

from bourse.bulk.markdown import MarkdownState
from bourse.editions.models import EditionStatus, SalesMode
from bourse.exhibitors.models import ExhibitorStatus
from bourse.goods.weighing import WeightMethod
from bourse.holds.models import HoldState
from bourse.journal.models import EntryKind
from bourse.lots.decisions import LotFlag
from bourse.lots.lifecycle import LotStage
from bourse.lots.models import Condition, CorrectionReason, LotStatus, Origin
from bourse.lots.price_changes import PriceCause
from bourse.people.models import Role, VatRegime
from bourse.reception.models import ReceptionState, RefusedGoods
from bourse.tills.baskets import PriceReason
from bourse.tills.inbox import ConflictKind, Decision
from bourse.tills.models import PaymentMode
from bourse.unsold.disposition import Destination
from bourse.values import Unit
from reports.kit.language import mark as _
from reports.kit.language import translate

_NAMED: list[tuple[StrEnum, str]] = [
    (Role.ORGANISER, _("Organiser")),
    (Role.CASHIER, _("Cashier")),
    (Role.COLLECTIVITY, _("Local authority")),
    (Role.EXHIBITOR, _("Exhibitor")),
    (VatRegime.NORMAL, _("Normal VAT regime")),
    (VatRegime.FRANCHISE, _("VAT franchise (art. 293 B)")),
    (VatRegime.MARGIN, _("Margin scheme (art. 297 A)")),
    (SalesMode.EXHIBITOR_CASHES, _("The exhibitor is paid directly")),
    (SalesMode.CENTRAL_TILL, _("The organiser cashes for the exhibitors")),
    (EditionStatus.PREPARING, _("In preparation")),
    (EditionStatus.OPEN, _("Open for sale")),
    (EditionStatus.CLOSED, _("Closed")),
    (ExhibitorStatus.UNCONFIRMED, _("E-mail to confirm")),
    (ExhibitorStatus.APPLIED, _("Application to examine")),
    (ExhibitorStatus.CONFIRMED, _("Approved")),
    (ExhibitorStatus.ATTENDED, _("Present")),
    (ExhibitorStatus.REFUSED, _("Refused")),
    (ExhibitorStatus.CANCELLED, _("Withdrawn from the edition")),
    (HoldState.UNCONFIRMED, _("Reservation to confirm")),
    (HoldState.HELD, _("To be collected")),
    (HoldState.COLLECTED, _("Collected")),
    (HoldState.CANCELLED, _("Reservation cancelled")),
    (HoldState.EXPIRED, _("Not collected in time")),
    (EntryKind.SESSION_OPENED, _("Session opened")),
    (EntryKind.SESSION_CLOSED, _("Session closed")),
    (EntryKind.SALE, _("Sale")),
    (EntryKind.REVERSAL, _("Reversal")),
    (EntryKind.CASH_MOVEMENT, _("Cash movement")),
    (EntryKind.DUPLICATE, _("Receipt given again")),
    (EntryKind.TRAINING, _("Training")),
    (EntryKind.STOCK_CORRECTION, _("Stock correction")),
    (Condition.NEW_PACKED, _("New, packed")),
    (Condition.NEW_UNPACKED, _("New, unpacked")),
    (Condition.GOOD, _("Good condition")),
    (Condition.TO_CLEAN, _("To clean")),
    (Condition.TO_REPAIR, _("To repair")),
    (Origin.NEW_SURPLUS, _("New surplus")),
    (Origin.END_OF_LINE, _("End of line")),
    (Origin.DOWNGRADED, _("Downgraded")),
    (Origin.DISMANTLED, _("Dismantled")),
    (Origin.USED, _("Used")),
    (LotStatus.DRAFT, _("Draft")),
    (LotStatus.OFFERED, _("Offered")),
    (LotStatus.WITHDRAWN, _("Withdrawn")),
    (LotStage.DRAFT, _("Draft")),
    (LotStage.PUBLISHED, _("Published")),
    (LotStage.ON_SALE, _("On sale")),
    (LotStage.SOLD_OUT, _("Sold out")),
    (LotStage.WITHDRAWN, _("Withdrawn")),
    (LotStage.UNSOLD, _("Unsold")),
    (LotStage.PLACED, _("Placed")),
    (Destination.RETURN, _("Returned to the exhibitor")),
    (Destination.DONATION, _("Given away")),
    (Destination.MATERIAUTHEQUE, _("Matériauthèque")),
    (Destination.RECYCLED, _("Recycled")),
    (Destination.DISPOSED, _("Disposed of")),
    (WeightMethod.WEIGHED, _("Weighed")),
    (WeightMethod.DECLARED, _("Declared")),
    (WeightMethod.COMPUTED, _("Computed")),
    (WeightMethod.CATEGORY_DEFAULT, _("Category default")),
    (WeightMethod.UNKNOWN, _("Unknown weight")),
    (CorrectionReason.BROKEN, _("Broken")),
    (CorrectionReason.LOST, _("Lost")),
    (CorrectionReason.TAKEN_BACK, _("Taken back by the exhibitor")),
    (CorrectionReason.RECOUNTED, _("Counted again")),
    (LotFlag.FORBIDDEN, _("Forbidden goods")),
    (LotFlag.FAR_PRICE, _("Unusual price")),
    (LotFlag.TWIN, _("Typed twice?")),
    (LotFlag.UNKNOWN_WEIGHT, _("Weight to find")),
    (LotFlag.UNLIKELY_WEIGHT, _("Weight to check")),
    (LotFlag.FREE, _("For free")),
    (LotFlag.ABOVE_NEW, _("Dearer than new")),
    (LotFlag.OVERSOLD, _("Sold more than was left")),
    (LotFlag.HAZARD, _("Hazard to check")),
    (PriceCause.EDITED, _("Edited")),
    (PriceCause.BULK, _("Changed with others")),
    (PriceCause.MARKDOWN, _("Markdown")),
    (PriceCause.UNDONE, _("Price given back")),
    (MarkdownState.SCHEDULED, _("Scheduled")),
    (MarkdownState.APPLIED, _("Applied")),
    (MarkdownState.UNDONE, _("Undone")),
    (MarkdownState.CANCELLED, _("Called off")),
    (MarkdownState.LAPSED, _("Lapsed: the edition had closed")),
    (PaymentMode.CASH, _("Cash")),
    (PaymentMode.CARD, _("Card")),
    (PaymentMode.CHEQUE, _("Cheque")),
    (PaymentMode.TRANSFER, _("Transfer")),
    (PriceReason.LABEL, _("Price on the label")),
    (PriceReason.DAMAGED, _("Damaged")),
    (PriceReason.NEGOTIATED, _("Negotiated")),
    (PriceReason.BULK, _("Bought in bulk")),
    (PriceReason.OTHER, _("Other reason")),
    (ConflictKind.OVERSOLD, _("Sold more than was left")),
    (ConflictKind.TWO_DEVICES, _("Two devices sell on one till")),
    (ConflictKind.STAND_BASKET, _("A stand’s basket or a reservation was cashed twice")),
    (ConflictKind.CLOSED_SESSION, _("Came after the organiser closed the session")),
    (ConflictKind.HELD_LOT, _("Sold while reserved for a visitor")),
    (Decision.AGREED, _("The exhibitor agrees")),
    (Decision.REVERSED, _("The receipt was reversed")),
    (Decision.CORRECTED, _("The stock was corrected")),
    (Decision.EXPLAINED, _("Explained, nothing to do")),
    (Decision.TOLD, _("The visitor was told")),
    (ConflictKind.UNKNOWN_LOT, _("Unknown lot")),
    (ConflictKind.WITHDRAWN_LOT, _("Withdrawn lot")),
    (ConflictKind.AWAITED_LOT, _("Lot not received")),
    (ReceptionState.RECEIVED, _("Lot received")),
    (ReceptionState.REFUSED, _("Lot refused")),
    (ReceptionState.ABSENT, _("Lot absent")),
    (RefusedGoods.DAMAGED, _("Damaged goods")),
    (RefusedGoods.DIFFERENT, _("Not what was announced")),
    (RefusedGoods.DANGEROUS, _("Dangerous or forbidden")),
    (RefusedGoods.DIRTY, _("Too dirty or incomplete")),
    (RefusedGoods.NO_ROOM, _("No room for it")),
    (ConflictKind.PRICE_DIFFERS, _("Price differs from the catalogue")),
    (ConflictKind.BELOW_LIMIT, _("Price below the cashier’s limit")),
    (ConflictKind.OVER_REVERSED, _("More given back than sold")),
    (ConflictKind.UNAPPROVED, _("Given back without a supervisor’s approval")),
    (ConflictKind.BROKEN_CHAIN, _("A number is missing or doubled")),
    (Unit.PIECE, _("piece")),
    (Unit.KG, _("kg")),
    (Unit.M2, _("m²")),
    (Unit.M3, _("m³")),
    (Unit.ML, _("linear m")),
    (Unit.LITRE, _("litre")),
    (Unit.TONNE, _("tonne")),
]
_WORDS = {(type(member), member): text for member, text in _NAMED}
"""By the enumeration too: members of two that are kept under the same code are equal."""


def word(member: StrEnum, language: str) -> str:
    """The member's name in `language`."""
    return translate(_WORDS[type(member), member], language)
