"""Balances of editions past, as they were published: kept as one row, never split or guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from bourse.db import db
from bourse.errors import BourseError
from bourse.impact.models import PastBalance
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.values import Money, Weight

FIRST_YEAR = 1950
LAST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class BalanceDraft:
    """A balance to keep. Raises `balance_*` with the `field` that is wrong.

    Over several editions `editions` says how many; their split is unknown.
    """

    label: str
    editions: int
    first_year: int
    last_year: int
    weight: Weight
    turnover: Money
    purchases: int
    firms: int
    source: str
    url: str = ""

    def __post_init__(self) -> None:
        self._check_texts()
        self._check_years()
        amounts = {
            "weight": self.weight.grams,
            "turnover": self.turnover.cents,
            "purchases": self.purchases,
            "firms": self.firms,
        }
        for field, amount in amounts.items():
            if amount < 0:
                raise BourseError("balance_negative", field=field)

    def _check_texts(self) -> None:
        for field, longest in (("label", 200), ("source", 300), ("url", 300)):
            text = getattr(self, field)
            if not text.strip() and field != "url":
                raise BourseError("balance_empty", field=field)
            if len(text) > longest:
                raise BourseError("balance_long", field=field, longest=longest)
        if self.url and not self.url.startswith(("https://", "http://")):
            raise BourseError("balance_url", field="url")

    def _check_years(self) -> None:
        if self.editions < 1:
            raise BourseError("balance_editions", field="editions")
        for field in ("first_year", "last_year"):
            if not FIRST_YEAR <= getattr(self, field) <= LAST_YEAR:
                raise BourseError("balance_year", field=field, first=FIRST_YEAR, last=LAST_YEAR)
        if self.first_year > self.last_year:
            raise BourseError("balance_years", field="last_year")


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a file's balances did; `unchanged` were there already, the same."""

    added: int
    replaced: int
    unchanged: int


def past_balances() -> list[PastBalance]:
    """Every balance kept, the oldest first."""
    return list(
        db.session.scalars(
            select(PastBalance).order_by(
                PastBalance.first_year, PastBalance.last_year, PastBalance.id
            )
        )
    )


def keep_balances(drafts: Sequence[BalanceDraft], *, by: Actor) -> Kept:
    """Keep balances by their label: a new one is added, a corrected one replaces the old.

    Raises `balance_twice` (label) when two drafts have the same label.
    """
    labels = [draft.label for draft in drafts]
    for label, times in Counter(labels).items():
        if times > 1:
            raise BourseError("balance_twice", field="label", label=label)
    known = {
        balance.label: balance
        for balance in db.session.scalars(select(PastBalance).where(PastBalance.label.in_(labels)))
    }
    added = replaced = 0
    for draft in drafts:
        balance = known.get(draft.label)
        if balance is None:
            balance = PastBalance(label=draft.label)
            db.session.add(balance)
            added += 1
        elif _draft_of(balance) == draft:
            continue
        else:
            replaced += 1
        _fill(balance, draft)
        db.session.flush()
        note(by, "history.keep", f"past_balance:{balance.id}", **_figures(draft))
    return Kept(added, replaced, len(drafts) - added - replaced)


def forget_balance(balance_id: int, *, by: Actor) -> None:
    """Remove a balance, its figures kept in the record; `balance_unknown` if there is none."""
    balance = find_balance(balance_id)
    note(by, "history.forget", f"past_balance:{balance.id}", **_figures(_draft_of(balance)))
    db.session.delete(balance)
    db.session.flush()


def find_balance(balance_id: int) -> PastBalance:
    """One balance; `balance_unknown` if there is none."""
    balance = db.session.get(PastBalance, balance_id)
    if balance is None:
        raise BourseError("balance_unknown")
    return balance


def _fill(balance: PastBalance, draft: BalanceDraft) -> None:
    balance.editions = draft.editions
    balance.first_year, balance.last_year = draft.first_year, draft.last_year
    balance.weight_g, balance.turnover_cents = draft.weight.grams, draft.turnover.cents
    balance.purchases, balance.firms = draft.purchases, draft.firms
    balance.source, balance.url = draft.source, draft.url


def _draft_of(balance: PastBalance) -> BalanceDraft:
    return BalanceDraft(
        label=balance.label,
        editions=balance.editions,
        first_year=balance.first_year,
        last_year=balance.last_year,
        weight=balance.weight,
        turnover=balance.turnover,
        purchases=balance.purchases,
        firms=balance.firms,
        source=balance.source,
        url=balance.url,
    )


def _figures(draft: BalanceDraft) -> dict[str, str | int | None]:
    return {
        "label": draft.label,
        "editions": draft.editions,
        "weight_g": draft.weight.grams,
        "turnover_cents": draft.turnover.cents,
        "purchases": draft.purchases,
        "firms": draft.firms,
    }
