"""The gate: where goods leave the hall against a paid receipt, on a phone."""

from flask import Blueprint

blueprint = Blueprint("gate", __name__, url_prefix="/gate")

from app.gate import home, slips  # noqa: E402 -- each file adds its own routes

__all__ = ["blueprint", "home", "slips"]
