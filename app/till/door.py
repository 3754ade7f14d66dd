"""The door of the till's API: what a body must look like before anyone reads it."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import abort, request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from app.till.apart import facts_apart
from bourse.journal.service import Head
from bourse.tills.sync import Books, Signs

MOST_FACTS = 200
"""How many facts a device may send at once."""


class Body(BaseModel):
    """A JSON body with these fields and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WitnessShown(Body):
    """The last head of the journal that the device was given; seq 0 is before all of it."""

    seq: int = Field(strict=True, ge=0, le=2**31 - 1)
    hash: str = Field(pattern=r"^[0-9a-f]{64}$")


class BooksShown(Body):
    """The device's own count: receipts of its series and their cents, up to the fact `till_seq`."""

    till_seq: int = Field(strict=True, ge=0, le=2**31 - 1)
    receipts: int = Field(strict=True, ge=0, le=2**31 - 1)
    total_cents: int = Field(strict=True, ge=-(10**15), le=10**15)


class FactsSent(Body):
    """A batch of facts; each is judged by itself, so that one bad fact stops no other.

    Without facts it is a heartbeat. `sent_at` is the device's clock; `books` come once nothing is
    left to send.
    """

    facts: list[Any] = Field(max_length=MOST_FACTS)
    sent_at: AwareDatetime | None = None
    witness: WitnessShown | None = None
    books: BooksShown | None = None

    @property
    def signs(self) -> Signs:
        """What it says beside the facts."""
        seen, own = self.witness, self.books
        return Signs(
            is_heartbeat=not self.facts,
            sent_at=self.sent_at,
            witness=Head(seen.seq, seen.hash) if seen else None,
            books=Books(own.till_seq, own.receipts, own.total_cents) if own else None,
        )


class CodeTyped(Body):
    """A one-time code of enrolment, as typed or scanned."""

    code: str = Field(min_length=1, max_length=40)


class PinTyped(Body):
    """Who wants to sell on this device."""

    cashier: str = Field(pattern=r"^K\d{1,6}$")
    pin: str = Field(pattern=r"^[0-9]{6}$")


class MailWanted(Body):
    """Where a receipt goes, and which duplicate it is (0 for the first)."""

    address: str = Field(min_length=3, max_length=254)
    copy_number: int = Field(alias="copy", default=0, ge=0, le=9_999)


Known = TypeVar("Known", bound=Body)


def body(shape: type[Known]) -> Known:
    """The request's body in that shape; 400 when it is not."""
    try:
        return shape.model_validate_json(request.get_data())
    except ValidationError:
        abort(400)


def facts_sent() -> FactsSent:
    """The batch in the request; 400 when it is none, whatever its facts are."""
    sent = request.get_data()
    try:
        return FactsSent.model_validate_json(sent)
    except ValidationError as error:
        is_json = error.errors(include_input=False)[0]["type"] != "json_invalid"
    apart = None if is_json else facts_apart(sent)
    if apart is None or len(apart[1]) > MOST_FACTS:
        abort(400)
    try:
        return FactsSent.model_validate_json(apart[0]).model_copy(update={"facts": apart[1]})
    except ValidationError:
        abort(400)
