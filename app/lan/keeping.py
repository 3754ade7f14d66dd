"""Keys and certificates on this machine's disk, readable by who runs the server and nobody else."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

FOLDER = "certificates"
PRIVATE, PRIVATE_FOLDER = 0o600, 0o700


def folder_of(instance: Path) -> Path:
    """The folder of keys and certificates, closed to everyone else."""
    folder = instance / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(PRIVATE_FOLDER)
    return folder


def keep(path: Path, content: bytes) -> None:
    """Write a private file whole, or leave the one before it as it is."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def pem(*certificates: x509.Certificate) -> bytes:
    """Certificates as text, one after the other."""
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates)


def key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    """A private key as text. It is not encrypted: the server starts without anyone typing."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    """A private key kept here, its file closed again if someone had opened it.

    Raises ValueError when it is no such key.
    """
    path.chmod(PRIVATE)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("not an elliptic curve key")
    return key


def read_certificate(path: Path) -> x509.Certificate:
    """The first certificate of a file; raises ValueError when there is none."""
    return x509.load_pem_x509_certificate(path.read_bytes())
