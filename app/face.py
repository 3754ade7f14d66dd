"""Flask as this application wants it: short where nothing is needed, above all for deliveries.

A delivery has no form, no session, no limit and no signed-in person: what extensions do around
each request for those took as long as the endpoint of a plain Flask application.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.typing import ResponseReturnValue

from app.security import at_the_door, harden

DELIVERY = "till.facts"
"""The endpoint knocked at most: it meets its guard and gets its headers, and nothing else."""


class Cookies(SecureCookieSessionInterface):
    """Sessions in signed cookies; nothing is made ready to read one where none came."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie holds; an empty session without one."""
        if "HTTP_COOKIE" in request.environ:
            return super().open_session(app, request)
        return self.session_class()


class Face(Flask):
    """The application; its hooks are those of Flask but for deliveries."""

    session_interface = Cookies()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself: none here is a coroutine, and asking of each takes a while."""
        return func

    def log_exception(self, exc_info: Any) -> None:
        """Log what broke by its rule: an address may hold a token that is its own key."""
        rule = request.url_rule.rule if request.url_rule else "no route"
        self.logger.error("Exception on %s [%s]", rule, request.method, exc_info=exc_info)

    def preprocess_request(self) -> ResponseReturnValue | None:
        """The guard of a delivery; for all else, every hook."""
        return at_the_door() if request.endpoint == DELIVERY else super().preprocess_request()

    def process_response(self, response: Response) -> Response:
        """The headers of a delivery's answer; for all else, every hook."""
        if request.endpoint == DELIVERY:
            return harden(response)
        return super().process_response(response)
