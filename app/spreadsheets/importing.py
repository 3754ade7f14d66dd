"""Importing lots from a spreadsheet, for exhibitors and organisers alike: send, look, import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response

from app.errors import attach, sentence
from app.security import current_actor, limiter
from app.spreadsheets import long_work, uploads
from app.spreadsheets.columns import columns_form, read_choices
from app.spreadsheets.faults import LOT_FIELDS, PRICE_DOUBTS
from app.spreadsheets.lines import Lines
from app.spreadsheets.long_work import Look, Work
from app.spreadsheets.price_question import price_question
from app.spreadsheets.uploads import Upload, upload_of
from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.intake.choices import remember
from bourse.intake.lot_import import imports_of, kept_before, same_file_before
from bourse.intake.planning import seen_now
from bourse.intake.preview import LineKind, Preview
from bourse.lots.lifecycle import check_writable, is_frozen
from bourse.lots.price_changes import marked_down

ACCEPTED = ".xlsx,.xlsm,.ods,.xls,.csv,.txt"


@dataclass(frozen=True)
class Intake:
    """Whose lots come in, and the room where somebody brings them.

    `room` has the endpoints and `place` the values of their addresses.
    """

    room: str
    place: Mapping[str, str]
    exhibitor: Exhibitor

    def url(self, page: str, **values: object) -> str:
        """The address of a page of imports in this room."""
        return url_for(f"{self.room}.{page}", **values, **self.place)

    @property
    def lots(self) -> str:
        """The address of the lots that come in."""
        if self.room == "exhibitor":
            return self.url("lots")
        slug, code = self.place["slug"], self.place["exhibitor"]
        return url_for("organiser.lots", slug=slug, exhibitor=code)


class UploadForm(FlaskForm):
    """The spreadsheet to read."""

    file = FileField(_("Spreadsheet"), [FileRequired(_("Choose a file first."))])


@limiter.limit("20 per minute; 200 per hour", methods=["POST"])
def sending(intake: Intake) -> Response | str | tuple[str, int]:
    """Send a file; what cannot be read at all is said at once, and not kept."""
    check_writable(intake.exhibitor)
    form = UploadForm()
    if form.validate_on_submit():
        upload = None
        try:
            sent = form.file.data
            upload = uploads.keep_upload(intake.exhibitor.id, str(sent.filename or ""), sent.read())
            work = long_work.looking(upload)
            if work.is_over():
                work.future.result()
        except BourseError as error:
            if upload:
                long_work.look_anew(upload)
                uploads.forget(upload)
            error.params["field"] = "file"
            attach(form, error)
        else:
            return redirect(intake.url("lot_upload", token=upload.token))
    page = _page(
        "send.html", intake, form=form, accepted=ACCEPTED, imports=imports_of(intake.exhibitor)
    )
    return page, 422 if form.errors else 200


def looking(intake: Intake, token: str) -> Response | str:
    """What the file would do, line by line; how far it is, while that is being found out."""
    if done := kept_before(intake.exhibitor, token):
        long_work.told(intake.exhibitor.id, token)
        return _go(intake.url("lot_import", import_id=done.id))
    if going := long_work.kept_work(intake.exhibitor.id, token):
        return _kept(intake, token, going)
    upload = upload_of(intake.exhibitor.id, token)
    work = long_work.looking(upload)
    if not work.is_over():
        return _going(intake, token, work, is_import=False)
    look, refusal = None, None
    try:
        look = work.future.result()
    except BourseError as error:
        refusal = error
    if look and look.preview.plan.seen != seen_now(intake.exhibitor):
        long_work.look_anew(upload)
        return _go(intake.url("lot_upload", token=token))
    if request.headers.get("HX-Request"):
        return _go(intake.url("lot_upload", token=token))
    if look is None:
        return _refused(intake, upload, refusal)
    return _preview(intake, upload, look)


def choosing(intake: Intake, token: str) -> Response:
    """Read the file as a person says: its sheet, its headings, its columns; next time too."""
    upload = upload_of(intake.exhibitor.id, token)
    look = long_work.looking(upload)
    if not look.is_over():
        flash(gettext("The file is being read again: choose its columns once more then."), "warn")
        return redirect(intake.url("lot_upload", token=token))
    found = look.future.result()
    assert found is not None
    try:
        choices, meanings = read_choices(found, request.form)
    except BourseError as error:
        flash(sentence(error), "bad")
        return redirect(intake.url("lot_upload", token=token, columns="open"))
    uploads.say(upload, choices)
    if meanings:
        company_id = intake.exhibitor.company_id
        with transaction():
            remember(company_id, meanings)
    return redirect(intake.url("lot_upload", token=token))


def keeping(intake: Intake, token: str) -> Response:
    """Import the file, all of it or nothing."""
    if done := kept_before(intake.exhibitor, token):
        return redirect(intake.url("lot_import", import_id=done.id))
    check_writable(intake.exhibitor)
    upload = upload_of(intake.exhibitor.id, token)
    long_work.keeping(upload, current_actor()).is_over()
    return redirect(intake.url("lot_upload", token=token))


def forgetting(intake: Intake, token: str) -> Response:
    """Throw the file away: nothing was imported."""
    uploads.forget(upload_of(intake.exhibitor.id, token))
    flash(gettext("The file is thrown away; nothing was imported."), "good")
    return redirect(intake.url("lot_imports"))


def _kept(intake: Intake, token: str, work: Work) -> Response | str:
    """How far the import is, and where it leads once it has ended."""
    if not work.is_over():
        return _going(intake, token, work, is_import=True)
    long_work.told(intake.exhibitor.id, token)
    db.session.rollback()  # this request's read may be older than what the work has written
    try:
        work.future.result()
    except BourseError as error:
        flash(sentence(error), "bad")
        return _go(intake.url("lot_upload", token=token))
    if done := kept_before(intake.exhibitor, token):
        return _go(intake.url("lot_import", import_id=done.id))
    flash(gettext("Your lots say all this already: nothing was changed."), "good")
    return _go(intake.lots)


def _going(intake: Intake, token: str, work: Work, *, is_import: bool) -> str:
    percent = 100 * work.done // work.of if work.of else None
    return _page("going.html", intake, token=token, percent=percent, is_import=is_import)


def _go(address: str) -> Response:
    """Lead there, also a page that only asked for a part of itself."""
    if not request.headers.get("HX-Request"):
        return redirect(address)
    answer = Response()
    answer.headers["HX-Redirect"] = address
    return answer


def _refused(intake: Intake, upload: Upload, refusal: BourseError | None) -> Response:
    """A file that cannot be read leads back to where another one is sent."""
    said = upload.choices
    if said.columns is not None or said.place is not None:  # as it was chosen: choose anew
        uploads.say(upload, uploads.Choices())
        address = intake.url("lot_upload", token=upload.token)
    else:
        uploads.forget(upload)
        address = intake.url("lot_imports")
    if refusal:
        flash(sentence(refusal), "bad")
    return _go(address)


def _preview(intake: Intake, upload: Upload, look: Look) -> str:
    preview, wanted = look.preview, request.args.get("kind", "")
    kind = LineKind(wanted) if wanted in set(LineKind) else None
    listed = preview.page(kind, request.args.get("after"))
    currency = intake.exhibitor.edition.currency
    changed = [line.outcome.lot.id for line in listed.rows if line.outcome and line.outcome.lot]
    lines = Lines(look.heading, currency, marked_down(changed))
    return _page(
        "preview.html",
        intake,
        upload=upload,
        look=look,
        preview=preview,
        counts=_counts(preview),
        kinds=LineKind,
        missing={field: LOT_FIELDS[field] for field in preview.missing},
        doubts=PRICE_DOUBTS,
        before=same_file_before(intake.exhibitor, upload.hash),
        question=price_question(look, currency),
        form=columns_form(look),
        fields=[(field, LOT_FIELDS[field]) for field in lines.fields],
        lines=[lines.shown(line) for line in listed.rows],
        after=listed.after,
        is_late=is_frozen(intake.exhibitor, current_actor()),
    )


def _counts(preview: Preview) -> dict[str, int]:
    return {kind.value: preview.counts[kind] for kind in LineKind}


def _page(template: str, intake: Intake, **values: object) -> str:
    return render_template(
        f"imports/{template}",
        intake=intake,
        exhibitor=intake.exhibitor,
        edition=intake.exhibitor.edition,
        **values,
    )
