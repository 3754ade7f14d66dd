"""Every text has its French, set as French is."""

from setup.catalogues import problems


def test_translations_are_complete() -> None:
    assert sorted(problems()) == []
