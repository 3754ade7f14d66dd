"""Signing in, invitations, forgotten passwords."""

from flask import Blueprint

blueprint = Blueprint("account", __name__, url_prefix="/account")

from app.account import sign_in, sign_out  # noqa: E402 -- each file adds its own routes

__all__ = ["blueprint", "sign_in", "sign_out"]
