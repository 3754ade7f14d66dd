"""Signing in, invitations, forgotten passwords."""

from flask import Blueprint

blueprint = Blueprint("account", __name__, url_prefix="/account")

from app.account import (  # noqa: E402 -- each file adds its own routes
    language,
    password,
    profile,
    sign_in,
    sign_out,
)

__all__ = ["blueprint", "language", "password", "profile", "sign_in", "sign_out"]
