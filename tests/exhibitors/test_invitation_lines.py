"""What an organiser pastes is read, or refused by its line: nothing is lost in between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.errors import BourseError
from bourse.exhibitors.invitation_lines import MOST_LINES, InvitationLine, parse

PASTED = """\
Entreprise ; E-mail ; Contact ; SIRET
Tuilerie du Doubs ; Jeanne@Tuilerie.example ; Jeanne Courvoisier ; 732 829 320 00074

Scierie Haute\tscierie@haute.example
Brique & Fils;brique@fils.example;;0428.759.497
sans adresse
Zinc;zinc(at)zinc.example
Zinc;zinc@zinc.example;;73282932000075
Encore;JEANNE@tuilerie.example
;personne@nulle-part.example
Trop;trop@trop.example;a;;b
"""


def test_reads_lines_typed_or_pasted() -> None:
    read, _refused = parse(PASTED)
    assert [
        (line.row, line.company_name, line.email, line.contact_name, line.number) for line in read
    ] == [
        (2, "Tuilerie du Doubs", "jeanne@tuilerie.example", "Jeanne Courvoisier", "73282932000074"),
        (4, "Scierie Haute", "scierie@haute.example", "", ""),
        (5, "Brique & Fils", "brique@fils.example", "", "0428759497"),
    ]


def test_names_the_line_and_the_reason_of_each_refusal() -> None:
    _read, refused = parse(PASTED)
    assert [(line.row, line.error.code) for line in refused] == [
        (6, "invitation_columns"),
        (7, "invitation_email"),
        (8, "invitation_number"),
        (9, "invitation_twice"),
        (10, "invitation_name"),
        (11, "invitation_columns"),
    ]
    assert refused[3].error.params["first"] == 2
    assert refused[0].text == "sans adresse"


@pytest.mark.parametrize("text", ["", " \n \n", "Nom;E-mail"])
def test_nothing_is_an_error(text) -> None:
    with pytest.raises(BourseError, match="invitations_none"):
        parse(text)


def test_too_many_are_refused_whole() -> None:
    lines = [f"Firme {n};firme{n}@firmes.example" for n in range(MOST_LINES + 1)]
    with pytest.raises(BourseError, match="invitations_many"):
        parse("\n".join(lines))
    read, refused = parse("\n".join(lines[1:]))
    assert (len(read), len(refused)) == (MOST_LINES, 0)


@given(st.text(max_size=400))
def test_every_line_is_read_or_refused_whatever_is_pasted(text) -> None:
    read, refused = parse(f"Tuilerie;jeanne@tuilerie.example\n{text}")
    rows = sorted([line.row for line in read] + [line.row for line in refused])
    assert len(rows) == len(set(rows))
    filled = [row for row, line in enumerate(text.splitlines(), 2) if line.strip()]
    assert rows == [1, *filled]


words = st.text(
    st.characters(exclude_characters=";\t", categories=["L", "N", "P"]), min_size=1, max_size=40
)
lines = st.lists(
    st.tuples(
        words,
        st.from_regex(r"[a-z][a-z0-9]{0,10}@[a-z][a-z0-9]{1,10}\.example", fullmatch=True),
        words | st.just(""),
        st.sampled_from(["", "73282932000074", "0428759497"]),
    ),
    min_size=1,
    max_size=20,
    unique_by=lambda line: line[1],
)


@given(lines, st.sampled_from(["; ", " ;", "\t", ";"]))
def test_what_is_well_written_is_read_as_written(written, separator) -> None:
    read, refused = parse("\n".join(separator.join(line) for line in written))
    assert refused == ()
    assert [
        (line.company_name, line.email, line.contact_name, line.number) for line in read
    ] == written
    assert all(isinstance(line, InvitationLine) and line.row == n for n, line in enumerate(read, 1))
