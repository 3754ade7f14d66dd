"""Symbols made together are the ones that qrcode makes, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import MODE_8BIT_BYTE, QRData

from reports.labels import symbols as room
from reports.labels.symbols import MASK, symbols, version_of

TEXTS = st.text(min_size=1, max_size=60)
ENDS = st.lists(st.text("23456789CDEFGHJKNPRTVXY", min_size=6, max_size=6), min_size=1)


def from_qrcode(text: str, version: int) -> list[list[bool]]:
    """What the package itself encodes, in the mode and mask that labels use."""
    code = QRCode(version, ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    code.add_data(QRData(text.encode(), mode=MODE_8BIT_BYTE))
    code.make(fit=False)
    return code.get_matrix()


def equal(texts: list[str]) -> None:
    version = version_of(texts)
    for text, made in zip(texts, symbols(texts), strict=True):
        assert np.array_equal(made, from_qrcode(text, version)), text


@settings(max_examples=25, deadline=None)
@given(root=TEXTS, codes=ENDS)
def test_labels_of_one_root(root: str, codes: list[str]) -> None:
    equal([root + code for code in codes])


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=12))
def test_texts_that_have_nothing_in_common(texts: list[str]) -> None:
    equal(texts)


def test_a_batch_asks_for_one_symbol_a_bit_that_varies(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    encoded = room.encoded

    def counted(data: bytes, version: int) -> room.Modules:
        asked.append(data)
        return encoded(data, version)

    monkeypatch.setattr(room, "encoded", counted)
    texts = [f"https://bourse.example/l/{number:06d}" for number in range(1_000)]
    assert len(symbols(texts)) == 1_000
    assert len(asked) == 1 + 3 * 4


def test_few_are_encoded_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["https://bourse.example/l/C7K3PX", "https://bourse.example/l/99XYVT"]
    asked: list[tuple[bytes, int]] = []
    monkeypatch.setattr(room, "encoded", lambda *call: asked.append(call))
    symbols(texts)
    assert asked == [(text.encode(), 3) for text in texts]


def test_every_symbol_has_the_version_of_the_longest() -> None:
    short, long = symbols(["a", "a" * 60])
    assert short.shape == long.shape == (33, 33)
