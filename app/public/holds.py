"""A hold on its pages: the visitor's own, by the link that was mailed, and the one of its QR."""

from __future__ import annotations

from flask import Response as Answer
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.errors import sentence
from app.holds import letters, stand_letters
from app.holds.slips import slip_file
from app.public import blueprint
from app.public.hold_gathering import gather
from app.security import limiter
from app.set_apart import qr_of
from bourse.clock import now
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.holds.holding import cancel, confirm
from bourse.holds.keeping import kept_until, may_hold
from bourse.holds.queries import hold_by_token, hold_of, view_of
from bourse.holds.spots import spots_of, weight_of
from bourse.people.actor import VISITOR
from bourse.people.queries import organisation

OWN = "/hold/<token>"


@blueprint.get(OWN)
def own_hold(token: str) -> str:
    """The visitor's hold: to confirm, to show at the till, or what became of it."""
    held = hold_by_token(token)
    shown = view_of(held)
    return render_template(
        "public/own_hold.html",
        edition=held.edition,
        hold=shown,
        token=token,
        spots=spots_of(held),
        weight=weight_of(held),
        qr=qr_of(shown),
        may_hold=may_hold(held.edition, now()),
        until=kept_until(held.edition, now()),
        house=organisation(),
    )


@blueprint.post(f"{OWN}/confirm")
def confirm_hold(token: str) -> Response:
    """The visitor wants them: a button, because programs that read mail follow every link."""
    try:
        with transaction():
            held = hold_by_token(token)
            is_first = confirm(held)
    except BourseError as error:
        return _back(token, error)
    if is_first:
        letters.confirmed(held, token)
        stand_letters.keep_aside(held)
        flash(gettext("Your reservation is confirmed: your slip is below."), "good")
    return redirect(url_for("public.own_hold", token=token))


@blueprint.route(f"{OWN}/cancel", methods=["GET", "POST"])
def cancel_hold(token: str) -> Response | str:
    """The visitor does not come after all: their lots are free again."""
    held, form = hold_by_token(token), FlaskForm()
    if not form.validate_on_submit():
        return render_template(
            "public/cancel_hold.html",
            edition=held.edition,
            hold=view_of(held),
            token=token,
            form=form,
        )
    try:
        with transaction():
            held = hold_by_token(token)
            is_first = cancel(held, by=VISITOR)
    except BourseError as error:
        return _back(token, error)
    if is_first:
        stand_letters.free_again(held)
    flash(gettext("Your reservation is cancelled: thank you for freeing the lots."), "good")
    return redirect(url_for("public.own_hold", token=token))


@blueprint.post(f"{OWN}/again")
def repeat_hold(token: str) -> Response:
    """Gather the same lots once more, after a hold that has ended."""
    held = hold_by_token(token)
    if held.is_open_at(now()):
        return _back(token, BourseError("hold_live"))
    gather(held.edition, {line.lot.code: line.quantity for line in held.lines})
    return redirect(url_for("public.hold_lots", slug=held.edition.slug))


@blueprint.get(f"{OWN}/slip.pdf")
@limiter.limit("30 per minute")
def hold_slip_pdf(token: str) -> Response:
    """The pickup slip on paper."""
    return slip_file(hold_by_token(token))


@blueprint.get("/h/<code>")
@limiter.limit("60 per minute")
def hold(code: str) -> str:
    """Where the QR of a slip leads: what is kept and for how long, and nobody's name."""
    held = hold_of(code)
    return render_template(
        "public/hold.html", edition=held.edition, hold=view_of(held), spots=spots_of(held)
    )


@blueprint.after_request
def _unlisted(answer: Answer) -> Answer:
    """Pages of holds are for who has their address: no index, no cache, no address given on.

    Other sites are told our origin alone; ours too, which is what its forms are checked by.
    """
    if request.endpoint in UNLISTED:
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        answer.headers["Referrer-Policy"] = "strict-origin"
        answer.headers["Cache-Control"] = "private, no-store"
    return answer


UNLISTED = {
    f"public.{page}"
    for page in (
        "own_hold", "confirm_hold", "cancel_hold", "repeat_hold", "hold_slip_pdf", "hold",
        "hold_lots", "remove_from_hold", "hold_sent", "hold_again", "gather_lot",
    )
}  # fmt: skip


def _back(token: str, error: BourseError) -> Response:
    """To the hold's page, which shows what it is now; say what could not be done."""
    flash(sentence(error), "warn")
    return redirect(url_for("public.own_hold", token=token))
