"""Drawing up an edition's report from the queries: a fixed number of them, whatever its size.

Call it under `read_only()`, so that every figure is of one moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.desk.cases import open_cases
from bourse.editions.models import Category, Edition, EditionStatus, Site
from bourse.exhibitors.models import Exhibitor
from bourse.impact import evolution, queries
from bourse.impact.lots_offered import OfferedLot, flow_of, offered_lots
from bourse.impact.queries import Cut
from bourse.impact.report import (
    EditionFacts,
    Headline,
    Hour,
    MassFlow,
    Part,
    Report,
)
from bourse.impact.sharing import mass_sources, method_shares, origin_shares, savings
from bourse.journal import service as journal
from bourse.people.models import Company
from bourse.people.queries import organisation
from bourse.values import Money, Weight

Names = Mapping[str, tuple[str, str]]
"""Code → what it is called in French and in English."""


def compile_report(edition: Edition) -> Report:
    """Every figure of the edition, as the journal stands now."""
    lots = offered_lots(edition.id)
    headline = headline_of(edition.id)
    head = journal.head()
    return Report(
        edition=_facts(edition),
        as_of=now(),
        is_final=edition.status is EditionStatus.CLOSED,
        journal_seq=head.seq,
        journal_hash=head.hash,
        headline=headline,
        by_category=parts(edition.id, Cut.CATEGORY, category_names(), lots),
        by_site=parts(edition.id, Cut.SITE, site_names(edition.id)),
        by_exhibitor=parts(edition.id, Cut.EXHIBITOR, exhibitor_names(edition.id), lots),
        by_hour=hours(edition.id),
        methods=method_shares(edition.id),
        origins=origin_shares(edition.id),
        flow=flow_of(lots, headline.weight),
        savings=savings(edition.id, headline.turnover),
        evolution=evolution.balances(edition),
        cumulative=evolution.cumulative(),
        open_cases=open_cases(edition.id),
        masses=mass_sources(edition.id),
    )


def headline_of(edition_id: int) -> Headline:
    """The four figures of one edition."""
    only = [edition_id]
    return Headline(
        weight=queries.tonnes_saved(only)[""],
        turnover=queries.turnover(only)[""],
        purchases=queries.purchases(only)[""],
        firms=queries.firms(only)[""],
    )


def parts(
    edition_id: int, cut: Cut, names: Names, lots: list[OfferedLot] | None = None
) -> tuple[Part, ...]:
    """The figures of each category, site or exhibitor, the heaviest first.

    With `lots`, each part also says what became of the lots offered in it.
    """
    only = [edition_id]
    weights, turnover = queries.tonnes_saved(only, cut), queries.turnover(only, cut)
    purchases, firms = queries.purchases(only, cut), queries.firms(only, cut)
    unweighed = queries.lines_kept(only, cut, unweighed=True)
    unweighed_turnover = queries.unweighed_turnover(only, cut)
    flows = _flows(lots, cut, weights) if lots is not None else {}
    codes = weights.keys() | firms.keys() | flows.keys()
    if cut is Cut.SITE:
        codes |= names.keys()
    found = [
        Part(
            code=code,
            label=names.get(code, (code, code))[0],
            label_en=names.get(code, (code, code))[1],
            weight=weights.get(code, Weight(0)),
            turnover=turnover.get(code, Money(0)),
            purchases=purchases.get(code, 0),
            firms=firms.get(code, 0),
            unweighed_lines=unweighed.get(code, 0),
            unweighed_turnover=unweighed_turnover.get(code, Money(0)),
            flow=flows.get(code),
        )
        for code in codes
    ]
    return tuple(
        sorted(found, key=lambda part: (-part.weight.grams, -part.turnover.cents, part.code))
    )


def _flows(lots: list[OfferedLot], cut: Cut, weights: Mapping[str, Weight]) -> dict[str, MassFlow]:
    of_lot: Callable[[OfferedLot], str] = (
        (lambda lot: lot.category) if cut is Cut.CATEGORY else (lambda lot: lot.exhibitor)
    )
    groups: dict[str, list[OfferedLot]] = {code: [] for code in weights}
    for lot in lots:
        groups.setdefault(of_lot(lot), []).append(lot)
    return {code: flow_of(own, weights.get(code, Weight(0))) for code, own in groups.items()}


def hours(edition_id: int) -> tuple[Hour, ...]:
    """Each hour in which something was bought, the first first."""
    only = [edition_id]
    weights = queries.tonnes_saved(only, Cut.HOUR)
    turnover = queries.turnover(only, Cut.HOUR)
    purchases = queries.purchases(only, Cut.HOUR)
    return tuple(
        Hour(
            starts_at=datetime.strptime(key, "%Y-%m-%d %H").replace(tzinfo=UTC),
            weight=weight,
            turnover=turnover[key],
            purchases=purchases.get(key, 0),
        )
        for key, weight in sorted(weights.items())
    )


def category_names() -> Names:
    """What each category is called."""
    rows = db.session.execute(select(Category.code, Category.label_fr, Category.label_en))
    return {code: (french, english) for code, french, english in rows}


def site_names(edition_id: int) -> Names:
    """What each site of the edition is called, by its id."""
    rows = db.session.execute(select(Site.id, Site.name).where(Site.edition_id == edition_id))
    return {str(key): (name, name) for key, name in rows}


def exhibitor_names(edition_id: int) -> Names:
    """What the company behind each exhibitor's code is called."""
    rows = db.session.execute(
        select(Exhibitor.code, Company.name)
        .join(Company, Company.id == Exhibitor.company_id)
        .where(Exhibitor.edition_id == edition_id)
    )
    return {code: (name, name) for code, name in rows}


def _facts(edition: Edition) -> EditionFacts:
    runs = organisation()
    return EditionFacts(
        slug=edition.slug,
        name=edition.name,
        place=edition.place,
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        timezone=edition.timezone,
        currency=edition.currency,
        is_fictional=edition.is_fictional,
        organiser=runs.name if runs else "",
    )
