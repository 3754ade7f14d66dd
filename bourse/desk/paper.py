"""The desk's own series at a site: what the organiser writes by hand becomes facts of it.

Like a tablet's it has its own numbers and its own chain; no token opens it.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import select

from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Site
from bourse.errors import BourseError
from bourse.journal.chain import moment
from bourse.tills.device import series_state
from bourse.tills.models import Enrolment, Till
from bourse.tills.numbering import next_letter


def paper_series(site: Site) -> Enrolment:
    """A site's series, opened on its first till; raises `paper_without_till`."""
    tills = db.session.scalars(
        select(Till).where(Till.site_id == site.id).order_by(Till.number)
    ).all()
    if not tills:
        raise BourseError("paper_without_till", field="number", site=site.name)
    known = (one for till in tills for one in till.enrolments if one.is_paper)
    if device := next(known, None):
        return device
    device = Enrolment(letter=next_letter(tills[0]), is_paper=True, enrolled_at=now())
    tills[0].enrolments.append(device)
    db.session.flush()
    return device


def next_fact(device: Enrolment, kind: str, at: datetime) -> dict[str, object]:
    """The head of the series' next fact, under `journal.lock()`; who calls adds what it says."""
    state = series_state(device)
    return {
        "v": 1,
        "fact_id": str(uuid.uuid4()),
        "kind": kind,
        "till": device.series,
        "till_seq": state.till_seq + 1,
        "prev": state.prev,
        "happened_at": moment(at),
    }
