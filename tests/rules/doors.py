"""Who may enter where: what we expect, written apart from what app/security.py does.

The row with the longest address that begins a route's address speaks for it; a route without a
row fails the tests until it gets one.
"""

from __future__ import annotations

OPEN, SIGN_IN = "open", "sign-in"

TABLE = """
address               nobody  organiser cashier collectivity exhibitor stranger device  revoked
/                     open    open      open    open         open      open     open    open
/static/              open    open      open    open         open      open     open    open
/e/                   open    open      open    open         open      open     open    open
/l/                   open    open      open    open         open      open     open    open
/t/                   open    open      open    open         open      open     open    open
/robots.txt           open    open      open    open         open      open     open    open
/sitemap.xml          open    open      open    open         open      open     open    open
/join/                open    open      open    open         open      open     open    open
/trust/               open    open      open    open         open      open     open    open
/b/                   open    open      open    open         open      open     open    open
/h/                   open    open      open    open         open      open     open    open
/hold/                open    open      open    open         open      open     open    open
/r/                   open    open      open    open         open      open     open    open
/account/             sign-in open      open    open         open      open     sign-in sign-in
/account/sign-in      open    open      open    open         open      open     open    open
/account/sign-out     open    open      open    open         open      open     open    open
/account/signed-out   open    open      open    open         open      open     open    open
/account/language     open    open      open    open         open      open     open    open
/account/forgotten    open    open      open    open         open      open     open    open
/account/reset/       open    open      open    open         open      open     open    open
/account/invitation/  open    open      open    open         open      open     open    open
/organiser/           sign-in open      403     403          403       403      sign-in sign-in
/exhibitor/           sign-in 403       403     403          open      open     sign-in sign-in
/exhibitor/<slug>/    sign-in 403       403     403          open      404      sign-in sign-in
/exhibitor/worker.js  sign-in 403       403     403          open      open     sign-in sign-in
/exhibitor/companies/ sign-in 403       403     403          open      404      sign-in sign-in
/gate/                sign-in open      open    403          403       403      sign-in sign-in
/collectivity/        sign-in open      403     open         403       403      sign-in sign-in
/till/                open    open      open    open         open      open     open    open
/till/devices         sign-in open      open    403          403       403      sign-in sign-in
/till/api/            401     401       401     401          401       401      open    403
/till/api/enrol       open    open      open    open         open      open     open    open
/till/api/facts       401     401       401     401          401       401      open    open
"""
"""`open` is anything but a refusal; `sign-in` leads to the sign-in page and back; else a status.

`exhibitor` acts for the firm whose lots stand in the addresses, `stranger` for another firm of the
same edition; `revoked` holds the token of a device whose enrolment has ended: it reads nothing,
but still delivers what it sold.
"""

_HEAD, *_ROWS = [line.split() for line in TABLE.strip().splitlines()]
PEOPLE = _HEAD[1:]
DOORS = {address: dict(zip(PEOPLE, doors, strict=True)) for address, *doors in _ROWS}


def doors_of(address: str) -> dict[str, str]:
    """What each person finds at a route's address; raises LookupError if no row speaks for it."""
    rows = [row for row in DOORS if address == row or (row != "/" and _begins(address, row))]
    if not rows:
        raise LookupError(f"say in tests/rules/doors.py who may enter {address}")
    return DOORS[max(rows, key=len)]


def someone_allowed(address: str) -> str:
    """A person who may enter there, someone without an account if they may."""
    doors = doors_of(address)
    return next(person for person in PEOPLE if doors[person] == OPEN)


def _begins(address: str, row: str) -> bool:
    return address.startswith(row if row.endswith("/") else f"{row}/")
