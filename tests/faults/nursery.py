"""Server processes at the push of a button: the software is imported once, each server forked.

`python -m tests.faults.nursery CLOCK` answers each port written to its input with the process id
of a production server on that port. Kill its process group: the server and its workers go at once.
The file CLOCK holds the milliseconds that their clock is off.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime, timedelta
from pathlib import Path

import bourse.clock

true_now = bourse.clock.now
clock = Path(sys.argv[1])


def shifted_now() -> datetime:
    """What a clock shows that somebody sets while the event runs."""
    return true_now() + timedelta(milliseconds=int(clock.read_text() or 0))


def main() -> None:
    """Serve until the input ends."""
    bourse.clock.now = shifted_now  # before anything takes it by name
    from app.cli.serving import server_of
    from wsgi import app

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            server_of(app, "127.0.0.1", int(line)).serve()
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
