"""The door of the till's API: what a body must look like before anyone reads it."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import abort, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

MOST_FACTS = 200
"""How many facts a device may send at once."""


class Body(BaseModel):
    """A JSON body with these fields and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FactsSent(Body):
    """A batch of facts; each is judged by itself, so that one bad fact stops no other."""

    facts: list[Any] = Field(min_length=1, max_length=MOST_FACTS)


class CodeTyped(Body):
    """A one-time code of enrolment, as typed or scanned."""

    code: str = Field(min_length=1, max_length=40)


class PinTyped(Body):
    """Who wants to sell on this device."""

    cashier: str = Field(pattern=r"^K\d{1,6}$")
    pin: str = Field(pattern=r"^[0-9]{6}$")


Known = TypeVar("Known", bound=Body)


def body(shape: type[Known]) -> Known:
    """The request's body in that shape; 400 when it is not."""
    try:
        return shape.model_validate_json(request.get_data())
    except ValidationError:
        abort(400)
