"""`flask serve --lan`: https on the hall's network, by this installation's own authority."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator

import click
from cryptography.hazmat.primitives import hashes
from flask import Flask
from flask_babel import gettext as _
from granian.constants import SSLProtocols
from qrcode.main import QRCode

from app.cli.serving import first_free_port, server_of, taken
from app.lan.authority import Authority, UnreadableAuthorityError, authority_of, fingerprint
from app.lan.door import open_door
from app.lan.hall import Hall, everywhere, hall_here
from app.lan.leaf import Leaf, leaf_of

PORT, PLAIN_PORT = 8443, 8080


def serve_lan(app: Flask, port: int, plain_port: int) -> None:
    """Serve until Ctrl+C; raises ClickException with what to do when the hall cannot be served.

    The port of the tablets never gives way: their sales are kept under this very address.
    """
    if taken(everywhere(), port):
        raise click.ClickException(
            _(
                "Port %(port)d is taken, perhaps by this server already running: stop that, or"
                " choose another with --port (tablets keep their sales under the address they"
                " know, port included).",
                port=port,
            )
        )
    hall = hall_here(port, first_free_port(everywhere(), plain_port), app.config["PUBLIC_URL"])
    if not hall.addresses:
        raise click.ClickException(
            _(
                "This machine is on no private network: join the hall's Wi-Fi or plug the cable"
                " in, then start again. Without tablets, use flask serve."
            )
        )
    authority = _authority(app)
    leaf = leaf_of(app.config["INSTANCE"], authority, name=hall.name, addresses=hall.addresses)
    _announce(app, hall)
    server = server_of(
        app,
        everywhere(),
        port,
        ssl_cert=leaf.certificate,
        ssl_key=leaf.key,
        ssl_protocol_min=SSLProtocols.tls12,
    )
    said = "\n".join(_told(hall, authority, leaf))
    multiprocessing.set_start_method("spawn", force=True)  # a fork would copy the door's thread
    close = open_door(app, everywhere(), hall.plain_port)
    server.on_startup(lambda: click.echo(said))
    server.on_shutdown(close)
    server.serve()


def _authority(app: Flask) -> Authority:
    try:
        return authority_of(app.config["INSTANCE"])
    except UnreadableAuthorityError as error:
        raise click.ClickException(
            _(
                "The certificate authority in %(folder)s cannot be read: put the folder back from"
                " a backup. If there is none, delete it and start again: each tablet must then"
                " trust the new one.",
                folder=error.folder,
            )
        ) from error


def _announce(app: Flask, hall: Hall) -> None:
    """Let this process and those it starts know where the hall finds them."""
    for name, url in (("LAN_URL", hall.url), ("LAN_FIRST_PAGE", hall.first_page)):
        app.config[name] = url
        os.environ[f"BOURSE_{name}"] = url


def _told(hall: Hall, authority: Authority, leaf: Leaf) -> Iterator[str]:
    """What the terminal says: where each device begins, and what to compare."""
    yield click.style(_("The hall's network is served (Ctrl+C stops the server)"), bold=True)
    yield from (f"  {url}" for url in hall.urls)
    for address in leaf.lost:
        yield click.style(
            _(
                "This machine was %(address)s before. Tablets enrolled there do not find it: give"
                " it that address back in the router, then start again.",
                address=address,
            ),
            fg="yellow",
        )
    yield ""
    yield click.style(_("First, on each tablet: %(url)s", url=hall.first_page), bold=True)
    yield _qr(hall.first_page)
    yield _("Fingerprint of the authority (SHA-256), to compare with what the tablet shows:")
    yield f"  {fingerprint(authority.certificate, hashes.SHA256())}"
    yield _("The addresses are those of this moment: if the network changes, stop and start again.")


def _qr(text: str) -> str:
    """The code in half blocks, dark on light whatever the terminal's colours."""
    code = QRCode(border=2)
    code.add_data(text)
    cells = code.get_matrix()
    rows = [*cells, [False] * len(cells[0])] if len(cells) % 2 else cells
    return "\n".join(
        click.style("".join(_BLOCKS[pair] for pair in zip(*two, strict=True)), fg=0, bg=15)
        for two in zip(rows[::2], rows[1::2], strict=True)
    )


_BLOCKS = {
    (False, False): " ",
    (True, True): "█",
    (True, False): "▀",
    (False, True): "▄",
}
