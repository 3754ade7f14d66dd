"""The picture of a label says what the printed one says, where it says it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from reports.labels.pdf import write
from reports.labels.preview import picture
from reports.labels.sheets import SHEETS
from reports.labels.symbols import symbols
from tests.fixtures.label_pages import darkness, said, some_labels

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", ["a4-24", "a4-4"])
def test_the_same_words_as_on_paper(name: str) -> None:
    label = replace(some_labels(2)[1], designation="Tôle <10/10> & « bac »")
    out = io.BytesIO()
    write([label], SHEETS[name], out, language="fr")
    drawn = ET.fromstring(picture(label, SHEETS[name], "fr"))
    words = " ".join(text.text or "" for text in drawn.iter(f"{SVG}text"))
    assert sorted(words.split()) == sorted(said(out.getvalue()).split())


def test_its_symbol_is_the_printed_one_where_it_is_printed() -> None:
    (label,) = some_labels(1)
    sheet = SHEETS["a4-8"]
    path = next(ET.fromstring(picture(label, sheet, "fr")).iter(f"{SVG}path"))
    cells = re.findall(r"M(\d+) (\d+)h1v1h-1z", path.get("d") or "")
    (modules,) = symbols([label.url])
    assert len(cells) == modules.sum()
    assert all(modules[int(row), int(column)] for column, row in cells)
    found = re.match(r"translate\((\S+) (\S+)\) scale\((\S+)\)", path.get("transform") or "")
    assert found is not None
    x, y, scale = map(float, found.groups())
    out = io.BytesIO()
    write([label], sheet, out, language="fr")
    left, top = next(sheet.places())
    dark = darkness(out.getvalue(), 254)
    middles = (np.arange(len(modules)) + 0.5) * scale
    columns, rows = (np.round((edge + middles) * 10).astype(int) for edge in (left + x, top + y))
    assert ((dark[np.ix_(rows, columns)] > 0.5) == modules).all()
