"""The published report, read by link or login."""

from flask import Blueprint

blueprint = Blueprint("collectivity", __name__)

from app.collectivity import home, reports  # noqa: E402 -- each file adds its own routes

__all__ = ["blueprint", "home", "reports"]
