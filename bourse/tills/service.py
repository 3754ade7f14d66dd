"""Use cases of tills: making them, enrolling devices on them, naming who sells.

A code of enrolment and a token are shown once and kept as SHA-256 only. Hash PINs before
`transaction()` (bourse.tills.pins): it takes long on purpose.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select, update

from bourse.clock import now
from bourse.db import db
from bourse.editions.models import Edition, Site
from bourse.errors import BourseError
from bourse.journal.chain import sha256
from bourse.people.actor import Actor
from bourse.people.record import note
from bourse.tills.models import Cashier, Enrolment, PaymentMode, Till
from bourse.tills.numbering import next_letter, take_turns
from bourse.values.lot_code import ALPHABET

CODE_LENGTH = 8
CODE_LIFE = timedelta(hours=24)
"""How long a device may take to redeem its code: from the evening before to the opening."""


def create_till(
    edition: Edition, *, site: Site, name: str, modes: Sequence[PaymentMode], by: Actor
) -> Till:
    """Add a till to a site of the edition; it takes the next number (C1, C2…)."""
    if site.edition_id != edition.id:
        raise ValueError("the site belongs to another edition")
    take_turns(edition.id)
    last = db.session.scalar(select(func.max(Till.number)).where(Till.edition_id == edition.id))
    till = Till(
        edition=edition,
        site=site,
        number=(last or 0) + 1,
        name=name.strip(),
        payment_modes=_written(modes),
    )
    db.session.add(till)
    db.session.flush()
    note(by, "till.create", f"till:{till.id}", code=till.code)
    return till


def revise_till(till: Till, *, name: str, modes: Sequence[PaymentMode], by: Actor) -> None:
    """Rename a till and switch its payment modes; its devices learn it at their next call."""
    till.name, till.payment_modes = name.strip(), _written(modes)
    note(by, "till.revise", f"till:{till.id}", modes=till.payment_modes)


def retire_till(till: Till, *, by: Actor) -> None:
    """Put a till out of use and revoke its devices; what they sold stays."""
    if till.retired_at is None:
        till.retired_at = now()
        for enrolment in till.enrolments:
            if enrolment.revoked_at is None and not enrolment.is_paper:
                revoke(enrolment, by=by)
        note(by, "till.retire", f"till:{till.id}")


def enrol(till: Till, *, by: Actor) -> tuple[Enrolment, str]:
    """Open a series for a device; gives the one-time code that it redeems within 24 hours.

    A till has one code waiting at most: asking again replaces it and keeps its letter. Raises
    `till_retired`.
    """
    if till.retired_at:
        raise BourseError("till_retired")
    take_turns(till.edition_id)
    enrolment = next(
        (
            one
            for one in till.enrolments
            if one.token_hash is None and one.revoked_at is None and not one.is_paper
        ),
        None,
    )
    if enrolment is None:
        enrolment = Enrolment(letter=next_letter(till))
        till.enrolments.append(enrolment)
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    enrolment.code_hash = sha256(code)
    enrolment.code_expires_at = now() + CODE_LIFE
    db.session.flush()
    note(by, "till.enrol", f"till:{till.id}", series=enrolment.series)
    return enrolment, code


def redeem(code: str) -> tuple[Enrolment, str]:
    """Turn a code, as a person types it, into the device's bearer token; once.

    Raises `enrolment_code_wrong` when the code is unknown, used, revoked or expired.
    """
    token = secrets.token_urlsafe(32)
    typed = "".join(character for character in code.upper() if character.isalnum())
    enrolment_id = db.session.scalar(
        update(Enrolment)
        .where(
            Enrolment.code_hash == sha256(typed),
            Enrolment.code_expires_at > now(),
            Enrolment.revoked_at.is_(None),
        )
        .values(code_hash=None, code_expires_at=None, token_hash=sha256(token), enrolled_at=now())
        .returning(Enrolment.id)
        .execution_options(synchronize_session=False)
    )
    if enrolment_id is None:
        raise BourseError("enrolment_code_wrong", field="code")
    enrolment = db.session.get_one(Enrolment, enrolment_id, populate_existing=True)
    return enrolment, token


def revoke(enrolment: Enrolment, *, by: Actor) -> None:
    """End a device, or a code not yet used.

    It reads nothing more, and what it still delivers waits for a person.
    """
    if enrolment.revoked_at is None:
        enrolment.revoked_at = now()
        enrolment.code_hash = enrolment.code_expires_at = None
        note(by, "till.revoke", f"till:{enrolment.till_id}", series=enrolment.series)


def record_ended(till: Till, letter: str, *, by: Actor) -> Enrolment:
    """Write down a device that the server has forgotten, as revoked from the start.

    What it made waits for a person, and its letter is given to no other.
    """
    take_turns(till.edition_id)
    ended = db.session.scalar(
        select(Enrolment).where(Enrolment.till_id == till.id, Enrolment.letter == letter)
    )
    if ended is None:
        ended = Enrolment(letter=letter, revoked_at=now())
        till.enrolments.append(ended)
        db.session.flush()
        note(by, "till.record_ended", f"till:{till.id}", series=ended.series)
    return ended


def create_cashier(
    edition: Edition, *, name: str, pin_hash: str, is_supervisor: bool = False, by: Actor
) -> Cashier:
    """Add someone who sells; the code (K1, K2…) is what receipts say."""
    take_turns(edition.id)
    count = db.session.scalar(
        select(func.count()).select_from(Cashier).where(Cashier.edition_id == edition.id)
    )
    cashier = Cashier(
        edition_id=edition.id,
        code=f"K{(count or 0) + 1}",
        name=name.strip(),
        pin_hash=pin_hash,
        is_supervisor=is_supervisor,
    )
    db.session.add(cashier)
    db.session.flush()
    note(by, "cashier.create", f"cashier:{cashier.id}", code=cashier.code)
    return cashier


def rename_cashier(cashier: Cashier, *, name: str, by: Actor) -> None:
    """Correct a name."""
    cashier.name = name.strip()
    note(by, "cashier.rename", f"cashier:{cashier.id}")


def change_pin(cashier: Cashier, *, pin_hash: str, by: Actor) -> None:
    """Give another PIN; the old one ends at once."""
    cashier.pin_hash = pin_hash
    note(by, "cashier.change_pin", f"cashier:{cashier.id}")


def refresh_pin(cashier: Cashier, *, pin_hash: str) -> None:
    """Keep the same PIN, hashed so that devices can check it."""
    cashier.pin_hash = pin_hash


def make_supervisor(cashier: Cashier, *, is_supervisor: bool, by: Actor) -> None:
    """Say whether a cashier approves what others may not decide alone."""
    if cashier.is_supervisor is not is_supervisor:
        cashier.is_supervisor = is_supervisor
        verb = "cashier.promote" if is_supervisor else "cashier.demote"
        note(by, verb, f"cashier:{cashier.id}")


def retire_cashier(cashier: Cashier, *, by: Actor) -> None:
    """Let a cashier go; the code stays theirs on the receipts and is never given again."""
    if cashier.retired_at is None:
        cashier.retired_at = now()
        note(by, "cashier.retire", f"cashier:{cashier.id}")


def _written(modes: Sequence[PaymentMode]) -> str:
    if not modes:
        raise BourseError("till_without_mode", field="modes")
    return " ".join(mode.value for mode in PaymentMode if mode in modes)
