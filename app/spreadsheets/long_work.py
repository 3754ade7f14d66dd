"""The long work on a spreadsheet, done beside the requests that ask how far it is.

A file's preview is made once and kept at hand for the pages that leaf through it; whoever finds
none makes it again, which only takes its seconds.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from flask import current_app
from sqlalchemy.exc import IntegrityError

from app.spreadsheets import uploads
from app.spreadsheets.uploads import Upload
from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor
from bourse.intake.apart import read_apart
from bourse.intake.choices import remembered
from bourse.intake.columns import Heading
from bourse.intake.guessing import chosen, guess
from bourse.intake.lot_import import Source, keep, kept_before
from bourse.intake.preview import Preview, preview
from bourse.intake.table import Book
from bourse.people.actor import Actor

PATIENCE_SECONDS = 1.5
"""How long a request waits for the work before it shows how far it is."""
MOST_HELD, HELD_SECONDS = 2, 900
"""Previews at hand in this process, and for how long: one of ten thousand rows takes 40 MB."""

MOST_UNTOLD = 50
"""Ends that wait to be told in this process; who never comes back is forgotten."""

_IMPORT = "import"
_log = logging.getLogger(__name__)
_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="spreadsheets")
_lock = threading.Lock()


@dataclass(frozen=True)
class Look:
    """A file as it was read, how its columns are understood, and what would become of it."""

    book: Book
    heading: Heading
    preview: Preview


@dataclass
class Work:
    """Something that goes on: how many of how many are done."""

    future: Future[Look | None] = field(default_factory=Future)
    done: int = 0
    of: int = 0

    def tell(self, done: int, of: int) -> None:
        """Hear how far it is."""
        self.done, self.of = done, of

    def is_over(self) -> bool:
        """Whether it ends within a request's patience."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not self.future.done() and time.monotonic() < until:
            time.sleep(0.01)
        return self.future.done()


_going: dict[str, Work] = {}
_held: OrderedDict[str, tuple[float, Look]] = OrderedDict()


def looking(upload: Upload) -> Work:
    """The work that makes this file's preview, begun when it is not going on already.

    Its result raises what reading a spreadsheet raises.
    """
    work = Work()
    if look := _at_hand(upload):
        work.future.set_result(look)
        return work
    return _begin(upload.version, work, lambda: _look(upload, work))


def look_anew(upload: Upload) -> None:
    """Forget the preview: the exhibitor's lots are no longer those it was made on."""
    with _lock:
        _held.pop(upload.version, None)
        _going.pop(upload.version, None)


def going() -> int:
    """How many works go on in this process, or ended and were not told yet."""
    with _lock:
        return len(_going)


def keeping(upload: Upload, by: Actor) -> Work:
    """The work that imports this file, begun when it is not going on already.

    Its result raises `import_stale`, `import_refused` and what writing lots raises.
    """
    work = Work()
    key = _import_of(upload.exhibitor_id, upload.token)
    return _begin(key, work, lambda: _keep(upload, work, by))


def kept_work(exhibitor_id: int, token: str) -> Work | None:
    """The import of the exhibitor's file while it goes on, and until its end was told."""
    with _lock:
        return _going.get(_import_of(exhibitor_id, token))


def told(exhibitor_id: int, token: str) -> None:
    """The end of this file's import was told."""
    with _lock:
        _going.pop(_import_of(exhibitor_id, token), None)


def _import_of(exhibitor_id: int, token: str) -> str:
    return f"{_IMPORT} {exhibitor_id} {token}"


def _begin(key: str, work: Work, task: Callable[[], Look | None]) -> Work:
    app = current_app._get_current_object()

    def run() -> Look | None:
        with app.app_context():
            try:
                result = task()
            except BourseError as error:  # what led to it holds the file: it is not kept
                raise error.with_traceback(None)  # noqa: B904
        if result is not None:  # a preview, at hand by now
            with _lock:
                _going.pop(key, None)
        return result

    with _lock:
        going = _going.get(key)
        if going and going.future.done() and not key.startswith(_IMPORT):
            return _going.pop(key)  # it failed, and that was not told yet
        if going and not going.future.done():
            return going
        over = [name for name, one in _going.items() if one.future.done()]
        for name in over[:-MOST_UNTOLD]:
            del _going[name]
        _going[key] = work
        work.future = _pool.submit(run)
    return work


def _at_hand(upload: Upload) -> Look | None:
    with _lock:
        for key in [key for key, (at, _look) in _held.items() if _is_old(at)]:
            del _held[key]
        found = _held.get(upload.version)
        return found[1] if found else None


def _is_old(at: float) -> bool:
    return time.monotonic() - at > HELD_SECONDS


def _look(upload: Upload, work: Work) -> Look:
    """Read the file and plan its import; nothing is written."""
    if look := _at_hand(upload):
        return look
    said = upload.choices
    book = read_apart(upload.content(), said.place)
    exhibitor = db.session.get_one(Exhibitor, upload.exhibitor_id)
    if said.columns is None:
        heading = guess(book.table, remembered(exhibitor.company_id))
    else:
        heading = chosen(book.table, said.line or 0, said.columns)
    heading = Heading(heading.row, heading.columns, said.otherwise)
    look = Look(book, heading, preview(book.table, exhibitor, heading, work.tell))
    with _lock:
        _held[upload.version] = (time.monotonic(), look)
        while len(_held) > MOST_HELD:
            _held.popitem(last=False)
    return look


def _keep(upload: Upload, work: Work, by: Actor) -> None:
    """Write what the preview says, from the very file that was sent.

    Raises `import_failed` when the database refuses what the rules let through; it is logged.
    """
    upload.content()
    found = _look(upload, work).preview
    if not found.may_be_kept:
        raise BourseError("import_refused")
    source = Source(upload.name, upload.hash, upload.token)
    try:
        with transaction():
            exhibitor = db.session.get_one(Exhibitor, upload.exhibitor_id)
            keep(exhibitor, found.plan, source, by=by)
    except IntegrityError as error:
        look_anew(upload)
        exhibitor = db.session.get_one(Exhibitor, upload.exhibitor_id)
        if not kept_before(exhibitor, upload.token):
            _log.exception("an import was refused by the database")
            raise BourseError("import_failed") from error
    look_anew(upload)
    uploads.forget(upload)
