"""What this machine is called on the hall's network: its private addresses and its .local name."""

from __future__ import annotations

import re
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address

NETWORKS = tuple(
    ip_network(text)
    for text in (
        "192.168.0.0/16",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "169.254.0.0/16",
        "127.0.0.0/8",
        "fc00::/7",
        "fe80::/10",
        "::1/128",
    )
)
"""Addresses that lead nowhere outside a building: all that the authority may ever sign for."""

_ELSEWHERE = ("198.51.100.1", "192.168.255.254", "10.255.255.254", "172.31.255.254")
_ELSEWHERE_6 = ("2001:db8::1", "fd00::ffff")
_ASK_INTERFACE = {"linux": 0x8915, "darwin": 0xC0206921}
"""What asks the system for the IPv4 address of an interface (SIOCGIFADDR)."""


def is_local(address: Address) -> bool:
    """Whether the address belongs to a private network."""
    return any(address in network for network in NETWORKS if network.version == address.version)


def own_name() -> str:
    """The name by which this machine answers on its network: `laptop.local`."""
    label = socket.gethostname().split(".")[0].lower()
    label = re.sub(r"[^a-z0-9-]", "-", label).strip("-")[:50]
    return f"{label if label not in ('', 'localhost') else 'bourse'}.local"


def hall_addresses() -> list[Address]:
    """The machine's private addresses, the one most likely asked for first.

    Link-local IPv6 is left out: browsers open no address with a zone. Empty without a network.
    """
    found: dict[Address, None] = {}
    for text in (*_routed(), *_of_interfaces(), *_of_name()):
        with suppress(ValueError):
            address = ip_address(text)
            if is_local(address) and not _is_of_no_hall(address):
                found[address] = None
    return sorted(found, key=lambda address: address.version)


def _is_of_no_hall(address: Address) -> bool:
    return address.is_loopback or (address.version == 6 and address.is_link_local)


def _routed() -> Iterator[str]:
    """From which address a packet would leave; connecting a datagram socket sends none."""
    families = ((socket.AF_INET, _ELSEWHERE), (socket.AF_INET6, _ELSEWHERE_6))
    for family, targets in families:
        for target in targets:
            with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as asking:
                asking.connect((target, 9))
                yield asking.getsockname()[0]


def _of_interfaces() -> Iterator[str]:
    """The IPv4 address of each interface, where the system tells it (Linux, macOS)."""
    asked = _ASK_INTERFACE.get(sys.platform)
    if asked is None:
        return
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _index, name in socket.if_nameindex():
            with suppress(OSError):
                answer = fcntl.ioctl(asking.fileno(), asked, struct.pack("256s", name.encode()))
                yield socket.inet_ntoa(answer[20:24])


def _of_name() -> Iterator[str]:
    """What the machine's own name leads to; on Windows, every address of it."""
    with suppress(OSError):
        for *_kind, place in socket.getaddrinfo(socket.gethostname(), None):
            yield str(place[0])
