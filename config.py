"""Settings: the environment first, then what this installation keeps in instance/.

No secret has a default: `secret_key` is made once, at random, in instance/.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def secret_key(instance: Path) -> str:
    """The key that signs cookies and links: SECRET_KEY, or one made once in instance/ (0600)."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    kept = instance / "secret_key"
    if not kept.exists():
        instance.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return kept.read_text()


def proxy_hops() -> int:
    """PROXY_HOPS: how many proxies of ours a request passes; 0 unless said, ValueError for else."""
    said = os.environ.get("PROXY_HOPS") or "0"
    if said not in {"0", "1", "2", "3"}:
        raise ValueError(f"PROXY_HOPS is how many proxies stand in front, 0 to 3, not {said!r}")
    return int(said)


def from_environment() -> dict[str, object]:
    """Every setting the software reads, by its Flask name."""
    instance = Path(os.environ.get("BOURSE_INSTANCE", ROOT / "instance")).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    public_url, lan_url = os.environ.get("PUBLIC_URL"), os.environ.get("BOURSE_LAN_URL")
    return {
        "INSTANCE": instance,
        "SECRET_KEY": secret_key(instance),
        "SQLALCHEMY_DATABASE_URI": os.environ.get(
            "DATABASE_URL", f"sqlite:///{instance}/bourse.db"
        ),
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},  # a log names nobody
        "PUBLIC_URL": public_url,
        "LAN_URL": lan_url,  # said by `flask serve --lan` to the processes it starts
        "LAN_FIRST_PAGE": os.environ.get("BOURSE_LAN_FIRST_PAGE"),
        # Tablets reach the hall's server themselves: any of them could claim to be another.
        "PROXY_HOPS": 0 if lan_url else proxy_hops(),
        "SMTP_URL": os.environ.get("SMTP_URL"),
        "MAIL_FROM": os.environ.get("MAIL_FROM", "bourse@localhost"),
        "BABEL_DEFAULT_LOCALE": "fr",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": (lan_url or public_url or "").startswith("https:"),
        "MAX_CONTENT_LENGTH": 16 * 1024 * 1024,
        "RATELIMIT_STORAGE_URI": "memory://",
    }
