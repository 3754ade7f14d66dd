"""A code to scan from the screen."""

from __future__ import annotations

from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode


def svg(text: str) -> Markup:
    """The code as SVG, ready for a page."""
    code = QRCode(error_correction=ERROR_CORRECT_M, image_factory=SvgPathImage)
    code.add_data(text)
    return Markup(code.make_image().to_string(encoding="unicode"))
