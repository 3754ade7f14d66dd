"""The evolution over the editions: published balances, and the editions measured here.

Two sums that never meet: an edition may be in both. A fictional edition is in neither.
"""

from __future__ import annotations

from sqlalchemy import select

from bourse.db import db
from bourse.editions.models import Edition
from bourse.impact import queries
from bourse.impact.history import past_balances
from bourse.impact.models import PastBalance
from bourse.impact.queries import Cut
from bourse.impact.report import Balance, Cumulative, Headline
from bourse.values import Money, Weight


def balances(shown: Edition) -> tuple[Balance, ...]:
    """Published balances, then measured editions by date; `shown` is among them even if fictional.

    An edition that sold nothing yet is left out, unless it is `shown`.
    """
    editions = db.session.scalars(
        select(Edition)
        .where(Edition.is_fictional.is_(False) | (Edition.id == shown.id))
        .order_by(Edition.starts_on, Edition.id)
    ).all()
    figures = _by_edition([edition.id for edition in editions])
    return tuple(_published(balance) for balance in past_balances()) + tuple(
        _measured(edition, figures[edition.id])
        for edition in editions
        if figures[edition.id].purchases or edition.id == shown.id
    )


def cumulative() -> Cumulative:
    """What was published and, apart, what was measured; companies measured count once each."""
    published = past_balances()
    real = db.session.scalars(select(Edition.id).where(Edition.is_fictional.is_(False))).all()
    return Cumulative(
        published=Headline(
            weight=sum((balance.weight for balance in published), Weight(0)),
            turnover=sum((balance.turnover for balance in published), Money(0)),
            purchases=sum(balance.purchases for balance in published),
            firms=sum(balance.firms for balance in published),
        ),
        published_editions=sum(balance.editions for balance in published),
        measured=Headline(
            weight=queries.tonnes_saved(real)[""],
            turnover=queries.turnover(real)[""],
            purchases=queries.purchases(real)[""],
            firms=queries.firms(real)[""],
        ),
        measured_editions=len(queries.purchases(real, Cut.EDITION)),
    )


def _by_edition(edition_ids: list[int]) -> dict[int, Headline]:
    weights = queries.tonnes_saved(edition_ids, Cut.EDITION)
    turnover = queries.turnover(edition_ids, Cut.EDITION)
    purchases = queries.purchases(edition_ids, Cut.EDITION)
    firms = queries.firms(edition_ids, Cut.EDITION)
    return {
        key: Headline(
            weight=weights.get(str(key), Weight(0)),
            turnover=turnover.get(str(key), Money(0)),
            purchases=purchases.get(str(key), 0),
            firms=firms.get(str(key), 0),
        )
        for key in edition_ids
    }


def _published(balance: PastBalance) -> Balance:
    return Balance(
        label=balance.label,
        editions=balance.editions,
        first_year=balance.first_year,
        last_year=balance.last_year,
        headline=Headline(balance.weight, balance.turnover, balance.purchases, balance.firms),
        source=balance.source,
        url=balance.url,
        is_measured=False,
        is_fictional=False,
    )


def _measured(edition: Edition, headline: Headline) -> Balance:
    return Balance(
        label=edition.name,
        editions=1,
        first_year=edition.starts_on.year,
        last_year=edition.ends_on.year,
        headline=headline,
        source="",
        url="",
        is_measured=True,
        is_fictional=edition.is_fictional,
    )
