"""A lot's page: the same address for a visitor, its seller, an organiser and a till."""

from __future__ import annotations

import random
import re
from datetime import timedelta

from flask import Flask

from bourse.clock import now
from bourse.db import db, transaction
from bourse.editions.models import Edition, EditionStatus, Site
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus
from bourse.lots.models import Lot
from bourse.people.models import Role
from bourse.tills.recording import record
from bourse.values import Position
from tests.fixtures.edition import SmallEdition, a_lot
from tests.fixtures.people import SignIn
from tests.fixtures.till_facts import Device


def plain(html: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", html)


def page(app: Flask, lot: Lot, *, till: bool = False) -> str:
    client = app.test_client()
    if till:
        client.set_cookie("till", "1", path="/l/")
    answer = client.get(f"/l/{lot.code}")
    assert answer.status_code == 200
    return plain(answer.get_data(as_text=True))


def sell_out(small: SmallEdition) -> None:
    till = Device()
    with transaction():
        record(small.device, [till.opened(), till.sale((small.door, 1_000))])


def test_a_visitor_reads_what_it_is_where_and_how_to_buy(app: Flask, small: SmallEdition) -> None:
    with transaction():
        small.site.position = Position(47_057_040, 6_608_610)
        small.site.hours = "9h-18h"
    shown = page(app, small.tiles)
    for said in ("8,50 €", "−72 %", "Reste 40 m²", "18 kg par m²", "720 kg", "stand A1"):
        assert said in shown
    for said in ("9h-18h", "13–14 juin 2026", "Comment l’acheter", "mlat=47.057040"):
        assert said in shown
    assert "Modifier" not in shown
    assert "Vendre à cette caisse" not in shown


def test_its_seller_edits_it(app: Flask, small: SmallEdition, signed_in: SignIn) -> None:
    client = signed_in(Role.EXHIBITOR, company_id=small.exhibitor.company_id)
    shown = plain(client.get(f"/l/{small.tiles.code}").text)
    assert f'href="/exhibitor/morteau-2026/E01/lots/{small.tiles.code}/edit"' in shown
    assert "il reste 40 m² sur 40 m²" in shown
    assert "réimprimez" not in shown
    with transaction():
        db.session.get_one(Lot, small.tiles.id).labelled_price_cents = 900
    assert "réimprimez" in client.get(f"/l/{small.tiles.code}").text


def test_another_seller_is_a_visitor(app: Flask, small: SmallEdition, signed_in: SignIn) -> None:
    shown = signed_in(Role.EXHIBITOR).get(f"/l/{small.tiles.code}").text
    assert "/edit" not in shown


def test_an_organiser_manages_and_a_cashier_sells(
    app: Flask, small: SmallEdition, signed_in: SignIn
) -> None:
    organiser = signed_in(Role.ORGANISER).get(f"/l/{small.tiles.code}").text
    assert f'href="/organiser/editions/morteau-2026/lots/{small.tiles.code}"' in organiser
    assert "Vendre à cette caisse" not in organiser
    cashier = signed_in(Role.CASHIER).get(f"/l/{small.tiles.code}").text
    assert f'href="/till/#l={small.tiles.code}"' in cashier
    assert "/organiser/" not in cashier


def test_a_browser_that_is_a_till_sells_while_the_edition_is_open(
    app: Flask, small: SmallEdition
) -> None:
    assert "Vendre à cette caisse" in page(app, small.tiles, till=True)
    with transaction():
        db.session.get_one(Edition, small.edition.id).status = EditionStatus.CLOSED
    assert "Vendre à cette caisse" not in page(app, small.tiles, till=True)


def test_the_page_says_its_one_address_whatever_host_was_asked(
    app: Flask, small: SmallEdition
) -> None:
    answer = app.test_client().get(f"/l/{small.tiles.code}", headers={"Host": "evil.example"})
    shown = answer.get_data(as_text=True)
    assert f'<link rel="canonical" href="http://localhost/l/{small.tiles.code}">' in shown
    assert "evil.example" not in shown
    assert 'property="og:title" content="Carrelage grès 60 × 60"' in shown


def test_sold_out_leads_on_to_lots_like_it(app: Flask, small: SmallEdition) -> None:
    rng = random.Random(4)
    with transaction():
        alike = [
            a_lot(small.exhibitor, name, rng, category_code="MIN")
            for name in ("Poignée", "Porte coulissante", "Serrure")
        ]
        db.session.add_all(alike)
    sell_out(small)
    shown = page(app, small.door)
    assert "Tout ce lot est vendu" in shown
    similar = shown[shown.index("Lots semblables") : shown.index("Au même stand")]
    names = re.findall(r'<h3><a href="/l/\w+">(.*?)</a>', similar)
    assert names == ["Porte coulissante", "Serrure", "Poignée"]


def test_an_edition_that_is_over_leads_to_the_next(app: Flask, small: SmallEdition) -> None:
    today = now().date()
    with transaction():
        db.session.get_one(Edition, small.edition.id).status = EditionStatus.CLOSED
        following = Edition(
            slug="vesoul",
            name="Bourse de Vesoul",
            starts_on=today + timedelta(days=9),
            ends_on=today + timedelta(days=9),
            sites=[Site(name="Halle")],
        )
        seller = Exhibitor(
            edition=following,
            company=small.exhibitor.company,
            code="E01",
            status=ExhibitorStatus.CONFIRMED,
        )
        db.session.add_all([following, seller])
        db.session.flush()
        db.session.add(a_lot(seller, "Porte palière", random.Random(8), category_code="MIN"))
    shown = page(app, small.door)
    assert "Cette édition est terminée" in shown
    assert "Vesoul" not in shown, "it is not announced yet"
    with transaction():
        db.session.get_one(Edition, following.id).applications_open = True
    shown = page(app, small.door)
    assert 'href="/e/vesoul"' in shown
    assert "Porte palière" in shown
    assert "Au même stand" not in shown


def test_other_lots_of_the_stand_are_led_to(app: Flask, small: SmallEdition) -> None:
    shown = page(app, small.tiles)
    others = shown[shown.index("Au même stand") :]
    assert "Panneau OSB 18 mm" in others
    assert "Carrelage grès" not in others
    assert 'href="/e/morteau-2026/catalogue?exhibitor=E01"' in others


def test_what_is_fictional_is_not_indexed(app: Flask, small: SmallEdition) -> None:
    assert "noindex" not in page(app, small.tiles)
    with transaction():
        db.session.get_one(Edition, small.edition.id).is_fictional = True
    assert '<meta name="robots" content="noindex">' in page(app, small.tiles)
