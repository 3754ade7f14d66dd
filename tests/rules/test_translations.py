"""Every text has its French, set as French is, and none lets through what a person typed."""

import ast
from collections.abc import Iterator
from pathlib import Path

from setup.catalogues import problems
from tests.rules.sources import ROOT, sources


def test_translations_are_complete() -> None:
    assert sorted(problems()) == []


def test_lazy_texts_carry_no_values() -> None:
    """A lazy text calls itself safe HTML, values and all: `gettext` at the request instead."""
    found = [call for path in sources(".py") for call in _with_values(path)]
    assert not found, "\n".join(found)


def test_a_lazy_text_with_a_value_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('from flask_babel import lazy_gettext as _\n_("A")\n_("%(b)s", b="<b>")\n')
    assert [line.rpartition(":")[2] for line in _with_values(module)] == ["3"]


def _with_values(path: Path) -> Iterator[str]:
    """File and line of each lazy text of a module that is given values."""
    tree = ast.parse(path.read_text("utf-8"))
    lazy = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "flask_babel"
        for name in node.names
        if name.name.startswith("lazy_")
    }
    for node in ast.walk(tree):
        is_lazy = isinstance(node, ast.Call) and getattr(node.func, "id", "") in lazy
        if is_lazy and node.keywords:
            name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
            yield f"{name}:{node.lineno}"
