"""What an edition lets its cashiers do alone."""

from __future__ import annotations

from bourse.db import db
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.values import Rate
from bourse.values.rate import WHOLE_BP


def limit_markdowns(edition: Edition, limit: Rate, *, by: Actor) -> None:
    """Set what a cashier may take off a price; tills learn it at their next call.

    Raises `markdown_limit` beyond a whole price.
    """
    if not 0 <= limit.basis_points <= WHOLE_BP:
        raise BourseError("markdown_limit", field="limit")
    if edition.cashier_markdown_bp != limit.basis_points:
        edition.cashier_markdown_bp = limit.basis_points
        db.session.flush()
        note(by, "till.limit", f"edition:{edition.id}", markdown_bp=limit.basis_points)
