"""A dead tablet: its file is read, looked at, then recorded, each fact once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response
from wtforms import BooleanField
from wtforms.validators import InputRequired

from app.errors import attach
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.desk import rescue as files
from bourse.desk.rescue_file import Rescue, read_rescue
from bourse.editions.models import Edition
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.people.record import note
from bourse.tills.recording import Result, record

AT = "/editions/<slug>/rescue/"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class RescueForm(FlaskForm):
    """The file that a tablet saved."""

    file = FileField(_("The tablet’s file"), [FileRequired(_("Choose a file first."))])


class ImportForm(FlaskForm):
    """That the organiser knows the tablet, where the server has forgotten it."""

    is_known = BooleanField(
        _("I know this tablet: it sold here"),
        [InputRequired(_("Tick the box if you know this tablet."))],
    )


@blueprint.route(AT, methods=["GET", "POST"])
def rescue(slug: str) -> Response | str | tuple[str, int]:
    """Choose a file; it waits here until someone has looked at what it holds."""
    edition, form = edition_by_slug(slug), RescueForm()
    if form.validate_on_submit():
        try:
            content = form.file.data.read()
            found = read_rescue(content)
            files.look_at(edition, found)
        except BourseError as error:
            attach(form, error)
        else:
            kept_at(slug, found.digest).write_bytes(content)
            return redirect(url_for("organiser.rescue_preview", slug=slug, digest=found.digest))
    page = render_template("organiser/rescue.html", edition=edition, form=form)
    return page, 422 if form.errors else 200


@blueprint.get(f"{AT}<digest>")
def rescue_preview(slug: str, digest: str) -> str:
    """What recording the file would do, device by device."""
    edition, found = edition_by_slug(slug), _kept(slug, digest)
    return _looked_at(edition, found, files.look_at(edition, found), ImportForm())


@blueprint.post(f"{AT}<digest>")
def rescue_import(slug: str, digest: str) -> Response | tuple[str, int]:
    """Record the file, a slice at a time: cut short, it is simply imported again."""
    edition, found, results = edition_by_slug(slug), _kept(slug, digest), []
    series, form = files.look_at(edition, found), ImportForm()
    if any(one.is_forgotten for one in series):
        if not form.validate_on_submit():
            return _looked_at(edition, found, series, form), 422
        with transaction():
            files.take_in(edition_by_slug(slug), found, by=current_actor())
    for device, part in files.deliveries(edition, found):
        with transaction():
            results += [one.result for one in record(device, part, is_heard=False).outcomes]
    recorded = sum(result in (Result.RECORDED, Result.CONFLICT) for result in results)
    with transaction():
        edition = edition_by_slug(slug)
        note(
            current_actor(),
            "till.rescue",
            f"edition:{edition.id}",
            series=found.series,
            facts=len(results),
            recorded=recorded,
        )
    kept_at(slug, digest).unlink(missing_ok=True)
    flash(
        gettext(
            "Recorded: %(recorded)s; recorded before: %(known)s; kept on the desk: %(refused)s.",
            recorded=recorded,
            known=results.count(Result.ALREADY),
            refused=results.count(Result.REFUSED),
        ),
        "good",
    )
    return redirect(url_for("organiser.desk", slug=slug))


def _looked_at(
    edition: Edition, found: Rescue, series: Sequence[files.SeriesFound], form: ImportForm
) -> str:
    return render_template(
        "organiser/rescue_preview.html", edition=edition, rescue=found, series=series, form=form
    )


def kept_at(slug: str, digest: str) -> Path:
    """Where an edition's file waits between the look and the import; it is named by its hash."""
    if not _DIGEST.fullmatch(digest):
        raise BourseError("rescue_gone")
    folder: Path = current_app.config["INSTANCE"] / "rescues" / slug
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{digest}.json"


def _kept(slug: str, digest: str) -> Rescue:
    path = kept_at(slug, digest)
    if not path.is_file():
        raise BourseError("rescue_gone")
    return read_rescue(path.read_bytes())
