"""What a device asks at its start: its till, who sells, for whom, and where its series stands."""

from __future__ import annotations

from flask import Response, current_app, g, jsonify

from app.language import current
from app.links import receipts_root
from app.till import blueprint
from bourse import VERSION
from bourse.clock import now
from bourse.journal import service as journal
from bourse.journal.chain import moment
from bourse.people.models import VatRegime
from bourse.people.queries import organisation
from bourse.tills import device
from bourse.tills.models import Enrolment
from bourse.tills.vat import shown_rate
from reports.receipts import mentions


@blueprint.get("/api/state")
def state() -> Response:
    """All of it in one answer: a till starts with a single question."""
    enrolment: Enrolment = g.enrolment
    series, session, head = (
        device.series_state(enrolment),
        device.open_session(enrolment),
        journal.head(),
    )
    return jsonify(
        now=moment(now()),
        till=_till(enrolment),
        edition=_edition(enrolment),
        organiser=_organiser(),
        cashiers=[
            {
                "code": card.code,
                "name": card.name,
                "is_supervisor": card.is_supervisor,
                "pin": card.pin,
            }
            for card in device.cashier_cards(enrolment.till.edition_id)
        ],
        sellers=[_seller(card) for card in device.seller_cards(enrolment.till.edition_id)],
        categories=[
            {"code": one.code, "name": one.name(current()), "unit": one.unit.value}
            for one in device.category_cards(enrolment.till.edition_id)
        ],
        numbers={"till_seq": series.till_seq, "receipt": series.receipt, "prev": series.prev},
        session=_session(session) if session else None,
        head={"seq": head.seq, "hash": head.hash},
        receipts=receipts_root(),
        software=f"Bourse {VERSION}",
        mails=bool(current_app.config["SMTP_URL"]),
    )


def _till(enrolment: Enrolment) -> dict[str, object]:
    till = enrolment.till
    return {
        "code": till.code,
        "name": till.name,
        "series": enrolment.series,
        "modes": [mode.value for mode in till.modes],
        "cashier_markdown_bp": till.edition.cashier_markdown_bp,
        "site": ", ".join(part for part in (till.site.name, till.site.town) if part),
    }


def _edition(enrolment: Enrolment) -> dict[str, object]:
    edition = enrolment.till.edition
    return {
        "slug": edition.slug,
        "name": edition.name,
        "status": edition.status.value,
        "sales_mode": edition.sales_mode.value,
        "currency": edition.currency,
        "timezone": edition.timezone,
        "is_fictional": edition.is_fictional,
        "mentions": [
            mention
            for mention in (
                mentions.cashing(edition.sales_mode, current()),
                mentions.guarantee(current()),
            )
            if mention
        ],
    }


def _organiser() -> dict[str, object]:
    known = organisation()
    return {
        "name": known.name if known else "",
        "address": known.address if known else "",
        "siret": known.siret if known else None,
    }


def _seller(card: device.SellerCard) -> dict[str, object]:
    return {
        "code": card.code,
        "name": card.name,
        "number_kind": card.number_kind,
        "number": card.number,
        "vat_number": card.vat_number,
        "vat_regime": card.vat_regime.value,
        # these two are for tablets that have not taken up the newest scripts yet
        "vat_mention": mentions.vat(card.vat_regime, card.country, current()),
        "vat_rate_bp": card.vat_rate.basis_points if card.vat_rate else None,
        "vat": {regime.value: _vat(regime, card.country) for regime in VatRegime},
        "may_sell": card.may_sell,
    }


def _vat(regime: VatRegime, country: str) -> dict[str, object]:
    """What a receipt says of VAT under a regime: what was sold under one stays so."""
    rate = shown_rate(regime, country)
    return {
        "rate_bp": rate.basis_points if rate else None,
        "mention": mentions.vat(regime, country, current()),
    }


def _session(session: device.OpenSession) -> dict[str, object]:
    return {
        "uuid": session.uuid,
        "cashier": session.cashier,
        "opened_at": moment(session.opened_at),
        "float_cents": session.float_.cents,
        "expected_cents": session.expected.cents,
        "modes": {mode.value: taken.cents for mode, taken in session.others.items()},
    }
