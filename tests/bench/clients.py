"""Tills as light as can be, in a process of their own: each sends a sale when the last is answered.

`python -m tests.bench.clients PORT FILE`: FILE holds, as JSON, for each till its token and the
bodies it sends. Prints as JSON the seconds it all took, each answer's, and how many were no 200.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from pathlib import Path


def sell(port: int, token: str, bodies: list[str], waited: list[float], bad: list[str]) -> None:
    """Send one body after the other over one connection."""
    line = socket.create_connection(("127.0.0.1", port))
    line.settimeout(60)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    head = (
        "POST /till/api/facts HTTP/1.1\r\nHost: hall\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\nContent-Length: "
    )
    for body in bodies:
        start = time.perf_counter()
        line.sendall(f"{head}{len(body.encode())}\r\n\r\n{body}".encode())
        answer = _answer(line)
        waited.append(time.perf_counter() - start)
        if not answer.startswith(b"HTTP/1.1 200") or b'"recorded"' not in answer:
            bad.append(answer.decode(errors="replace"))
    line.close()


def _answer(line: socket.socket) -> bytes:
    got = b""
    while True:
        more = line.recv(65536)
        if not more:
            return got
        got += more
        head, end, body = got.partition(b"\r\n\r\n")
        if end:
            length = head.lower().split(b"content-length:")[1].split(b"\r\n")[0]
            if len(body) >= int(length):
                return got


def main() -> None:
    """Sell on all tills at once."""
    port, tills = int(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text())
    waited: list[float] = []
    bad: list[str] = []
    threads = [
        threading.Thread(target=sell, args=(port, till["token"], till["bodies"], waited, bad))
        for till in tills
    ]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - start
    sys.stdout.write(json.dumps({"seconds": seconds, "waited": waited, "bad": bad[:3]}))


if __name__ == "__main__":
    main()
