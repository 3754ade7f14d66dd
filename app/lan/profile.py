"""The authority as an iPhone or iPad installs it: a configuration profile."""

from __future__ import annotations

import plistlib
from uuid import NAMESPACE_URL, uuid5

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from app.lan.authority import der


def mobileconfig(certificate: x509.Certificate, *, title: str, advice: str) -> bytes:
    """A profile that installs the authority; the same one again replaces it.

    Apple's keys: developer.apple.com/documentation/devicemanagement/certificateroot.
    """
    own = certificate.fingerprint(hashes.SHA256()).hex()
    root = {
        "PayloadType": "com.apple.security.root",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"bourse.authority.{own[:16]}.root",
        "PayloadUUID": str(uuid5(NAMESPACE_URL, f"{own}/root")).upper(),
        "PayloadDisplayName": title,
        "PayloadCertificateFileName": "bourse.crt",
        "PayloadContent": der(certificate),
    }
    profile = {
        "PayloadType": "Configuration",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"bourse.authority.{own[:16]}",
        "PayloadUUID": str(uuid5(NAMESPACE_URL, own)).upper(),
        "PayloadDisplayName": title,
        "PayloadDescription": advice,
        "PayloadContent": [root],
    }
    return plistlib.dumps(profile)
