"""Ten thousand rows, read apart, looked at and imported, take little memory."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

ROWS, MOST_MEGABYTES = 10_000, 300


@pytest.mark.skipif(
    sys.platform != "linux", reason="the system tells the peak in kB on Linux alone"
)
def test_ten_thousand_rows_take_little_room() -> None:
    """The server's process and the reader's, each at its worst, added up."""
    measured = [sys.executable, "-m", "tests.bench.importing", str(ROWS)]
    run = subprocess.run(measured, capture_output=True, text=True, check=True)
    assert json.loads(run.stdout)["megabytes"] <= MOST_MEGABYTES
