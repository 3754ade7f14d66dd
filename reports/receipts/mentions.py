"""What the law wants a receipt to say in words, for paper and screen alike."""

from __future__ import annotations

from bourse.editions.models import SalesMode
from bourse.people.models import VatRegime
from reports.kit.language import mark as _
from reports.kit.language import translate

GUARANTEE = _(
    "Professional sellers owe you the legal guarantee of conformity for two years (French consumer"
    " code, L217-3). A defect is presumed to be there at the sale for 24 months, 12 for used goods"
    " (L217-7)."
)
THIRD_PARTY = _("The organiser cashes on behalf of the sellers named here.")
FRANCHISE = {
    "FR": _("VAT not applicable, art. 293 B of the CGI"),
    "BE": _("Small business under the tax exemption scheme"),
}
MARGIN = _("Special scheme – second-hand goods (art. 297 E of the CGI)")


def guarantee(language: str) -> str:
    """The legal guarantee of conformity (C. conso. L217-3, L217-7)."""
    return translate(GUARANTEE, language)


def cashing(mode: SalesMode, language: str) -> str:
    """On whose behalf the money was taken; nothing to say when the exhibitor takes it."""
    return translate(THIRD_PARTY, language) if mode is SalesMode.CENTRAL_TILL else ""


def vat(regime: VatRegime, country: str, language: str) -> str:
    """The mention of a regime that shows no VAT (CGI 293 B, 297 E); empty in the normal one."""
    match regime:
        case VatRegime.FRANCHISE:
            return translate(FRANCHISE.get(country, FRANCHISE["FR"]), language)
        case VatRegime.MARGIN:
            return translate(MARGIN, language)
        case VatRegime.NORMAL:
            return ""
