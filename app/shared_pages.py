"""Pages that several rooms have: one set of views, added to the blueprint of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from inspect import signature
from typing import NamedTuple

from flask import Blueprint
from flask.typing import ResponseReturnValue

View = Callable[..., ResponseReturnValue]


class SharedPage(NamedTuple):
    """A view, its endpoint in each room, and how its address goes on from where it is added."""

    address: str
    endpoint: str
    view: View
    methods: tuple[str, ...] = ("GET",)


READ_AND_SENT = ("GET", "POST")
SENT = ("POST",)


def add_pages(
    blueprint: Blueprint, at: str, pages: Iterable[SharedPage], whose: Callable[..., object]
) -> None:
    """Add pages below the address `at`.

    Of what an address says, `whose` takes the values that it names, and makes of them what each
    view is given first; the view is given the others by name.
    """
    for page in pages:
        blueprint.add_url_rule(
            f"{at}{page.address}",
            page.endpoint,
            _shown_to(whose, page.view),
            methods=page.methods,
        )


def _shown_to(whose: Callable[..., object], view: View) -> View:
    place = signature(whose).parameters

    @wraps(view)
    def shown(**said: object) -> ResponseReturnValue:
        desk = whose(**{name: said.pop(name) for name in place})
        return view(desk, **said)

    return shown
