"""Server CPU of a sale, the whole request, as the journal grows to a million; and what it keeps.

Of a catalogue of 20,000 lots: a statement that reads it all shows, whatever the journal's length.

The entries before it are a valid chain with everything projected from it (one line a sale), built
in bulk: the sales that are measured have five lines, and go through the application as from a till.
"""

from __future__ import annotations

import io
import json
import random
import sys
import time
import uuid
from collections.abc import Iterator
from contextvars import Context
from datetime import timedelta
from statistics import median

from sqlalchemy import insert

from bourse.clock import now
from bourse.db import core, db, table_of, transaction
from bourse.journal import service as journal
from bourse.journal.chain import Link, canonical, sha256
from bourse.journal.models import EntryKind, JournalEntry
from bourse.lots import stock
from bourse.tills.facts import Sold, till_fact
from bourse.tills.projecting import Place, rows_of
from bourse.tills.projections import Payment, Sale, SaleLine
from tests.bench.stage import Measure, Stage, stage
from tests.fixtures.crowd import crowd
from tests.fixtures.till_facts import START, Device

TOKEN = "the bench's token"
LENGTHS = (1_000, 100_000, 1_000_000)
LOTS, SOLD, SALES, LINES, SLICE = 20_000, 400, 300, 5, 2_000


def measures(longest: int = LENGTHS[-1]) -> Iterator[Measure]:
    """CPU at each length, against the goal and against the shortest."""
    with stage(lots=SOLD) as hall:
        crowd(LOTS - SOLD)
        with transaction():
            hall.device.token_hash = sha256(TOKEN)
        till, first = Device(), None
        for length in (length for length in LENGTHS if length <= longest):
            _grow(hall, till, length - journal.head().seq)
            before = _bytes()
            spent, payload = _sell(hall, till)
            said = f"server CPU of a sale, {length:,} entries"
            if first is None:
                first = spent
                yield Measure(said, spent, "goal", 0.003)
                kept = (_bytes() - before) / SALES
                yield Measure("kept of a sale of five lines", kept, "its fact", payload, _size)
            else:
                yield Measure(said, spent, f"at {LENGTHS[0]:,}", first)


def _size(count: float) -> str:
    return f"{count:,.0f} bytes"


def _bytes() -> int:
    """The size of the database, its log written back."""
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(pages * connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def _sell(hall: Stage, till: Device) -> tuple[float, float]:
    """Median seconds of CPU of one request, from its bytes to its answer; bytes of a fact."""
    rng, lots = random.Random(SALES), hall.lots[:SOLD]
    facts = [till.sale(*((lot, 1_000) for lot in rng.sample(lots, LINES))) for _ in range(SALES)]
    db.session.remove()
    spent = []
    for fact in facts:
        body = json.dumps({"facts": [fact]}).encode()
        start = time.process_time()
        Context().run(_ask, hall, body)
        spent.append(time.process_time() - start)
    return median(spent[SALES // 5 :]), median(len(json.dumps(fact)) for fact in facts)


def _ask(hall: Stage, body: bytes) -> None:
    """One request as a server hands it over."""
    statuses: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/till/api/facts",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "HTTP_AUTHORIZATION": f"Bearer {TOKEN}",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
    }
    answer = hall.app.wsgi_app(environ, lambda status, _headers: statuses.append(status))
    said = b"".join(answer)
    if not statuses[0].startswith("200") or b'"recorded"' not in said:
        raise RuntimeError(said.decode())


def _grow(hall: Stage, till: Device, count: int) -> None:
    """Chain that many sales of one line, project them, and let the till go on after them."""
    lots = hall.lots[:50]
    patterns = [till_fact.validate_python(Device().sale((lot, 1_000))) for lot in lots]
    ids, place = {lot.code: lot.id for lot in lots}, _place(hall)
    for start in range(0, count, SLICE):
        with transaction():
            _add(patterns, ids, place, till, min(SLICE, count - start))


def _place(hall: Stage) -> Place:
    till = hall.device.till
    return Place(till.edition_id, till.site_id)


def _add(patterns: list[Sold], ids: dict[str, int], place: Place, till: Device, count: int) -> None:
    head, entries, at = journal.head(), [], now()
    sales, lines, payments, sold = [], [], [], {}
    for number in range(count):
        till.sent, till.receipts = till.sent + 1, till.receipts + 1
        fact = patterns[number % len(patterns)].model_copy(
            update={
                "fact_id": str(uuid.uuid4()),
                "till_seq": till.sent,
                "receipt": till.receipts,
                "prev": till.prev,
                "session": till.session,
                "happened_at": START + timedelta(seconds=till.sent),
            }
        )
        payload = canonical(fact.payload())
        link = Link(head.seq + 1, fact.kind, "bench", fact.happened_at, at, fact.till,
                    fact.till_seq, fact.fact_id, payload, head.hash)  # fmt: skip
        head, till.prev = journal.Head(link.seq, link.hash()), sha256(payload)
        entries.append(
            {
                "seq": link.seq,
                "kind": EntryKind.SALE,
                "edition_id": place.edition_id,
                "happened_at": link.happened_at,
                "recorded_at": at,
                "till": link.till,
                "till_seq": link.till_seq,
                "fact_id": link.fact_id,
                "payload": payload,
                "prev_hash": link.prev_hash,
                "hash": head.hash,
            }
        )
        rows = rows_of(fact, link.seq, place, ids)
        sales += rows.sales
        lines += rows.lines
        payments += rows.payments
        for lot, milli in rows.sold_milli().items():
            sold[lot] = sold.get(lot, 0) + milli
    for model, new in ((JournalEntry, entries), (Sale, sales), (SaleLine, lines),
                       (Payment, payments)):  # fmt: skip
        core().execute(insert(table_of(model)), new)
    stock.apply(place.edition_id, sold_milli=sold)
