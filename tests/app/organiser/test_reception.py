"""Receiving goods over HTTP: scanned, ticked, all at once with undo, and the slip to sign."""

from __future__ import annotations

import re
from uuid import uuid4

import pypdfium2
import pytest
from flask.testing import FlaskClient

from bourse.db import transaction
from bourse.exhibitors.stands import place
from bourse.lots.corrections import correct_stock
from bourse.lots.models import CorrectionReason
from bourse.people.models import Role
from bourse.reception.models import ReceptionState, RefusedGoods
from bourse.reception.ticking import receptions
from bourse.tills.recording import record
from bourse.values import Quantity, Unit
from tests.fixtures.edition import SmallEdition
from tests.fixtures.lot_drafts import ORGANISER
from tests.fixtures.people import SignIn
from tests.fixtures.reading import text
from tests.fixtures.till_facts import Device

PAGE = "/organiser/editions/morteau-2026/reception/"
MINE = f"{PAGE}E01/"


@pytest.fixture
def organiser(small: SmallEdition, signed_in: SignIn) -> FlaskClient:
    with transaction():
        small.site.receives_goods = True
    return signed_in(Role.ORGANISER)


def states(small: SmallEdition) -> list[ReceptionState | None]:
    lots = [small.tiles, small.boards, small.door]
    said = receptions(lots)
    return [said[lot.id].state if lot.id in said else None for lot in lots]


def test_where_no_site_receives_the_page_says_how(small: SmallEdition, signed_in: SignIn) -> None:
    assert "Aucun site ne réceptionne" in text(signed_in(Role.ORGANISER), PAGE)


def test_a_site_is_made_to_receive(small: SmallEdition, signed_in: SignIn) -> None:
    organiser = signed_in(Role.ORGANISER)
    site = f"/organiser/editions/morteau-2026/settings/sites/{small.site.id}"
    organiser.post(site, data={"name": "Halle", "receives_goods": "y"})
    assert small.site.receives_goods
    assert "Carrelages du Doubs (E01)" in text(organiser, PAGE)


def test_a_firm_without_a_stand_is_listed_with_the_way_to_give_it_one(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    assert "Pas encore de stand" not in text(organiser, PAGE)
    with transaction():
        place(small.exhibitor, [], by=ORGANISER)
    sheet = 'href="/organiser/editions/morteau-2026/exhibitors/E01/"'
    page = text(organiser, PAGE)
    assert "Pas encore de stand" in page
    assert sheet in page
    assert sheet in text(organiser, MINE)
    organiser.post(PAGE + "scan", data={"code": small.tiles.code})
    assert states(small) == [ReceptionState.RECEIVED, None, None]


def test_a_scanned_label_is_received_and_said(small: SmallEdition, organiser: FlaskClient) -> None:
    for back, page in (("", PAGE), ("E01", f"{MINE}?scan=on")):
        answer = organiser.post(PAGE + "scan", data={"code": small.tiles.code, "back": back})
        assert answer.location == page
    page = text(organiser, MINE)
    assert "reçu : Carrelage grès 60 × 60." in page
    assert "était déjà reçu" in page
    organiser.post(PAGE + "scan", data={"code": "???"})
    assert "« ??? » :" in text(organiser, PAGE)
    assert states(small) == [ReceptionState.RECEIVED, None, None]


def test_each_lot_is_ticked_refused_absent_or_taken_back(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    def said(code: str, **form: str) -> None:
        answer = organiser.post(f"{MINE}lots/{code}", data=form)
        assert answer.location == f"{MINE}#lot-{code}"

    said(small.tiles.code, state="received", reason="damaged")
    said(small.boards.code, state="refused", reason="dangerous")
    said(small.door.code, state="absent", reason="damaged")
    assert states(small) == [*ReceptionState]
    assert receptions([small.boards])[small.boards.id].reason is RefusedGoods.DANGEROUS
    page = text(organiser, MINE)
    assert "Dangereux ou interdit" in page
    assert "Organiser" in page

    said(small.boards.code, state="undo")
    said(small.boards.code, state="refused", reason="")
    assert "choisissez une raison" in text(organiser, MINE)
    assert states(small)[1] is None


def test_a_camera_is_answered_in_a_sentence(small: SmallEdition, organiser: FlaskClient) -> None:
    def seen(code: str) -> tuple[str, str]:
        headers = {"Accept": "application/json"}
        answer = organiser.post(f"{PAGE}scan", data={"code": code}, headers=headers)
        assert answer.status_code == 200
        return answer.json["kind"], answer.json["said"]

    kind, said = seen(f"http://localhost/l/{small.tiles.code}")
    assert (kind, "Carrelage grès 60 × 60" in said) == ("good", True)
    assert seen(small.tiles.code)[0] == "warn"
    assert seen("https://example.org/nothing")[0] == "bad"
    assert states(small) == [ReceptionState.RECEIVED, None, None]
    assert "reçu :" not in text(organiser, MINE)  # nothing is said twice


def test_a_list_is_narrowed_to_what_is_left_and_stays_so(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    def lots(query: str) -> list[str]:
        return re.findall(r'id="lot-(\w+)"', text(organiser, MINE + query))

    all_three = {small.tiles.code, small.boards.code, small.door.code}
    assert set(lots("")) == set(lots("?show=awaited")) == all_three
    form = {"state": "absent", "show": "awaited"}
    answer = organiser.post(f"{MINE}lots/{small.door.code}", data=form)
    assert answer.location == f"{MINE}?show=awaited&ticked={small.door.code}"
    page = text(organiser, answer.location)
    assert set(re.findall(r'id="lot-(\w+)"', page)) == all_three - {small.door.code}
    assert "Porte intérieure 83 cm</strong> – Absent" in page
    assert lots("?show=absent") == [small.door.code]
    assert lots("?show=refused") == []
    organiser.post(MINE + "all")
    assert "Tout est pointé" in text(organiser, f"{MINE}?show=awaited")


def test_a_page_with_a_camera_may_read_codes_and_no_other(organiser: FlaskClient) -> None:
    def policy(path: str) -> str:
        return organiser.get(path).headers["Content-Security-Policy"]

    assert "'wasm-unsafe-eval'" in policy(PAGE)
    assert "'wasm-unsafe-eval'" in policy(MINE)
    assert "'wasm-unsafe-eval'" not in policy("/organiser/editions/morteau-2026/lots/")


def test_all_that_is_left_is_received_in_one_tap_and_undone_in_one(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    organiser.post(f"{MINE}lots/{small.door.code}", data={"state": "absent"})
    answer = organiser.post(MINE + "all")
    assert states(small) == [
        ReceptionState.RECEIVED,
        ReceptionState.RECEIVED,
        ReceptionState.ABSENT,
    ]
    page = text(organiser, answer.location)
    assert "2 lots pointés comme reçus." in page
    batch = re.search(r"batch=([\w-]+)", answer.location)
    assert batch
    organiser.post(MINE + "undo", data={"batch": batch[1]})
    assert states(small) == [None, None, ReceptionState.ABSENT]


def test_the_slip_says_what_came_and_leaves_room_to_sign(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    organiser.post(f"{MINE}lots/{small.tiles.code}", data={"state": "received"})
    refused = {"state": "refused", "reason": "damaged"}
    organiser.post(f"{MINE}lots/{small.boards.code}", data=refused)
    answer = organiser.get(MINE + "slip.pdf")
    words = pypdfium2.PdfDocument(answer.data)[0].get_textpage().get_text_range()
    said = re.sub(r"[\s\u00a0\u202f]+", " ", words)
    for expected in (
        "Bordereau de réception",
        "Carrelages du Doubs (E01)",
        "Carrelage grès 60 × 60",
        "Refusé – Marchandise abîmée",
        "720 kg",
        "Pour l’exposant : nom, date et signature",
    ):
        assert expected in said, said


def test_the_public_sees_it_once_it_has_come(small: SmallEdition, organiser: FlaskClient) -> None:
    page = f"/l/{small.tiles.code}"
    assert "pas encore arrivé" in text(organiser, page)
    own = f"/organiser/editions/morteau-2026/lots/{small.tiles.code}"
    assert "À l’arrivée : pas encore pointé" in text(organiser, own)
    assert "Carrelage grès" not in text(organiser, "/e/morteau-2026/catalogue")
    organiser.post(f"{MINE}lots/{small.tiles.code}", data={"state": "received"})
    assert "pas encore arrivé" not in text(organiser, page)
    assert "Reçu" in text(organiser, own)
    assert "Carrelage grès" in text(organiser, "/e/morteau-2026/catalogue")


def test_what_is_sold_since_takes_nothing_from_what_came(
    small: SmallEdition, organiser: FlaskClient
) -> None:
    with transaction():
        record(small.device, [Device().sale((small.tiles, 10_000))])
    assert "40 m²" in text(organiser, MINE)
    assert "30 m² sur 40 m²" not in text(organiser, MINE)
    with transaction():
        correct_stock(
            small.tiles,
            CorrectionReason.BROKEN,
            Quantity(4_000, Unit.M2),
            comment="",
            fact_id=str(uuid4()),
            by=ORGANISER,
        )
    assert "36 m² sur 40 m²" in text(organiser, MINE)
