"""The colours of paper, the same as the screen's (app/static/css/tokens.css): a test compares."""

from reportlab.lib.colors import Color, HexColor

LIME: Color = HexColor("#f6f3ed")
WHITE: Color = HexColor("#ffffff")
ZINC_LIGHT: Color = HexColor("#e4e3de")
ZINC: Color = HexColor("#bfc2c0")
ZINC_DARK: Color = HexColor("#6f787c")
SLATE: Color = HexColor("#1c2327")
SLATE_SOFT: Color = HexColor("#2d373c")
MUTED: Color = HexColor("#525c61")
BRICK: Color = HexColor("#9c3a1d")
BRICK_TINT: Color = HexColor("#f8e8e1")
TIMBER: Color = HexColor("#b98a55")
TIMBER_TINT: Color = HexColor("#f2e7d7")
TAPE: Color = HexColor("#ffc91f")
