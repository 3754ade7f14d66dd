"""The one desk for errors: a code becomes a status and a sentence that says what to do next."""

from __future__ import annotations

from decimal import Decimal

from flask import Flask, jsonify, make_response, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    OperationalError,
    ProgrammingError,
    TimeoutError,
)
from werkzeug.exceptions import BadRequest, HTTPException, NotFound
from werkzeug.wrappers import Response

from app.language import current
from app.security import login_as_nobody
from app.sentences import SENTENCES
from bourse import migrations
from bourse.db import db
from bourse.errors import BourseError
from bourse.values import Money, Quantity, Unit, Weight
from reports.kit import formats

PAGES = {
    400: (_("Unreadable request"), _("Go back, reload the page and try again.")),
    401: (_("Sign in first"), _("Your session has ended: sign in again, nothing is lost.")),
    403: (
        _("Not for you"),
        _("Your account does not open this page. Ask the organiser for access."),
    ),
    404: (_("Page not found"), _("Check the address, or start again from the home page.")),
    405: (_("Not possible"), _("Go back to the page before and use its buttons.")),
    413: (_("File too large"), _("Send a file of at most 16 MB.")),
    429: (_("Too many tries"), _("Wait a minute, then try again.")),
    500: (_("Something broke"), _("Nothing was half-saved. Try again; if it goes on, tell us.")),
    503: (_("Busy"), _("The database is busy. Try again in a moment; nothing was lost.")),
}
OLDER = (
    _("The database is older than the software"),
    _("Ask who keeps this machine to run “flask --app wsgi database upgrade”; nothing was lost."),
)
RETRY_SECONDS = 2
"""When a till, a browser or a proxy should come again."""


def sentence(error: BourseError) -> str:
    """What to tell the person, in their language."""
    said = {name: _readable(value) for name, value in error.params.items()}
    return str(SENTENCES[error.code][1]) % said


def _readable(value: object) -> object:
    """Quantities, amounts, decimals and units as people write them; the rest as it is."""
    if isinstance(value, Quantity):
        return formats.quantity(value, current())
    if isinstance(value, Weight):
        return formats.weight(value, current())
    if isinstance(value, Money):
        return formats.money(value, current())
    if isinstance(value, Decimal):
        return formats.decimal(value, current(), 3)
    return formats.unit(value) if isinstance(value, Unit) else value


def attach(form: FlaskForm, error: BourseError) -> None:
    """Put an error on the field it speaks of, or at the top of the form."""
    field = form._fields.get(str(error.params.get("field")))
    if field is None:
        form.form_errors.append(sentence(error))
    else:
        field.errors = [*field.errors, sentence(error)]


def _answer(status: int, title: str, advice: str, code: str) -> Response | tuple[object, int]:
    asks_json = request.accept_mimetypes.best == "application/json"
    if asks_json or request.path.startswith(("/till/api/", "/api/")):
        return jsonify(error=code, message=advice), status
    shut_out = {"navigation": None} if status in {401, 403} else {}
    return render_template("error.html", title=title, advice=advice, **shut_out), status


def _on_bourse_error(error: BourseError) -> Response | tuple[object, int]:
    status, _sentence = SENTENCES[error.code]
    return _answer(status, gettext("This cannot be done"), sentence(error), error.code)


def _on_http_error(error: HTTPException) -> Response | tuple[object, int]:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    title, advice = PAGES.get(status, PAGES[500])
    return _answer(status, str(title), str(advice), error.name.lower().replace(" ", "_"))


def _on_csrf_error(_error: CSRFError) -> Response | tuple[object, int]:
    return _answer(400, gettext("This page is too old"), str(PAGES[400][1]), "csrf")


def _on_impossible_value(error: DataError | OverflowError) -> Response | tuple[object, int]:
    """What no column holds, a NUL or a number of 25 digits, is nowhere to be found or kept."""
    if isinstance(error, OverflowError) and "SQLite" not in str(error):
        raise error
    db.session.rollback()
    return _on_http_error(NotFound() if request.method == "GET" else BadRequest())


def database_failed(error: DBAPIError) -> Response:
    """Nothing was saved; come again. Says so when the database is older than the software."""
    is_behind = not migrations.is_current(db.engine)
    if isinstance(error, ProgrammingError) and not is_behind:
        raise error
    return come_again(*(OLDER, "outdated") if is_behind else ())


def come_again(said: tuple[object, object] = PAGES[503], code: str = "busy") -> Response:
    """Nothing is lost, and a moment later it goes."""
    login_as_nobody()
    title, advice = said
    answer = make_response(_answer(503, str(title), str(advice), code))
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def init_app(app: Flask) -> None:
    """Handle every error here."""
    app.register_error_handler(BourseError, _on_bourse_error)
    app.register_error_handler(CSRFError, _on_csrf_error)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(OperationalError, database_failed)
    app.register_error_handler(ProgrammingError, database_failed)
    app.register_error_handler(DataError, _on_impossible_value)
    app.register_error_handler(OverflowError, _on_impossible_value)
    app.register_error_handler(TimeoutError, lambda _waited: come_again())
