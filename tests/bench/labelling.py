"""Printing labels: a whole hall, against encoding each QR by itself and drawing one path."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Sequence

from qrcode import QRCode
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from reports.labels.label import Label
from reports.labels.pdf import write
from reports.labels.sheets import DEFAULT, SHEETS
from tests.bench.stage import Measure
from tests.fixtures.label_pages import some_labels

MANY, FEW = 10_000, 600
"""Each by itself takes too long for as many: a second a few hundred."""


def measures() -> Iterator[Measure]:
    """Seconds a label, QR and all its words, on A4 sheets of 24."""
    labels = some_labels(MANY)
    write(labels[:FEW], SHEETS[DEFAULT], io.BytesIO(), language="fr")
    out = io.BytesIO()
    start = time.perf_counter()
    write(labels, SHEETS[DEFAULT], out, language="fr")
    ours = (time.perf_counter() - start) / MANY
    size = len(out.getvalue()) / MANY
    start = time.perf_counter()
    _each_by_itself(labels[:FEW])
    theirs = (time.perf_counter() - start) / FEW
    yield Measure(
        f"one of {MANY:,} labels, {size:.0f} bytes each", ours,
        "its QR alone by qrcode's defaults, one path", theirs,
    )  # fmt: skip


def _each_by_itself(labels: Sequence[Label]) -> None:
    canvas = Canvas(io.BytesIO(), pageCompression=1)
    for number, label in enumerate(labels):
        if number and number % SHEETS[DEFAULT].labels == 0:
            canvas.showPage()
        code = QRCode(border=0)
        code.add_data(label.url)
        code.make(fit=True)
        module = 20 * mm / code.modules_count
        path = canvas.beginPath()
        for row, modules in enumerate(code.get_matrix()):
            start = None
            for column, dark in enumerate([*modules, False]):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    path.rect(start * module, -row * module, (column - start) * module, module)
                    start = None
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.save()
