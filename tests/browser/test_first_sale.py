"""In a real browser on the real server: apply, be approved, announce a lot, label it, sell it."""

from __future__ import annotations

import email
import re
from collections.abc import Callable
from email import policy
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, Response

from tests.fixtures.browser import DESK, PATIENCE_SECONDS, PHONE, TABLET, Visit
from tests.fixtures.lot_phone import unhurried
from tests.fixtures.site import Site

pytestmark = pytest.mark.browser

FIRM = "marie@menuiserie.example"
PASSWORD = "tuiles et parpaings"
LOT = "Volets battants en sapin, la paire"


@pytest.fixture
def fair(empty_site: Site) -> tuple[Site, str, str, str]:
    """The demonstration on a running server: its slug, the shared password, the cashiers' PIN."""
    said = empty_site.flask("demo")
    password = re.search(r"\.example\s+(\S+)", said)
    pin = re.search(r"(\d{6})\s*$", said)
    slug = empty_site.flask("edition", "list").split("\t")[0]
    assert password is not None
    assert pin is not None
    return empty_site, slug, password[1], pin[1]


def test_from_an_application_to_the_dashboard(
    fair: tuple[Site, str, str, str], visit: Visit
) -> None:
    site, slug, password, pin = fair
    firm = visit(site, f"/e/{slug}/apply", size=PHONE)
    firm.set_default_timeout(PATIENCE_SECONDS * 1_000)
    apply(firm, site)
    organiser = visit(site, "/account/sign-in", size=DESK)
    sign_in(organiser, "organisation@materiaux-du-val.example", password)
    exhibitor = approve(organiser, slug)
    code = announce(firm, slug, exhibitor)
    assert label_leads_to(firm) == f"{site.url}/l/{code}"
    till = enrol(organiser, visit, site, slug)
    with till.expect_response(delivers("sale")):
        sell(till, pin, code)
    organiser.goto(f"/organiser/editions/{slug}/")
    organiser.get_by_text("90,00 €").first.wait_for()


def apply(firm: Page, site: Site) -> None:
    """Fill the form on a phone, confirm by the mailed link, choose a password."""
    for field, text in {
        "number": "73282932000074",
        "name": "Menuiserie Vuillemin",
        "address": "5 rue du Mont",
        "postcode": "25120",
        "town": "Maîche",
        "activity": "Menuiserie",
        "contact_name": "Marie Vuillemin",
        "contact_email": FIRM,
        "representative_name": "Marie Vuillemin",
        "representative_capacity": "gérante",
    }.items():
        firm.fill(f"[name={field}]", text)
    firm.check("[name=is_entitled]")
    submit(firm)
    firm.goto(re.findall(r"http://\S+", letter(site, FIRM))[-1])
    submit(firm)
    firm.fill("[name=password]", PASSWORD)
    firm.fill("[name=repeat]", PASSWORD)
    submit(firm)


def approve(organiser: Page, slug: str) -> str:
    """Find the application in the list, give it a stand; gives the exhibitor's code."""
    organiser.goto(f"/organiser/editions/{slug}/exhibitors/?q=vuillemin")
    organiser.get_by_role("link", name="Menuiserie Vuillemin").click()
    organiser.locator("[name^='stands-site_']").first.check()
    organiser.locator("[name^='stands-label_']").first.fill("Z9")
    organiser.locator("form[action$='/approve'] button").click()
    organiser.get_by_role("status").get_by_text("Menuiserie Vuillemin").wait_for()
    return organiser.url.rstrip("/").rsplit("/", 1)[1]


def announce(firm: Page, slug: str, exhibitor: str) -> str:
    """A lot, put on sale from the phone once its conformity is declared; gives its code."""
    firm.goto("/exhibitor/")
    firm.get_by_role("heading", name=re.compile("Menuiserie Vuillemin")).first.wait_for()
    firm.goto(f"/exhibitor/{slug}/{exhibitor}/lots/new")
    firm.fill("[name=designation]", LOT)
    firm.select_option("[name=category]", "MEX")
    firm.fill("[name=quantity]", "4")
    for name, value in (
        ("condition", "good"), ("origin", "dismantled"), ("method", "declared"),
    ):  # fmt: skip
        firm.check(f"[name={name}][value={value}]")
    firm.fill("[name=price]", "45")
    firm.fill("[name=unit_weight]", "18")
    with unhurried(firm):
        firm.click("button[name=then][value=done]")
        firm.wait_for_url("**/conformity?lot=*")
    code = firm.url.rsplit("=", 1)[1]
    firm.check("[name=declared]")
    firm.get_by_role("button", name="Déclarer et mettre le lot en vente").click()
    firm.get_by_text("1 lot est maintenant en vente").wait_for()
    firm.goto(f"/exhibitor/{slug}/{exhibitor}/lots/{code}")
    firm.get_by_role("heading", level=1, name=LOT).wait_for()
    return code


def label_leads_to(firm: Page) -> str:
    """What an independent decoder reads on the label that the lot's page offers."""
    firm.locator("a[href*='/labels?']").first.click()
    firm.get_by_role("button", name="Imprimer ces étiquettes").first.click()
    asked = firm.locator("a[href*='/labels.pdf']").get_attribute("href")
    assert asked is not None
    answer = firm.context.request.get(asked)
    page = pypdfium2.PdfDocument(answer.body())[0]
    (found,) = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
    assert LOT.split(",")[0] in page.get_textpage().get_text_bounded().replace("\r\n", " ")
    return found.text


def enrol(organiser: Page, visit: Visit, site: Site, slug: str) -> Page:
    """A new device on the first till, by the link that the organiser shows."""
    organiser.goto(f"/organiser/editions/{slug}/tills/")
    organiser.get_by_role("button", name="Enrôler un appareil sur C1").click()
    link = organiser.locator("a[href*='#code=']").get_attribute("href")
    assert link is not None
    return visit(site, link.removeprefix(site.url), size=TABLET)


def sell(till: Page, pin: str, code: str) -> None:
    """The PIN, the float, two scans, a card."""
    till.set_default_timeout(PATIENCE_SECONDS * 1_000)
    till.get_by_role("button", name=re.compile("^Enrôler cet appareil")).click()
    till.get_by_text("Code PIN à six chiffres").first.wait_for()
    till.locator("label.choice").first.click()
    till.locator("input[type=password]:focus").wait_for()
    till.keyboard.type(pin)
    till.get_by_text("Comptez le fond de caisse").first.wait_for()
    till.keyboard.type("100", delay=90)
    till.keyboard.press("Enter")
    till.get_by_text("Le panier est vide").first.wait_for()
    for _piece in range(2):
        till.keyboard.type(code, delay=90)
        till.keyboard.press("Enter")
        till.get_by_text(LOT.split(",")[0]).first.wait_for()
    till.get_by_text("90,00 €").first.wait_for()
    till.get_by_role("button", name=re.compile("^Carte")).first.click()
    till.get_by_role("button", name=re.compile("^Paiement accepté")).first.click()
    till.get_by_text("Vente enregistrée").first.wait_for()


def delivers(kind: str) -> Callable[[Response], bool]:
    """Whether an answer of the server is the one to a fact of that kind."""

    def answers(response: Response) -> bool:
        return f'"kind":"{kind}"' in (response.request.post_data or "") and response.ok

    return answers


def sign_in(page: Page, address: str, password: str) -> None:
    """By the form, as anyone does."""
    page.fill("[name=email]", address)
    page.fill("[name=password]", password)
    submit(page)


def submit(page: Page) -> None:
    """Press the main form's button, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.locator("main form.form button:not([type=button])").last.click()


def letter(site: Site, to: str) -> str:
    """The last letter to this address, from the folder where mails wait without a mail server."""
    folder: Path = site.instance / "mail"
    letters = [
        email.message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    ]
    body: str = next(found for found in reversed(letters) if to in found["To"]).get_content()
    return body
