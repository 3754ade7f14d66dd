"""A spreadsheet is read in a process of its own: the same cells, and its limits really hold."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from bourse.errors import BourseError
from bourse.intake import apart
from bourse.intake.apart import read_apart
from bourse.intake.child import MEMORY_BYTES
from bourse.intake.reading import read_book
from tests.intake.spreadsheets import (
    BOARD,
    DOOR,
    HEADINGS,
    TILES,
    cells,
    csv,
    ods,
    ods_text,
    with_part,
    xlsx,
)

LINES = (HEADINGS, TILES, DOOR, BOARD)
XLSX = xlsx(cells(*LINES))
linux = pytest.mark.skipif(sys.platform != "linux", reason="bounds memory by RLIMIT_AS")


def refusal(content: bytes, **options: float) -> str:
    with pytest.raises(BourseError) as refused:
        read_apart(content, **options)
    return refused.value.code


def strings(times: int) -> str:
    """A workbook's texts: thirty thousand of a letter, so many times over."""
    rng = random.Random(1)
    block = "".join(f"<si><t>{rng.randrange(10)}</t></si>" for _ in range(30_000))
    return f"<sst>{block * times}</sst>"


def children() -> set[str]:
    """The processes that this one has started, running or not yet waited for."""
    started = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {child for listed in started for child in listed.read_text().split()}


def worked() -> float:
    """Seconds of a processor that the processes ended so far have taken."""
    return os.times().children_user


@pytest.mark.parametrize(
    "content",
    [csv(*LINES), XLSX, ods("".join(map(ods_text, line.split(";"))) for line in LINES)],
    ids=["CSV", "XLSX", "ODS"],
)
def test_a_process_of_its_own_reads_the_same(content: bytes) -> None:
    assert read_apart(content) == read_book(content)


def test_what_the_reader_refuses_is_refused_here_with_its_facts() -> None:
    with pytest.raises(BourseError) as refused:
        read_apart(csv("a;b", '"c;d'))
    assert (refused.value.code, refused.value.params) == ("table_quotes", {"line": 2})
    assert refusal(b"MZ\x90\x00\x03\x00") == "table_format"


def test_a_file_that_takes_too_long_is_given_up_and_its_process_killed() -> None:
    """A million texts, which no machine reads in a twentieth of a second."""
    content = with_part(XLSX, "xl/sharedStrings.xml", strings(40))
    before, spent = children(), worked()
    assert refusal(content, seconds=0.05) == "table_too_slow"
    assert worked() - spent < 1
    assert children() == before


@linux
def test_a_file_that_wants_too_much_memory_is_refused() -> None:
    """Seven million texts of a letter: 127 MB of XML that would be half a gigabyte of strings."""
    many = strings(260)
    assert len(many) < 128 * 1024**2
    before = children()
    assert refusal(with_part(XLSX, "xl/sharedStrings.xml", many)) == "table_too_heavy"
    assert children() == before


@linux
def test_the_process_may_not_have_more_memory_than_said() -> None:
    script = f"from bourse.intake.child import limit; limit(); bytearray({MEMORY_BYTES})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


@linux
def test_the_process_may_not_answer_without_end(tmp_path: Path) -> None:
    script = (
        "from bourse.intake import child; child.limit();"
        "import sys; [sys.stdout.write('x' * 2**20) for _ in range(200)]"
    )
    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run([sys.executable, "-c", script], stdout=out, check=False)
    assert done.returncode != 0
    assert (tmp_path / "out").stat().st_size <= apart.ANSWER_BYTES


def test_the_process_knows_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "a secret")
    monkeypatch.setenv("DATABASE_URL", "sqlite://")
    assert not {"SECRET_KEY", "DATABASE_URL"} & apart._environment().keys()


def test_no_more_than_two_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock = 0, 0, threading.Lock()
    together = threading.Barrier(apart.AT_ONCE)

    def slow(*_given: object) -> None:
        nonlocal running, most
        with lock:
            running, most = running + 1, max(most, running + 1)
        together.wait(10)
        time.sleep(0.05)  # who else may come in does so now
        with lock:
            running -= 1
        raise BourseError("table_empty")

    monkeypatch.setattr(apart, "_run", slow)
    readers = [threading.Thread(target=refusal, args=(XLSX,)) for _ in range(6)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert most == apart.AT_ONCE
