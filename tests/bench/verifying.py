"""Verifying the journal: against hashing its payloads in a bare loop."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import text

from bourse.db import db
from bourse.journal.verification import check_chain
from bourse.tills.verification import check_projections
from tests.bench.recording import fill
from tests.bench.stage import Measure, stage, typical
from tests.fixtures.till_facts import Device

ENTRIES = 5_000


def measures() -> Iterator[Measure]:
    """Seconds for the whole chain, then for the projections rebuilt from it."""
    with stage(lots=200) as hall:
        fill(hall, Device(), ENTRIES)
        raw = typical(_hash_payloads, 3)
        chain = typical(check_chain, 3)
        yield Measure(f"chain of {ENTRIES:,} entries read again", chain, "bare SHA-256 loop", raw)
        yield Measure(
            "projections rebuilt and compared", typical(check_projections, 3), "chain", chain
        )


def _hash_payloads() -> None:
    for (payload,) in db.session.execute(text("SELECT payload FROM journal_entry ORDER BY seq")):
        hashlib.sha256(payload.encode()).hexdigest()
