"""How a tablet comes to trust this laptop: what to install, where, and whether it worked.

Open to all and readable over http, since who needs it trusts nothing yet; the fingerprint on the
organiser's own screen tells whether what was downloaded is ours.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID
from flask import Response, abort, current_app, make_response, render_template, request
from flask_babel import gettext

from app import qr
from app.lan.authority import der, fingerprint, public_certificate
from app.lan.keeping import pem
from app.lan.profile import mobileconfig
from app.public import blueprint
from app.security import CONTENT_SECURITY_POLICY

SYSTEMS = {"android": ("Android",), "apple": ("iPhone", "iPad"), "windows": ("Windows",)}
"""By what its browser says of itself; an iPad calls itself a Mac, and then nothing is guessed."""
TYPES = {
    "bourse.crt": "application/x-x509-ca-cert",
    "bourse.pem": "application/x-pem-file",
    "bourse.mobileconfig": "application/x-apple-aspen-config",
}


@blueprint.get("/trust/")
def trust() -> Response:
    """The steps for each system, the one that asks first; 404 while the hall is not served."""
    certificate, url = _authority(), str(current_app.config["LAN_URL"])
    first_page = str(current_app.config["LAN_FIRST_PAGE"])
    page = make_response(
        render_template(
            "public/trust.html",
            system=_system(),
            name=_name(certificate),
            sha256=fingerprint(certificate, hashes.SHA256()),
            sha1=fingerprint(certificate, hashes.SHA1()),
            url=url,
            check=f"{url}/trust/check",
            first_page=first_page,
            qr=qr.svg(first_page),
            account=None,  # nobody signs in over http
        )
    )
    policy = f"{CONTENT_SECURITY_POLICY}; connect-src 'self' {_source(url)}"
    page.headers["Content-Security-Policy"] = policy
    return page


@blueprint.get("/trust/check")
def trust_check() -> str:
    """Over https: whether this browser trusts us, or was only let past its warning."""
    _authority()
    return render_template(
        "public/trust_check.html", first_page=current_app.config["LAN_FIRST_PAGE"]
    )


@blueprint.get("/trust/download/<name>")
def trust_download(name: str) -> Response:
    """The authority as a file: bytes, text, or the profile of an iPhone and iPad."""
    if name not in TYPES:
        abort(404)
    certificate = _authority()
    content = {
        "bourse.crt": lambda: der(certificate),
        "bourse.pem": lambda: pem(certificate),
        "bourse.mobileconfig": lambda: mobileconfig(
            certificate,
            title=_name(certificate),
            advice=gettext("Lets this device trust the organiser’s laptop, in the hall alone."),
        ),
    }[name]()
    answer = Response(content, mimetype=TYPES[name])
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


def _source(url: str) -> str:
    """What the security policy calls this address; it has no word for an IPv6 one."""
    place = urlsplit(url)
    is_ipv6 = ":" in (place.hostname or "")
    return f"{place.scheme}://{f'*:{place.port}' if is_ipv6 else place.netloc}"


def _authority() -> x509.Certificate:
    known = public_certificate(current_app.config["INSTANCE"])
    if known is None or not current_app.config.get("LAN_URL"):
        abort(404)
    return known


def _name(certificate: x509.Certificate) -> str:
    """What the tablet's settings call it."""
    return str(certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def _system() -> str:
    said = request.user_agent.string
    return next(
        (name for name, words in SYSTEMS.items() if any(word in said for word in words)), ""
    )
