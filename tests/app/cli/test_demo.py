"""`flask demo`: once, beside nothing real, and with logins that open what they say."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from app.lots.photos import photo_files
from bourse.db import db, transaction
from bourse.impact.publications import publications, published_report
from bourse.intake.lot_import import lots_made
from bourse.intake.models import LotImport
from bourse.journal.models import JournalEntry
from bourse.lots.models import Lot, LotStatus
from bourse.overview.demonstration.loading import demonstration
from bourse.overview.demonstration.photographing import MOST, TWICE
from bourse.people.actor import SYSTEM
from bourse.people.models import Role
from bourse.people.service import authenticate, describe_organisation
from bourse.photos.files import PhotoSize
from bourse.photos.lot_photos import LotPhoto
from bourse.reception.receiving import coming
from bourse.tills.models import Cashier
from bourse.tills.pins import is_right
from tests.fixtures.database import make_app

LOGIN = re.compile(r"(\S+@\S+\.example) +(\S+)$", re.M)


def run(app: Flask, *options: str):
    return app.test_cli_runner().invoke(args=["demo", *options])


@pytest.fixture(scope="module")
def shown(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a database that the command has filled, to be read alone."""
    folder = tmp_path_factory.mktemp("shown")
    shutil.copy(sqlite_template, folder / "bourse.db")
    app = make_app(f"sqlite:///{folder / 'bourse.db'}", folder)
    result = run(app)
    assert result.exit_code == 0, result.output
    with app.app_context():
        yield app


def test_an_empty_database_gets_it_and_its_logins_open_every_role(app):
    result = run(app, "--if-empty")
    assert result.exit_code == 0, result.output
    logins = LOGIN.findall(result.output)
    users = [authenticate(email, password) for email, password in logins]
    assert None not in users
    assert {role for user in users for role in user.roles} == set(Role)
    pin = re.search(r"\b\d{6}\b", result.output)[0]
    assert is_right(pin, db.session.scalar(select(Cashier.pin_hash).limit(1)))


@pytest.mark.usefixtures("shown")
def test_lots_seen_first_have_photos_whose_files_are_there():
    photos = db.session.scalars(select(LotPhoto)).all()
    assert len(photos) == MOST + TWICE
    for photo in photos:
        large, small = (photo_files().path(photo.file, size) for size in PhotoSize)
        assert Image.open(large).size == (photo.width, photo.height)
        assert small.stat().st_size < large.stat().st_size
    newest = db.session.scalars(
        select(Lot.id).where(Lot.status == LotStatus.OFFERED).order_by(Lot.id.desc()).limit(5)
    )
    assert set(newest) <= {photo.lot_id for photo in photos}


@pytest.mark.usefixtures("shown")
def test_a_firm_imported_its_table_and_its_lots_are_ticked_as_they_come():
    (done,) = db.session.scalars(select(LotImport))
    assert (done.created, done.updated, done.unchanged) == (12, 0, 0)
    assert done.imported_by is not None
    (firm,) = [one for one in coming(done.exhibitor.edition_id) if one.left]
    assert firm.code == done.exhibitor.code
    assert (firm.refused, firm.absent, firm.left) == (1, 1, 2)
    drafts = [lot for lot in lots_made(done) if lot.status is LotStatus.DRAFT]
    assert len(drafts) == 2
    assert [lot.late_at for lot in drafts] == [None, None]


def test_it_keeps_its_secrets_for_the_owner_alone(shown):
    kept = shown.config["INSTANCE"] / "demonstration_logins.json"
    assert kept.stat().st_mode & 0o777 == 0o600


def test_twice_is_once(app):
    first = run(app)
    entries = db.session.scalar(select(func.count()).select_from(JournalEntry))
    for options in ((), ("--if-empty",)):
        again = run(app, *options)
        assert again.exit_code == 0
        assert LOGIN.findall(again.output) == LOGIN.findall(first.output)
    assert db.session.scalar(select(func.count()).select_from(JournalEntry)) == entries
    assert len(publications().rows) == 1


def test_the_collectivity_has_a_report_to_read(demonstration_app):
    run(demonstration_app)
    (publication,) = publications().rows
    report = published_report(publication.token)
    assert publication.is_fictional
    assert not publication.is_final
    assert report.cumulative.published.weight.grams == 184_000_000
    assert report.headline.purchases >= 300


def test_lost_passwords_are_not_made_up(demonstration_app):
    """The database came from another instance: there is nothing to print."""
    result = run(demonstration_app)
    assert result.exit_code == 0
    assert not LOGIN.findall(result.output)


@pytest.mark.parametrize(("options", "code"), [((), 1), (("--if-empty",), 0)])
def test_a_database_in_use_is_left_alone(app, options, code):
    with transaction():
        describe_organisation(
            name="Une vraie association", address="", email="", phone="", siret=None, by=SYSTEM
        )
    result = run(app, *options)
    assert result.exit_code == code
    assert demonstration() is None
    assert not list(app.config["INSTANCE"].iterdir())
