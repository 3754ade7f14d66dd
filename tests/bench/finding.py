"""The catalogue's page, its search and its filters, as the number of lots grows."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from itertools import chain
from statistics import quantiles

from tests.bench.houses import House, house
from tests.bench.stage import Measure

FEW, MANY = 1_000, 100_000
TIMES = 100
"""Answers to each question: the slowest five are beyond the 95th percentile."""
FIRST = "first page"
QUESTIONS = {
    FIRST: "",
    "a page far down": "after={deep}",
    "the cheapest first, far down": "sort=price&after={deep}",
    "a frequent word": "q=tuiles",
    "a frequent word, cheapest first": "q=portes&sort=price",
    "a rare word": "q=girouette",
    "a rare word, cheapest first": "q=girouette&sort=price",
    "two words": "q=portes+chêne",
    "a number in a word": "q=tuile+217",
    "one category": "category=SAN",
    "one category, biggest discount first": "category=SAN&sort=discount",
    "one site": "site={site}",
    "the smallest site": "site={smallest}",
    "one condition": "condition=to_repair",
    "a narrow range of prices": "min=9,90&max=10",
    "the biggest discounts": "discount=70",
    "all filters": "category=SAN&site={site}&condition=good&min=5&max=400&discount=50",
    "all filters and a word": "q=évier&site={site}&condition=good&max=400&discount=50&sort=price",
    "filters that nothing passes": "category=SAN&condition=to_repair&min=400&discount=70",
}


def measures() -> Iterator[Measure]:
    """Seconds of the server's time for a page, at the 95th percentile, until its last byte.

    PostgreSQL works in a process of its own, whose time is added. Each question is held against
    the first page of a small catalogue: as many lots on it, found at once; and all of them against
    all of them there. The two are asked in turn, in rounds: what slows the machine slows both.
    """
    with house(FEW) as small, house(MANY) as large:
        gc.freeze()  # as wsgi.py does
        few, many = _asked_in_turn(small, large)
    held, against = f"{FIRST}, {FEW:,}", _p95(few[FIRST])
    for what, seconds in many.items():
        yield Measure(f"{what}, {MANY:,} lots", _p95(seconds), held, against)
    ours, theirs = (_p95(chain(*asked.values())) for asked in (many, few))
    yield Measure(f"all of these, {MANY:,} lots", ours, f"all of these, {FEW:,}", theirs)


def _asked_in_turn(*houses: House) -> list[dict[str, list[float]]]:
    """Of each house, the seconds of each question; the first round only warms up."""
    spent: list[dict[str, list[float]]] = [{what: [] for what in QUESTIONS} for _ in houses]
    for number in range(TIMES + 1):
        for what, question in QUESTIONS.items():
            for house_, told in zip(houses, spent, strict=True):
                seconds = house_.seconds(question)
                if number:
                    told[what].append(seconds)
    return spent


def _p95(seconds: Iterable[float]) -> float:
    return quantiles(seconds, n=20)[-1]
