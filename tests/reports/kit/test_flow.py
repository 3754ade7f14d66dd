"""Tables on paper: a narrow column never cuts what may not be parted."""

from __future__ import annotations

import pypdfium2

from reports.kit.flow import CELL, grid, paragraph
from reports.kit.page import PageFrame, build
from reports.kit.table import Column, Table

NBSP = "\N{NO-BREAK SPACE}"


def test_a_mass_keeps_its_unit_beside_it_however_little_room_there_is() -> None:
    long = "Carrelage grès cérame 60 × 60 cm, ton pierre, fin de bain, trois palettes filmées"
    reason = "Refusé – Marchandise abîmée au déchargement, vue par deux personnes"
    table = Table(
        key="lots",
        title="",
        columns=tuple(Column(name, name) for name in ("lot", "poids", "arrivée")),
        rows=((long, f"408,4{NBSP}kg", reason), (long, f"1{NBSP}230,4{NBSP}kg", reason)),
    )
    frame = PageFrame(title="t", author="a", status="s", language="fr", is_fictional=False)
    page = pypdfium2.PdfDocument(build([grid(table, "fr", "EUR")], frame))[0]
    lines = page.get_textpage().get_text_range().replace(NBSP, " ").splitlines()
    assert any("408,4 kg" in line for line in lines), lines
    assert any("1 230,4 kg" in line for line in lines), lines


def test_a_measure_in_a_designation_stays_on_one_line() -> None:
    said = [f"Gouttière de 25, {'sable ' * words}longueur 400 mm" for words in range(1, 12)]
    story = [paragraph(one, CELL) for one in said]
    for one in story:
        one.wrap(150, 1_000)
    lines = [" ".join(words) for one in story for _room, words in one.blPara.lines]
    assert sum(line.endswith("mm") for line in lines) == len(said)
    assert all(f"400{NBSP}mm" in line for line in lines if line.endswith("mm"))
