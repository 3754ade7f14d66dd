"""Numbers and moments as a reader writes them, by Babel; exact, from integers to text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_interval
from babel.numbers import (
    NumberPattern,
    format_currency,
    format_decimal,
    format_percent,
    get_currency_precision,
    get_currency_symbol,
    parse_pattern,
)

from bourse.values import Money, Quantity, Unit, Weight, round_half_up

_PERCENT = parse_pattern("#,##0.##\N{NO-BREAK SPACE}%")
SYMBOLS = {Unit.M2: "m²", Unit.M3: "m³", Unit.ML: "ml", Unit.LITRE: "l", Unit.TONNE: "t"}


def money(amount: Money, language: str, currency: str = "EUR") -> str:
    """`1 234,50 €`."""
    written: str = _pricing(language, currency).apply(amount.decimal, _locale(language))
    return written


@cache
def _pricing(language: str, currency: str) -> NumberPattern:
    """A currency's own pattern, its symbol in place: Babel would look up its name at each price."""
    locale = _locale(language)
    general = locale.currency_formats["standard"].pattern
    pattern = parse_pattern(general.replace("¤", get_currency_symbol(currency, locale)))
    pattern.frac_prec = (get_currency_precision(currency),) * 2
    return pattern


@cache
def _locale(language: str) -> Locale:
    """Looked up once: Babel would read the language's code again for each part of a number."""
    return Locale.parse(language)


def round_money(amount: Money, language: str, currency: str = "EUR") -> str:
    """`65 451 €`: to the whole unit, for headline figures."""
    units = round_half_up(amount.cents, 100)
    return format_currency(
        units, currency, format="#,##0\N{NO-BREAK SPACE}¤", locale=language, currency_digits=False
    )


def weight(mass: Weight, language: str) -> str:
    """`850 g`, `12,5 kg` below a tonne, `1,234 t` from there on."""
    if abs(mass.grams) < 1_000:
        return f"{format_decimal(mass.grams, locale=_locale(language))}\N{NO-BREAK SPACE}g"
    if abs(mass.grams) < 1_000_000:
        return f"{decimal(mass.kilograms, language, 1)}\N{NO-BREAK SPACE}kg"
    return tonnes(mass, language, 3)


def tonnes(mass: Weight, language: str, digits: int = 1) -> str:
    """`184 t`: always in tonnes, for headline figures and tables."""
    return f"{decimal(mass.tonnes, language, digits)}\N{NO-BREAK SPACE}t"


def quantity(amount: Quantity, language: str) -> str:
    """`12,5 m²`; pieces carry no unit."""
    number = decimal(amount.decimal, language, 3)
    if amount.unit is Unit.PIECE:
        return number
    return f"{number}\N{NO-BREAK SPACE}{unit(amount.unit)}"


def unit(measure: Unit) -> str:
    """The unit's symbol: `m²`, `kg`, `u`."""
    return SYMBOLS.get(measure, measure.value)


def decimal(number: Decimal | int, language: str, digits: int) -> str:
    """A number with at most `digits` decimals."""
    return format_decimal(number, format=_pattern(digits), locale=_locale(language))


@cache
def _pattern(digits: int) -> NumberPattern:
    """Read once: Babel would read it again for each number of a page."""
    return parse_pattern("#,##0" + ("." + "#" * digits if digits else ""))


def whole(number: int, language: str) -> str:
    """`1 500`: a count."""
    return decimal(number, language, 0)


def percent(basis_points: int, language: str) -> str:
    """`12,5 %` from hundredths of a percent."""
    return format_percent(Decimal(basis_points) / 10_000, format=_PERCENT, locale=_locale(language))


def millimetres(micrometres: int, language: str) -> str:
    """`1,3 mm`."""
    return f"{decimal(Decimal(micrometres) / 1_000, language, 3)}\N{NO-BREAK SPACE}mm"


def day(when: date, language: str) -> str:
    """`13 juin 2026`."""
    return format_date(when, format="long", locale=language)


def period(first: date, last: date, language: str) -> str:
    """`20–22 novembre 2026`, or one day alone."""
    return format_interval(first, last, skeleton="yMMMMd", locale=language)


def instant(when: datetime, language: str, timezone: str = "Europe/Paris") -> str:
    """`13/06/2026 10:01`, in the edition's zone."""
    return format_datetime(when, format="short", tzinfo=ZoneInfo(timezone), locale=language)


APPOINTMENTS = {"fr": "EEEE d MMMM 'à' H'\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}'mm"}
MIDNIGHTS = {"fr": "EEEE d MMMM 'à minuit'"}


def appointment(when: datetime, language: str, timezone: str = "Europe/Paris") -> str:
    """`vendredi 12 juin à 18 h 00`: a moment to keep, in the edition's zone.

    Midnight ends a day, as people say it: `dimanche 14 juin à minuit`.
    """
    here = when.astimezone(ZoneInfo(timezone))
    if here.time() == time():
        pattern = MIDNIGHTS.get(language, "EEEE d MMMM 'at midnight'")
        return format_date(here.date() - timedelta(days=1), pattern, locale=language)
    pattern = APPOINTMENTS.get(language, "EEEE d MMMM 'at' HH:mm")
    return format_datetime(here, pattern, tzinfo=here.tzinfo, locale=language)


def weekday(when: datetime, language: str, timezone: str = "Europe/Paris") -> str:
    """`sam. 10:01`: a moment of an edition, which lasts a few days."""
    return format_datetime(when, "EEE HH:mm", tzinfo=ZoneInfo(timezone), locale=language)
