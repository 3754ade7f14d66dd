"""The process that reads one spreadsheet: its bytes come in, its cells go out as lines of JSON.

The first line says what was read and how many rows follow, a line each. Run by apart.py. It takes
limits upon itself before it looks at a byte, needs neither the network nor the database, and opens
no file of ours.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from itertools import chain

from bourse.errors import BourseError

MEMORY_BYTES = 448 * 1024 * 1024
"""Addresses, libraries included: twenty thousand full rows of thirty columns need six sevenths as
ODS, two fifths as XLSX."""
CPU_SECONDS = 20
ANSWER_BYTES = 48 * 1024 * 1024


def limit() -> None:
    """Bound memory, time and what may be written; Windows has no such limits, its clock stands."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, ANSWER_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # a system may know the limit and refuse it
            resource.setrlimit(what, (most, most))


def main() -> None:
    """Read what comes in, and answer with its cells or with why not."""
    limit()
    from bourse.intake.bounds import MAX_BYTES
    from bourse.intake.reading import read_book
    from bourse.intake.table import Row

    place = int(sys.argv[1]) if len(sys.argv) > 1 else None
    rows: tuple[Row, ...] = ()
    try:
        book = read_book(sys.stdin.buffer.read(MAX_BYTES + 1), place)
        rows = book.table.rows
        sheets = list(book.sheets.items())
        answer = {"sheets": sheets, "place": book.place, "rows": len(rows)}
    except BourseError as error:
        answer = {"refused": error.code, "params": error.params}
    except MemoryError:
        answer = {"refused": "table_too_heavy", "params": {}}
    lines = (json.dumps((row.line, row.cells)) for row in rows)
    sys.stdout.writelines(f"{line}\n" for line in chain([json.dumps(answer)], lines))


if __name__ == "__main__":
    main()
