"""What may be written again: the firm's own lots, then those of past editions, each name once."""

from __future__ import annotations

import random
from datetime import date

import pytest

from bourse.db import db, transaction
from bourse.editions.models import Edition, EditionStatus
from bourse.exhibitors.models import Exhibitor
from bourse.lots import suggestions
from bourse.lots.models import LotStatus
from bourse.lots.suggestions import similar_lots
from bourse.people.models import Company
from tests.fixtures.edition import SmallEdition, a_lot

RNG = random.Random(8)


def past_edition(slug: str) -> Exhibitor:
    """Another firm in an edition that is over; to be committed."""
    over = Edition(
        slug=slug,
        name=slug,
        starts_on=date(2025, 6, 1),
        ends_on=date(2025, 6, 1),
        status=EditionStatus.CLOSED,
    )
    firm = Company(name=f"Firme de {slug}", number_kind="siret", number=slug)
    seller = Exhibitor(edition=over, company=firm, code="E01")
    db.session.add_all([over, firm, seller])
    db.session.flush()
    return seller


def names(small: SmallEdition, text: str) -> list[str]:
    return [lot.designation for lot in similar_lots(small.exhibitor.company_id, text)]


def test_past_editions_are_found_however_much_the_one_being_written_matches(
    small: SmallEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "READ", 3)
    with transaction():
        seller = past_edition("ornans")
        shown = a_lot(seller, "Fenêtre chêne", RNG)
        hidden = a_lot(seller, "Fenêtre brouillon", RNG, status=LotStatus.DRAFT)
        db.session.add_all([shown, hidden])
        db.session.flush()
        firm = Company(name="Rivale", number_kind="siret", number="rivale")
        rival = Exhibitor(edition_id=small.edition.id, company=firm, code="E02")
        db.session.add(rival)
        db.session.flush()
        db.session.add_all([a_lot(rival, f"Fenêtre PVC {n}", RNG) for n in range(9)])
    assert names(small, "fenetre") == ["Fenêtre chêne"]


def test_the_firm_s_own_come_first_each_name_once(small: SmallEdition) -> None:
    with transaction():
        db.session.add_all(
            [
                a_lot(past_edition("ornans"), "Carrelage ancien", RNG),
                a_lot(small.exhibitor, "CARRELAGE grès 60 × 60", RNG),
            ]
        )
    assert names(small, "carrelage") == ["CARRELAGE grès 60 × 60", "Carrelage ancien"]
    assert names(small, " ") == []
