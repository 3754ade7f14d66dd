"""Two days at the tills, minute by minute: who comes when, what they buy and bring back."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from bourse.overview.demonstration.device import Device
from bourse.overview.demonstration.goods import Stands
from bourse.overview.demonstration.paying import cash_of, pay, pay_back
from bourse.tills.baskets import Line
from bourse.tills.facts import CashMoved, Reversed, SessionClosed, SessionOpened, Sold

TillFact = SessionOpened | SessionClosed | CashMoved | Sold | Reversed
Step = Callable[[datetime, Device], TillFact | None]
SetApart = Callable[[datetime, Sequence[Line]], str | None]
"""The code under which the goods of a basket were set apart, if they were."""

FLOAT_CENTS = 15_000
SHIFTS = ((time(8, 50), time(13, 5)), (time(13, 10), time(18, 10)))
HANDOVER_HOUR = 13
CROWD = {9: 14, 10: 18, 11: 17, 12: 8, 13: 6, 14: 12, 15: 12, 16: 9, 17: 4}
"""How the buyers of a day spread over its hours, in hundredths."""
RETURNS = 0.035
WHOLE_RETURNS = 0.4
"""The share of sales that come back, and of these the share that come back whole."""
LAST_RETURNED = time(16, 30)
MOST_CASH_BACK_CENTS = FLOAT_CENTS // 2
"""What a drawer can always give back, even just after a deposit."""


@dataclass(order=True)
class _Moment:
    at: datetime
    rank: int
    device: Device = field(compare=False)
    step: Step = field(compare=False)


class Market:
    """The two days: `facts()` tells what the tills recorded, in the order it happened."""

    def __init__(
        self,
        stands: Stands,
        devices: Sequence[Device],
        cashiers: Sequence[str],
        rng: Random,
        set_apart: SetApart = lambda _at, _lines: None,
    ) -> None:
        self._set_apart = set_apart
        self._stands, self._devices, self._cashiers, self._rng = stands, devices, cashiers, rng
        self._moments: list[_Moment] = []
        self._ranks = count()

    def plan_day(self, day: date, zone: ZoneInfo, buyers: dict[str, int]) -> None:
        """Open and close every till twice, and let `buyers` of each site come in between."""
        turn = 0
        for opens, closes in SHIFTS:
            for device in self._devices:
                cashier = self._cashiers[turn % len(self._cashiers)]
                start = datetime.combine(day, opens, zone) + self._a_moment()
                end = datetime.combine(day, closes, zone) + self._a_moment()
                self._at(start, device, self._opening(cashier))
                self._at(end - timedelta(minutes=25), device, self._deposit)
                self._at(end, device, self._closing)
                turn += 1
        for site, number in buyers.items():
            tills = [device for device in self._devices if device.site == site]
            for _ in range(number):
                hour = self._rng.choices(list(CROWD), list(CROWD.values()))[0]
                minute = self._rng.randrange(15 if hour == HANDOVER_HOUR else 0, 60)
                moment = time(hour, minute, self._rng.randrange(60))
                self._at(datetime.combine(day, moment, zone), self._rng.choice(tills), self._sale)

    def facts(self) -> Iterator[TillFact]:
        """Live what was planned, in order of time."""
        while self._moments:
            moment = heapq.heappop(self._moments)
            fact = moment.step(moment.at, moment.device)
            if fact is not None:
                yield fact

    def _at(self, at: datetime, device: Device, step: Step) -> None:
        heapq.heappush(self._moments, _Moment(at, next(self._ranks), device, step))

    def _a_moment(self) -> timedelta:
        """What opening or closing takes: the next shift begins after five minutes."""
        return timedelta(seconds=self._rng.randrange(5, 285))

    def _opening(self, cashier: str) -> Step:
        return lambda at, device: device.open(at, cashier, FLOAT_CENTS)

    def _closing(self, at: datetime, device: Device) -> TillFact:
        """The count is right, or a coin or a note off."""
        slip = self._rng.choices((0, -50, 100, -200, -500), (70, 10, 8, 8, 4))[0]
        return device.close(at, slip)

    def _deposit(self, at: datetime, device: Device) -> TillFact | None:
        """A full drawer goes to the safe, an empty one gets change."""
        spare = (device.drawer_cents - FLOAT_CENTS) // 5_000 * 5_000
        if spare >= 20_000:
            return device.move_cash(at, -spare, "bank_deposit")
        if device.drawer_cents < FLOAT_CENTS + 3_000:
            return device.move_cash(at, 4_000, "change_fund")
        return None

    def _sale(self, at: datetime, device: Device) -> TillFact | None:
        lines = self._stands.fill_basket(device.site)
        total = sum(line.total_cents for line in lines)
        if not lines or not total:
            return None
        sale = device.sell(at, lines, pay(total, self._rng), self._set_apart(at, lines))
        refundable = cash_of(sale.payments) <= MOST_CASH_BACK_CENTS and at.time() < LAST_RETURNED
        if refundable and self._rng.random() < RETURNS:
            later = at + timedelta(minutes=self._rng.randrange(4, 55))
            self._at(later, device, lambda at, device: self._return(at, device, sale))
        return sale

    def _return(self, at: datetime, device: Device, sale: Sold) -> TillFact:
        """A buyer comes back: with everything, or with one thing of several, or part of it."""
        if self._rng.random() < WHOLE_RETURNS:
            lines = [self._stands.bring_back(line, line.quantity_milli) for line in sale.lines]
        else:
            line = self._rng.choice(sale.lines)
            lines = [self._stands.bring_back(line, self._part_of(line))]
        owed = -sum(line.total_cents for line in lines)
        back = pay_back(owed, sale.payments)
        reason = self._rng.choice(("mistake", "returned", "returned", "defective"))
        supervisor = self._cashiers[0]
        return device.reverse(at, sale, lines, back, reason=reason, approved_by=supervisor)

    def _part_of(self, line: Line) -> int:
        """Half of a line that can be halved, else all of it; in thousandths."""
        half = line.quantity_milli // 2 // 1000 * 1000
        return half if half and self._rng.random() < 0.5 else line.quantity_milli
