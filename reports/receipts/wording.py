"""The words of a receipt, the same on 80 mm and on A4."""

from __future__ import annotations

from dataclasses import dataclass

from bourse import VERSION
from bourse.tills.receipts import Receipt, ReceiptLine, ReceiptPayment, ReceiptSeller
from bourse.values import Money, Unit
from reports.kit import formats
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.words import word
from reports.receipts import mentions

NUMBER_NAMES = {"siret": "SIRET", "bce": "BCE"}


@dataclass(frozen=True, slots=True)
class Wording:
    """What a receipt says in `language`, line by line; `copy` is n of DUPLICATA n."""

    receipt: Receipt
    language: str
    copy: int = 0

    def say(self, message: str, **values: object) -> str:
        """A message of the catalogue, marked where it is named."""
        return translate(message, self.language, **values)

    def money(self, amount: Money | None) -> str:
        """An amount in the receipt's currency; `–` where there is none to show."""
        if amount is None:
            return "–"
        return formats.money(amount, self.language, self.receipt.currency)

    def heading(self) -> str:
        """What the paper is: `Ticket C1a-0041`, or `Avoir C1a-0042`."""
        title = _("Credit note %(number)s") if self.receipt.reverses else _("Receipt %(number)s")
        return self.say(title, number=self.receipt.number)

    def duplicate(self) -> list[str]:
        """`DUPLICATA 2`; nothing the first time."""
        return [self.say(_("DUPLICATE %(count)s"), count=self.copy)] if self.copy else []

    def origin(self) -> list[str]:
        """What it cancels, when, where and by whom, a line each."""
        told = self.receipt
        cancels = self.say(_("cancels receipt %(number)s"), number=told.reverses)
        seat = _("till %(till)s, cashier %(cashier)s")
        return [
            *([cancels] if told.reverses else []),
            formats.instant(told.happened_at, self.language, told.timezone),
            told.site,
            self.say(seat, till=told.till, cashier=told.cashier),
        ]

    def organiser(self) -> list[str]:
        """Who runs the edition, as far as it said so."""
        told = self.receipt
        siret = f"SIRET {told.organiser_siret}" if told.organiser_siret else ""
        return [line for line in (told.organiser, told.organiser_address, siret) if line]

    def identity(self, seller: ReceiptSeller) -> list[str]:
        """A seller's address and numbers, as far as they are known."""
        number = f"{NUMBER_NAMES.get(seller.number_kind, '')} {seller.number}".strip()
        vat = self.say(_("VAT number %(number)s"), number=seller.vat_number)
        return [line for line in (seller.address, number, seller.vat_number and vat) if line]

    def detail(self, line: ReceiptLine) -> str:
        """How a line's price came about: `12,5 m² × 8,50 €/m²`."""
        quantity = formats.quantity(line.quantity, self.language)
        return f"{quantity} × {self._each(line, line.unit_price)}"

    def later(self, line: ReceiptLine) -> list[str]:
        """That a line is paid and handed over later, against this receipt; else nothing."""
        return [self.say(_("to collect later"))] if line.is_collected_later else []

    def markdown(self, line: ReceiptLine) -> list[str]:
        """What a line cost in the catalogue and what was taken off; nothing where it cost that."""
        if line.catalogue_price is None:
            return []
        price, off = line.catalogue_price, line.catalogue_price - line.unit_price
        told = _("catalogue price %(price)s, markdown %(off)s")
        if off <= Money(0):
            told = _("catalogue price %(price)s")
        return [self.say(told, price=self._each(line, price), off=self._each(line, off))]

    def _each(self, line: ReceiptLine, price: Money) -> str:
        """A price of one unit: `8,50 €/m²`."""
        unit = line.quantity.unit
        return self.money(price) + ("" if unit is Unit.PIECE else f"/{formats.unit(unit)}")

    def rate(self, seller: ReceiptSeller) -> str:
        """The rate of VAT, `20 %`; `–` when none is shown."""
        if seller.vat_rate is None:
            return "–"
        return formats.percent(seller.vat_rate.basis_points, self.language)

    def vat(self, seller: ReceiptSeller) -> str:
        """`dont TVA 20 %`, or the mention that no VAT is shown."""
        if seller.vat_rate is None:
            return mentions.vat(seller.vat_regime, seller.country, self.language)
        return self.say(_("of which VAT %(rate)s"), rate=self.rate(seller))

    def payments(self) -> list[tuple[str, Money]]:
        """Each payment as it was handed over, and what went back."""
        return [row for paid in self.receipt.payments for row in self._payment(paid)]

    def _payment(self, paid: ReceiptPayment) -> list[tuple[str, Money]]:
        rows = [(word(paid.mode, self.language), paid.tendered or paid.amount)]
        return [*rows, (self.say(_("Given back")), -paid.change)] if paid.change else rows

    def count(self) -> str:
        """How many lines the receipt has, so that none can be cut off unseen."""
        return self.say(_("Lines: %(count)s"), count=self.receipt.line_count)

    def closing(self) -> list[str]:
        """What the law adds at the foot."""
        cashing = mentions.cashing(self.receipt.sales_mode, self.language)
        return [line for line in (cashing, mentions.guarantee(self.language)) if line]

    def signature(self) -> str:
        """The short signature, and which software made it."""
        signed = _("Signature %(signature)s · Bourse %(version)s")
        return self.say(signed, signature=self.receipt.signature, version=VERSION)
