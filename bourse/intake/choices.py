"""What a firm's headings mean, remembered from one file to the next."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, select

from bourse.db import db
from bourse.intake.models import ColumnChoice
from bourse.people.models import Company

MOST = 300
"""Headings remembered of one firm."""
LONGEST = 200


def remembered(company_id: int) -> dict[str, str]:
    """The field that each heading (`columns.heading_key`) means to this firm; "" is not read."""
    found = (
        select(ColumnChoice.heading, ColumnChoice.field)
        .where(ColumnChoice.company_id == company_id)
        .limit(MOST)
    )
    return {row.heading: row.field for row in db.session.execute(found)}


def remember(company_id: int, meanings: Mapping[str, str]) -> None:
    """Keep what these headings mean to this firm, over what they meant before."""
    company = select(Company.id).where(Company.id == company_id)
    db.session.execute(company.with_for_update(key_share=True))  # who writes first is added to
    known = remembered(company_id)
    kept = {**known, **{key[:LONGEST]: field for key, field in meanings.items() if key}}
    if kept == known:
        return
    db.session.execute(delete(ColumnChoice).where(ColumnChoice.company_id == company_id))
    latest = list(kept.items())[-MOST:]
    db.session.add_all(
        ColumnChoice(company_id=company_id, heading=heading, field=field)
        for heading, field in latest
    )
    db.session.flush()
