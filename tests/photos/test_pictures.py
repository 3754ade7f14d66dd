"""What becomes of a photo's bytes: plain JPEG the right way up; harm is refused before work."""

from __future__ import annotations

import random
import time
from io import BytesIO

import pytest
from PIL import Image

from bourse.errors import BourseError
from bourse.photos.pictures import LARGE, MOST_BYTES, SMALL, pictures
from tests.fixtures.photographs import SECRETS, endless_scans, photograph, png_bomb

OUTCOMES = {"JPEG", "photo_unreadable", "photo_format", "photo_pixels"}


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def outcome(sent: bytes) -> str | None:
    """The format of what came out, or why nothing did."""
    try:
        return opened(pictures(sent).small).format
    except BourseError as error:
        return error.code


def refusal(sent: bytes) -> str:
    with pytest.raises(BourseError) as raised:
        pictures(sent)
    return raised.value.code


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_comes_out_turned_small_and_with_nothing_to_tell(form: str) -> None:
    made = pictures(photograph(3_000, 2_000, form=form))

    assert (made.width, made.height) == (1_067, LARGE)
    large, small = opened(made.large), opened(made.small)
    assert (large.format, large.size) == ("JPEG", (1_067, LARGE))
    assert (small.format, small.size) == ("JPEG", (267, SMALL))
    red, _, blue = large.getpixel((500, 100))
    assert red > 200 > 50 > blue, "held upright, what was on the left is on top"
    for picture, content in ((large, made.large), (small, made.small)):
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density",
                                     "progressive", "progression"}  # fmt: skip
        assert [secret for secret in SECRETS if secret in content] == []


def test_what_the_photograph_held_is_known_to_the_test() -> None:
    sent = photograph()
    assert [secret for secret in SECRETS if secret not in sent] == []
    assert opened(sent).getexif().get_ifd(0x8825)[1] == "N"


def test_a_small_picture_is_not_blown_up() -> None:
    made = pictures(photograph(90, 60, orientation=1))
    assert opened(made.large).size == opened(made.small).size == (90, 60)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16"])
def test_every_kind_of_picture_becomes_colours_on_white(mode: str) -> None:
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    image = Image.new("I;16", (40, 40), 65_535) if mode == "I;16" else image.convert(mode)
    written = BytesIO()
    image.save(written, "JPEG" if mode == "CMYK" else "PNG")
    large = opened(pictures(written.getvalue()).large)
    assert large.mode == "RGB"
    if mode in {"RGBA", "LA", "I;16"}:
        assert min(large.getpixel((20, 20))) > 250


def test_the_two_pictures_of_a_telephone_are_the_first() -> None:
    first, second = Image.new("RGB", (80, 60), "red"), Image.new("RGB", (8, 6), "blue")
    written = BytesIO()
    first.save(written, "MPO", save_all=True, append_images=[second])
    assert opened(pictures(written.getvalue()).large).size == (80, 60)


def test_bombs_are_refused_before_they_are_decoded() -> None:
    spent = time.process_time()
    assert refusal(png_bomb(5_000, 5_000)) == "photo_pixels"
    assert refusal(png_bomb(60_000, 60_000)) == "photo_pixels"
    assert refusal(png_bomb(2_000_000_000, 2_000_000_000)) == "photo_pixels"
    assert refusal(endless_scans()) == "photo_unreadable"
    assert refusal(b"\xff\xd8" + b"0" * MOST_BYTES) == "photo_large"
    assert time.process_time() - spent < 2


@pytest.mark.parametrize("form", ["GIF", "TIFF", "BMP", "ICO", "PPM", "PDF"])
def test_other_formats_are_named_as_such(form: str) -> None:
    written = BytesIO()
    Image.new("RGB", (32, 32)).save(written, form)
    assert refusal(written.getvalue()) == "photo_format"


@pytest.mark.parametrize(
    "sent", [b"", b"bonjour", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"MZ" + b"\0" * 500]
)
def test_what_is_no_picture_is_refused(sent: bytes) -> None:
    assert refusal(sent) == "photo_format"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_cut_short_is_refused(form: str) -> None:
    sent = photograph(800, 600, form=form)
    for kept in (len(sent) // 2, len(sent) - 40):
        assert refusal(sent[:kept]) == "photo_unreadable"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_broken_bytes_are_refused_and_never_crash(form: str) -> None:
    """Any byte may be wrong: a picture comes out, or one of our refusals."""
    chance, sent = random.Random(20260613), photograph(64, 48, form=form)
    for _ in range(400):
        broken = bytearray(sent)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        assert outcome(bytes(broken)) in {
            "JPEG",
            "photo_unreadable",
            "photo_format",
            "photo_pixels",
        }
