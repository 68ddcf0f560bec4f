"""What is sent in place of a photo is refused with a reason, or comes out as a plain small JPEG; memory stays flat."""

import io
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance

from storage import pictures
from storage.likeness import Fingerprint
from tests import hostile
from tests.hostile import LARGE, REFUSED, SECRET, TAKEN, encoded, large, moving

PEAK = 150  # MB more than before, whatever comes
PHONE = 50  # MB for what phones make


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_photo_is_refused_with_its_reason(what: str) -> None:
    content, why = REFUSED[what]
    with pytest.raises(pictures.Unusable) as refused:
        pictures.photo(content)
    assert refused.value.why == why


@pytest.mark.parametrize("what", TAKEN)
def test_what_is_taken_comes_out_as_a_plain_jpeg(what: str) -> None:
    photo = pictures.photo(TAKEN[what])
    for jpeg, edge in ((photo.jpeg, pictures.EDGE), (photo.thumbnail, pictures.SMALL)):
        with Image.open(io.BytesIO(jpeg)) as image:
            image.load()
            assert (image.format, image.mode) == ("JPEG", "RGB") and max(image.size) <= edge
            assert not image.getexif() and set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        for trace in (SECRET.encode(), b"script", b"Exif", b"PK\x03\x04"):
            assert trace not in jpeg


def test_a_photo_taken_sideways_stands_upright() -> None:
    with Image.open(io.BytesIO(pictures.photo(TAKEN["a photo"]).jpeg)) as image:
        assert image.size == (480, 640)
        right, left = image.getpixel((400, 100)), image.getpixel((80, 100))
    assert right == (255, 255, 255) and left != right  # the lamp of the upper left corner is on the right now


@pytest.mark.parametrize("what", ["see-through", "grey in 16 bits", "four inks", "a palette"])
def test_colours_survive(what: str) -> None:
    with Image.open(io.BytesIO(pictures.photo(TAKEN[what]).jpeg)) as image:
        shades = [image.convert("L").getpixel(at) for at in ((120, 80), (320, 240), (639, 479))]
    assert shades[0] == pytest.approx(255, abs=6)
    assert shades[1] == pytest.approx(0, abs=12)
    assert shades[2] == pytest.approx(255, abs=12)


def test_what_is_see_through_lies_on_white() -> None:
    content = encoded(Image.new("RGBA", (64, 64), (0, 0, 0, 0)), "PNG")
    with Image.open(io.BytesIO(pictures.photo(content).jpeg)) as image:
        assert image.getpixel((32, 32)) == (255, 255, 255)


MEASURE = """
import sys
from pathlib import Path
from PIL import GifImagePlugin, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin
from storage import pictures

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024

content = sys.stdin.buffer.read()
before = peak()
try:
    pictures.photo(content, pictures.LARGEST_FETCHED)
except pictures.Unusable:
    pass
print(peak() - before)
"""


def peak(content: bytes) -> float:
    """How much memory one photo takes at the most, in MB, in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-c", MEASURE]
    return float(subprocess.run(command, input=content, capture_output=True, check=True, timeout=60).stdout)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_memory_stays_flat() -> None:
    for what in (*LARGE, "13,000 x 13,000", "a WebP of 268 million", "text that unpacks to a gigabyte"):
        content = large(*LARGE[what]) if what in LARGE else REFUSED[what][0]
        assert peak(content) < (PHONE if what.endswith("million, JPEG") else PEAK), what
    assert peak(moving("WEBP", 100, 600)) < PHONE  # a hundred frames of which one is decoded


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"OggS" + bytes(60), "ogg"),
        (b"\x1aE\xdf\xa3" + bytes(60), "webm"),
        (b"\x00\x00\x00\x18ftypM4A " + bytes(60), "m4a"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "wav"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", None),
        (b"\x00\x00\x00\x18ftypheic" + bytes(60), None),
        (b"MZ" + bytes(60), None),
        (b"", None),
        (b"OggS" + bytes(pictures.LARGEST), None),
    ],
)
def test_a_voice_message_is_known_by_what_is_in_it(content: bytes, suffix: str | None) -> None:
    if suffix:
        assert pictures.voice(content) == suffix
    else:
        with pytest.raises(pictures.Unusable):
            pictures.voice(content)


# --- the same photo again ---------------------------------------------------------------------------------


def print_of(image: Image.Image, quality: int = 90) -> Fingerprint:
    found = pictures.photo(encoded(image, "JPEG", quality=quality)).print
    assert found
    return found


def test_a_photo_is_known_again_after_small_changes() -> None:
    for seed in range(10):
        image = hostile.stairs(seed)
        width, height = image.size
        once = print_of(image)
        edge = width // 100
        assert once.is_like(print_of(image, 40)), seed
        assert once.is_like(print_of(image.resize((width // 3, height // 3)), 60)), seed
        assert once.is_like(print_of(image.crop((edge, edge, width - edge, height - edge)))), seed
        assert once.is_like(print_of(ImageEnhance.Brightness(image).enhance(1.1))), seed


def test_different_photos_of_like_places_are_told_apart() -> None:
    prints = [print_of(hostile.stairs(seed)) for seed in range(30)]
    assert [pair for pair in combinations(range(30), 2) if prints[pair[0]].is_like(prints[pair[1]])] == []


def test_a_dark_room_and_a_white_wall_are_like_nothing() -> None:
    for shade in (0, 128, 255):
        assert pictures.photo(encoded(Image.new("L", (800, 600), shade), "JPEG")).print is None
