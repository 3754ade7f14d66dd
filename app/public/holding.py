"""Holding lots before coming: gathered from their pages, then asked for in one form."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from flask import Response as Answer
from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from itsdangerous import Signer
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.errors import attach
from app.holds import letters
from app.language import current
from app.public import blueprint
from app.public.editions import announced
from app.public.hold_forms import LotForm, VisitorForm
from app.public.hold_gathering import gathered, gathered_of, keep, still_fit, tell_left_out
from app.public.hold_sent import asked_of, remember
from app.public.lots import lot_page
from app.security import limiter, network
from bourse.catalogue.shown import shown_lot
from bourse.clock import now
from bourse.db import transaction
from bourse.editions.models import Edition
from bourse.errors import BourseError
from bourse.holds.holding import hold
from bourse.holds.keeping import kept_until, may_hold
from bourse.holds.mailbox import mailbox_of
from bourse.holds.queries import hold_by_token
from bourse.holds.wanting import FreeLot, check_wanted, free_lots
from bourse.journal.chain import sha256
from bourse.lots.set_apart import MOST_LINES
from bourse.people.queries import organisation
from bourse.values import LotCode, Money, Quantity


def _address() -> str:
    """Whose limit this is: the digest of the mailbox, which the limiter may log."""
    return sha256(mailbox_of(request.form.get("mail", "")))


def _was_sent(answer: Answer) -> bool:
    return answer.status_code == 302


@blueprint.post("/l/<code>/hold")
@limiter.limit("60 per minute")
def gather_lot(code: str) -> Response | tuple[str, int]:
    """Take a lot into one's reservation, or change how much of it; nothing is held yet."""
    lot = shown_lot(LotCode.parse(code))
    edition = _holding(lot.exhibitor.edition)
    mine, found = gathered(edition), free_lots(edition.id, [lot.code], now())
    form = LotForm.of(found[lot.code], gathered_of(lot))
    if not form.validate_on_submit():
        return lot_page(lot, form), 422
    taken = {**mine, lot.code: form.quantity.data}
    try:
        check_wanted(found, {lot.code: form.quantity.data})
        if len(taken) > MOST_LINES:
            raise BourseError("hold_long", maximum=MOST_LINES)
    except BourseError as error:
        error.params["field"] = "quantity"
        attach(form, error)
        return lot_page(lot, form), 422
    keep(edition, taken)
    flash(gettext("In your reservation: %(lot)s.", lot=lot.designation), "good")
    return redirect(url_for("public.hold_lots", slug=edition.slug))


@blueprint.route("/e/<slug>/hold", methods=["GET", "POST"])
@limiter.limit("40 per hour", methods=["POST"], deduct_when=_was_sent)
@limiter.limit("10 per day", key_func=_address, methods=["POST"], deduct_when=_was_sent)
def hold_lots(slug: str) -> Response | tuple[str, int]:
    """What one has gathered, with how much of each, and who asks for it."""
    edition = announced(slug)
    if request.method == "GET" and not may_hold(edition, now()):
        return render_template("public/hold_lots.html", edition=edition, is_off=True)
    _holding(edition)
    if "ask" in request.form and not gathered(edition) and asked_of(edition):
        return redirect(url_for("public.hold_sent", slug=slug))
    mine = gathered(edition)
    found = free_lots(edition.id, mine, now())
    wanted = still_fit(found, mine)
    if left_out := mine.keys() - wanted.keys():
        keep(edition, wanted)
        tell_left_out(found, [code for code in mine if code in left_out])
    form = VisitorForm.of(wanted, {code: found[code].lot.designation for code in wanted})
    if request.method == "POST":
        wanted = _typed(form, wanted)
        keep(edition, wanted)
    if "ask" in request.form and not left_out and form.validate_on_submit():
        try:
            return _ask(edition, form, wanted)
        except BourseError as error:
            edition = announced(slug)
            found = free_lots(edition.id, wanted, now())
            if error.params.get("field") not in wanted:
                attach(form, error)
    _attach_faults(form, found, wanted)
    page = render_template(
        "public/hold_lots.html",
        edition=edition,
        form=form,
        lots=[(found[code], quantity, form[code]) for code, quantity in wanted.items()],
        total=_total(found, {code: wanted[code] for code in wanted if not form[code].errors}),
        until=kept_until(edition, now()),
        house=organisation(),
    )
    return page, 422 if request.method == "POST" and (form.errors or form.form_errors) else 200


@blueprint.post("/e/<slug>/hold/remove")
def remove_from_hold(slug: str) -> Response:
    """Leave a lot out; what is said leads to its page, which takes it in again."""
    edition, code = announced(slug), request.form.get("code", "")
    mine = gathered(edition)
    if mine.pop(code, None) is not None:
        keep(edition, mine)
        way = Markup('<a href="{}">{}</a>').format(
            url_for("public.lot", code=code), gettext("Open its page.")
        )
        flash(gettext("Taken out.") + " " + gettext("Changed your mind?") + " " + way, "good")
    return redirect(url_for("public.hold_lots", slug=slug))


def _holding(edition: Edition) -> Edition:
    """The edition, once it keeps lots for visitors; raises `hold_off`."""
    if not may_hold(edition, now()):
        raise BourseError("hold_off")
    return edition


def _typed(form: VisitorForm, wanted: Mapping[str, Quantity]) -> dict[str, Quantity]:
    """How much of each lot was typed in; what cannot be read stays as it was, with its fault."""
    return {
        code: form[code].data if form[code].validate(form) else quantity
        for code, quantity in wanted.items()
    }


def _attach_faults(
    form: VisitorForm, found: Mapping[str, FreeLot], wanted: Mapping[str, Quantity]
) -> None:
    """Say at each lot what speaks against holding it now."""
    for code, quantity in wanted.items():
        try:
            if not form[code].errors:
                check_wanted(found, {code: quantity})
        except BourseError as error:
            attach(form, error)


def _ask(edition: Edition, form: VisitorForm, wanted: Mapping[str, Quantity]) -> Response:
    """Hold the lots and write to the visitor; an address with too many is told by mail alone."""
    whence = _signature("hold network", network())
    visitor = replace(form.visitor, network=whence, language=current())
    code, token = "", _signature("hold", str(form.once.data))
    mail = visitor.mail
    try:
        with transaction():
            made, _same = hold(edition, wanted, visitor, token=token)
            code = made.code
    except BourseError as error:
        if error.code == "hold_asked":
            before = hold_by_token(token)
            same = {line.lot.code for line in before.lines} == wanted.keys()
            if not same or not before.is_open_at(now()):
                form.once.data = f"{form.once.data}+"
                return _ask(edition, form, wanted)
            code, mail = before.code, before.mail or mail
        elif error.code == "hold_many":
            letters.too_many(edition, visitor.mail)
        else:
            raise
    else:
        letters.asked(made, token)
    remember(edition, code, mail, wanted)
    keep(edition, {})
    return redirect(url_for("public.hold_sent", slug=edition.slug))


def _signature(purpose: str, said: str) -> str:
    """What only this installation makes of it: the secret of the mailed link, a network's digest.

    Who has the form alone cannot know the one; who has the database alone cannot tell from the
    other where a visitor was.
    """
    key = str(current_app.config["SECRET_KEY"])
    return Signer(key, salt=purpose, digest_method=hashlib.sha256).get_signature(said).decode()


def _total(found: Mapping[str, FreeLot], wanted: Mapping[str, Quantity]) -> Money:
    prices = (found[code].lot.price.times(quantity) for code, quantity in wanted.items())
    return sum(prices, Money(0))
