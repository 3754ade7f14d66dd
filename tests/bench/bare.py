"""What the till's door is held against: a bare Flask endpoint that writes the same rows by sqlite3.

No token, no validation, no retries, no stock to judge, no chain to follow; its writers take turns
in the process as ours do, and each sale is as safely on disk. `BARE_DATABASE` names the file.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading

from flask import Flask, Response, jsonify, request

app = Flask(__name__)
_own = threading.local()
_turn = threading.Lock()
_tables: dict[str, tuple[str, list[tuple[str, int | None]]]] = {}

Values = dict[str, object]
ENTRY = (
    "INSERT INTO journal_entry (seq, kind, edition_id, happened_at, recorded_at, till, till_seq,"
    " fact_id, payload, prev_hash, hash) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _connection() -> sqlite3.Connection:
    if not hasattr(_own, "connection"):
        _own.connection = sqlite3.connect(os.environ["BARE_DATABASE"], isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            _own.connection.execute(f"PRAGMA {pragma}")
    return _own.connection


@app.post("/till/api/facts")
def facts() -> Response:
    """Write one sale."""
    fact = request.get_json()["facts"][0]
    with _turn:
        seq = _write(_connection(), fact)
    outcome = {"fact_id": fact["fact_id"], "result": "recorded", "seq": seq, "reasons": []}
    return jsonify(outcomes=[outcome])


def _write(connection: sqlite3.Connection, fact: Values) -> int:
    run, payload, at = connection.execute, json.dumps(fact), fact["happened_at"]
    run("BEGIN IMMEDIATE")
    last = run("SELECT seq, hash FROM journal_entry ORDER BY seq DESC LIMIT 1").fetchone()
    seq, prev = (last[0] + 1, last[1]) if last else (1, "0" * 64)
    chained = hashlib.sha256((prev + payload).encode()).hexdigest()
    entry = (seq, fact["kind"], at, at, fact["till"], fact["till_seq"], fact["fact_id"])
    run(ENTRY, (*entry, payload, prev, chained))
    own = {"edition_id": 1, "site_id": 1, "session_uuid": fact["session"], "series": fact["till"]}
    _insert(connection, "sale", [{**fact, **own, "seq": seq}])
    lots = [
        run("SELECT id FROM lot WHERE code = ?", (line["lot"],)).fetchone()[0]
        for line in fact["lines"]
    ]
    placed = enumerate(zip(fact["lines"], lots, strict=True), start=1)
    own = {"edition_id": 1, "sale_seq": seq}
    lines = [
        {**line, **own, "position": position, "lot_id": lot} for position, (line, lot) in placed
    ]
    _insert(connection, "sale_line", lines)
    paid = enumerate(fact["payments"], start=1)
    _insert(connection, "payment", [{**part, **own, "position": place} for place, part in paid])
    moved = [(line["quantity_milli"], lot) for line, lot in zip(fact["lines"], lots, strict=True)]
    connection.executemany("UPDATE stock SET sold_milli = sold_milli + ? WHERE lot_id = ?", moved)
    run("COMMIT")
    return seq


def _insert(connection: sqlite3.Connection, table: str, rows: list[Values]) -> None:
    """Insert what the rows say of the table's columns; 0 where they must say something."""
    if table not in _tables:
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        names = [(name, 0 if must else None) for _, name, _, must, _, _ in columns]
        marks = ", ".join("?" * len(names))
        _tables[table] = (f"INSERT INTO {table} VALUES ({marks})", names)
    sql, names = _tables[table]
    connection.executemany(sql, [[row.get(name, absent) for name, absent in names] for row in rows])
