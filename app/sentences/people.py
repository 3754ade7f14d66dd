"""Accounts, passwords, links, who acts for a firm, and mail that waits."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

SENTENCES = {
    "password_short": (422, _("Choose a password of at least %(minimum)s characters.")),
    "password_wrong": (422, _("This is not your present password: type it again.")),
    "link_dead": (
        410,
        _("This link is too old or was used before. Sign in, or ask for a new one."),
    ),
    "user_unknown": (404, _("This person has no account here: reload the list.")),
    "name_missing": (422, _("Type a name.")),
    "not_yourself": (409, _("Ask another organiser to close your own account.")),
    "last_organiser": (409, _("One organiser must remain: give the role to someone else first.")),
    "company_unknown": (404, _("You do not act for this firm: go back to your firms.")),
    "already_member": (409, _("This person acts for the firm already.")),
    "membership_withdrawn": (
        410,
        _("This invitation was taken back. Ask your colleague for another one."),
    ),
    "member_unknown": (404, _("This person is not among those who act for the firm.")),
    "last_member": (
        409,
        _("Someone must act for the firm: invite a colleague before the last one leaves."),
    ),
    "mail_unknown": (404, _("This message is no longer there: reload the list.")),
    "database_in_use": (
        409,
        _("The database is in use: the demonstration needs an empty one."),
    ),
}
