"""The hall under fire: a real server that is killed and started again, its disk and its clock."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.fixtures.site import ROOT, free_port, listens

START_SECONDS = 30.0


@dataclass
class Hall:
    """One address, and behind it one server process after the other."""

    nursery: subprocess.Popen[str]
    instance: Path
    environment: dict[str, str]
    clock: Path
    port: int
    group: int = 0

    def start(self) -> None:
        """A server that answers; raises RuntimeError when none does."""
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.nursery.stdin.write(f"{self.port}\n")
        self.nursery.stdin.flush()
        self.group = int(self.nursery.stdout.readline())
        give_up = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > give_up:
                raise RuntimeError("the server did not start")
            time.sleep(0.01)

    def kill(self) -> None:
        """SIGKILL, wherever the server is in its work."""
        with suppress(ProcessLookupError):
            os.killpg(self.group, signal.SIGKILL)
        while listens(self.port):
            time.sleep(0.002)

    def set_clock(self, milliseconds: int) -> None:
        """Put the server's clock off by that much."""
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(str(milliseconds))
        fresh.replace(self.clock)

    def flask(self, *command: str) -> subprocess.CompletedProcess[str]:
        """What a `flask` command says on this instance."""
        return subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), START_SECONDS) as line:
                line.sendall(b"GET /till/api/state HTTP/1.1\r\nHost: hall\r\n\r\n")
                return line.recv(1) != b""
        except OSError:
            return False


@contextmanager
def hall(instance: Path, database_url: str, clock: Path) -> Iterator[Hall]:
    """The hall with its server running; whatever lives at the end of the block is killed."""
    port = free_port()  # a till that knocks while nobody listens could else be connected to itself
    environment = {
        **os.environ,
        "BOURSE_INSTANCE": str(instance),
        "DATABASE_URL": database_url,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    clock.write_text("0")
    nursery = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.nursery", str(clock)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    place = Hall(nursery, instance, environment, clock, port)
    try:
        place.start()
        yield place
    finally:
        if place.group:
            place.kill()
        nursery.communicate()


def a_while(rng: Random, longest: float) -> None:
    """Let the tills sell for a moment."""
    time.sleep(rng.uniform(0.02, longest))
