"""Receipts again: the last ones of the till, one with what was given back of it, and its PDF."""

from __future__ import annotations

from flask import Response, g, jsonify, request

from app.language import current
from app.till import blueprint
from bourse.journal.chain import moment
from bourse.tills.receipts import receipt_of
from bourse.tills.sales import copies_of, last_sales, sale_with_reversals
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
    return jsonify(facts=facts, copies=copies_of(facts[0]["fact_id"]))


@blueprint.get("/api/receipts/<fact_id>.pdf")
def paper(fact_id: str) -> Response:
    """The receipt as PDF, on 80 mm, or on A4 with `?paper=a4`."""
    found = receipt_of(g.enrolment.till.edition_id, fact_id)
    make = sheet if request.args.get("paper") == "a4" else ticket
    return Response(make(found, current()), mimetype="application/pdf")
