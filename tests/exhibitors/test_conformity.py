"""The declaration of conformity: declared once a version, by screen or paper."""

from __future__ import annotations

import pytest

from bourse.db import db, transaction
from bourse.errors import BourseError
from bourse.exhibitors import conformity
from bourse.exhibitors.conformity import (
    ConformityDeclaration,
    current_text,
    declaration_of,
    declarations,
    declare,
    text_of,
    withdraw_paper,
)
from bourse.lots import on_sale, service
from bourse.lots.models import LotStatus
from bourse.people.actor import SYSTEM
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import DRAFT, ORGANISER, SELLER


@pytest.fixture
def silent(small: SmallEdition) -> SmallEdition:
    """The small edition, whose exhibitor has declared nothing."""
    with transaction():
        db.session.query(ConformityDeclaration).delete()
    return small


def test_every_version_reads_whole() -> None:
    for version in range(1, current_text().version + 1):
        text = text_of(version)
        assert (text.version, bool(text.title and text.opening and text.closing)) == (version, True)
        assert len(text.points) >= 5
        assert not any(point.startswith("-") for point in text.points)
    said = " ".join(current_text().points)
    for danger in ("amiante", "plomb", "chimique", "gaz"):
        assert danger in said


def test_an_exhibitor_declares_once(silent: SmallEdition) -> None:
    version = current_text().version
    assert declaration_of(silent.exhibitor) is None
    with transaction():
        first = declare(silent.exhibitor, version, by=SELLER)
    with transaction():
        assert declare(silent.exhibitor, version, by=SYSTEM).id == first.id
    assert declarations(silent.edition) == [(silent.exhibitor, first)]
    assert (first.on_paper, first.version) == (False, version)


def test_without_it_an_exhibitor_offers_nothing_and_the_organiser_may(silent: SmallEdition) -> None:
    with transaction():
        lot = service.create_lot(silent.exhibitor, DRAFT, by=SELLER)
    with pytest.raises(BourseError, match="conformity_missing"), transaction():
        on_sale.offer_lots([lot], by=SELLER)
    assert lot.status is LotStatus.DRAFT
    with transaction():
        assert on_sale.offer_lots([silent.tiles], by=SELLER) == [], "nothing moves: nothing to ask"
        assert on_sale.offer_lots([lot], by=ORGANISER) == [lot]


def test_a_new_version_asks_again(
    silent: SmallEdition, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    with transaction():
        declare(silent.exhibitor, current_text().version, by=SELLER)
    newer = current_text().version + 1
    text = (conformity.TEXTS / f"{current_text().version}.txt").read_text("utf-8")
    for version in (current_text().version, newer):
        (tmp_path / f"{version}.txt").write_text(text, "utf-8")
    monkeypatch.setattr(conformity, "TEXTS", tmp_path)
    current_text.cache_clear()
    try:
        assert declaration_of(silent.exhibitor) is None
        with pytest.raises(BourseError, match="conformity_outdated"):
            declare(silent.exhibitor, newer - 1, by=SELLER)
        with transaction():
            declare(silent.exhibitor, newer, by=SELLER)
    finally:
        current_text.cache_clear()


def test_a_paper_noted_by_mistake_is_taken_back_and_a_screen_is_not(silent: SmallEdition) -> None:
    version = current_text().version
    with transaction():
        declare(silent.exhibitor, version, by=ORGANISER, on_paper=True)
    with transaction():
        withdraw_paper(silent.exhibitor, by=ORGANISER)
    assert declaration_of(silent.exhibitor) is None
    with transaction():
        declare(silent.exhibitor, version, by=SELLER)
        withdraw_paper(silent.exhibitor, by=ORGANISER)
    assert declaration_of(silent.exhibitor) is not None
