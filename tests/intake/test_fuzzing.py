"""Whatever comes in: never a crash, never half an import, always a sentence that helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.errors import sentence
from app.sentences import SENTENCES
from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.intake.apart import read_apart
from bourse.intake.columns import Heading
from bourse.intake.guessing import guess
from bourse.intake.lot_import import Source, keep
from bourse.intake.lots import NAMES
from bourse.intake.planning import Change, Plan, plan
from bourse.intake.preview import LineKind, Preview, preview
from bourse.intake.reading import read_book
from bourse.intake.table import Row, Table
from bourse.lots.models import Lot, Stock
from bourse.people.actor import SYSTEM
from tests.fixtures.edition import SmallEdition
from tests.intake.spreadsheets import cells, csv, ods, ods_text, sheet_xml, with_part, xlsx
from tests.intake.workbooks import PLAIN, SHEET
from tests.intake.xls import xls

SOURCE = Source("fuzz.csv", "0" * 64)
ODS = ods("".join(map(ods_text, line)) for line in cells("Désignation;Prix", "Porte;25"))
XLS = xls(cells("Désignation;Prix", "Porte;25"))
ON_A_DATABASE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
APART = settings(max_examples=12, deadline=None)

RIGHT = {
    "own_reference": ["A-1", "A-2", "A-3", "0012", ""],
    "designation": ["Porte chêne", "Tuile", "Faïence 20 × 20", "🚪"],
    "category": ["CAR", "MIN", "Panneaux", "carrelage"],
    "quantity": ["1", "12", "38,5 m²", "2 pce", "7 u"],
    "unit": ["", "u", "m²", "ML"],
    "condition": ["Bon état", "neuf", "à nettoyer"],
    "origin": ["Dépose", "surplus neuf", "occasion"],
    "price": ["25", "8,50 €", "1 234,50 €", "0"],
    "reference_price": ["", "100", "30,00 €"],
    "unit_weight": ["", "18", "350 g", "1,2 t"],
    "description": ["", "Palette entamée"],
}
WRONG = (
    *("-1", "0", "999999999", "9999999999", "1e9", "NaN", "∞", "12/06/2026", "2026-06-12", "50 %"),
    *("=A1", "#REF!", "Total", "EXEMPLE", "25 € HT", "?", "x" * 300, "'; DROP TABLE lot", "\u202e"),
    *("12 toises", "5 kg/m²", "porte", "1.234.567,89", "١٢", "½", "<b>", "{{ 7 * 7 }}", "%(x)s"),
)
HEADINGS = st.sampled_from([*(names[0] for names in NAMES.values()), "Machin", "", "Prix"])
CELL = st.one_of(st.sampled_from(WRONG), st.text(max_size=12))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Mostly right lots under their headings, here and there something else."""
    fields = draw(st.permutations(list(RIGHT)))[: draw(st.integers(6, len(RIGHT)))]
    needed = ("designation", "category", "quantity", "condition", "origin", "price")
    fields += [field for field in needed if field not in fields]
    rows = [tuple(NAMES[field][0] for field in fields)]
    spoilt = draw(st.booleans())
    for _row in range(draw(st.integers(1, 8))):
        row = [draw(st.sampled_from(RIGHT[field])) for field in fields]
        if spoilt and draw(st.booleans()):
            row[draw(st.integers(0, len(row) - 1))] = draw(CELL)
        rows.append(tuple(row))
    return as_table(rows)


def as_table(rows: Sequence[Sequence[str]]) -> Table:
    """The table as a CSV file would bring it, or nothing but a blank line."""
    quoted = (";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    try:
        return read_book(csv(*quoted)).table
    except BourseError:
        return Table((Row(1, ("x",)),))


def everything() -> tuple[int, int]:
    """How many lots and stocks there are."""
    counted = (db.session.scalar(select(func.count()).select_from(table)) for table in (Lot, Stock))
    lots, stocks = counted
    return lots or 0, stocks or 0


class TakenBack(Exception):  # noqa: N818 -- nothing went wrong
    """Ends a transaction with nothing written."""


@contextmanager
def refusals_in_words() -> Iterator[None]:
    """What the block refuses has a sentence; anything else that it raises is a fault of ours."""
    try:
        yield
    except BourseError as error:
        if error.code not in SENTENCES:
            raise


@ON_A_DATABASE
@given(table=tables())
def test_all_of_a_table_is_imported_or_nothing(
    app: Flask, small: SmallEdition, table: Table
) -> None:
    found = None
    with refusals_in_words():
        found = preview(table, small.exhibitor, guess(table, {}))
    if found is None:
        return
    tells_what_to_do(app, found)
    before, refused = everything(), found.plan.counts[Change.REFUSED]
    expected = BourseError if refused else TakenBack
    with pytest.raises(expected):
        import_and_take_back(small, found.plan, before)
    assert everything() == before


def import_and_take_back(small: SmallEdition, planned: Plan, before: tuple[int, int]) -> None:
    """Every row comes in, and the same again changes nothing; raises TakenBack at the end."""
    with transaction():
        keep(small.exhibitor, planned, SOURCE, by=SYSTEM)
        new = planned.counts[Change.CREATE]
        assert everything() == (before[0] + new, before[1] + new)
        again = plan(small.exhibitor, [line.row for line in planned.outcomes])
        assert set(again.counts) <= {Change.NOTHING}
        raise TakenBack


def tells_what_to_do(app: Flask, found: Preview) -> None:
    """Each line that may not come in says why, on a cell or beside it."""
    with app.test_request_context():
        for line in found.lines:
            if line.kind is LineKind.REFUSED and not found.missing:
                assert line.faults
            for fault in line.faults:
                assert sentence(fault.error)[-1] in ".!?…", fault


@ON_A_DATABASE
@given(
    rows=st.lists(st.lists(st.one_of(HEADINGS, CELL), max_size=8), min_size=1, max_size=12),
    line=st.integers(0, 12),
    places=st.permutations(range(8)),
)
def test_no_choice_of_columns_breaks_the_preview(
    app: Flask, small: SmallEdition, rows: list[list[str]], line: int, places: list[int]
) -> None:
    table = as_table(rows)
    row = next((row for row in table.rows if row.line == line), Row(0, ()))
    anyhow = Heading(row, dict(zip(NAMES, places, strict=False)), {"condition": "good"})
    for heading in (guess(table, {}), guess(table, {"prix": "", "machin": "designation"}), anyhow):
        with refusals_in_words():
            tells_what_to_do(app, preview(table, small.exhibitor, heading))


def is_refused_in_words(content: bytes) -> None:
    with refusals_in_words():
        read_book(content)


@settings(deadline=None)
@given(st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"]), st.binary(max_size=600))
def test_bytes(magic: bytes, content: bytes) -> None:
    is_refused_in_words(magic + content)


@settings(deadline=None)
@given(content=st.sampled_from([PLAIN, ODS]), data=st.data())
def test_a_file_with_bytes_changed_taken_out_or_put_in(content: bytes, data: st.DataObject) -> None:
    broken = bytearray(content)
    for _time in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(broken) - 1))
        match data.draw(st.integers(0, 2)):
            case 0:
                broken[place] = data.draw(st.integers(0, 255))
            case 1:
                del broken[place : place + data.draw(st.integers(1, 40))]
            case _:
                broken[place:place] = data.draw(st.binary(max_size=20))
        if not broken:
            break
    is_refused_in_words(bytes(broken))


CELL_XML = st.builds(
    '<c r="{}" t="{}" s="{}"><f>{}</f><v>{}</v></c>'.format,
    st.sampled_from(["A1", "B2", "XFD1", "A1048577", "", "$A$1", "a0", "ZZZ9"]),
    st.sampled_from(["n", "s", "str", "inlineStr", "b", "e", "d", "x"]),
    st.integers(-1, 9),
    st.sampled_from(["", "A1", "1/0"]),
    st.sampled_from(["", "1", "-1", "1e308", "99999", "#REF!", "x", "0.1", "NaN"]),
)


@settings(deadline=None)
@given(st.lists(CELL_XML, max_size=8))
def test_any_cell_of_a_sheet(made: list[str]) -> None:
    rows = "".join(f"<row>{cell}</row>" for cell in made)
    is_refused_in_words(with_part(PLAIN, SHEET, sheet_xml(rows)))


@APART
@given(st.lists(st.tuples(st.integers(0, len(XLS) - 1), st.integers(0, 255)), min_size=1))
def test_an_xls_that_breaks_its_reader_breaks_nothing_else(
    changes: list[tuple[int, int]],
) -> None:
    broken = bytearray(XLS)
    for place, value in changes:
        broken[place] = value
    with refusals_in_words():
        read_apart(bytes(broken))


WRITABLE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=9)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.one_of(st.integers(), st.floats(), WRITABLE), max_size=5)))
def test_what_a_program_writes_is_read(rows: list[list[object]]) -> None:
    is_refused_in_words(xlsx(rows))
