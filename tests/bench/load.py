"""Eight tills at once on a real server, the clients on the same cores, against a bare endpoint."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from app.cli.serving import taken
from bourse.db import db, transaction
from bourse.journal.chain import sha256
from bourse.tills.models import Enrolment, Till
from tests.bench.stage import Measure, Stage, stage
from tests.fixtures.site import ROOT, Site, free_port, serving
from tests.fixtures.till_facts import Device

TILLS, SALES, LINES, ROUNDS = 8, 50, 5, 3
"""Tills, sales each sells in a round, lines in a sale, rounds; one more round warms up."""
QUEUED, BATCH = 500, 50
"""Sales that a till brings back, in batches as large as its own."""


@dataclass
class Sold:
    """What the rounds of one server took: sales a second in each, and every answer's seconds."""

    rates: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    def add(self, told: dict) -> None:
        """Another round."""
        if told["bad"]:
            raise RuntimeError(f"a sale was not recorded: {told['bad'][0]}")
        self.rates.append(len(told["waited"]) / told["seconds"])
        self.waited += told["waited"]

    def percentile(self, part: int) -> float:
        """Seconds within which that many percent were answered."""
        return quantiles(self.waited, n=100)[part - 1]


def measures() -> Iterator[Measure]:
    """Ours and the bare one in turns, so that a busy machine slows both."""
    with stage(lots=400) as hall, tempfile.TemporaryDirectory() as scratch:
        rounds, queued = _furnish(hall), _queue(hall)
        folder = Path(scratch)
        shutil.copy(hall.path, folder / "bourse.db")
        shutil.copy(hall.path, folder / "bare.db")
        site = Site(f"http://127.0.0.1:{free_port()}", folder)
        with serving(site), _bare(folder / "bare.db") as bare_port:
            port = int(site.url.rsplit(":", 1)[1])
            ours, bare = Sold(), Sold()
            for number, tills in enumerate(rounds):
                for sold, where in ((ours, port), (bare, bare_port)):
                    told = _sell(where, tills, folder)
                    if number:
                        sold.add(told)
            drained = _sell(port, [queued], folder)
    each = 1 / median(ours.rates)
    said = f"{TILLS} tills at once on SQLite"
    yield Measure(f"{said}, goal 300/s and 0.5 ×", 1 / each, "bare Flask, raw sqlite3",
                  median(bare.rates), _rate)  # fmt: skip
    for part in (50, 99):
        yield Measure(f"{said}, p{part}", ours.percentile(part), "bare", bare.percentile(part))
    yield Measure(f"p99 with {TILLS} tills", ours.percentile(99), "goal", 0.040)
    yield Measure(f"{QUEUED} queued sales, drained", drained["seconds"], "goal", 1.5)


def _rate(a_second: float) -> str:
    return f"{a_second:.0f}/s"


def _furnish(hall: Stage) -> list[list[dict]]:
    """Eight tills with tokens; for each round, what each of them sends."""
    first = hall.device
    with transaction():
        for number in range(2, TILLS + 3):
            till = Till(
                edition=first.till.edition, site=first.till.site, number=number, name="Sortie"
            )
            token = sha256(f"token {number}")
            db.session.add(Enrolment(till=till, letter="a", token_hash=token))
    lots, rng = hall.lots, random.Random(1)
    devices = {f"token {number}": Device(f"C{number}a") for number in range(2, TILLS + 2)}
    return [
        [
            {
                "token": token,
                "bodies": [
                    _body([device.sale(*((lot, 1_000) for lot in rng.sample(lots, LINES)))])
                    for _ in range(SALES)
                ],
            }
            for token, device in devices.items()
        ]
        for _ in range(ROUNDS + 1)
    ]


def _queue(hall: Stage) -> dict:
    """One more till that comes back with a queue, and sends it in batches."""
    number, rng, lots = TILLS + 2, random.Random(2), hall.lots
    device = Device(f"C{number}a")
    facts = [device.sale(*((lot, 1_000) for lot in rng.sample(lots, LINES))) for _ in range(QUEUED)]
    batches = [facts[start : start + BATCH] for start in range(0, QUEUED, BATCH)]
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return {"token": f"token {number}", "bodies": [_body(batch) for batch in batches]}


def _body(facts: list[dict[str, object]]) -> str:
    return json.dumps({"facts": facts})


def _sell(port: int, tills: list[dict], folder: Path) -> dict:
    """What the clients' process tells of it."""
    script = folder / "script.json"
    script.write_text(json.dumps(tills))
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.clients", str(port), str(script)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@contextmanager
def _bare(database: Path) -> Iterator[int]:
    """The bare endpoint on the same server with as many threads; gives its port."""
    port = free_port()
    command = ["granian", "--interface", "wsgi", "--port", str(port), "--workers", "1"]
    quiet = ["--blocking-threads", "8", "--no-ws", "--log-level", "error", "tests.bench.bare:app"]
    process = subprocess.Popen(
        [sys.executable, "-m", *command, *quiet],
        cwd=ROOT,
        env={**os.environ, "BARE_DATABASE": str(database)},
    )
    try:
        while process.poll() is None and not taken("127.0.0.1", port):
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)
