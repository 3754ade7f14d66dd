"""Receipts again: the last ones of the till, one with what was given back of it, and its PDF."""

from __future__ import annotations

from flask import Response, g, jsonify, request

from app.language import current
from app.links import receipt_address
from app.till import blueprint
from bourse.journal.chain import moment
from bourse.tills.closing_slips import closing_slip
from bourse.tills.receipts import copies_of, number_of, receipt_of
from bourse.tills.sales import last_sales, sale_with_reversals
from reports.receipts.closing_slip import slip_on_roll
from reports.receipts.sheet import sheet
from reports.receipts.ticket import ticket


@blueprint.get("/api/receipts")
def receipts() -> Response:
    """The receipts of every device of this till, latest first, a page at a time."""
    page = last_sales(g.enrolment.till, after=request.args.get("after"))
    return jsonify(
        receipts=[
            {
                "fact_id": row.fact_id,
                "number": row.number,
                "happened_at": moment(row.happened_at),
                "cashier": row.cashier,
                "total_cents": row.total.cents,
                "reverses": row.reverses,
                "is_reversed": row.is_reversed,
            }
            for row in page.rows
        ],
        after=page.after,
    )


@blueprint.get("/api/receipts/<number>")
def receipt(number: str) -> Response:
    """The facts of a receipt of the edition: the sale, then its reversals."""
    facts = sale_with_reversals(g.enrolment.till.edition_id, number)
    first = facts[0]
    return jsonify(
        facts=facts, copies=copies_of(first["fact_id"]), cancels=number_of(first.get("reverses"))
    )


@blueprint.get("/api/receipts/<fact_id>.pdf")
def paper(fact_id: str) -> Response:
    """The receipt as PDF, on 80 mm, or on A4 with `?paper=a4`; `?copy=2` marks DUPLICATA 2.

    A duplicate that is known here is never shown as the first one.
    """
    found = receipt_of(g.enrolment.till.edition_id, fact_id)
    make = sheet if request.args.get("paper") == "a4" else ticket
    copy = request.args.get("copy", type=int) or found.copies
    pdf = make(found, current(), address=receipt_address(found.number, found.hash), copy=copy)
    return Response(pdf, mimetype="application/pdf")


@blueprint.get("/api/sessions/<uuid>.pdf")
def session_slip(uuid: str) -> Response:
    """The slip of a session of the edition, as PDF on 80 mm."""
    slip = closing_slip(g.enrolment.till.edition_id, uuid)
    return Response(slip_on_roll(slip, current()), mimetype="application/pdf")
