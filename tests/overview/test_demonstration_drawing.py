"""Drawn photos: one way to draw each category, the same picture for the same seed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PIL import ImageChops, ImageStat

from bourse.editions import models
from bourse.overview.demonstration.drawing import HEIGHT, WIDTH, draw
from bourse.overview.demonstration.shapes import SHAPES


def test_every_category_is_drawn():
    path = Path(models.__file__).with_name("categories.csv")
    with path.open(encoding="utf-8", newline="") as file:
        assert {row["code"] for row in csv.DictReader(file)} == set(SHAPES)


@pytest.mark.parametrize("category", sorted(SHAPES))
def test_a_seed_always_draws_the_same_and_something_is_to_be_seen(category):
    picture = draw(category, 7)
    assert picture.size == (WIDTH, HEIGHT)
    assert not ImageChops.difference(picture, draw(category, 7)).getbbox()
    assert ImageChops.difference(picture, draw(category, 8)).getbbox()
    assert max(ImageStat.Stat(picture).stddev) > 12
