"""The plain door: http, for a tablet that trusts nothing yet; it shows how to trust, no more."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FIRST_PAGE = "/trust/"
OPEN = (FIRST_PAGE, "/static/")


class PlainDoor:
    """The application with all its addresses closed but these; it takes and gives no cookie."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, answer: StartResponse) -> Iterable[bytes]:
        """Show a page that may be read in the clear, else lead to the first one."""
        if not str(environ.get("PATH_INFO", "")).startswith(OPEN):
            return Response(status=302, headers={"Location": FIRST_PAGE})(environ, answer)
        environ.pop("HTTP_COOKIE", None)
        return self.app(environ, answer)


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Leave the terminal to the addresses that people read there."""


def open_door(app: WSGIApplication, host: str, port: int) -> Callable[[], None]:
    """Answer on that port, in a thread of this process; gives what closes the door.

    A handful of tablets read a page each, once: werkzeug's server is enough for them.
    """
    server = make_server(host, port, PlainDoor(app), threaded=True, request_handler=_Silent)
    threading.Thread(target=server.serve_forever, name="plain-door", daemon=True).start()
    return server.shutdown
