"""A till as the tablet is: it numbers and chains its facts, keeps its own books, and comes again.

What is between it and the server goes wrong on purpose: requests sent twice, facts out of order,
answers that nobody reads, a clock that jumps.
"""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from bourse.lots.models import Lot
from tests.fixtures.till_facts import Device

MODES = ("cash", "cash", "card", "cheque")
BATCH = 40
PATIENCE = 20.0
"""Seconds for an answer, whatever it says; the tablet gives up after as long."""


@dataclass
class Books:
    """What the cashier could write on paper, in cents by mode and thousandths by lot."""

    facts: dict[str, dict[str, object]] = field(default_factory=dict)
    receipts: int = 0
    paid: Counter[str] = field(default_factory=Counter)
    moved_cents: int = 0
    sold_milli: Counter[str] = field(default_factory=Counter)

    def enter(self, fact: dict[str, object]) -> None:
        """Write a fact down as it happens."""
        self.facts[str(fact["fact_id"])] = fact
        if fact["kind"] in {"sale", "reversal"}:
            self.receipts += 1
            for payment in fact["payments"]:
                self.paid[payment["mode"]] += payment["amount_cents"]
            for line in fact["lines"]:
                self.sold_milli[line["lot"]] += line["quantity_milli"]
        if fact["kind"] == "cash_movement":
            self.moved_cents += fact["amount_cents"]


class Till(threading.Thread):
    """Sells until told to close, then delivers all it holds. `faults` says what must not happen."""

    def __init__(self, port: int, series: str, token: str, lots: list[Lot], seed: str) -> None:
        super().__init__(name=series)
        self.port, self.token, self.lots = port, token, lots
        self.rng = Random(seed)
        self.device = Device(series=series)
        self.books = Books()
        self.pending: list[dict[str, object]] = []
        self.sales: list[dict[str, object]] = []
        self.witness: dict[str, object] | None = None
        self.answers: Counter[str] = Counter()
        self.faults: list[str] = []
        self.closing = threading.Event()

    def run(self) -> None:
        """The day."""
        self._keep(self.device.opened())
        while not self.closing.is_set():
            self._keep(self._something())
            self._deliver()
            time.sleep(self.rng.uniform(0, 0.02))
        self._keep(self.device.closed(0))
        give_up = time.monotonic() + 3 * PATIENCE
        while self.pending and time.monotonic() < give_up:
            self._send(self.pending[:BATCH])

    def _something(self) -> dict[str, object]:
        """Mostly sales; sometimes one is given back, cash leaves the drawer, the clock is set."""
        if self.rng.random() < 0.05:
            self.device.late = timedelta(minutes=self.rng.randint(-3_000, 3_000))
        dice = self.rng.random()
        if dice < 0.1 and self.sales:
            return self.device.reversal(self.sales.pop(self.rng.randrange(len(self.sales))))
        if dice < 0.15:
            return self.device.moved(self.rng.choice((-5_000, 2_000)))
        lots = self.rng.sample(self.lots, self.rng.randint(1, 5))
        sale = self.device.sale(*((lot, 1_000) for lot in lots), mode=self.rng.choice(MODES))
        self.sales.append(sale)
        return sale

    def _keep(self, fact: dict[str, object]) -> None:
        self.books.enter(fact)
        self.pending.append(fact)

    def _deliver(self) -> None:
        """One try, or none; in order or not; once or twice; the answer read or not."""
        dice = self.rng.random()
        if dice < 0.1:
            return
        facts = self.pending[:BATCH]
        if dice < 0.25:
            facts = self.rng.sample(facts, self.rng.randint(1, len(facts)))
        reads = not 0.25 <= dice < 0.4
        for _ in range(2 if 0.4 <= dice < 0.5 else 1):
            self._send(facts, reads=reads)

    def _send(self, facts: list[dict[str, object]], *, reads: bool = True) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        body = json.dumps({"facts": facts, "witness": self.witness})
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        started = time.monotonic()
        try:
            line.request("POST", "/till/api/facts", body, headers)
            if not reads:
                time.sleep(self.rng.choice((0, 0.05)))
                self.answers["unread"] += 1
                return
            answer = line.getresponse()
            self._hear(answer, answer.read())
        except TimeoutError:
            self.faults.append(f"no answer in {time.monotonic() - started:.0f} s")
        except (OSError, http.client.HTTPException):
            self.answers["silence"] += 1
            time.sleep(self.rng.uniform(0.01, 0.05))
        finally:
            line.close()

    def _hear(self, answer: http.client.HTTPResponse, text: bytes) -> None:
        self.answers[str(answer.status)] += 1
        if answer.status == 503:
            if not answer.headers.get("Retry-After"):
                self.faults.append("503 without Retry-After")
            time.sleep(self.rng.uniform(0.02, 0.1))
            return
        if answer.status != 200:
            self.faults.append(f"{answer.status} {text[:200]!r}")
            return
        said = json.loads(text)
        if said["is_missing"]:
            self.faults.append(f"the journal lost what it had answered: {self.witness}")
        self.witness = said["head"]
        done = set()
        for outcome in said["outcomes"]:
            self.answers[outcome["result"]] += 1
            if outcome["result"] == "refused":
                self.faults.append(f"refused: {outcome}")
            done.add(outcome["fact_id"])
        self.pending = [fact for fact in self.pending if fact["fact_id"] not in done]
