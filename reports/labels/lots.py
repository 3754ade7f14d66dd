"""Lots as labels: what the trade knows of a lot, and the address that its QR holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bourse.editions.models import Edition
from bourse.lots.labelling import LotToLabel
from reports.labels.label import Label


def labels(
    edition: Edition, lots: Iterable[LotToLabel], root: str, *, copies: int = 1
) -> Iterator[Label]:
    """Each lot's label, `copies` times in a row; `root` is where people reach the public pages."""
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
            is_fictional=edition.is_fictional,
        )
        for _copy in range(copies):
            yield label
