"""Where the hall finds this server: its addresses over https, and the plain first page."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.lan.addresses import Address, hall_addresses, own_name

EVERYWHERE_6, EVERYWHERE = "::", "0.0.0.0"


@dataclass(frozen=True, slots=True)
class Hall:
    """The machine on the hall's network; `url` is the one that tablets keep."""

    name: str
    addresses: tuple[Address, ...]
    port: int
    plain_port: int
    public_url: str | None = None

    @property
    def url(self) -> str:
        """The address for tablets: PUBLIC_URL where it leads to this machine, else the first."""
        if self.public_url and self.is_ours(urlsplit(self.public_url).hostname or ""):
            return self.public_url.rstrip("/")
        return f"https://{written(self.addresses[0])}:{self.port}"

    @property
    def urls(self) -> list[str]:
        """Every address, the tablets' first."""
        places = [*map(written, self.addresses), self.name]
        return list(dict.fromkeys([self.url, *(f"https://{at}:{self.port}" for at in places)]))

    @property
    def first_page(self) -> str:
        """Where a tablet that trusts nothing yet begins."""
        host = urlsplit(self.url).hostname or ""
        return f"http://{f'[{host}]' if ':' in host else host}:{self.plain_port}/"

    def is_ours(self, host: str) -> bool:
        """Whether the certificate names this host."""
        return host == self.name or host in map(str, self.addresses)


def hall_here(port: int, plain_port: int, public_url: str | None) -> Hall:
    """The hall as this machine sees it now; `addresses` is empty without a network."""
    addresses: Sequence[Address] = hall_addresses()
    if everywhere() == EVERYWHERE:
        addresses = [address for address in addresses if address.version == 4]
    return Hall(own_name(), tuple(addresses), port, plain_port, public_url)


def everywhere() -> str:
    """The address that listens on all interfaces: both families where one socket can."""
    return EVERYWHERE_6 if os.name == "posix" and socket.has_dualstack_ipv6() else EVERYWHERE


def written(address: Address) -> str:
    """An address as it stands in a URL."""
    return f"[{address}]" if address.version == 6 else str(address)
