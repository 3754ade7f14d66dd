"""Small files and small functions; the summary of a test run shows the ten longest of each."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.rules.sources import ROOT, sources

FILE_LINES = 300
FUNCTION_LINES = 60
SHOWN = 10
MIGRATIONS = ROOT / "bourse/migrations/versions"
"""Lists of columns, written by Alembic; their functions may be long, their files may not."""

Record = Callable[[str, object], None]


def test_no_file_is_long(record_property: Record) -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in sources(".py", ".js", ".css", ".html", ".sh")
    }
    record_property("summary", _table("Longest files", lengths))
    assert _over(lengths, FILE_LINES) == {}, "look for the seam between two ideas"


def test_no_function_is_long(record_property: Record) -> None:
    paths = [path for path in sources(".py") if path.parent != MIGRATIONS]
    lengths = {name: lines for path in paths for name, lines in _functions(path)}
    record_property("summary", _table("Longest functions", lengths))
    assert _over(lengths, FUNCTION_LINES) == {}, "name its steps"


def test_a_long_function_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.rules.test_sizes.ROOT", tmp_path)
    long = tmp_path / "long.py"
    long.write_text("class A:\n    @x\n    async def f(self):\n" + "        pass\n" * 59)
    assert _over(dict(_functions(long)), FUNCTION_LINES) == {"long.py f": 61}


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file, by file and name, with its lines, decorators and docstring in."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            name = f"{path.relative_to(ROOT)} {node.name}"
            yield name, (node.end_lineno or node.lineno) - first + 1


def _over(lengths: dict[str, int], limit: int) -> dict[str, int]:
    return {name: lines for name, lines in lengths.items() if lines > limit}


def _table(title: str, lengths: dict[str, int]) -> str:
    longest = sorted(lengths.items(), key=lambda item: -item[1])[:SHOWN]
    return "\n".join([title, *(f"{lines:5}  {name}" for name, lines in longest)])
