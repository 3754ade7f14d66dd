"""A photo as people send it, made into the two pictures that are kept: nothing else survives.

Whatever comes in is decoded under limits and written anew as plain JPEG, turned the right way up:
position, camera, comments, thumbnails and colour profiles stay behind with the old bytes.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from threading import BoundedSemaphore

from PIL import Image, ImageOps, UnidentifiedImageError

from bourse.errors import BourseError

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 64_000_000
"""Of a JPEG, which is decoded at a fraction of its size; a telephone's largest is 50 million."""
MOST_PIXELS_WHOLE = 24_000_000
"""Of PNG and WebP, which are decoded whole: some 100 MB for a moment."""
MOST_SCANS = 64
"""Passes of a progressive JPEG; a camera writes ten, a hostile file as many as fit."""
FORMATS = ("JPEG", "PNG", "WEBP")
LARGE, SMALL = 1600, 400
"""The longer side of the picture that is looked at, and of the one in lists, in pixels."""
QUALITY = 82

_SCAN = b"\xff\xda"
_UNREADABLE = (OSError, ValueError, SyntaxError, TypeError, IndexError, KeyError, EOFError)
"""What Pillow raises on broken files, by format and by what is broken."""
_turn = BoundedSemaphore(2)
"""Pictures decoded at once: memory stays bounded however many people send theirs."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The two JPEG files of a photo; the size is the large one's, in pixels."""

    large: bytes
    small: bytes
    width: int
    height: int


def pictures(sent: bytes) -> Pictures:
    """The pictures of a photo; some 100 ms, so never inside a transaction.

    Raises `photo_large` (megabytes), `photo_format` for what is no JPEG, PNG or WebP,
    `photo_pixels` (megapixels) before anything is decoded, and `photo_unreadable` for a file that
    is cut short or broken.
    """
    if len(sent) > MOST_BYTES:
        raise BourseError("photo_large", field="photos", megabytes=MOST_BYTES // 1024**2)
    with _turn:
        large = _decoded(sent)
    return pictures_of(large)


def pictures_of(large: Image.Image) -> Pictures:
    """The files of a picture that is plain already, at most LARGE on its longer side."""
    small = large.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return Pictures(_jpeg(large), _jpeg(small), large.width, large.height)


def _decoded(sent: bytes) -> Image.Image:
    """The picture the right way up, at most LARGE, on white, with nothing but its pixels."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own alarms: ours are tighter, and refuse
        try:
            image = Image.open(BytesIO(sent), formats=FORMATS)
        except Image.DecompressionBombError:
            raise _too_many_pixels() from None
        except UnidentifiedImageError:
            raise BourseError("photo_format", field="photos") from None
        except _UNREADABLE:
            raise BourseError("photo_unreadable", field="photos") from None
        _check_size(image, sent)
        try:
            image.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
            return _plain(ImageOps.exif_transpose(image))
        except _UNREADABLE:
            raise BourseError("photo_unreadable", field="photos") from None


def _check_size(image: Image.Image, sent: bytes) -> None:
    """Refuse by what the header says, before a pixel is decoded."""
    in_parts = image.format not in {"PNG", "WEBP"}
    if image.width * image.height > (MOST_PIXELS if in_parts else MOST_PIXELS_WHOLE):
        raise _too_many_pixels()
    if in_parts and sent.count(_SCAN) > MOST_SCANS:
        raise BourseError("photo_unreadable", field="photos")


def _plain(image: Image.Image) -> Image.Image:
    plain = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        plain.paste(seen, mask=seen)
    else:
        plain.paste(image.convert("RGB"))
    return plain


def _jpeg(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return written.getvalue()


def _too_many_pixels() -> BourseError:
    return BourseError("photo_pixels", field="photos", megapixels=MOST_PIXELS_WHOLE // 1_000_000)
