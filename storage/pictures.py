"""Photos from outside: looked at before they are decoded, then encoded anew without place and camera data.

Memory stays flat: a format that must be decoded whole is limited to what is cheap, a large JPEG is decoded at a
fraction of its size, and one photo at a time is decoded in the whole process.  Call these in a thread.
"""

import io
import struct
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.likeness import Fingerprint, fingerprint

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 10 * 1024 * 1024  # bytes of an upload, or of a voice message
LARGEST_FETCHED = 20 * 1024 * 1024  # bytes; Bot API, getFile: what a bot may download
EDGE = 1920  # px of the longer side that is kept; half of what phones take, so that most are decoded at half size
SMALL = 320  # px of the longer side of the thumbnail
MEGA = 1_000_000
SCALED = 80 * MEGA  # pixels of a JPEG that can be decoded at an eighth; a phone takes 50 million
WHOLE = {"PNG": 16 * MEGA, "GIF": 16 * MEGA, "WEBP": 8 * MEGA, "JPEG": 16 * MEGA}  # decoded whole; WebP twice over
ORIENTATION = 0x0112  # the EXIF tag
SCANS = 40  # passes over a progressive JPEG; encoders make about ten, a bomb thousands
AUDIO = {b"OggS": "ogg", b"#!AMR": "amr", b"\x1aE\xdf\xa3": "webm", b"ID3": "mp3", b"\xff\xfb": "mp3", b"RIFF": "wav"}
HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"})

_one_at_a_time = threading.Lock()


class Unusable(ValueError):
    """A file that cannot be taken; ``why`` is the end of the wording keys that say so."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Photo:
    """What is kept of a photo."""

    jpeg: bytes
    thumbnail: bytes  # a JPEG too
    print: Fingerprint | None  # to know it again by; None: there is too little to see


def photo(content: bytes, largest: int = LARGEST) -> Photo:
    """The photo upright, without metadata, at most 1920 px, and its thumbnail.  Raises ``Unusable``."""
    if len(content) > largest:
        raise Unusable("too-large")
    if content[4:8] == b"ftyp" and content[8:12] in HEIC:
        raise Unusable("heic")
    if (size := _webp_size(content)) and size[0] * size[1] > WHOLE["WEBP"]:
        raise Unusable("too-many-pixels")  # its decoder takes room for the whole picture as soon as it is opened
    with _one_at_a_time:
        try:
            return _encoded(content)
        except Unusable:
            raise
        except Exception as error:  # decoders that are fed with anything may raise anything
            bomb = "DecompressionBomb" in type(error).__name__
            raise Unusable("too-many-pixels" if bomb else "no-photo") from error


def _encoded(content: bytes) -> Photo:
    from PIL import Image, ImageOps  # loaded with the first photo, not at start

    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF")) as image:
        _check(image, content)
        if image.format in ("JPEG", "MPO"):
            factor = min(EDGE / max(image.size), 1)
            image.draft(None, (max(1, int(image.width * factor)), max(1, int(image.height * factor))))
        orientation = image.getexif().get(ORIENTATION, 1)
        kept = _in_rgb(image)
    kept.getexif()[ORIENTATION] = orientation
    kept = ImageOps.exif_transpose(kept)
    kept.info.clear()
    small = kept.copy()
    small.thumbnail((SMALL, SMALL))
    return Photo(_jpeg(kept, 85), _jpeg(small, 80), fingerprint(kept))


def _check(image: "Image.Image", content: bytes) -> None:
    """Refuse what would take much memory or time, by what the head of the file says."""
    pixels, kind = image.width * image.height, "JPEG" if image.format == "MPO" else str(image.format)
    if kind == "JPEG" and not image.info.get("progressive"):
        limit = SCALED
    else:
        limit = WHOLE[kind]
    if pixels > limit:
        raise Unusable("too-many-pixels")
    if kind == "JPEG" and content.count(b"\xff\xda") > SCANS:
        raise Unusable("no-photo")


def _in_rgb(image: "Image.Image") -> "Image.Image":
    """The picture made small, in red, green and blue; what is see-through lies on white."""
    from PIL import Image

    see_through = image.has_transparency_data
    if image.mode in ("1", "P"):  # cannot be made small as they are
        image = image.convert("RGBA" if see_through else "RGB")
    image.thumbnail((EDGE, EDGE))
    if image.mode.startswith("I"):  # grey in 16 bits
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if not see_through:
        return image.convert("RGB")
    image = image.convert("RGBA")
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    return flat


def _jpeg(image: "Image.Image", quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _webp_size(content: bytes) -> tuple[int, int] | None:
    """Width and height from the head of a WebP file (RFC 9649); None for anything else."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP" or len(content) < 30:
        return None
    match content[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
        case b"VP8L":
            (bits,) = struct.unpack("<I", content[21:25])
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case _:
            width, height = struct.unpack("<HH", content[26:30])
            return width & 0x3FFF, height & 0x3FFF


def voice(content: bytes) -> str:
    """The suffix for a voice message, by what is in the file.  Raises ``Unusable``."""
    if len(content) > LARGEST:
        raise Unusable("too-large")
    if content[4:8] == b"ftyp" and content[8:12] not in HEIC:
        return "m4a"
    if content[:4] == b"RIFF" and content[8:12] != b"WAVE":
        raise Unusable("no-voice")
    for magic, suffix in AUDIO.items():
        if content.startswith(magic):
            return suffix
    raise Unusable("no-voice")
