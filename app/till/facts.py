"""Where devices deliver their facts. Whatever goes wrong here, the device keeps them."""

from __future__ import annotations

from functools import partial

from flask import Response, abort, g, jsonify
from sqlalchemy.exc import DBAPIError

from app.errors import come_again, database_failed
from app.security import csrf
from app.till import blueprint
from app.till.door import FactsSent, facts_sent
from app.till.together import LateError, Queue
from bourse.tills import delivery
from bourse.tills.recording import Outcome

queue = Queue()
"""One for the process: SQLite has one writer, and the journal one end, on every database."""


@blueprint.post("/api/facts")
@csrf.exempt
def facts() -> Response:
    """An outcome a fact, in the order sent, and where journal and catalogue stand after them."""
    sent = facts_sent()
    try:
        taken = queue.run(partial(_take, g.token_hash, sent), weight=len(sent.facts))
    except DBAPIError as error:
        return database_failed(error)
    except LateError:
        return come_again()
    recording, standing = taken or abort(401)
    return jsonify(
        outcomes=[_outcome(outcome) for outcome in recording.outcomes],
        head={"seq": recording.head.seq, "hash": recording.head.hash},
        is_missing=standing.is_missing,
        skew_ms=standing.skew_ms,
        revision=standing.revision,
    )


def _take(token_hash: str, sent: FactsSent) -> delivery.Delivered | None:
    """What one request writes, inside the transaction that it shares."""
    return delivery.take(token_hash, sent.facts, sent.signs)


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {
        "fact_id": outcome.fact_id,
        "result": outcome.result.value,
        "seq": outcome.seq,
        "reasons": list(outcome.reasons),
    }
