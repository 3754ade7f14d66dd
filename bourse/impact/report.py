"""What an impact report says, frozen: the figures of one edition as the journal stood at a moment.

Everything in it adds up: the parts of a split sum to its headline (purchases and firms excepted,
where one purchase may hold two categories: each split says so). A published snapshot is this
dataclass as JSON, so a field added later needs a default.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bourse.goods.weighing import WeightMethod
from bourse.lots.models import Origin
from bourse.values import Money, Weight, round_half_up

WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class Headline:
    """The four figures that everyone quotes (DOMAIN.md, "The four headline figures")."""

    weight: Weight
    turnover: Money
    purchases: int
    firms: int


@dataclass(frozen=True, slots=True)
class MassFlow:
    """What became of the goods offered, by the lots' weights; `sold` is frozen at the sale.

    `removed` left without being sold (broken, lost, taken back). Lots whose weight nobody knows
    are in `lots_unweighed` and in no weight.
    """

    offered: Weight
    sold: Weight
    unsold: Weight
    removed: Weight
    lots: int
    lots_unweighed: int

    @property
    def difference(self) -> Weight:
        """What weighing at the till, or a lot corrected after a sale, makes of the rest."""
        return self.offered - self.sold - self.unsold - self.removed


@dataclass(frozen=True, slots=True)
class Part:
    """One category, site or exhibitor.

    `purchases` are those that hold something of it, `firms` those that offered something in it:
    both may sum to more than the whole. `unweighed_lines` were sold without a known weight, for
    `unweighed_turnover`. A site has no `flow`: lots belong to an exhibitor, not to a site.
    """

    code: str
    label: str
    label_en: str
    weight: Weight
    turnover: Money
    purchases: int
    firms: int
    unweighed_lines: int
    unweighed_turnover: Money
    flow: MassFlow | None

    def named(self, language: str) -> str:
        """Its name in `language`."""
        return self.label if language == "fr" or not self.label_en else self.label_en


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of sales, by when the purchase was made (a reversal counts in that hour)."""

    starts_at: datetime
    weight: Weight
    turnover: Money
    purchases: int


@dataclass(frozen=True, slots=True)
class MethodShare:
    """What was sold with one weighing method; `weight` is None for what nobody weighed.

    Shares in basis points: of the known weight (None when unknown), and of the turnover.
    """

    method: WeightMethod
    lines: int
    weight: Weight | None
    weight_bp: int | None
    turnover: Money
    turnover_bp: int


@dataclass(frozen=True, slots=True)
class OriginShare:
    """What was sold of one origin, and its share of the known weight in basis points."""

    origin: Origin
    weight: Weight
    weight_bp: int
    turnover: Money


@dataclass(frozen=True, slots=True)
class Savings:
    """What buyers saved against new, on the lines that have a reference price only.

    `covered` is the turnover of those lines, `covered_bp` its share of the whole turnover.
    """

    amount: Money
    covered: Money
    covered_bp: int


@dataclass(frozen=True, slots=True)
class Balance:
    """One row of the evolution: a past balance as published, or an edition measured here.

    `editions` above 1: the split between them is unknown, and no row pretends otherwise.
    """

    label: str
    editions: int
    first_year: int
    last_year: int
    headline: Headline
    source: str
    url: str
    is_measured: bool
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class Cumulative:
    """Two sums that are never added: what was published, and what was measured here.

    Published firms are added balance by balance; measured ones are counted once each. No
    fictional edition is in either.
    """

    published: Headline
    published_editions: int
    measured: Headline
    measured_editions: int


@dataclass(frozen=True, slots=True)
class MassSource:
    """A material by whose mass goods sold were weighed; `is_sure` unless derived or to check."""

    material: str
    source: str
    year: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """Which edition the report is about."""

    slug: str
    name: str
    place: str
    starts_on: date
    ends_on: date
    timezone: str
    currency: str
    is_fictional: bool
    organiser: str


@dataclass(frozen=True, slots=True)
class Report:
    """The impact report. Provisional until the edition is closed; the journal's head proves it."""

    edition: EditionFacts
    as_of: datetime
    is_final: bool
    journal_seq: int
    journal_hash: str
    headline: Headline
    by_category: tuple[Part, ...]
    by_site: tuple[Part, ...]
    by_exhibitor: tuple[Part, ...]
    by_hour: tuple[Hour, ...]
    methods: tuple[MethodShare, ...]
    origins: tuple[OriginShare, ...]
    flow: MassFlow
    savings: Savings
    evolution: tuple[Balance, ...]
    cumulative: Cumulative
    open_cases: int
    masses: tuple[MassSource, ...] = ()

    @property
    def average_basket(self) -> Money | None:
        """Turnover per purchase, rounded to the cent; None before the first."""
        if not self.headline.purchases:
            return None
        return Money(round_half_up(self.headline.turnover.cents, self.headline.purchases))

    @property
    def average_weight(self) -> Weight | None:
        """Known weight per purchase, rounded to the gram; None before the first."""
        if not self.headline.purchases:
            return None
        return Weight(round_half_up(self.headline.weight.grams, self.headline.purchases))
