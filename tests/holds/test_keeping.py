"""How long goods are kept: half an hour, then the edition's hours, never beyond its last day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.editions.models import Edition, EditionStatus
from bourse.holds.keeping import kept_until, may_hold, unconfirmed_until
from bourse.holds.models import Hold, HoldState


def edition(
    hours: int | None = 24, first: date = date(2026, 6, 13), last: date = date(2026, 6, 14)
) -> Edition:
    return Edition(
        slug="morteau",
        name="Morteau",
        starts_on=first,
        ends_on=last,
        timezone="Europe/Paris",
        status=EditionStatus.OPEN,
        hold_hours=hours,
    )


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "confirmed", "until"),
    [
        (24, "2026-06-13T07:15", "2026-06-14T07:15"),
        (4, "2026-06-13T07:15", "2026-06-13T11:15"),
        # The last day ends at midnight in Paris: ten in the evening, UTC, in summer.
        (48, "2026-06-13T07:15", "2026-06-14T22:00"),
        # Nobody can collect before the first day, which begins at midnight in Paris.
        (4, "2026-06-01T07:15", "2026-06-13T02:00"),
        (240, "2026-06-01T07:15", "2026-06-14T22:00"),
    ],
)
def test_the_hours_run_from_the_first_day_to_the_last(
    hours: int, confirmed: str, until: str
) -> None:
    assert kept_until(edition(hours), utc(confirmed)) == utc(until)


@pytest.mark.parametrize(
    ("first", "last", "confirmed", "until", "over"),
    [
        # On 29 March 2026 two o'clock is three: 24 hours later it is 11:00 by the clock, not 10:00.
        ("2026-03-28", "2026-03-29", "2026-03-28T09:00", "2026-03-29T09:00", "2026-03-29T22:00"),
        # On 25 October 2026 three o'clock is two again: that day has twenty-five hours.
        ("2026-10-24", "2026-10-25", "2026-10-24T08:00", "2026-10-25T08:00", "2026-10-25T23:00"),
    ],
)
def test_clocks_that_change_take_no_hour_away(
    first: str, last: str, confirmed: str, until: str, over: str
) -> None:
    over_two_seasons = edition(24, date.fromisoformat(first), date.fromisoformat(last))
    assert kept_until(over_two_seasons, utc(confirmed)) == utc(until)
    assert over_two_seasons.over_at == utc(over)


MOMENTS = st.timedeltas(timedelta(0), timedelta(days=44, hours=21, minutes=59)).map(
    lambda since: datetime(2026, 5, 1, tzinfo=UTC) + since
)


@given(at=MOMENTS, hours=st.integers(1, 24 * 60))
def test_it_is_kept_for_a_while_and_never_beyond_the_end(at: datetime, hours: int) -> None:
    running = edition(hours)
    until = kept_until(running, at)
    assert at < until <= running.over_at
    assert until - at >= min(timedelta(hours=hours), running.over_at - at)
    assert at < unconfirmed_until(running, at) <= running.over_at


@pytest.mark.parametrize(
    ("hours", "status", "at", "allowed"),
    [
        (24, EditionStatus.OPEN, "2026-06-14T21:59", True),
        (24, EditionStatus.OPEN, "2026-06-14T22:00", False),
        (24, EditionStatus.PREPARING, "2026-05-01T10:00", True),
        (24, EditionStatus.CLOSED, "2026-06-13T10:00", False),
        (None, EditionStatus.OPEN, "2026-06-13T10:00", False),
    ],
)
def test_when_an_edition_keeps_lots(
    hours: int | None, status: EditionStatus, at: str, allowed: bool
) -> None:
    asked = edition(hours)
    asked.status = status
    assert may_hold(asked, utc(at)) is allowed


@given(
    asked=MOMENTS,
    confirmed=st.none() | st.integers(0, 30),
    cancelled=st.none() | st.integers(0, 90),
    collected=st.none() | st.integers(0, 90),
    seen=st.integers(0, 120),
)
def test_the_state_follows_from_the_moments(
    asked: datetime, confirmed: int | None, cancelled: int | None, collected: int | None, seen: int
) -> None:
    def after(minutes: int | None) -> datetime | None:
        return None if minutes is None else asked + timedelta(minutes=minutes)

    until = asked + timedelta(minutes=30 if confirmed is None else 60)
    held = Hold(
        confirmed_at=after(confirmed),
        expires_at=until,
        cancelled_at=after(cancelled),
        collected_at=after(collected),
    )
    moment = asked + timedelta(minutes=seen)
    state = held.state_at(moment)
    assert (state is HoldState.COLLECTED) is (collected is not None)
    if collected is None:
        assert (state is HoldState.CANCELLED) is (cancelled is not None)
    if collected is None and cancelled is None:
        assert (state is HoldState.EXPIRED) is (moment >= until)
        kept = HoldState.UNCONFIRMED if confirmed is None else HoldState.HELD
        assert state in (HoldState.EXPIRED, kept)
