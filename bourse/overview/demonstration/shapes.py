"""What building materials look like: boards in a stack, tubes from their ends, tiles in rows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from PIL import ImageColor, ImageDraw

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a shape is drawn: its picture's size in pixels, and how far down it stands."""

    brush: ImageDraw.ImageDraw
    size: tuple[int, int]
    ground: float
    chance: Random

    def tone(self, colour: str, spread: int = 14) -> Colour:
        """The colour, a little lighter or darker than the last time."""
        shift = self.chance.randint(-spread, spread)
        return _shifted(colour, shift)

    def pallet(self, left: float, right: float) -> float:
        """A pallet under the goods; gives how far down they stand on it."""
        deck = self.ground - 52
        self.brush.rectangle((left - 30, self.ground, right + 50, self.ground + 16), fill="#5a564e")
        for place in range(3):
            x = left + (right - left - 90) * place / 2
            self.brush.rectangle((x, deck + 18, x + 90, self.ground), fill=self.tone("#9a7446"))
        self.brush.rectangle((left, deck, right, deck + 18), fill="#b58d58", outline="#7c5c34")
        return deck


def _shifted(colour: str | Colour, shift: int) -> Colour:
    red, green, blue = ImageColor.getrgb(colour)[:3] if isinstance(colour, str) else colour
    return _byte(red + shift), _byte(green + shift), _byte(blue + shift)


def _byte(part: int) -> int:
    return max(0, min(255, part))


def _boards(scene: Scene, *, colour: str, high: int, grain: bool) -> None:
    """A stack seen from its side, each board with its end and, in wood, its grain."""
    left, right = 150.0, scene.size[0] - 170.0
    y = scene.pallet(left + 20, right - 20)
    top = scene.size[1] * scene.chance.uniform(0.3, 0.42)
    while y - high > top:
        x, end = left + scene.chance.randint(-26, 26), right + scene.chance.randint(-34, 34)
        tone = scene.tone(colour)
        scene.brush.rectangle((x, y - high, end, y - 3), fill=tone)
        scene.brush.rectangle((end - high, y - high, end, y - 3), fill=_shifted(tone, -34))
        scene.brush.line((x, y - high, end, y - high), fill=_shifted(tone, 26), width=3)
        scene.brush.line((x, y - 2, end, y - 2), fill=_shifted(tone, -60), width=4)
        for _ in range(3 if grain else 0):
            at, start = y - scene.chance.uniform(0.2, 0.8) * high, x + scene.chance.randint(0, 500)
            long = scene.chance.randint(120, 420)
            scene.brush.line((start, at, start + long, at), fill=_shifted(tone, -20), width=2)
        y -= high


def _tiles(
    scene: Scene, *, colour: str, wide: int, high: int, joint: str, spread: int = 14
) -> None:
    """Laid out in rows, every second one half a tile further."""
    scene.brush.rectangle((0, 0, *scene.size), fill=joint)
    for row in range(-1, scene.size[1] // high + 2):
        x = -wide + (wide // 2 if row % 2 else 0)
        while x < scene.size[0]:
            tone = scene.tone(colour, spread)
            box = (x + 4, row * high + 4, x + wide - 4, (row + 1) * high - 4)
            scene.brush.rounded_rectangle(box, 8, fill=tone)
            scene.brush.line(
                (box[0] + 8, box[1] + 2, box[2] - 8, box[1] + 2), _shifted(tone, 22), 3
            )
            x += wide


def _scales(scene: Scene, *, colour: str) -> None:
    """Roof tiles, each row over the one below it."""
    wide, high = 170, 120
    for row in range(-1, scene.size[1] // high + 2):
        for place in range(-1, scene.size[0] // wide + 2):
            x, y = place * wide + (wide // 2 if row % 2 else 0), row * high
            tone = scene.tone(colour, 20)
            box = (x + 3, y, x + wide - 3, y + high + 66)
            scene.brush.rounded_rectangle(box, 60, fill=tone, outline=_shifted(tone, -70), width=5)
            scene.brush.line((x + wide / 2, y + 60, x + wide / 2, y + high), _shifted(tone, 18), 10)


def _tubes(scene: Scene, *, colour: str, across: int, wall: float) -> None:
    """A pile seen from the tubes' ends, one lying in the hollow of two."""
    step, rows = across * 0.87, scene.chance.randint(4, 6)
    count = (scene.size[0] - 360) // across
    bottom = scene.pallet(170, scene.size[0] - 170)
    for row in range(rows):
        for place in range(count - row):
            x = 180 + place * across + row * across / 2
            y = bottom - across - row * step
            tone = scene.tone(colour)
            scene.brush.ellipse((x, y, x + across, y + across), tone, _shifted(tone, -70), 4)
            hole = across * wall
            inner = (x + hole, y + hole, x + across - hole, y + across - hole)
            scene.brush.ellipse(inner, _shifted(tone, -90), _shifted(tone, 30), 3)


def _panes(scene: Scene, *, colour: str, glass: str, rows: int) -> None:
    """Frames that lean on the wall, with their panes or panels."""
    count = scene.chance.randint(2, 3)
    wide = (scene.size[0] - 200) // count - 40
    for place in range(count):
        x, top = 120 + place * (wide + 50), scene.size[1] * scene.chance.uniform(0.1, 0.17)
        tone = scene.tone(colour)
        box = (x, top, x + wide, scene.ground)
        shade = (x + 16, top + 20, x + wide + 22, scene.ground + 8)
        scene.brush.rectangle(shade, fill="#6f6b62")
        scene.brush.rectangle(box, fill=tone, outline=_shifted(tone, -60), width=5)
        for panel in _split(box, rows, 44):
            scene.brush.rectangle(panel, scene.tone(glass), _shifted(tone, -50), 5)
            if rows == 2:  # glass: panels do not gleam
                gleam = (panel[0] + 16, panel[3] - 16, panel[2] - 16, panel[1] + 16)
                scene.brush.line(gleam, _shifted(glass, 16), 9)


def _split(
    box: tuple[float, float, float, float], rows: int, frame: int
) -> Iterator[tuple[float, float, float, float]]:
    left, top, right, bottom = box
    high = (bottom - top - frame * (rows + 1)) / rows
    for row in range(rows):
        y = top + frame + row * (high + frame)
        yield (left + frame, y, right - frame, y + high)


def _rolls(scene: Scene, *, colour: str, core: str) -> None:
    """Rolls on their side, seen from the end, wound up."""
    across = scene.chance.choice((300, 340, 380))
    bottom = scene.pallet(130, scene.size[0] - 130)
    for row, count in enumerate((3, 2)):
        for place in range(count):
            x = 160 + place * (across + 14) + row * across / 2
            y, tone = bottom - across - row * across * 0.86, scene.tone(colour)
            scene.brush.ellipse((x, y, x + across, y + across), tone, _shifted(tone, -55), 6)
            for ring in range(24, across // 2 - 20, 26):
                box = (x + ring, y + ring, x + across - ring, y + across - ring)
                start = scene.chance.randrange(360)
                scene.brush.arc(box, start, start + 300, _shifted(tone, -34), 5)
            hole = across * 0.43
            inner = (x + hole, y + hole, x + across - hole, y + across - hole)
            scene.brush.ellipse(inner, core)


def _blocks(scene: Scene, *, colour: str) -> None:
    """Hollow blocks on a pallet."""
    wide, high = 250, 130
    bottom = scene.pallet(140, 140 + wide * 4 + 60)
    for row in range(scene.chance.randint(4, 6)):
        for place in range(4 if row < 4 else scene.chance.randint(1, 3)):
            x, y, tone = 160 + place * (wide + 8), bottom - (row + 1) * high, scene.tone(colour)
            scene.brush.rectangle((x, y, x + wide, y + high - 6), tone, _shifted(tone, -50), 4)
            for hole in range(3):
                at = x + 26 + hole * 70
                scene.brush.rounded_rectangle(
                    (at, y + 28, at + 56, y + 96), 10, _shifted(tone, -80)
                )


def _heap(scene: Scene, *, colour: str, grain: int) -> None:
    """A heap of gravel, or of odds and ends; what lies in front hides what lies behind."""
    middle, top, chance = scene.size[0] / 2, scene.size[1] * 0.32, scene.chance
    slope = (scene.ground - top) / (scene.size[0] * 0.4)
    foot = (middle - scene.size[0] * 0.4, middle + scene.size[0] * 0.4)
    outline = [(foot[0], scene.ground), (middle, top), (foot[1], scene.ground)]
    scene.brush.polygon(outline, fill=_shifted(colour, -50))
    for line in range(int(top), int(scene.ground), max(grain // 3, 8)):
        half = (line - top) / slope
        for _ in range(int(2 * half / grain * 1.2) + 1):
            x, y = middle + chance.uniform(-half, half), line + chance.uniform(-0.3, 0.3) * grain
            wide, high = (chance.uniform(0.5, 1) * grain for _ in range(2))
            tone = scene.tone(colour, 34)
            scene.brush.ellipse((x, y, x + wide, y + high), tone, _shifted(tone, -44), 2)


def _cartons(scene: Scene, *, colour: str, lid: str, high: int) -> None:
    """Boxes or buckets on a pallet, each with its label."""
    wide = round(min(high * 1.25, 250))
    bottom = scene.pallet(150, 150 + wide * 4 + 70)
    for row in range(3):
        for place in range(4 if row < 2 else scene.chance.randint(1, 3)):
            x, y, tone = 170 + place * (wide + 14), bottom - (row + 1) * high, scene.tone(colour)
            scene.brush.rectangle((x, y, x + wide, y + high - 5), tone, _shifted(tone, -60), 4)
            scene.brush.rectangle((x, y, x + wide, y + high * 0.16), fill=scene.tone(lid, 8))
            label = (x + wide * 0.18, y + high * 0.34, x + wide * 0.72, y + high * 0.74)
            scene.brush.rectangle(label, "#eeeae0")
            for line in range(3):
                at = label[1] + 14 + line * high * 0.1
                scene.brush.line((label[0] + 12, at, label[2] - 12 - line * 24, at), "#7c776c", 5)


def _basins(scene: Scene, *, colour: str) -> None:
    """Basins and trays of ceramic, seen from above, with their waste."""
    for place in range(2):
        x, y = (
            120 + place * 620 + scene.chance.randint(-16, 16),
            330 + scene.chance.randint(-40, 40),
        )
        wide, high, tone = 560, scene.chance.randint(400, 450), scene.tone(colour, 8)
        scene.brush.rounded_rectangle((x + 18, y + 26, x + wide + 22, y + high + 30), 90, "#68645c")
        scene.brush.rounded_rectangle((x, y, x + wide, y + high), 90, tone, _shifted(tone, -40), 5)
        for depth in range(5):
            inset = 44 + depth * 15
            box = (x + inset, y + inset, x + wide - inset, y + high - inset)
            scene.brush.rounded_rectangle(box, 80, _shifted(tone, -8 * depth - 8))
        hole = (x + wide / 2 - 26, y + high / 2 - 26, x + wide / 2 + 26, y + high / 2 + 26)
        scene.brush.ellipse(hole, "#9aa0a2", "#5c6163", 6)
        scene.brush.ellipse((x + wide / 2 - 18, y + 14, x + wide / 2 + 18, y + 40), "#8d9294")


def _coils(scene: Scene, *, colour: str) -> None:
    """Coils of cable, wound on the floor."""
    for place in range(3):
        x, y = 130 + place * 400, scene.ground - 420 + scene.chance.randint(-30, 30)
        tone = scene.tone(colour, 30)
        for turn in range(11):
            inset, lift = turn * 11, math.sin(turn) * 9
            box = (x + inset, y + inset * 0.6 + lift, x + 390 - inset, y + 400 - inset * 0.6)
            scene.brush.ellipse(box, outline=_shifted(tone, -30 if turn % 2 else 12), width=12)


SHAPES: dict[str, Callable[[Scene], None]] = {
    "BOI": partial(_boards, colour="#c79a5e", high=62, grain=True),
    "CAR": partial(_tiles, colour="#cfc6b6", wide=300, high=220, joint="#8f897e"),
    "DIV": partial(_heap, colour="#9c8f7c", grain=90),
    "ELE": partial(_coils, colour="#5b6a78"),
    "ETA": partial(_rolls, colour="#4d4f52", core="#d7c8a5"),
    "EXT": partial(_tiles, colour="#a9a397", wide=210, high=210, joint="#6d6a63", spread=26),
    "GRA": partial(_heap, colour="#a39c90", grain=34),
    "GRO": partial(_blocks, colour="#a5a39d"),
    "ISO": partial(_rolls, colour="#d9b24c", core="#8d6f27"),
    "MET": partial(_tubes, colour="#8b949b", across=104, wall=0.14),
    "MEX": partial(_panes, colour="#e6e4de", glass="#8fb0bd", rows=2),
    "MIN": partial(_panes, colour="#b98a55", glass="#a97a48", rows=3),
    "MOB": partial(_panes, colour="#d6d2c8", glass="#bfb7a6", rows=4),
    "OUT": partial(_cartons, colour="#3f6b8a", lid="#d18a2c", high=210),
    "PAN": partial(_boards, colour="#c8a878", high=30, grain=False),
    "PEI": partial(_cartons, colour="#e2e0da", lid="#3f7f6a", high=240),
    "PIE": partial(_tiles, colour="#b3a58c", wide=330, high=150, joint="#6f675a", spread=32),
    "PLA": partial(_boards, colour="#dcdad4", high=24, grain=False),
    "PLO": partial(_tubes, colour="#b9773f", across=150, wall=0.1),
    "QUI": partial(_cartons, colour="#b78c58", lid="#cfa876", high=180),
    "SAN": partial(_basins, colour="#eceae5"),
    "SOL": partial(_boards, colour="#a97443", high=44, grain=True),
    "TCU": partial(_scales, colour="#b4583a"),
}
"""How a category is drawn, by its code in categories.csv."""
