"""A value for every argument of every address: one table, read by the word that stands before.

`/organiser/editions/<slug>/lots/<code>` asks for "editions/slug" and "lots/code"; where there is
no such line, for "slug" and "code".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from flask import current_app
from werkzeug.routing import Rule

from app import letters, links
from app.links import Purpose
from bourse.desk.sheets import SheetRange
from bourse.intake.models import LotImport
from bourse.tills.inbox import RefusedFact
from bourse.tills.models import Cashier
from bourse.tills.projections import Sale
from tests.rules.cast import HOLD_TOKEN, LEFT_OPEN, Cast, first

Samples = Mapping[str, object]
MAIL = "20260613T080000000000-0123abcd.eml"
"""The file of a message that waits."""
UPLOAD = "0" * 32
"""The name of a spreadsheet that waits to be imported."""
RESCUE = "0" * 64
"""The name of a tablet's file that waits to be imported."""
ARGUMENT = re.compile(r"(?:([\w-]+)/)?<(?:[^<>:]+:)?(\w+)>")


def samples(cast: Cast) -> Samples:
    """The table, for this cast; tokens are good for any application with the same key."""
    assert cast.pickup is not None
    slip = first(Sale, Sale.seq == cast.pickup.sale_seq)
    sale = first(Sale, Sale.edition_id == cast.edition.id)
    return {
        "stranger": cast.stranger.code,
        "stranger's company": cast.stranger.company_id,
        "exhibitor's id": cast.exhibitor.id,
        "slug": cast.edition.slug,
        "exhibitor": cast.exhibitor.code,
        "exhibitors/code": cast.exhibitor.code,
        "conformity/code": cast.exhibitor.code,
        "company_id": cast.exhibitor.company_id,
        "lots/code": cast.lot.code,
        "lots/text": cast.lot.code,
        "l/code": cast.lot.code,
        **_set_apart(cast),
        "position": 1,
        "slips/number": slip.number,
        "pickup_id": cast.pickup.id,
        "site_id": cast.till.site_id,
        "user_id": cast.users["asked"].id,
        "invitation_id": cast.invitation.id,
        "till_id": cast.till.id,
        "tills/code": cast.till.code,
        "cashiers/code": first(Cashier, Cashier.edition_id == cast.edition.id).code,
        "device_id": cast.device.id,
        "conflicts/case_id": cast.conflict.id,
        "refused/case_id": first(RefusedFact).id,
        "disposition_id": cast.disposition_id,
        "bulk/edit_id": cast.bulk_edit_id,
        "markdowns/markdown_id": cast.markdown_id,
        "seq": cast.conflict.seq,
        "balance_id": cast.balance.id,
        "receipts/number": sale.number,
        "t/number": sale.number,
        "photos/uuid": cast.photo,
        "size": "small",
        "sessions/uuid": LEFT_OPEN,
        "uuid": sale.session_uuid,
        "receipts/fact_id": sale.fact_id,
        "mail/name": MAIL,
        "r/token": cast.report,
        "report/token": cast.report,
        "download/name": "bourse.crt",
        "rescue/digest": RESCUE,
        "import/token": UPLOAD,
        "import_id": first(LotImport).id,
        "sheets/range_id": first(SheetRange).id,
        "verdict": "left_out",
        "suffix": "json",
        "filename": "css/base.css",
        **_links(cast),
    }


def _links(cast: Cast) -> Samples:
    """What mailed links carry."""
    asked = cast.users["asked"]
    return {
        "invitation/token": links.user_token(Purpose.INVITE_USER, asked),
        "reset/token": links.user_token(Purpose.RESET_PASSWORD, asked),
        "confirm/token": links.sign(
            Purpose.CONFIRM_EMAIL, cast.applicant.id, letters.stamp(cast.applicant)
        ),
        "join/token": links.sign(Purpose.JOIN_COMPANY, asked.id, cast.exhibitor.company_id),
    }


def _set_apart(cast: Cast) -> Samples:
    """Codes of goods set apart: a stand's basket, a visitor's hold."""
    return {
        "b/code": cast.basket,
        "baskets/code": cast.basket,
        "stand-baskets/code": cast.basket,
        "holds/code": cast.hold,
        "h/code": cast.hold,
        "hold/token": HOLD_TOKEN,
    }


def address(rule: Rule, known: Samples, **instead: object) -> str:
    """The route's address with a sample for each argument, `instead` over those of the table."""
    values = dict(_values(rule, known)) | {
        name: value for name, value in instead.items() if name in rule.arguments
    }
    return current_app.url_map.bind("localhost").build(rule.endpoint, values)


def _values(rule: Rule, known: Samples) -> Iterator[tuple[str, object]]:
    for before, name in ARGUMENT.findall(rule.rule):
        key = f"{before}/{name}" if f"{before}/{name}" in known else name
        if key not in known:
            raise LookupError(f"tests/rules/samples.py: give a sample for <{name}> of {rule.rule}")
        yield name, known[key]
