"""Slugs: suggested from a name, refused when they would not survive an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bourse.editions import slugs
from bourse.errors import BourseError


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Bourse d’Épenoy", "bourse-d-epenoy-2026"),
        ("Morteau 2026, les matériaux", "morteau-les-materiaux-2026"),
        ("Cœur du Haut-Doubs", "coeur-du-haut-doubs-2026"),
        ("!!!", "bourse-2026"),
    ],
)
def test_a_name_gives_its_slug(name: str, slug: str) -> None:
    assert slugs.suggest(name, 2026) == slug


@given(st.text(max_size=200), st.integers(2000, 2100))
def test_whatever_the_name_the_suggestion_is_a_slug(name: str, year: int) -> None:
    slug = slugs.suggest(name, year)

    assert slugs.check(slug) == slug
    assert slug.endswith(str(year))


@pytest.mark.parametrize(
    "slug", ["", "Morteau", "mor teau", "-morteau", "a--b", "é", "a/b", "a" * 81]
)
def test_another_text_is_refused(slug: str) -> None:
    with pytest.raises(BourseError, match="slug_invalid"):
        slugs.check(slug)
