"""What stands round the figures: the report's standing, its method, its sources."""

from __future__ import annotations

from bourse.impact.report import Report
from reports.kit import formats
from reports.kit.language import mark as _
from reports.kit.language import translate

METHOD = (
    (
        _("Tonnes saved"),
        _(
            "Weight of what was sold, net of returns. What was given away or is left over is not "
            "in it."
        ),
    ),
    (
        _("Turnover"),
        _(
            "What buyers paid for lots, VAT included, net of returns. Fees and commission are not "
            "in it."
        ),
    ),
    (
        _("Purchases"),
        _(
            "Sales not wholly returned. One basket is one purchase, however many sellers or "
            "payments it has."
        ),
    ),
    (
        _("Firms"),
        _(
            "Exhibitors who were present with at least one lot offered. A firm on two sites "
            "counts once."
        ),
    ),
    (
        _("Weighing methods"),
        _(
            "Weighed: on a scale at the till, or on a weighbridge. Declared: by the exhibitor, "
            "per unit. Computed: quantity times the density or the mass per square metre of the "
            "material. Category default: a mean weight set by the organiser. The method is frozen "
            "with each line sold."
        ),
    ),
)
"""Term and definition, in the order of reading."""


def title(report: Report, language: str) -> str:
    """`Impact report – Bourse aux matériaux du Val de Morteau`."""
    return translate(_("Impact report – %(edition)s"), language, edition=report.edition.name)


def standing(report: Report, language: str) -> str:
    """`Provisional figures, as of 14/06/2026 18:10`: every document says it."""
    when = formats.instant(report.as_of, language, report.edition.timezone)
    if report.is_final:
        return translate(_("Final figures, as of %(when)s"), language, when=when)
    return translate(_("Provisional figures, as of %(when)s"), language, when=when)


def dates(report: Report, language: str) -> str:
    """The days of the edition: `13–14 juin 2026`."""
    return formats.period(report.edition.starts_on, report.edition.ends_on, language)


def method(report: Report, language: str) -> list[tuple[str, str]]:
    """Definitions, then what this very report must say about itself."""
    notes = [(translate(term, language), translate(words, language)) for term, words in METHOD]
    notes.append(
        (
            translate(_("Proof"), language),
            translate(
                _(
                    "Every figure is recomputed from the sealed journal, read up to entry "
                    "%(seq)s, whose fingerprint is %(hash)s."
                ),
                language,
                seq=report.journal_seq,
                hash=report.journal_hash,
            ),
        )
    )
    if report.masses:
        notes.append((translate(_("Masses of materials"), language), _masses(report, language)))
    if report.open_cases:
        notes.append(
            (
                translate(_("Reservation"), language),
                translate(
                    _("Operations at the tills that the organiser has yet to look at: %(number)s."),
                    language,
                    number=report.open_cases,
                ),
            )
        )
    if report.edition.is_fictional:
        notes.append(
            (
                translate(_("Demonstration"), language),
                translate(
                    _(
                        "This edition is fictional: nothing of it took place. Its figures are "
                        "added to no published one."
                    ),
                    language,
                ),
            )
        )
    return notes


def _masses(report: Report, language: str) -> str:
    """Each source and year, then the materials whose mass it gives."""
    found: dict[tuple[str, str], list[str]] = {}
    for mass in report.masses:
        doubt = "" if mass.is_sure else translate(_(" (to be checked)"), language)
        found.setdefault((mass.source, mass.year), []).append(mass.material + doubt)
    return ". ".join(
        translate(
            _("%(source)s, %(year)s: %(materials)s"),
            language,
            source=source,
            year=year,
            materials=", ".join(materials),
        )
        for (source, year), materials in found.items()
    )


def sources(report: Report) -> list[tuple[str, str, str]]:
    """(balance, source, link or "") of each published balance."""
    return [
        (balance.label, balance.source, balance.url)
        for balance in report.evolution
        if not balance.is_measured
    ]
