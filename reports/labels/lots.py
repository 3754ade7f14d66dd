"""Lots as labels: what the trade knows of a lot, and the address that its QR holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bourse.editions.models import Edition
from bourse.labels.labelling import LotToLabel
from reports.labels.label import Label


def labels(
    edition: Edition,
    lots: Iterable[LotToLabel],
    root: str,
    *,
    copies: int = 1,
    with_reference: bool = False,
) -> Iterator[Label]:
    """Each lot's label, `copies` times in a row; `root` is where people reach the public pages.

    A lot of several pieces gets a label for each of them after its own, with the same code.

    `with_reference` shows the price when new, crossed out, of lots that cost less than that.
    """
    for lot in lots:
        label = Label(
            code=lot.code,
            url=f"{root}/l/{lot.code}",
            designation=lot.designation,
            price=lot.price,
            currency=edition.currency,
            quantity=lot.quantity,
            unit_weight=lot.unit_weight,
            exhibitor=lot.exhibitor,
            stand=lot.stand,
            reference_price=lot.reference_price if with_reference and lot.discount else None,
            discount=lot.discount if with_reference else None,
            is_fictional=edition.is_fictional,
            pieces=lot.pieces,
        )
        pieces = [replace(label, piece=number) for number in _numbers(lot)]
        for _copy in range(copies):
            yield label
            yield from pieces


def number_of(lots: Iterable[LotToLabel], *, copies: int = 1) -> int:
    """How many labels these lots get."""
    return copies * sum(1 + len(_numbers(lot)) for lot in lots)


def _numbers(lot: LotToLabel) -> range:
    """The numbers of the pieces that have a label of their own."""
    return range(1, lot.pieces + 1) if lot.pieces > 1 else range(0)
