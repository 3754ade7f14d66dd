"""The demonstration with awkward names, and everybody who may knock at a door."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Enum, String, update
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app import background, outbox
from app.lan.authority import authority_of
from app.spreadsheets.uploads import keep_upload
from bourse.db import db, transaction
from bourse.desk.rescue_file import FORMAT
from bourse.editions.models import Edition
from bourse.impact.compiling import compile_report
from bourse.impact.service import publish
from bourse.journal.chain import canonical, sha256
from bourse.migrations.tables import metadata
from bourse.overview.demonstration.loading import demonstration
from bourse.people.actor import SYSTEM
from bourse.photos.files import PhotoFiles, PhotoSize
from tests.fixtures.database import entered, make_app, replace_sqlite
from tests.fixtures.once import once_a_run
from tests.intake.spreadsheets import DOOR, HEADINGS, TILES, csv
from tests.rules.cast import PHOTO_FILE, Headers, assemble, headers
from tests.rules.samples import MAIL, RESCUE, UPLOAD, Samples, address, samples

AWKWARD = "<b>&\"'"
"""Ends every text that a person has typed: a page that forgets to escape it shows a raw `<b>`."""
CODES = {
    *("email", "contact_email", "password_hash", "pin_hash", "token_hash", "code_hash", "stamp"),
    *("number", "vat_number", "siret", "slug", "timezone", "units", "payment_modes", "url"),
    *("hash", "prev_hash", "journal_hash", "fact_id", "uuid", "session_uuid", "reverses", "salt"),
    *(
        "file",
        "verb",
        "subject",
        "details",
        "reason",
        "claims",
        "search_words",
        "material_code",
        "figures",
        "before",
        "after",
        "draft",
    ),
}
"""Columns of text that the software writes or checks; whatever else is text, a person types."""
LONG = 20
"""Shorter columns hold codes."""
UNCHANGED = {"journal_entry", "journal_comment", "refused_fact", "category"}
"""Tables that refuse changes, are bound to hashes, or come with the software."""


@dataclass
class House:
    """The application, a sample for each argument, and what each person's requests carry."""

    app: Flask
    samples: Samples
    people: Headers

    def __post_init__(self) -> None:
        """Serve the hall, as `--lan` does: the pages of trust are there then."""
        authority_of(self.app.config["INSTANCE"])
        _keep_rescue(self.app, str(self.samples["slug"]))
        _keep_photo(self.app)
        self.app.config |= {"LAN_URL": "http://localhost", "LAN_FIRST_PAGE": "http://localhost/"}

    def routes(self, *methods: str) -> list[tuple[str, Rule]]:
        """Each of these methods with each route that answers it, by address."""
        rules = sorted(self.app.url_map.iter_rules(), key=lambda rule: rule.rule)
        return [(method, rule) for method in methods for rule in rules if method in rule.methods]

    def address(self, rule: Rule, **instead: object) -> str:
        """The route's address, with the samples."""
        return address(rule, self.samples, **instead)

    def ask(self, person: str, method: str, path: str, **sent: object) -> TestResponse:
        """One request of this person, in a browser that knows nothing of the last one.

        It is over when what is done after the answer is done. What breaks answers 500, as for a
        visitor; its traceback is in the captured log.
        """
        self.app.config["PROPAGATE_EXCEPTIONS"] = False
        _keep_spreadsheet(self.app, int(str(self.samples["exhibitor's id"])))
        client = self.app.test_client(use_cookies=False)
        answer = client.open(path, method=method, headers=self.people[person], **sent)
        background.finish()
        return answer


@dataclass
class SqliteHouse(House):
    """A house whose database can be watched, and put back as it was."""

    file: Path
    template: Path
    _watch: sqlite3.Connection | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.restore()

    def has_changed(self) -> bool:
        """Whether anything was written since the last question."""
        before, self._version = self._version, self._read_version()
        return before != self._version

    def restore(self) -> None:
        """Undo everything that was written; a letter waits again."""
        self.close()
        replace_sqlite(self.file, self.template)
        letter = EmailMessage()
        letter["To"], letter["Subject"] = "alex@example.org", f"Bienvenue {AWKWARD}"
        letter.set_content(f"Bonjour {AWKWARD},\n\nhttp://localhost/\n")
        (outbox.folder() / MAIL).write_bytes(letter.as_bytes())
        _keep_rescue(self.app, str(self.samples["slug"]))
        self._watch = sqlite3.connect(self.file)
        self._version = self._read_version()

    def close(self) -> None:
        """Let go of the file: whoever closes it later deletes the log of the one in its place."""
        db.session.rollback()
        db.engine.dispose()
        if self._watch:
            self._watch.close()

    def _read_version(self) -> int:
        assert self._watch is not None
        version: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
        return version


@pytest.fixture(scope="session")
def house_template(
    demonstration_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Samples, Headers]:
    """A SQLite file with the demonstration, its cast and awkward names; samples and people."""
    return once_a_run(tmp_path_factory, "house", partial(_furnished, demonstration_template))


def _furnished(demonstrated: Path, folder: Path) -> tuple[Path, Samples, Headers]:
    path = folder / "bourse.db"
    shutil.copy(demonstrated, path)
    app = make_app(f"sqlite:///{path}", folder)
    with app.app_context():
        edition = demonstration()
        assert edition is not None
        furnished = furnish(app, edition, awkward=True)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return path, *furnished


def furnish(app: Flask, edition: Edition, *, awkward: bool = False) -> tuple[Samples, Headers]:
    """Assemble the cast of an edition that has sold, and publish its report."""
    with transaction():
        cast = assemble(edition)
        if awkward:
            _make_awkward()
        cast.report = publish(edition.id, compile_report(edition), by=SYSTEM).token
        return samples(cast), headers(app, cast)


def _keep_rescue(app: Flask, slug: str) -> None:
    """A tablet's file that somebody has chosen, and that waits to be imported."""
    content = {"format": FORMAT, "v": 1, "made_at": "2026-06-13T09:00:00Z", "edition": None}
    content |= {"series": "C1a", "facts": [{}]}
    folder = app.config["INSTANCE"] / "rescues" / slug
    folder.mkdir(parents=True, exist_ok=True)
    file = {"content": content, "sha256": sha256(canonical(content))}
    (folder / f"{RESCUE}.json").write_text(json.dumps(file))


def _keep_spreadsheet(app: Flask, exhibitor_id: int) -> None:
    """A file of lots that the exhibitor has sent, and of which one row is wrong."""
    if not (app.config["INSTANCE"] / "imports" / str(exhibitor_id) / UPLOAD).exists():
        wrong = TILES.replace("Carrelage", "grenier")
        keep_upload(exhibitor_id, f"Lots {AWKWARD}.csv", csv(HEADINGS, DOOR, wrong), token=UPLOAD)


def _keep_photo(app: Flask) -> None:
    """The pictures of the lot's photo; nobody here looks at them."""
    files = PhotoFiles(app.config["INSTANCE"] / "photos")
    for size in PhotoSize:
        path = files.path(PHOTO_FILE, size)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"a picture")


def _make_awkward() -> None:
    db.session.flush()
    for table in metadata.sorted_tables:
        typed = [
            column
            for column in table.columns
            if isinstance(column.type, String) and not isinstance(column.type, Enum)
            if column.name not in CODES and (column.type.length or LONG) >= LONG
        ]
        if typed and table.name not in UNCHANGED:
            db.session.execute(update(table).values({c: c + AWKWARD for c in typed}))
    db.session.expire_all()


@pytest.fixture
def house(
    house_template: tuple[Path, Samples, Headers], sqlite_folder: Path, tmp_path: Path
) -> Iterator[SqliteHouse]:
    """The furnished demonstration, this test's own."""
    template, known, people = house_template
    file = sqlite_folder / "house.db"
    with (
        entered(f"sqlite:///{file}", tmp_path) as app,
        closing(SqliteHouse(app, known, people, file, template)) as house,
    ):
        yield house
