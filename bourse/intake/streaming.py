"""Streams an XML part of a workbook past a reader that keeps little of it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from bourse.errors import BourseError

_CHUNK = 64 * 1024
Attributes = dict[str, str]
Place = tuple[int, int]
"""A cell's line and column, both from 1."""


@dataclass(slots=True)
class Marks:
    """What a reader of values does not say of a sheet.

    `formulas` whose result is not kept in the file; `shown`, how a number is written where that is
    not how it is held ("20%", "00123"); `merged`, a column with the first and last line of cells
    made one.
    """

    formulas: dict[Place, str] = field(default_factory=dict)
    shown: dict[Place, str] = field(default_factory=dict)
    merged: list[tuple[int, int, int]] = field(default_factory=list)


class Reader:
    """Told of each element that streams by, by its name without a prefix.

    `text` is what stood between the last start and this end, when `wants_text` was set.
    """

    wants_text = False

    def start(self, name: str, attributes: Attributes, /) -> None:
        """An element begins."""

    def end(self, name: str, text: str, /) -> None:
        """An element ends."""


def stream(archive: zipfile.ZipFile, name: str, reader: Reader) -> None:
    """Read one part in pieces.

    Raises `table_unreadable` for a part that is not there, and for one that declares a document
    type: no spreadsheet does, and entities that grow live there.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    locals_: dict[str, str] = {}
    said: list[str] = []

    def local(full: str) -> str:
        found = locals_.get(full)
        if found is None:
            found = locals_[full] = full.rpartition(" ")[2]
        return found

    def start(full: str, attributes: Attributes) -> None:
        if any(" " in key for key in attributes):
            attributes = {local(key): value for key, value in attributes.items()}
        reader.start(local(full), attributes)
        said.clear()
        parser.CharacterDataHandler = said.append if reader.wants_text else None

    def end(full: str) -> None:
        reader.end(local(full), "".join(said) if said else "")

    def refuse(*_declared: object) -> None:
        raise BourseError("table_unreadable")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse
    try:
        part = archive.open(name)
    except KeyError as error:
        raise BourseError("table_unreadable") from error
    with part:
        ended = False
        while not ended:
            piece = part.read(_CHUNK)
            ended = not piece
            parser.Parse(piece, ended)
