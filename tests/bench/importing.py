"""A spreadsheet of lots looked at and imported, against a loop that only reads and inserts.

The loop knows no rule: calamine's cells go into the table of lots as they come, one row at a time,
with a code that is counted up. Memory is the peak of the server's process and of the one that reads
the file, added up; the loop's runs in this very process, and is not measured.
"""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from bourse.db import db, transaction
from bourse.editions.models import EditionCategory
from bourse.editions.queries import edition_by_slug
from bourse.exhibitors.models import Exhibitor
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.intake.apart import read_apart
from bourse.intake.choices import remembered
from bourse.intake.guessing import guess
from bourse.intake.lot_import import Source, keep
from bourse.intake.preview import preview
from bourse.people.actor import SYSTEM
from tests.bench.stage import Measure, stage
from tests.fixtures.memory import peak_megabytes

FEW, MANY = 1_000, 10_000
HEADINGS = (
    *("Réf", "Désignation", "Catégorie", "Quantité", "Unité", "État", "Origine", "Prix"),
    *("Prix neuf", "Poids unitaire (kg)", "Description"),
)
TIMES = 3


@dataclass(frozen=True)
class Spent:
    """Seconds of the look and of the import, and the megabytes of both processes at their most."""

    look: float
    keep: float
    megabytes: float

    @property
    def seconds(self) -> float:
        """Both together."""
        return self.look + self.keep


def measures() -> Iterator[Measure]:
    """Seconds for all rows, and megabytes; the best of a few runs, each on a database of its own.

    Each run is a process: memory that was once at its peak stays there.
    """
    few, many = (min(map(_apart, [rows] * TIMES), key=_seconds) for rows in (FEW, MANY))
    raw = min(_raw(MANY) for _ in range(TIMES))
    yield Measure(f"{MANY:,} rows of XLSX, preview and import", many.seconds,
                  "calamine and one INSERT a row", raw)  # fmt: skip
    yield Measure("its transaction, in which others wait", many.keep, "all of it", many.seconds)
    yield Measure(f"a row of {MANY:,}", many.seconds / MANY, f"of {FEW:,}", few.seconds / FEW)
    yield Measure(f"memory, {MANY:,} rows", many.megabytes, f"{FEW:,} rows", few.megabytes,
                  "{:.0f} MB".format)  # fmt: skip


def spreadsheet(rows: int) -> bytes:
    """So many lots of an exhibitor, as people write them."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Lots")
    sheet.append(HEADINGS)
    for number in range(rows):
        sheet.append([
            f"R-{number:05}", f"Carrelage grès cérame {number % 97} × {number % 53}, lot {number}",
            "Carrelage", number % 400 + 1, "m²", "Neuf emballé", "Surplus neuf",
            f"{number % 2_000},50 €", number % 90 + 2_010, 18.5, "Palette entamée, au sec",
        ])  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _seconds(spent: Spent) -> float:
    return spent.seconds


def _apart(rows: int) -> Spent:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.importing", str(rows)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return Spent(**json.loads(done.stdout))


def _spent(rows: int) -> Spent:
    """The server's own path: a file read apart, columns guessed, rows planned, then written."""
    content = spreadsheet(rows)
    with stage(lots=1):
        with transaction():
            edition = edition_by_slug("bench")
            edition.categories.append(EditionCategory(category_code="CAR"))
        start = time.perf_counter()
        seller = _seller()
        table = read_apart(content).table
        look = preview(table, seller, guess(table, remembered(seller.company_id)))
        looked = time.perf_counter()
        source = Source("lots.xlsx", hashlib.sha256(content).hexdigest())
        with transaction():
            kept = keep(_seller(), look.plan, source, by=SYSTEM)
        end = time.perf_counter()
        if kept is None or kept.created != rows:
            raise RuntimeError("not every row was imported")
        megabytes = peak_megabytes() + _readers_megabytes(content)
        return Spent(looked - start, end - looked, megabytes)


def _readers_megabytes(content: bytes) -> float:
    """The reader's own, asked of a small parent: a process begins with what its parent had."""
    script = (
        "import resource, subprocess, sys;"
        "subprocess.run([sys.executable, '-m', 'bourse.intake.child'], stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=content, capture_output=True, check=True
    )
    return int(done.stdout) / 1024


def _seller() -> Exhibitor:
    return exhibitor_by_code(edition_by_slug("bench"), "E01")


def _raw(rows: int) -> float:
    content = spreadsheet(rows)
    with stage(lots=1) as hall:
        db.session.remove()
        model = _columns(hall.path)
        start = time.perf_counter()
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        connection = sqlite3.connect(hall.path, isolation_level=None)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("BEGIN IMMEDIATE")
        marks = ", ".join("?" * len(model))
        for number, cells in enumerate(sheet.iter_rows()):
            if number:
                said = {
                    "id": number + 1, "uuid": f"{number:036}", "code": f"{number:06}",
                    "own_reference": cells[0], "designation": cells[1],
                    "quantity_milli": int(cells[3]) * 1_000, "description": cells[10],
                }  # fmt: skip
                lot = {**model, **said}
                connection.execute(f"INSERT INTO lot VALUES ({marks})", list(lot.values()))
                stock = (number + 1, lot["edition_id"], 0, 0, 0)
                connection.execute("INSERT INTO stock VALUES (?, ?, ?, ?, ?)", stock)
        connection.execute("COMMIT")
        connection.close()
        return time.perf_counter() - start


def _columns(path: Path) -> dict[str, object]:
    """The only lot there is, column by column."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    lot = dict(connection.execute("SELECT * FROM lot").fetchone())
    connection.close()
    return lot


if __name__ == "__main__":
    json.dump(asdict(_spent(int(sys.argv[1]))), sys.stdout)
