"""What is asked of a person whose file may hold another price than that of one unit."""

from __future__ import annotations

from flask_babel import gettext

from app.language import current
from app.spreadsheets.faults import PRICE_DOUBTS
from app.spreadsheets.long_work import Look
from bourse.intake.price_headings import PriceDoubt, doubt_of
from bourse.lots.describing import LotDraft
from reports.kit import formats


def price_question(look: Look, currency: str) -> str:
    """Whether the column that was chosen can be the price, by its heading; empty when it says so.

    Of a column that may hold totals, the first lot shows what would come of it.
    """
    heading = look.heading.text("price")
    doubt = doubt_of(heading)
    if doubt is None:
        return ""
    said = gettext("“%(column)s” is read as the price.", column=heading)
    said = f"{said} {PRICE_DOUBTS[doubt]}"
    first = next((one.draft for one in look.preview.plan.outcomes if not one.error), None)
    if doubt is PriceDoubt.OF_ALL and first:
        said = f"{said} {_in_all(first, currency)}"
    return said


def _in_all(draft: LotDraft, currency: str) -> str:
    language = current()
    return gettext(
        "Read like this, “%(name)s” comes to %(total)s in all: %(quantity)s at %(price)s.",
        name=draft.designation,
        total=formats.money(draft.price.times(draft.quantity), language, currency),
        quantity=formats.quantity(draft.quantity, language),
        price=formats.money(draft.price, language, currency),
    )
