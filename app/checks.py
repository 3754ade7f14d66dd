"""The pre-opening checklist in words: what each check says, what to do about it, and where."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from flask_babel import lazy_gettext as _

from app import mail, outbox
from bourse.editions.models import Edition
from bourse.overview.checklist import Check, CheckCode
from bourse.overview.readiness import Surroundings, checks_of

Text = str

WORDS: dict[CheckCode, tuple[Text, Text, str]] = {
    CheckCode.ORGANISATION: (
        _("The organisation is described"),
        _("Documents need its name, address and e-mail address."),
        "organiser.organisation",
    ),
    CheckCode.DATES: (
        _("The dates are ahead"),
        _("The last day is over: give the edition its true dates."),
        "organiser.settings",
    ),
    CheckCode.SITES: (
        _("There is at least one site"),
        _("Add the place where the edition is held."),
        "organiser.settings",
    ),
    CheckCode.ADDRESSES: (
        _("Every site has an address"),
        _("Give street and town to: %(names)s."),
        "organiser.settings",
    ),
    CheckCode.CATEGORIES: (
        _("Categories are switched on"),
        _("Switch on what may be brought."),
        "organiser.categories",
    ),
    CheckCode.APPLICATIONS: (
        _("Every application has its answer"),
        _("Applications that wait for an answer: %(count)d."),
        "organiser.exhibitors",
    ),
    CheckCode.EXHIBITORS: (
        _("At least one exhibitor is approved"),
        _("Approve an application, or enter an exhibitor."),
        "organiser.exhibitors",
    ),
    CheckCode.STANDS: (
        _("Every exhibitor has a stand"),
        _("Exhibitors without a stand: %(count)d."),
        "organiser.exhibitors",
    ),
    CheckCode.CONFORMITY: (
        _("Every exhibitor has declared conformity"),
        _("Have it declared, or signed on paper, by: %(names)s."),
        "organiser.conformity",
    ),
    CheckCode.LOTS: (
        _("Lots are offered"),
        _("Ask the exhibitors for their lots, or enter them."),
        "organiser.lots",
    ),
    CheckCode.LATE: (
        _("What came after the deadline has its answer"),
        _("Late lots and changes that wait for an answer: %(count)d."),
        "organiser.deadline",
    ),
    CheckCode.RECEPTION: (
        _("Every announced lot was ticked when it came"),
        _("Lots of which nobody said whether they came: %(count)d. None is sold before."),
        "organiser.reception",
    ),
    CheckCode.HOLDS: (
        _("What visitors reserved is there"),
        _("Lots of which more is reserved than can be sold: %(count)d. Tell the visitors."),
        "organiser.holds",
    ),
    CheckCode.LOT_CATEGORIES: (
        _("Every lot is in a category switched on"),
        _("Lots in a category that is off: %(count)d. Move them, or switch it on."),
        "organiser.categories",
    ),
    CheckCode.PRICES: (
        _("Every lot has a price"),
        _("Lots offered free of charge: %(count)d. Check that it is meant."),
        "organiser.lots",
    ),
    CheckCode.WEIGHTS: (
        _("At least 80 % of the lots have a known weight"),
        _("Lots without a weight: %(count)d. Their tonnage will be missing from the report."),
        "organiser.lots",
    ),
    CheckCode.TILLS: (
        _("Every site has a till"),
        _("Create a till for: %(names)s."),
        "organiser.tills",
    ),
    CheckCode.DEVICES: (
        _("Every site has a till with its device"),
        _("Enrol a tablet or a computer on a till of: %(names)s."),
        "organiser.tills",
    ),
    CheckCode.CASHIERS: (
        _("There are cashiers"),
        _("Create a cashier, with a PIN, for each person who sells."),
        "organiser.cashiers",
    ),
    CheckCode.PUBLIC_URL: (
        _("The labels lead somewhere"),
        _("Set PUBLIC_URL to the address that visitors reach: the labels’ QR codes say it."),
        "",
    ),
    CheckCode.MAIL: (
        _("Mails leave"),
        _("Set SMTP_URL; until then, pass on the messages that wait yourself (%(count)d)."),
        "organiser.mail_list",
    ),
    CheckCode.JOURNAL: (
        _("The journal holds"),
        _(
            "Its last entries are not what they were, or a till has seen one that is not there: run"
            " “flask journal verify” before selling."
        ),
        "",
    ),
}
"""Check → what it says, what to do when it is not so, and the page where."""


@dataclass(frozen=True, slots=True)
class ToldCheck:
    """A check in the reader's language; `endpoint` is empty where no page helps."""

    ok: bool
    required: bool
    title: str
    advice: str
    endpoint: str


def told_checks(edition: Edition, *, try_mail: bool = False) -> tuple[ToldCheck, ...]:
    """The checklist of an edition; `try_mail` asks the mail server too, which may take long."""
    smtp = bool(current_app.config["SMTP_URL"])
    around = Surroundings(
        public_url=bool(current_app.config["PUBLIC_URL"]),
        smtp=mail.answers() if smtp and try_mail else smtp,
        mails_waiting=outbox.count(),
    )
    return tuple(_tell(check) for check in checks_of(edition, around))


def _tell(check: Check) -> ToldCheck:
    title, advice, endpoint = WORDS[check.code]
    said = str(advice) % {"count": check.count, "names": ", ".join(check.names)}
    return ToldCheck(check.ok, check.required, str(title), said, endpoint)
