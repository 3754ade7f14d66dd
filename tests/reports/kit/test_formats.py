"""Numbers on paper and on screen are Babel's, written with fewer look-ups."""

from __future__ import annotations

from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from bourse.values import Money
from reports.kit import formats


@given(
    st.integers(-(10**12), 10**12),
    st.sampled_from(("fr", "en")),
    st.sampled_from(("EUR", "CHF", "USD", "GBP")),
)
def test_a_price_is_written_as_babel_writes_it(cents: int, language: str, currency: str) -> None:
    written = formats.money(Money(cents), language, currency)
    assert written == format_currency(Money(cents).decimal, currency, locale=language)


def test_a_price_reads_as_people_write_it() -> None:
    assert (
        formats.money(Money(123_450), "fr") == "1\N{NARROW NO-BREAK SPACE}234,50\N{NO-BREAK SPACE}€"
    )
    assert formats.money(Money(123_450), "en") == "€1,234.50"
