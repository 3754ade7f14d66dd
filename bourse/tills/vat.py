"""VAT as receipts show it: the seller's country decides the rate, the regime whether it is shown.

The standard rates, 20 % in France (CGI 278) and 21 % in Belgium; under the franchise and the
margin scheme no VAT is shown but the mention of the law.
"""

from __future__ import annotations

from bourse.people.models import VatRegime
from bourse.values import Rate

STANDARD = {"FR": Rate(2000), "BE": Rate(2100)}


def shown_rate(regime: VatRegime, country: str) -> Rate | None:
    """The rate to show on a receipt; None when the regime shows no VAT."""
    return STANDARD.get(country) if regime is VatRegime.NORMAL else None
