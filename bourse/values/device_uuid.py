"""UUIDs that are drawn on a device, so that what is sent again is known again."""

from __future__ import annotations

import uuid

from bourse.errors import BourseError


def read_uuid(text: str) -> str:
    """The UUID in small letters and with its dashes; raises `uuid_unreadable`."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise BourseError("uuid_unreadable") from None
