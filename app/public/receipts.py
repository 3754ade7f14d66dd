"""Where a receipt's QR leads: what it is, and whether number and signature agree; nothing else."""

from __future__ import annotations

from flask import render_template
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired

from app.public import blueprint
from app.security import limiter
from bourse.tills.sales import is_signed


class SignatureForm(FlaskForm):
    """The signature that stands at the foot of a receipt."""

    signature = StringField(_("Signature"), [InputRequired()])


@blueprint.route("/t/<number>", methods=["GET", "POST"])
@limiter.limit("30 per minute; 300 per hour", methods=["POST"])
def receipt(number: str) -> str:
    """Say what the code on a receipt is for, and check a signature typed from the paper.

    The hash stands in the address's fragment, which never reaches a server.
    """
    form = SignatureForm()
    agrees = None
    if form.validate_on_submit():
        agrees = is_signed(number, str(form.signature.data or ""))
    return render_template("public/receipt.html", form=form, agrees=agrees)
