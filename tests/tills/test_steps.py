"""What a sale costs does not grow with the catalogue: counted in the database's own steps."""

from __future__ import annotations

import pytest

from bourse.db import db, transaction
from bourse.tills.recording import Result, record
from tests.fixtures.crowd import crowd
from tests.fixtures.edition import SmallEdition
from tests.fixtures.till_facts import Device

STEPS = 10
"""SQLite tells after so many of its instructions."""


def told(small: SmallEdition, sale: object) -> int:
    """How many times SQLite told while it recorded a sale."""
    counted = 0

    def count() -> None:
        nonlocal counted
        counted += 1

    with transaction():
        driver = db.session.connection().connection.dbapi_connection
        driver.set_progress_handler(count, STEPS)
        recording = record(small.device, [sale])
        driver.set_progress_handler(None, STEPS)
    assert recording.outcomes[0].result is not Result.REFUSED
    return counted


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_sale_takes_as_many_steps_whatever_the_catalogue(small: SmallEdition) -> None:
    device = Device()
    lines = [(small.tiles, 1_000), (small.boards, 1_000), (small.door, 1_000)]
    first, few = told(small, device.sale(*lines)), told(small, device.sale(*lines))
    crowd(2_000)
    many = told(small, device.sale(*lines))
    assert min(first, few) > 10
    assert many < 1.2 * few
