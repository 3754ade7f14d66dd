"""The authority vouches for the hall's network and for nothing else, and its keys stay closed."""

from __future__ import annotations

import os
import ssl
import subprocess
from collections.abc import Sequence
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import verification

from app.lan.authority import (
    LATE_CLOCKS,
    UnreadableAuthorityError,
    authority_of,
    public_certificate,
)
from app.lan.keeping import key_pem, pem
from app.lan.leaf import Leaf, leaf_of, signed
from bourse.clock import now

NAME = "accueil.local"
ADDRESSES = [ip_address("192.168.7.20"), ip_address("fd00::7")]


def leaf_here(instance: Path, addresses: Sequence[object] = ADDRESSES) -> Leaf:
    return leaf_of(instance, authority_of(instance), name=NAME, addresses=addresses)


def certificate_of(leaf: Leaf) -> x509.Certificate:
    return x509.load_pem_x509_certificate(leaf.certificate.read_bytes())


def handshake(instance: Path, leaf: Leaf, name: str) -> None:
    """A client that trusts the authority alone meets a server that shows this leaf."""
    trusting = ssl.create_default_context(cafile=str(instance / "certificates/authority.crt"))
    showing = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    showing.load_cert_chain(leaf.certificate, leaf.key)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trusting.wrap_bio(to_client, to_server, server_hostname=name)
    server = showing.wrap_bio(to_server, to_client, server_side=True)
    for side in (client, server, client, server):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    assert client.version() == "TLSv1.3"


def stolen_leaf(instance: Path, name: x509.GeneralName) -> Leaf:
    """What a thief of the authority's key could make."""
    authority, key = authority_of(instance), ec.generate_private_key(ec.SECP256R1())
    certificate = signed(authority, key.public_key(), "thief", [name])
    leaf = Leaf(instance / "thief.key", instance / "thief.crt")
    leaf.key.write_bytes(key_pem(key))
    leaf.certificate.write_bytes(pem(certificate, authority.certificate))
    return leaf


def test_keys_are_for_the_owner_alone(tmp_path: Path) -> None:
    leaf_here(tmp_path)
    folder = tmp_path / "certificates"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == dict.fromkeys(
        ("authority.key", "authority.crt", "server.key", "server.crt"), 0o600
    )


def test_a_folder_that_someone_opened_is_closed_again(tmp_path: Path) -> None:
    leaf_here(tmp_path)
    (tmp_path / "certificates").chmod(0o755)
    (tmp_path / "certificates/authority.key").chmod(0o644)
    leaf_here(tmp_path)
    assert (tmp_path / "certificates").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "certificates/authority.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", [NAME, "localhost", "192.168.7.20", "fd00::7", "127.0.0.1", "::1"])
def test_each_name_of_this_machine_is_believed(tmp_path: Path, name: str) -> None:
    handshake(tmp_path, leaf_here(tmp_path), name)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        (x509.DNSName("example.com"), "example.com"),
        (x509.DNSName("local.example.com"), "local.example.com"),
        (x509.IPAddress(ip_address("93.184.216.34")), "93.184.216.34"),
        (x509.IPAddress(ip_address("2606:2800::1")), "2606:2800::1"),
    ],
)
def test_nothing_of_the_internet_is_believed(
    tmp_path: Path, name: x509.GeneralName, asked: str
) -> None:
    leaf = stolen_leaf(tmp_path, name)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        handshake(tmp_path, leaf, asked)
    subject = x509.DNSName(asked) if isinstance(name, x509.DNSName) else x509.IPAddress(name.value)
    with pytest.raises(verification.VerificationError, match=r"[Nn]ame constraint|subtree"):
        verify(tmp_path, leaf, subject)


def test_a_second_reader_believes_the_hall(tmp_path: Path) -> None:
    """Not only OpenSSL: the rules that browsers follow, as `cryptography` checks them."""
    leaf = leaf_here(tmp_path)
    verify(tmp_path, leaf, x509.DNSName(NAME))
    verify(tmp_path, leaf, x509.IPAddress(ADDRESSES[0]))


def verify(instance: Path, leaf: Leaf, subject: x509.DNSName | x509.IPAddress) -> None:
    store = verification.Store([authority_of(instance).certificate])
    verifier = verification.PolicyBuilder().store(store).build_server_verifier(subject)
    verifier.verify(certificate_of(leaf), [])


def test_it_signs_no_authority_below_it(tmp_path: Path) -> None:
    limits = authority_of(tmp_path).certificate.extensions
    basic = limits.get_extension_for_class(x509.BasicConstraints)
    names = limits.get_extension_for_class(x509.NameConstraints)
    assert (basic.critical, basic.value.ca, basic.value.path_length) == (True, True, 0)
    assert names.critical


def test_a_leaf_lives_at_most_397_days_and_serves(tmp_path: Path) -> None:
    leaf = certificate_of(leaf_here(tmp_path))
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc <= timedelta(days=397)
    assert leaf.not_valid_before_utc <= now() - LATE_CLOCKS + timedelta(minutes=1)
    usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [x509.ExtendedKeyUsageOID.SERVER_AUTH]


def test_it_is_kept_from_start_to_start(tmp_path: Path) -> None:
    first, authority = certificate_of(leaf_here(tmp_path)), authority_of(tmp_path).certificate
    assert certificate_of(leaf_here(tmp_path)) == first
    assert authority_of(tmp_path).certificate == authority == public_certificate(tmp_path)


def test_near_its_end_the_leaf_is_renewed_and_the_authority_stays(tmp_path: Path) -> None:
    first, authority = certificate_of(leaf_here(tmp_path)), authority_of(tmp_path).certificate
    with time_machine.travel(first.not_valid_after_utc - timedelta(days=61)):
        assert certificate_of(leaf_here(tmp_path)) == first
    with time_machine.travel(first.not_valid_after_utc - timedelta(days=59)):
        renewed = certificate_of(leaf_here(tmp_path))
        assert renewed.not_valid_after_utc > first.not_valid_after_utc
        assert authority_of(tmp_path).certificate == authority


def test_an_authority_that_ends_within_a_leafs_life_is_replaced(tmp_path: Path) -> None:
    old = authority_of(tmp_path).certificate
    leaf_here(tmp_path)
    with time_machine.travel(old.not_valid_after_utc - timedelta(days=390)):
        leaf, new = certificate_of(leaf_here(tmp_path)), authority_of(tmp_path).certificate
        assert new != old
        assert new.not_valid_after_utc > leaf.not_valid_after_utc
        leaf.verify_directly_issued_by(new)


def test_a_machine_that_moved_gets_a_leaf_and_says_where_it_was(tmp_path: Path) -> None:
    leaf_here(tmp_path)
    moved = leaf_here(tmp_path, [ip_address("10.0.0.5"), ADDRESSES[1]])
    assert moved.lost == (ADDRESSES[0],)
    handshake(tmp_path, moved, "10.0.0.5")
    assert leaf_here(tmp_path, [ip_address("10.0.0.5"), ADDRESSES[1]]).lost == ()


@pytest.mark.parametrize("damage", ["cut", "gone", "other"])
def test_a_damaged_authority_is_never_replaced(tmp_path: Path, damage: str) -> None:
    authority_of(tmp_path)
    key = tmp_path / "certificates/authority.key"
    if damage == "gone":
        key.unlink()
    else:
        other = key_pem(ec.generate_private_key(ec.SECP256R1()))
        key.write_bytes(other if damage == "other" else key.read_bytes()[:60])
    before = sorted((tmp_path / "certificates").iterdir())
    with pytest.raises(UnreadableAuthorityError):
        authority_of(tmp_path)
    assert sorted((tmp_path / "certificates").iterdir()) == before


def test_a_damaged_leaf_is_made_again(tmp_path: Path) -> None:
    leaf_here(tmp_path).certificate.write_text("-----BEGIN")
    handshake(tmp_path, leaf_here(tmp_path), NAME)


def test_openssl_reads_it_as_we_mean_it(tmp_path: Path) -> None:
    leaf = leaf_here(tmp_path)
    done = subprocess.run(
        ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile"]
        + [os.fspath(tmp_path / "certificates/authority.crt"), os.fspath(leaf.certificate)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
