"""The server's own certificate: for the names and addresses that this machine has today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.lan.addresses import Address
from app.lan.authority import LATE_CLOCKS, Authority, usage
from app.lan.keeping import folder_of, keep, key_pem, pem, read_certificate, read_key
from bourse.clock import now

LIFE = timedelta(days=396)
"""Apple refuses a certificate that lives longer than 397 days."""
RENEWED_BEFORE = timedelta(days=60)
KEY, CERTIFICATE = "server.key", "server.crt"
LOOPBACK: tuple[Address, ...] = (ip_address("127.0.0.1"), ip_address("::1"))


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the server shows: files of key and chain, and which addresses are no longer in it."""

    key: Path
    certificate: Path
    lost: tuple[Address, ...] = ()
    """Addresses that the certificate before this one named: tablets may still look for them."""


def leaf_of(
    instance: Path, authority: Authority, *, name: str, addresses: Sequence[Address]
) -> Leaf:
    """The certificate for these, made anew when it nears its end or the machine has moved."""
    folder = folder_of(instance)
    kept = Leaf(folder / KEY, folder / CERTIFICATE)
    names = _names(name, addresses)
    before = _usable(kept, authority)
    if before is not None and _names_in(before) == set(names):
        return kept
    _make(kept, authority, name, names)
    moved = _addresses(before) - {*addresses, *LOOPBACK} if before is not None else set()
    return Leaf(kept.key, kept.certificate, tuple(sorted(moved, key=str)))


def _names(name: str, addresses: Sequence[Address]) -> list[x509.GeneralName]:
    return [
        x509.DNSName(name),
        x509.DNSName("localhost"),
        *(x509.IPAddress(address) for address in (*addresses, *LOOPBACK)),
    ]


def _usable(kept: Leaf, authority: Authority) -> x509.Certificate | None:
    """The certificate on the disk if it is this authority's, has its key and has time left."""
    try:
        certificate, key = read_certificate(kept.certificate), read_key(kept.key)
        certificate.verify_directly_issued_by(authority.certificate)
    except Exception:  # noqa: BLE001 -- whatever is wrong with it, a new one is made
        return None
    fits = key.public_key() == certificate.public_key()
    has_time = certificate.not_valid_after_utc > now() + RENEWED_BEFORE
    return certificate if fits and has_time else None


def _names_in(certificate: x509.Certificate) -> set[x509.GeneralName]:
    return set(certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value)


def _addresses(certificate: x509.Certificate) -> set[Address]:
    named = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return set(named.get_values_for_type(x509.IPAddress))


def _make(kept: Leaf, authority: Authority, name: str, names: Sequence[x509.GeneralName]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = signed(authority, key.public_key(), name, names)
    keep(kept.key, key_pem(key))
    keep(kept.certificate, pem(certificate, authority.certificate))


def signed(
    authority: Authority,
    public_key: ec.EllipticCurvePublicKey,
    name: str,
    names: Sequence[x509.GeneralName],
) -> x509.Certificate:
    """A server's certificate for these names, signed by the authority."""
    begin = now().replace(microsecond=0) - LATE_CLOCKS
    issuer = authority.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(authority.certificate.subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + LIFE)
    )
    extensions: list[tuple[x509.ExtensionType, bool]] = [
        (x509.SubjectAlternativeName(names), False),
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (usage(signs_certificates=False), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
        (x509.SubjectKeyIdentifier.from_public_key(public_key), False),
        (
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer.value),
            False,
        ),
    ]
    for extension, is_critical in extensions:
        builder = builder.add_extension(extension, is_critical)
    return builder.sign(authority.key, hashes.SHA256())
