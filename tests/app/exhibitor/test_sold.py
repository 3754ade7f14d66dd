"""What an exhibitor sold, as the page says it: to the cent and the gram."""

from __future__ import annotations

import re

from bourse.db import transaction
from bourse.tills.recording import record
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn
from tests.fixtures.till_facts import Device


def test_it_says_what_sold_lot_by_lot(small: SmallEdition, signed_in: SignIn) -> None:
    seller = signed_in(email="annick@example.org", company_id=small.exhibitor.company_id)
    path = "/exhibitor/morteau-2026/E01/sold"
    assert "Rien de vendu" in seller.get(path).get_data(as_text=True)

    till = Device()
    sale = till.sale((small.tiles, 12_500), (small.door, 1_000))
    with transaction():
        record(small.device, [till.opened(), sale, till.sale((small.boards, 2_000))])
        record(small.device, [till.reversal(sale, 0)])
    page = re.sub(r"[\s\u00a0\u202f]+", " ", seller.get(path).get_data(as_text=True))

    for said in ("43,00 €", "54,4 kg", "1 ligne de poids inconnu", "25,00 €", "18,00 €"):
        assert said in page
    assert small.tiles.designation not in page
