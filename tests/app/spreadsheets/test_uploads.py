"""Spreadsheets that wait: kept for a day, then gone without anybody sending another one."""

from __future__ import annotations

import os
import time

from flask import Flask

from app import due
from app.spreadsheets import uploads

YESTERDAY = uploads.KEPT_SECONDS + 1


def sent(exhibitor_id: int, seconds_ago: int) -> uploads.Upload:
    upload = uploads.keep_upload(exhibitor_id, "lots.csv", b"a;b")
    at = time.time() - seconds_ago
    os.utime(upload.folder / "content", (at, at))
    return upload


def test_any_request_throws_away_what_nobody_came_back_to(app: Flask) -> None:
    old, young = sent(1, YESTERDAY), sent(2, YESTERDAY - 60)
    half = old.folder.with_name("ab" * 16)
    half.mkdir()
    os.utime(half, (time.time() - YESTERDAY,) * 2)
    due.look_again(uploads.SWEEP)
    assert app.test_client().get("/").status_code == 200
    assert not old.folder.exists()
    assert not half.exists()
    assert young.content() == b"a;b"


def test_a_file_that_is_being_written_stays(app: Flask) -> None:
    sent(1, YESTERDAY)
    begun = sent(2, 0).folder.with_name("cd" * 16)
    begun.mkdir()
    due.look_again(uploads.SWEEP)
    app.test_client().get("/")
    assert begun.exists()
