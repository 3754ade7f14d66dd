"""The address of the page that is being read, with other values in its query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from flask import Flask, request, url_for

Query = Mapping[str, Iterable[object]]


def again(**changes: object) -> str:
    """The page with other values in its query; None takes a value away.

    The names in a query are a stranger's: they never become arguments of a route.
    """
    said: dict[str, Iterable[object]] = dict(request.args.lists())
    for name, value in changes.items():
        said[name] = [] if value is None else [value]
    return here(said)


def here(query: Query) -> str:
    """The page with this query, and nothing else in it."""
    page = url_for(str(request.endpoint), **(request.view_args or {}))
    said = urlencode({name: list(values) for name, values in query.items()}, doseq=True)
    return f"{page}?{said}" if said else page


def init_app(app: Flask) -> None:
    """Give `again` to every template."""
    app.jinja_env.globals["again"] = again
