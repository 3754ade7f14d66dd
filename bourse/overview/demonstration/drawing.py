"""Drawn instead of photographed: what a lot of each category looks like on its pallet.

The same seed draws the same picture. Shapes stand in shapes.py; here are the light, the wall and
the floor behind them, and the grain of a telephone's camera.
"""

from __future__ import annotations

import math
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bourse.overview.demonstration.shapes import SHAPES, Scene

STAGE = (1440, 1080)
"""Pixels that shapes are drawn on; the picture is smaller, for smooth edges."""
WIDTH, HEIGHT = 880, 660
NEAR = 0.94
"""How much of the stage is in the picture, so that its corners stay inside when it is askew."""
FLOOR = 0.72
"""How far down the wall ends."""
WALLS = ("#c6c1b4", "#b4babd", "#d0c8b8", "#aeb2a9")
GRAINS = (WIDTH // 2, HEIGHT // 2)


def draw(category: str, seed: int) -> Image.Image:
    """The picture of a lot of this category, by its code."""
    chance = Random(f"{category} {seed}")
    image = Image.new("RGB", STAGE, chance.choice(WALLS))
    brush = ImageDraw.Draw(image)
    wide, high = STAGE
    brush.rectangle((0, high * FLOOR, wide, high), fill="#88827a")
    brush.line((0, high * FLOOR, wide, high * FLOOR), fill="#68635b", width=6)
    SHAPES[category](Scene(brush, STAGE, high * 0.9, chance))
    return _seen(image, chance)


def _seen(image: Image.Image, chance: Random) -> Image.Image:
    """As a telephone sees it: held a little askew, lit from one side, with grain."""
    turn = math.radians(chance.uniform(-1.6, 1.6))
    zoom = NEAR * STAGE[0] / WIDTH
    along, across = zoom * math.cos(turn), zoom * math.sin(turn)
    left = STAGE[0] / 2 - (along * WIDTH + across * HEIGHT) / 2
    top = STAGE[1] / 2 - (along * HEIGHT - across * WIDTH) / 2
    held = image.transform(
        (WIDTH, HEIGHT),
        Image.Transform.AFFINE,
        (along, across, left, -across, along, top),
        Image.Resampling.BILINEAR,
    )
    return ImageChops.multiply(held, _light(chance))


def _light(chance: Random) -> Image.Image:
    """White where the light falls, darker towards the corners, with grain all over."""
    spot = Image.new("L", (32, 24), 196)
    x, y = chance.randrange(8, 20), chance.randrange(4, 12)
    ImageDraw.Draw(spot).ellipse((x - 9, y - 7, x + 15, y + 13), fill=255)
    soft = spot.filter(ImageFilter.GaussianBlur(5)).resize(GRAINS, Image.Resampling.BICUBIC)
    noise = Image.frombytes("L", GRAINS, chance.randbytes(GRAINS[0] * GRAINS[1]))
    grain = noise.point([230 + value // 10 for value in range(256)])
    return ImageChops.multiply(soft, grain).resize((WIDTH, HEIGHT)).convert("RGB")
