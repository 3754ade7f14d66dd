"""A lot in several pieces over HTTP: typed, shown, and all its labels printed."""

from __future__ import annotations

import re

import pypdfium2
from sqlalchemy import select

from bourse.db import db
from bourse.lots.models import Lot
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_forms import typed
from tests.fixtures.people import SignIn
from tests.fixtures.reading import text

HERE = "/exhibitor/morteau-2026/E01/"


def test_pieces_are_typed_kept_and_labelled(app, small: SmallEdition, signed_in: SignIn) -> None:
    app.config["PUBLIC_URL"] = "https://bourse.example"
    seller = signed_in(email="annick@example.org", company_id=small.exhibitor.company_id)
    seller.post(HERE + "lots/new", data=typed(offer="y", pieces="3"))
    lot = db.session.scalars(select(Lot).order_by(Lot.id.desc()).limit(1)).one()
    assert lot.pieces == 3
    assert "3, vendus ensemble" in text(seller, f"{HERE}lots/{lot.code}")
    assert re.search(r'name="pieces"[^>]*value="3"', text(seller, f"{HERE}lots/{lot.code}/edit"))

    refused = seller.post(f"{HERE}lots/{lot.code}/edit", data=typed(pieces="99"))
    assert refused.status_code == 422
    assert "1 à 50 colis" in refused.get_data(as_text=True)

    chosen = f"ticked=1&lot={lot.code}&sheet=a4-24&first=1&copies=1&order=stand"
    pdf = pypdfium2.PdfDocument(seller.get(f"{HERE}labels.pdf?{chosen}").data)
    words = re.sub(r"[\s\u00a0\u202f]+", " ", pdf[0].get_textpage().get_text_range())
    for said in ("Lot de 3 colis", "Colis 1/3", "Colis 2/3", "Colis 3/3"):
        assert said in words
    assert words.count(lot.printed_code) == 4
