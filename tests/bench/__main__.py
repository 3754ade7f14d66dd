"""Runs every measure and prints the table."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table

from tests.bench import finding, labelling, recording, reporting, selling, verifying

MEASURES = (recording, verifying, reporting, finding, labelling, selling)


def main() -> None:
    """Print one line a measure: what, ours, what it is held against, the ratio."""
    table = Table(title="Bourse", title_justify="left")
    for heading in ("measure", "ours", "held against", "that", "ratio"):
        table.add_column(
            heading, justify="left" if heading in ("measure", "held against") else "right"
        )
    console = Console(width=None if sys.stdout.isatty() else 140)
    for room in MEASURES:
        for measure in room.measures():
            table.add_row(*measure.cells())
    console.print(table)


if __name__ == "__main__":
    main()
