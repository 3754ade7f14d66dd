"""Letters to the stands whose goods visitors reserve: what to keep aside, and what is free again.

Call after the commit. They leave after the answer, in the house's first language, whoever pressed
the button. Of the visitor they say nothing: a stand reads the name on its page, as long as it is
kept there.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import force_locale

from app import links, mail
from app.background import later
from app.language import LANGUAGES
from bourse.exhibitors.models import Exhibitor
from bourse.holds.models import Hold
from bourse.lots.set_apart import LineApart, lines_apart, printed_code
from bourse.people.queries import organisation


def keep_aside(held: Hold) -> None:
    """What of a confirmed hold is each stand's, and until when it is kept."""
    for exhibitor, lines in _by_stand(held):
        _write("stand_hold_kept", exhibitor, held, lines)


def free_again(held: Hold) -> None:
    """A cancelled hold keeps nothing any more; one that was never confirmed was told to nobody."""
    if held.confirmed_at:
        for exhibitor, lines in _by_stand(held):
            _write("stand_hold_freed", exhibitor, held, lines)


def line_free_again(exhibitor: Exhibitor, held: Hold, line: LineApart) -> None:
    """The house gave up one lot of a hold for its stand."""
    if held.confirmed_at:
        _write("stand_hold_freed", exhibitor, held, [line])


def _by_stand(held: Hold) -> list[tuple[Exhibitor, tuple[LineApart, ...]]]:
    whose = {line.lot.exhibitor_id: line.lot.exhibitor for line in held.lines}
    return [
        (exhibitor, lines_apart(line for line in held.lines if line.lot.exhibitor_id == key))
        for key, exhibitor in whose.items()
    ]


def _write(template: str, exhibitor: Exhibitor, held: Hold, lines: Sequence[LineApart]) -> None:
    if not exhibitor.contact_email:
        return
    edition = held.edition
    with force_locale(LANGUAGES[0]):
        message = mail.compose(
            template,
            exhibitor.contact_email,
            about=held.code,
            house=organisation(),
            edition=edition,
            exhibitor=exhibitor,
            code=printed_code(held.code),
            until=held.expires_at,
            lines=lines,
            link=links.address("exhibitor.to_prepare", slug=edition.slug, exhibitor=exhibitor.code),
        )
    later(mail.post, [message])
