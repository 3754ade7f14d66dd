"""A person for every door and one of everything that an address names, in one edition."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from flask import Flask
from sqlalchemy import ColumnExpressionArgument, select

from bourse.bulk.edit import BulkEdit, BulkEditLot
from bourse.bulk.markdown import Markdown
from bourse.clock import now
from bourse.db import Base, db
from bourse.desk.sheets import SheetRange
from bourse.editions.models import Edition, EditionStatus, Site
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus, Invitation
from bourse.holds.models import Hold, HoldLine
from bourse.impact.models import PastBalance
from bourse.intake.models import LotImport
from bourse.journal.chain import sha256
from bourse.journal.models import JournalEntry
from bourse.lots.models import Lot, LotStatus
from bourse.people.models import Company, CompanyMember, Role, User
from bourse.photos.lot_photos import LotPhoto
from bourse.pickups.models import Pickup, StandBasket, StandBasketLine
from bourse.tills.inbox import REVOKED, Conflict, ConflictKind, RefusedFact
from bourse.tills.models import Enrolment, Till
from bourse.tills.projections import SaleLine, TillSession
from bourse.unsold.disposition import Destination, Disposition
from tests.fixtures.people import a_user
from tests.fixtures.till_facts import Device

PHOTO_FILE = "ab" * 16
"""The name of the files of the lot's photo."""
ELSEWHERE = "ailleurs-2025"
"""The slug of another edition, open too, to which nothing of the cast belongs."""
HOLD_TOKEN = "the-link-of-a-hold"
LEFT_OPEN = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
"""The session that the revoked device left open."""
TOKENS = {"device": "a token that reads", "revoked": "a token that has ended"}
SELLING = (ExhibitorStatus.CONFIRMED, ExhibitorStatus.ATTENDED)

Row = TypeVar("Row", bound=Base)
Headers = dict[str, dict[str, str]]
"""What the requests of each person carry: a cookie, or a token."""


@dataclass
class Cast:
    """What the addresses name: all of it belongs to `edition`, `lot` to `exhibitor`."""

    edition: Edition
    exhibitor: Exhibitor
    stranger: Exhibitor
    applicant: Exhibitor
    lot: Lot
    till: Till
    device: Enrolment
    invitation: Invitation
    conflict: Conflict
    balance: PastBalance
    users: dict[str, User] = field(default_factory=dict)
    hold: str = ""
    """The code of a confirmed hold of the lot and of another exhibitor's; see HOLD_TOKEN."""
    basket: str = ""
    """The code of a stand's basket."""
    pickup: Pickup | None = None
    """A handing over of goods that were paid to be collected."""
    report: str = ""
    """The token of a published report."""
    photo: str = "6fa459ea-ee8a-4ca4-894e-db77e160355e"
    """The UUID of a photo of the lot."""
    bulk_edit_id: int = 0
    """A change of many lots, made by the exhibitor."""
    disposition_id: int = 0
    """Where part of the lot went."""
    markdown_id: int = 0
    """A markdown that the exhibitor has scheduled."""


def first(model: type[Row], *where: ColumnExpressionArgument[bool]) -> Row:
    """The first row of a table that answers, which is there."""
    row = db.session.scalars(select(model).where(*where).limit(1)).first()
    assert row is not None, f"no {model.__name__} to visit"
    return row


def assemble(edition: Edition) -> Cast:
    """Take the cast from an edition that has sold, and add what it lacks."""
    sellers = db.session.scalars(
        select(Exhibitor)
        .where(Exhibitor.edition_id == edition.id, Exhibitor.status.in_(SELLING))
        .order_by(Exhibitor.id)
    ).all()
    own, stranger = sellers[:2]
    lot = first(Lot, Lot.exhibitor_id == own.id, Lot.status == LotStatus.OFFERED)
    till = first(Till, Till.edition_id == edition.id)
    applicant = Exhibitor(
        edition=edition,
        company=Company(name="Scierie", number_kind="bce", number="0403170701"),
        code="E99",
        contact_name="Alex",
        contact_email="alex@example.org",
    )
    invitation = Invitation(
        edition_id=edition.id, company_name="Menuiserie", email="menuiserie@example.org"
    )
    conflict = Conflict(
        seq=first(JournalEntry).seq, edition_id=edition.id, kind=ConflictKind.OVERSOLD, lot=lot.code
    )
    balance = PastBalance(
        label="Sancey 2019",
        first_year=2019,
        last_year=2019,
        weight_g=12_500_000,
        turnover_cents=2_000_000,
        purchases=110,
        firms=9,
        source="Rapport annuel",
    )
    cast = Cast(
        edition, own, stranger, applicant, lot, till, _device(till), invitation, conflict, balance
    )
    cast.users = _people(cast)
    printed = SheetRange(edition_id=edition.id, site_id=till.site_id, first=1, last=3)
    photo = LotPhoto(uuid=cast.photo, lot=lot, position=0, file=PHOTO_FILE, width=4, height=3)
    done = LotImport(exhibitor=own, file_name="Lots.xlsx", file_hash="0" * 64, created=1)
    done.updated, done.unchanged = 1, 0
    db.session.add_all([printed, applicant, invitation, conflict, balance, photo, _elsewhere()])
    db.session.add(done)
    cast.basket, cast.pickup = _heavy_goods(cast)
    cast.hold = _held(cast)
    cast.bulk_edit_id, cast.markdown_id = _prices(cast)
    cast.disposition_id = _placed(cast)
    db.session.flush()
    return cast


def headers(app: Flask, cast: Cast) -> Headers:
    """A signed-in browser or a device for each; nobody's browser has gathered lots to hold."""
    signer = app.session_interface.get_signing_serializer(app)
    assert signer is not None
    said: Headers = {"nobody": {"Cookie": f"session={signer.dumps(_gathered(cast))}"}}
    for person, user in cast.users.items():
        cookie = signer.dumps({"_user_id": f"{user.id}:{user.stamp}", "_fresh": True})
        said[person] = {"Cookie": f"session={cookie}"}
    return said | {who: {"Authorization": f"Bearer {token}"} for who, token in TOKENS.items()}


def _gathered(cast: Cast) -> dict[str, object]:
    """What a visitor's cookie keeps who gathered lots and has just asked for others."""
    slug, lots = cast.edition.slug, [[cast.lot.code, 1_000, cast.lot.unit.value]]
    asked = {"slug": slug, "code": "", "mail": "eve@rules.example", "lots": lots}
    asked["until"] = cast.edition.over_at.isoformat()
    return {"gathered": {slug: lots}, "asked": asked}


def _people(cast: Cast) -> dict[str, User]:
    """Who signs in, by the names of the doors' columns, and `asked`, who may join the company."""
    staff = (Role.ORGANISER, Role.CASHIER, Role.COLLECTIVITY)
    users = {role.value: a_user(f"{role.value}@rules.example", role) for role in staff}
    for name in ("exhibitor", "stranger"):
        company = getattr(cast, name).company_id
        users[name] = a_user(f"{name}@rules.example", company_id=company)
    asked = CompanyMember(company_id=cast.exhibitor.company_id)
    users["asked"] = a_user("asked@rules.example")
    users["asked"].memberships.append(asked)
    db.session.flush()
    asked.accepted_at = None
    return users


def _device(till: Till) -> Enrolment:
    """A device that sells; beside it one whose enrolment has ended, after it sent nonsense."""
    device, revoked = (
        Enrolment(till=till, letter=letter, token_hash=sha256(token), enrolled_at=now())
        for letter, token in zip("yz", TOKENS.values(), strict=True)
    )
    revoked.revoked_at = now()
    db.session.add_all([device, revoked])
    db.session.flush()
    db.session.add(
        TillSession(
            uuid=LEFT_OPEN,
            edition_id=till.edition_id,
            series=revoked.series,
            cashier="K1",
            opened_at=now(),
            float_cents=0,
        )
    )
    made = json.dumps(Device(revoked.series).opened())
    db.session.add(RefusedFact(enrolment_id=revoked.id, reason="unreadable", content="{"))
    db.session.add(RefusedFact(enrolment_id=revoked.id, reason=REVOKED, content=made))
    return device


def _heavy_goods(cast: Cast) -> tuple[str, Pickup]:
    """A basket of the exhibitor, and a line of theirs that was paid to be collected."""
    line = first(
        SaleLine,
        SaleLine.edition_id == cast.edition.id,
        SaleLine.exhibitor == cast.exhibitor.code,
        SaleLine.quantity_milli > 0,
    )
    line.to_collect = True
    pickup = Pickup(
        uuid="0f8fad5b-d9cb-469f-a165-70867728950e",
        sale_seq=line.sale_seq,
        position=line.position,
        quantity_milli=1,
        released_at=now(),
        at_gate=True,
    )
    basket = StandBasket(
        code="BC7K3PX",
        edition_id=cast.edition.id,
        exhibitor=cast.exhibitor,
        number=1,
        lines=[StandBasketLine(position=1, lot=cast.lot, quantity_milli=1_000)],
    )
    db.session.add_all([pickup, basket])
    return basket.code, pickup


def _held(cast: Cast) -> str:
    """A visitor's hold, confirmed and still kept, of the exhibitor's lot and of a stranger's."""
    cast.edition.hold_hours = 24
    other = first(Lot, Lot.exhibitor_id == cast.stranger.id, Lot.status == LotStatus.OFFERED)
    held = Hold(
        code="HC7K3PX",
        edition=cast.edition,
        token_hash=sha256(HOLD_TOKEN),
        name="Ève & <b>Fils</b>",
        mail="eve@rules.example",
        confirmed_at=now(),
        expires_at=now() + timedelta(hours=12),
        lines=[
            HoldLine(position=1, lot=cast.lot, quantity_milli=1_000),
            HoldLine(position=2, lot=other, quantity_milli=1_000),
        ],
    )
    db.session.add(held)
    db.session.flush()
    return held.code


def _prices(cast: Cast) -> tuple[int, int]:
    """A change of the exhibitor's lot among others, and a markdown of theirs."""
    whose = {"edition_id": cast.edition.id, "exhibitor_id": cast.exhibitor.id}
    edit = BulkEdit(**whose)
    kept = {side: json.dumps({"condition": cast.lot.condition}) for side in ("before", "after")}
    edit.lots = [BulkEditLot(lot_id=cast.lot.id, **kept)]
    markdown = Markdown(**whose, by_exhibitor=True, rate_bp=2_000, due_at=now() + timedelta(days=1))
    db.session.add_all([edit, markdown])
    db.session.flush()
    return edit.id, markdown.id


def _placed(cast: Cast) -> int:
    made = Disposition(
        edition_id=cast.edition.id,
        lot=cast.lot,
        destination=Destination.DONATION,
        quantity_milli=1_000,
        happened_on=cast.edition.ends_on,
    )
    db.session.add(made)
    db.session.flush()
    return made.id


def _elsewhere() -> Edition:
    return Edition(
        slug=ELSEWHERE,
        name="Bourse d’ailleurs",
        starts_on=date(2025, 6, 14),
        ends_on=date(2025, 6, 15),
        status=EditionStatus.OPEN,
        applications_open=True,
        sites=[Site(name="Gymnase", town="Pontarlier")],
    )
