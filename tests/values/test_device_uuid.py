"""UUIDs from devices: read in any spelling, and nothing else is one."""

from __future__ import annotations

import pytest

from bourse.errors import BourseError
from bourse.values.device_uuid import read_uuid


def test_a_uuid_is_read_as_devices_draw_it() -> None:
    for spelled in ("6FA459EA-ee8a-4ca4-894e-db77e160355e", "6fa459eaee8a4ca4894edb77e160355e"):
        assert read_uuid(spelled) == "6fa459ea-ee8a-4ca4-894e-db77e160355e"


@pytest.mark.parametrize("wrong", ["", "../../etc/passwd", "1234"])
def test_anything_else_is_refused(wrong: str) -> None:
    with pytest.raises(BourseError, match="uuid_unreadable"):
        read_uuid(wrong)
