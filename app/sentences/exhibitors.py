"""Applications, decisions, stands, invitations."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

SENTENCES = {
    "applications_closed": (
        409,
        _("This edition takes no applications at present. Write to the organiser."),
    ),
    "already_applied": (
        409,
        _(
            "This firm has applied already. Sign in to follow its application; if you know "
            "nothing of it, write to the organiser."
        ),
    ),
    "company_has_account": (
        409,
        _(
            "This firm has an account here. Sign in, or ask one of your colleagues to invite you; "
            "if nobody can, write to the organiser."
        ),
    ),
    "application_decided": (409, _("This application has been confirmed. Sign in to follow it.")),
    "exhibitor_unknown": (404, _("No exhibitor has this code here: go back to the list.")),
    "exhibitor_out": (409, _("This exhibitor does not take part in the edition.")),
    "exhibitor_not_confirmed": (
        409,
        _("Lots go on sale once the organiser has approved the application; keep them as drafts."),
    ),
    "exhibitor_exists": (409, _("This firm is in this edition already, under the code %(code)s.")),
    "exhibitor_status": (
        409,
        _("Someone has decided otherwise in the meantime. Reload the page to see where it stands."),
    ),
    "exhibitor_sold": (
        409,
        _("This firm has sold something at this edition: what is sold stays, and so does it."),
    ),
    "conformity_missing": (
        409,
        _("Declare first that your lots conform: the page “My participation” asks for it."),
    ),
    "conformity_outdated": (
        409,
        _("The declaration has changed in the meantime: read the new one, then declare."),
    ),
    "deadline_none": (
        409,
        _("Cataloguing closes at no hour here: set one in the settings before you extend it."),
    ),
    "extension_past": (422, _("Give an hour that is still to come.")),
    "extension_early": (422, _("Give an hour after that of the other exhibitors.")),
    "reason_missing": (422, _("Say why: the firm reads it in its letter.")),
    "stand_site_twice": (422, _("Give each site once.")),
    "stand_taken": (409, _("Stand %(label)s is taken by %(company)s: choose another label.")),
    "invitations_none": (422, _("Type or paste at least one line.")),
    "invitations_many": (422, _("Send at most %(most)s invitations at once.")),
    "invitation_columns": (
        422,
        _("Write the name, then the e-mail address, with a semicolon between them."),
    ),
    "invitation_name": (422, _("The name of the firm is missing or too long.")),
    "invitation_email": (422, _("“%(email)s” is not an e-mail address.")),
    "invitation_number": (422, _("“%(number)s” is neither a SIRET nor a BCE number.")),
    "invitation_twice": (422, _("This address stands in line %(first)s already.")),
    "invitation_sent": (409, _("This address has been invited already: send it again below.")),
    "invitation_exhibitor": (409, _("This address is that of exhibitor %(code)s.")),
    "invitation_unknown": (404, _("This invitation does not exist: reload the list.")),
    "invitation_revoked": (410, _("This invitation was taken back. Write to the organiser.")),
    "invitation_answered": (409, _("This firm has answered already: see its application.")),
}
