"""The installation's own certificate authority, which can vouch for the hall's network alone.

Its certificate says so critically: a tablet that trusts it believes it for `.local` names and
private addresses, and for no address of the internet, whoever may have stolen its key.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.lan.addresses import NETWORKS
from app.lan.keeping import folder_of, keep, key_pem, pem, read_certificate, read_key
from bourse.clock import now

LIFE = timedelta(days=3650)
LATE_CLOCKS = timedelta(days=1)
"""How late a tablet's clock may run and still find a fresh certificate valid."""
LAST_YEAR = timedelta(days=398)
"""An authority that ends before a leaf would is replaced: better before an event than during it."""
KEY, CERTIFICATE = "authority.key", "authority.crt"
NAMES = ("local", "localhost")


class UnreadableAuthorityError(Exception):
    """Its files are damaged, or one of them is missing; `folder` is where they should be."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority with its key: what signs the server's certificates."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def authority_of(instance: Path) -> Authority:
    """The authority of this installation, made the first time; raises UnreadableAuthorityError.

    A new one would have to be trusted by every tablet again, so a damaged one is never replaced.
    """
    folder = folder_of(instance)
    files = (folder / KEY, folder / CERTIFICATE)
    if not any(path.exists() for path in files):
        return _make(folder)
    try:
        authority = Authority(read_certificate(files[1]), read_key(files[0]))
    except (OSError, ValueError) as error:
        raise UnreadableAuthorityError(folder) from error
    if authority.key.public_key() != authority.certificate.public_key():
        raise UnreadableAuthorityError(folder)
    if authority.certificate.not_valid_after_utc < now() + LAST_YEAR:
        return _make(folder)
    return authority


def public_certificate(instance: Path) -> x509.Certificate | None:
    """What a tablet must trust; None before the first `flask serve --lan`."""
    path = instance / "certificates" / CERTIFICATE
    return read_certificate(path) if path.exists() else None


def der(certificate: x509.Certificate) -> bytes:
    """A certificate as bytes, the form that every system installs."""
    return certificate.public_bytes(serialization.Encoding.DER)


def fingerprint(certificate: x509.Certificate, algorithm: hashes.HashAlgorithm) -> str:
    """The digest that people compare, as systems write it: `A1:B2:…`."""
    return certificate.fingerprint(algorithm).hex(":").upper()


def _make(folder: Path) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Bourse aux Matériaux"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Bourse – {socket.gethostname()[:48]}"),
        ]
    )
    begin = now().replace(microsecond=0) - LATE_CLOCKS
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + LIFE)
    )
    for extension, is_critical in _limits(key.public_key()):
        builder = builder.add_extension(extension, is_critical)
    authority = Authority(builder.sign(key, hashes.SHA256()), key)
    keep(folder / KEY, key_pem(key))
    keep(folder / CERTIFICATE, pem(authority.certificate))
    return authority


def _limits(public_key: ec.EllipticCurvePublicKey) -> list[tuple[x509.ExtensionType, bool]]:
    """What the authority may do: sign servers' certificates, for the hall's network, directly."""
    places = [x509.DNSName(name) for name in NAMES]
    places += [x509.IPAddress(network) for network in NETWORKS]
    return [
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (usage(signs_certificates=True), True),
        (x509.NameConstraints(permitted_subtrees=places, excluded_subtrees=None), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
        (x509.SubjectKeyIdentifier.from_public_key(public_key), False),
    ]


def usage(*, signs_certificates: bool) -> x509.KeyUsage:
    """What a key is for: signing certificates, or the handshake of a server."""
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
