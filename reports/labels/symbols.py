"""Many QR symbols at once, each equal bit for bit to the one that `qrcode` makes.

At a fixed version, level and mask a symbol is an affine function of its data bits over GF(2): data
and error correction are linear, the mask and the patterns are constant. So `qrcode` encodes one
base symbol and one for each bit that varies, and a matrix product makes all the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from qrcode import QRCode, util
from qrcode.constants import ERROR_CORRECT_M

BYTES: Literal[4] = 4
"""Byte mode, as the package numbers it: one mode for all, so that their bits line up."""
Modules = NDArray[np.bool_]
"""A symbol's modules, row by row, True where dark, without the quiet zone."""

MASK = 0
"""Any mask reads as well as the best one, which costs eight trials a symbol to find."""
SLICE = 256
"""Symbols of one matrix product, so that few are in memory as numbers."""


def symbols(texts: Sequence[str]) -> list[Modules]:
    """Each text's symbol, at error correction M, all of the version that the longest needs."""
    version = version_of(texts)
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    data = [text.encode() for text in texts]
    for number, each in enumerate(data):
        by_length[len(each)].append(number)
    made: dict[int, Modules] = {}
    for alike in by_length.values():
        made.update(zip(alike, _batch([data[number] for number in alike], version), strict=True))
    return [made[number] for number in range(len(texts))]


def version_of(texts: Sequence[str]) -> int:
    """The smallest version that holds each of the texts."""
    return int(_code(max((text.encode() for text in texts), key=len), None).best_fit())


def encoded(data: bytes, version: int) -> Modules:
    """The symbol of `qrcode` itself."""
    code = _code(data, version)
    code.make(fit=False)
    return np.array(code.modules, dtype=bool)


def _code(data: bytes, version: int | None) -> QRCode[Any]:
    code: QRCode[Any] = QRCode(
        version=version, error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK
    )
    code.add_data(util.QRData(data, mode=BYTES))
    return code


def _batch(data: Sequence[bytes], version: int) -> Iterator[Modules]:
    bits = np.unpackbits(np.frombuffer(b"".join(data), np.uint8).reshape(len(data), -1), axis=1)
    flips = bits ^ bits[0]
    varying = np.flatnonzero(flips.any(axis=0))
    if len(varying) >= len(data):  # encoding each is cheaper
        yield from (encoded(each, version) for each in data)
        return
    base = encoded(data[0], version)
    changes = np.empty((len(varying), base.size), np.float32)
    for row, bit in enumerate(varying):
        neighbour = bits[0].copy()
        neighbour[bit] ^= 1
        changes[row] = (encoded(np.packbits(neighbour).tobytes(), version) ^ base).ravel()
    for start in range(0, len(data), SLICE):
        some = flips[start : start + SLICE, varying].astype(np.float32) @ changes
        yield from base ^ (some % 2 == 1).reshape(-1, *base.shape)
