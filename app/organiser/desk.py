"""The desk: what the server flagged or refused; it happened all the same, and a person decides."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.desk import cases, quarantine
from bourse.desk.refusals import refused
from bourse.desk.settling import reopen_conflict, settle_conflict, settle_refused
from bourse.editions.queries import edition_by_slug
from bourse.tills.inbox import ConflictKind, Decision, Verdict
from bourse.tills.queries import cashier_names, device_of

AT = "/editions/<slug>/desk/"

ADVICE = {
    ConflictKind.OVERSOLD: _(
        "Count what is left on the stand. If it was sold twice, call one buyer back and reverse"
        " that receipt; if there was more than announced, record a recount on the lot."
    ),
    ConflictKind.UNKNOWN_LOT: _(
        "The label may be of another edition or mistyped: find the goods by their designation,"
        " and tell the exhibitor."
    ),
    ConflictKind.WITHDRAWN_LOT: _(
        "The lot had been taken off the sale: ask the exhibitor whether they agree; if not,"
        " reverse the receipt."
    ),
    ConflictKind.AWAITED_LOT: _(
        "Nobody had ticked the lot as received: if it had come, tick it on the page Reception;"
        " if it had been refused, ask the exhibitor and the cashier."
    ),
    ConflictKind.PRICE_DIFFERS: _(
        "The price changed after the till read it, or the label is stale: the price paid stands."
        " Print the label again."
    ),
    ConflictKind.BELOW_LIMIT: _(
        "The price is lower than what a cashier may give, and no supervisor approved it: ask the"
        " cashier and the exhibitor. The price paid stands; to undo it, reverse the receipt."
    ),
    ConflictKind.OVER_REVERSED: _(
        "More was given back than had been sold: check both receipts with the cashier."
    ),
    ConflictKind.UNAPPROVED: _(
        "A sale was given back by another cashier, or more than five minutes after it: ask who did"
        " and why, and check the money against the session’s closing."
    ),
    ConflictKind.TWO_DEVICES: _(
        "Two tablets sell on this till at the same time, and share one drawer or the wrong one:"
        " close one of the two sessions, count both drawers, and enrol the second tablet on a till"
        " of its own."
    ),
    ConflictKind.STAND_BASKET: _(
        "Two receipts paid the same basket of a stand, or the same reservation. If one buyer paid"
        " twice, reverse one of the receipts and give the money back; if they are two buyers, check"
        " with the stand that both have their goods."
    ),
    ConflictKind.CLOSED_SESSION: _(
        "You closed this session in the tablet’s place, and the tablet came back with what it had"
        " kept. Nothing is lost, nothing counts twice: compare the money of these receipts with"
        " the drawer that was counted, then settle the case. The tablet’s own closing, if it came,"
        " stands in the list of sessions."
    ),
    ConflictKind.HELD_LOT: _(
        "A buyer took what was kept for a visitor. Call the visitor before they come: offer other"
        " goods, or cancel the reservation with a reason. If the buyer gives the goods back,"
        " reverse the receipt."
    ),
    ConflictKind.BROKEN_CHAIN: _(
        "A fact of this device is missing or came late: open the till once with the network on,"
        " so that it sends what it still holds."
    ),
}


@blueprint.get(AT)
def desk(slug: str) -> str:
    """The cases that wait, flagged facts with both sides, then what was refused; or the settled."""
    edition, settled = edition_by_slug(slug), request.args.get("state") == "settled"
    return render_template(
        "organiser/desk.html",
        edition=edition,
        conflicts=cases.conflicts(edition.id, settled=settled, after=request.args.get("after")),
        settled=settled,
        decisions=_decisions,
        refused=refused(edition.id, after=request.args.get("refused_after")),
        held=quarantine.held(edition.id),
        advice=ADVICE,
        cashiers=cashier_names(edition.id),
    )


@blueprint.post(f"{AT}conflicts/<int:case_id>/settle")
def settle(slug: str, case_id: int) -> Response:
    """A person has done what was to do about a flagged fact, and says what."""
    said = request.form.get("decision", "")
    decision = Decision(said) if said in set(Decision) else None
    with transaction():
        settle_conflict(edition_by_slug(slug).id, case_id, decision, by=current_actor())
    return _settled(slug)


@blueprint.post(f"{AT}conflicts/<int:case_id>/reopen")
def reopen(slug: str, case_id: int) -> Response:
    """The case was settled too soon: it waits again."""
    with transaction():
        reopen_conflict(edition_by_slug(slug).id, case_id, by=current_actor())
    flash(gettext("The case waits again."), "good")
    return redirect(url_for("organiser.desk", slug=slug))


@blueprint.post(f"{AT}refused/<int:case_id>/settle")
def settle_refusal(slug: str, case_id: int) -> Response:
    """A person has looked at a refused fact."""
    with transaction():
        settle_refused(edition_by_slug(slug).id, case_id, by=current_actor())
    return _settled(slug)


@blueprint.post(f"{AT}device/<int:device_id>/<any(recorded, left_out):verdict>")
def judge_device(slug: str, device_id: int, verdict: str) -> Response:
    """Have all that a revoked device made recorded after all, or leave it out."""
    edition_id = edition_by_slug(slug).id
    device_of(edition_id, device_id)
    judged = 0
    for ids in list(quarantine.waiting_ids(edition_id, device_id)):
        with transaction():
            judged += quarantine.judge(edition_id, ids, Verdict(verdict), by=current_actor())
    return _judged(slug, judged, Verdict(verdict))


@blueprint.post(f"{AT}refused/<int:case_id>/<any(recorded, left_out):verdict>")
def judge_fact(slug: str, case_id: int, verdict: str) -> Response:
    """Have one fact of a revoked device recorded after all, or leave it out."""
    with transaction():
        edition_id = edition_by_slug(slug).id
        judged = quarantine.judge(edition_id, [case_id], Verdict(verdict), by=current_actor())
    return _judged(slug, judged, Verdict(verdict))


def _judged(slug: str, judged: int, verdict: Verdict) -> Response:
    if verdict is Verdict.RECORDED:
        said = ngettext(
            "%(num)d fact was judged: it is in the journal, or here with what is wrong.",
            "%(num)d facts were judged: they are in the journal, or here with what is wrong.",
            judged,
        )
    else:
        said = ngettext(
            "%(num)d fact is left out; its bytes are kept.",
            "%(num)d facts are left out; their bytes are kept.",
            judged,
        )
    flash(said, "good")
    return redirect(url_for("organiser.desk", slug=slug))


def _decisions(kind: ConflictKind) -> list[Decision]:
    """What a person may decide of a case, the likeliest first: a visitor is only told of a hold."""
    if kind is ConflictKind.CLOSED_SESSION:
        return [Decision.EXPLAINED, Decision.REVERSED]
    if kind is ConflictKind.HELD_LOT:
        return [Decision.TOLD, Decision.REVERSED, Decision.CORRECTED, Decision.EXPLAINED]
    return [one for one in Decision if one is not Decision.TOLD]


def _settled(slug: str) -> Response:
    flash(gettext("The case is settled; the facts stay in the journal."), "good")
    return redirect(url_for("organiser.desk", slug=slug))
