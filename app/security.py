"""Who may enter which room: every role and permission of the software, on this page.

A room has one guard. Inside a room, what belongs to someone else does not exist (404).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask_limiter import Limiter
from flask_login import LoginManager, UserMixin, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

from bourse.db import db
from bourse.journal.chain import sha256
from bourse.people.actor import Actor
from bourse.people.models import Role, User
from bourse.people.queries import actor_of
from bourse.tills import queries as tills
from bourse.tills.senders import is_known

HOUSEHOLD_BITS = 64
"""How much of an IPv6 address is a line's own: its devices choose the rest, as often as wanted."""


def network() -> str:
    """Whose request this is, as far as the network says: an IPv4 address, or an IPv6 line."""
    said = request.remote_addr or "127.0.0.1"
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        return said
    if isinstance(address, ipaddress.IPv4Address):
        return said
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address.packed, HOUSEHOLD_BITS), strict=False))


csrf = CSRFProtect()
limiter = Limiter(network, default_limits=[])
login_manager = LoginManager()

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)

CAMERA_SECURITY_POLICY = f"{CONTENT_SECURITY_POLICY}; script-src 'self' 'wasm-unsafe-eval'"
"""Pages with a camera read QR codes by WebAssembly; no other page compiles any."""
WITH_CAMERA = {"organiser.reception", "organiser.reception_of_exhibitor"}
"""Those beside the till's."""

Guard = Callable[[], AnyResponse | None]


def anyone() -> None:
    """No one is stopped."""


def someone() -> AnyResponse | None:
    """Signed in, whatever the role: else to the sign-in page."""
    if current_user.is_authenticated:
        return None
    return redirect(url_for("account.sign_in", next=request.full_path.rstrip("?")))


def account_holder() -> AnyResponse | None:
    """Signing in is for everyone; one's own account for who is signed in."""
    own = {"account.profile", "account.rename", "account.password"}
    return someone() if request.endpoint in own else None


def one_of(*roles: Role) -> Guard:
    """Signed in with one of these roles: else to the sign-in page, or 403."""

    def guard() -> AnyResponse | None:
        if stranger := someone():
            return stranger
        if not current_user.actor.roles & frozenset(roles):
            abort(403)
        return None

    return guard


def enrolled_device() -> AnyResponse | None:
    """The till's page is open to all; its API wants the device's bearer token.

    Choosing a till without a code is for the accounts of those who sell and who organise.

    A revoked device reads nothing (g.enrolment), but still delivers its facts (g.token_hash).
    """
    if request.path.startswith("/till/devices"):
        return one_of(Role.CASHIER, Role.ORGANISER)()
    if not request.path.startswith("/till/api/") or request.endpoint == "till.redeem":
        return None
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not token:
        abort(401)
    if request.endpoint == "till.facts":
        g.token_hash = sha256(token)
        return None if is_known(g.token_hash) else abort(401)
    g.enrolment = tills.enrolment_of(token) or abort(401)
    if g.enrolment.revoked_at:
        abort(403)
    return None


def report_reader() -> AnyResponse | None:
    """A published report's address is its own key (/r/<token>); the rest wants a role."""
    if request.path.startswith("/r/"):
        return None
    return one_of(Role.COLLECTIVITY, Role.ORGANISER)()


ROOMS: dict[str, Guard] = {
    "public": anyone,
    "account": account_holder,
    "organiser": one_of(Role.ORGANISER),
    "exhibitor": one_of(Role.EXHIBITOR),
    "collectivity": report_reader,
    "gate": one_of(Role.ORGANISER, Role.CASHIER),
    "till": enrolled_device,
}

HOME = {
    Role.ORGANISER: "organiser.home",
    Role.EXHIBITOR: "exhibitor.home",
    Role.COLLECTIVITY: "collectivity.home",
    Role.CASHIER: "till.home",
}
"""Where each role arrives; the first one held, in this order."""


@dataclass
class SignedIn(UserMixin):
    """The person behind a request, as Flask-Login wants them."""

    actor: Actor
    stamp: str

    def get_id(self) -> str:
        """What the cookie keeps: a new password changes the stamp and ends the session."""
        return f"{self.actor.user_id}:{self.stamp}"


def signed_in(user: User) -> SignedIn:
    """The person, ready for `flask_login.login_user`."""
    return SignedIn(actor_of(user), user.stamp)


def login_as_nobody() -> None:
    """Look no one up any more in this request: the database cannot say who it is."""
    g._login_user = login_manager.anonymous_user()


def current_actor() -> Actor:
    """Who acts in this request; only called behind a guard that asks for a role."""
    actor: Actor = current_user.actor
    return actor


def home_of(roles: frozenset[Role]) -> str:
    """The address where someone with these roles arrives after signing in."""
    endpoint = next((HOME[role] for role in HOME if role in roles), "public.home")
    return url_for(endpoint)


def at_the_door() -> AnyResponse | None:
    """Ask the guard of the room; a room without one raises rather than opens."""
    return ROOMS[request.blueprint]() if request.blueprint else None


@login_manager.user_loader
def _load(session_id: str) -> SignedIn | None:
    user_id, _, stamp = session_id.partition(":")
    user = db.session.get(User, int(user_id)) if user_id.isdigit() else None
    if user is None or user.disabled_at or user.stamp != stamp:
        return None
    return signed_in(user)


def harden(response: Response) -> Response:
    """Say with every answer what browsers may do with it."""
    reads_codes = request.blueprint == "till" or request.endpoint in WITH_CAMERA
    policy = CAMERA_SECURITY_POLICY if reads_codes else CONTENT_SECURITY_POLICY
    response.headers.setdefault("Content-Security-Policy", policy)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    has_cookies = "HTTP_COOKIE" in request.environ
    if has_cookies and request.endpoint != "static" and current_user.is_authenticated:
        response.headers.setdefault("Cache-Control", "private, no-store")
    # Not in the hall: a browser would turn the plain first page into an https one, on every port of
    # that name, and let nobody past a certificate that it does not trust yet.
    if current_app.config["SESSION_COOKIE_SECURE"] and not current_app.config.get("LAN_URL"):
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def trust_proxy(app: Flask) -> None:
    """Believe who asked, and by which scheme, from as many proxies as PROXY_HOPS; from nobody else.

    Each proxy adds to the chain whom it heard, so what a client claims stands before that. The
    host is the one asked for: proxies pass it on.
    """
    if hops := app.config.get("PROXY_HOPS"):
        app.wsgi_app = ProxyFix(
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=0, x_port=0, x_prefix=0
        )


def init_app(app: Flask) -> None:
    """Sign-in, CSRF protection, throttling, and headers on every answer."""
    trust_proxy(app)
    login_manager.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    app.before_request(at_the_door)
    app.after_request(harden)
