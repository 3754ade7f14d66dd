"""A receipt by mail, when the buyer wishes: sent once, the address kept nowhere.

Not by the outbox: a message that waits there would keep the address until somebody looks.
"""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email
from flask import Response, g, jsonify

from app import mail
from app.language import current
from app.links import receipt_address
from app.security import csrf, limiter
from app.till import blueprint
from app.till.door import MailWanted, body
from bourse.db import db
from bourse.errors import BourseError
from bourse.tills.receipts import receipt_of
from reports.receipts.ticket import ticket


def _one_device() -> str:
    return f"device {g.enrolment.id}"


@blueprint.post("/api/receipts/<fact_id>/mail")
@csrf.exempt
@limiter.limit("10 per minute; 200 per day", key_func=_one_device)
def mail_receipt(fact_id: str) -> Response:
    """Send the receipt as PDF; the answer says that the mail server took it."""
    wanted = body(MailWanted)
    try:
        address = validate_email(wanted.address, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise BourseError("email_shape", field="address") from error
    found = receipt_of(g.enrolment.till.edition_id, fact_id)
    link = receipt_address(found.number, found.hash)
    pdf = ticket(found, current(), address=link, copy=wanted.copy_number or found.copies)
    message = mail.compose("receipt", address, receipt=found)
    message.add_attachment(
        pdf, maintype="application", subtype="pdf", filename=f"{found.number}.pdf"
    )
    db.session.rollback()  # a mail server takes its time: no read stays open meanwhile
    mail.send_once(message)
    return jsonify(sent=True)
