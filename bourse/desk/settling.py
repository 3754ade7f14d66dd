"""A person has looked at what a till sent: the case is settled, the facts stay as they are."""

from __future__ import annotations

from bourse.clock import now
from bourse.db import db
from bourse.errors import BourseError
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.tills.inbox import Conflict, Decision, RefusedFact
from bourse.tills.models import DeviceReport, Enrolment


def settle_conflict(
    edition_id: int, conflict_id: int, decision: Decision | None = None, *, by: Actor
) -> None:
    """Keep what a person decided of a flagged fact, and who and when; the fact stays.

    What is settled already stays as it was. Raises `case_unknown` for another edition's.
    """
    conflict = _conflict(edition_id, conflict_id)
    if conflict.resolved_at is None:
        conflict.resolved_at, conflict.resolved_by = now(), by.user_id
        conflict.decision = decision
        code = decision.value if decision else None
        note(by, "conflict.settle", f"conflict:{conflict.id}", seq=conflict.seq, decision=code)


def reopen_conflict(edition_id: int, conflict_id: int, *, by: Actor) -> None:
    """Take a case up again that was settled too soon; the record of changes keeps both.

    Raises `case_unknown` for another edition's.
    """
    conflict = _conflict(edition_id, conflict_id)
    if conflict.resolved_at is not None:
        conflict.resolved_at = conflict.resolved_by = conflict.decision = None
        note(by, "conflict.reopen", f"conflict:{conflict.id}", seq=conflict.seq)


def _conflict(edition_id: int, conflict_id: int) -> Conflict:
    conflict = db.session.get(Conflict, conflict_id, with_for_update=True)
    if conflict is None or conflict.edition_id != edition_id:
        raise BourseError("case_unknown")
    return conflict


def settle_witness(edition_id: int, enrolment_id: int, *, by: Actor) -> None:
    """Keep that a person knows why our chain lacks what a device has seen; the board is calm again.

    Raises `case_unknown` for another edition's; a device that misses nothing is left alone.
    """
    enrolment = db.session.get(Enrolment, enrolment_id)
    if enrolment is None or enrolment.till.edition_id != edition_id:
        raise BourseError("case_unknown")
    report = db.session.get(DeviceReport, enrolment_id)
    if report and report.missing_since is not None:
        note(
            by,
            "witness.settle",
            f"till:{enrolment.till_id}",
            series=enrolment.series,
            seq=report.missing_seq,
        )
        report.missing_since = report.missing_seq = report.missing_hash = None


def settle_refused(edition_id: int, refused_id: int, *, by: Actor) -> None:
    """Keep that a person has seen a refused fact; its bytes stay.

    Raises `case_unknown` for another edition's.
    """
    refused_fact = db.session.get(RefusedFact, refused_id)
    enrolment = refused_fact and db.session.get_one(Enrolment, refused_fact.enrolment_id)
    if not refused_fact or not enrolment or enrolment.till.edition_id != edition_id:
        raise BourseError("case_unknown")
    if refused_fact.seen_at is None:
        refused_fact.seen_at = now()
        note(by, "refused_fact.settle", f"refused_fact:{refused_fact.id}")
