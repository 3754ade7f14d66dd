"""Runs the measures and prints the table.

`python -m tests.bench [--quick] [PART ...]`: all parts, or those named (recording, load, growing,
selling, verifying, reporting, finding, labelling, importing). `--quick` lets the journal grow to
100,000 entries, not to a million: minutes less of filling it. `--postgresql` takes a throw-away
PostgreSQL in the place of SQLite, for `finding`.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from rich.console import Console
from rich.table import Table

from setup.machine import NEEDS, missing, postgresql
from tests.bench import (
    finding,
    growing,
    importing,
    labelling,
    load,
    recording,
    reporting,
    selling,
    stage,
    verifying,
)
from tests.fixtures.postgres import cluster

PARTS = (recording, load, growing, selling, verifying, reporting, finding, labelling, importing)
QUICK = 100_000


def main() -> None:
    """Print one line a measure: what, ours, what it is held against, the ratio."""
    parts = {part.__name__.rsplit(".", 1)[1]: part.measures for part in PARTS}
    asked = argparse.ArgumentParser(description="Performance, as ratios measured in one run.")
    asked.add_argument("--quick", action="store_true", help="a journal of 100,000 entries at most")
    asked.add_argument("parts", nargs="*", choices=[[], *parts], help="which parts; all without")
    asked.add_argument("--postgresql", action="store_true", help="on PostgreSQL: finding only")
    given = asked.parse_args()
    if given.quick:
        parts["growing"] = partial(growing.measures, QUICK)
    table = Table(title="Bourse", title_justify="left")
    for heading in ("measure", "ours", "held against", "that", "ratio"):
        table.add_column(
            heading, justify="left" if heading in ("measure", "held against") else "right"
        )
    console = Console(width=None if sys.stdout.isatty() else 140)
    with _server() if given.postgresql else nullcontext() as stage.server:
        for part in ["finding"] if given.postgresql else given.parts or parts:
            for measure in parts[part]():
                table.add_row(*measure.cells())
    console.print(table)


def _server() -> AbstractContextManager[str]:
    programs = postgresql()
    if programs is None:
        sys.exit(missing(NEEDS["postgresql"]))
    return cluster(programs)


if __name__ == "__main__":
    main()
