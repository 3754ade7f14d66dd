"""The cashier's application and the door where devices deliver their facts."""

from flask import Blueprint

blueprint = Blueprint("till", __name__, url_prefix="/till")

from app.till import (  # noqa: E402 -- each file adds its own routes
    application,
    cashiers,
    devices,
    enrolment,
    facts,
    holds,
    lots,
    mailing,
    messages,
    receipts,
    stand_baskets,
    state,
)

__all__ = [
    "application",
    "blueprint",
    "cashiers",
    "devices",
    "enrolment",
    "facts",
    "holds",
    "lots",
    "mailing",
    "messages",
    "receipts",
    "stand_baskets",
    "state",
]
