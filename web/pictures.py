"""Photos from outside: checked before they are decoded, encoded anew without place and camera data."""

import io

LARGEST = 10 * 1024 * 1024  # bytes of one upload
PIXELS = 25_000_000  # a 10 kB file can hold 81 million; decoding those takes 400 MB
EDGE = 2048  # px of the longer side that is kept
AUDIO = {b"OggS": "ogg", b"\x1aE\xdf\xa3": "webm", b"ID3": "mp3", b"\xff\xfb": "mp3", b"RIFF": "wav"}


class Unusable(ValueError):
    """An upload that cannot be taken; ``args[0]`` is the wording key that says why."""


def photo(content: bytes) -> bytes:
    """A JPEG without metadata, at most 2048 px.  Raises ``Unusable``."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # loaded with the first photo, not at start

    if len(content) > LARGEST:
        raise Unusable("upload-too-large")
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF")) as image:
            if image.width * image.height > PIXELS:
                raise Unusable("upload-too-many-pixels")
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((EDGE, EDGE))
            out = io.BytesIO()
            upright.save(out, "JPEG", quality=85, optimize=True)
            return out.getvalue()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unusable("upload-no-photo") from error


def voice(content: bytes) -> str:
    """The suffix for a voice message, by what is in the file.  Raises ``Unusable``."""
    if len(content) > LARGEST:
        raise Unusable("upload-too-large")
    if content[4:8] == b"ftyp":
        return "m4a"
    for magic, suffix in AUDIO.items():
        if content.startswith(magic):
            return suffix
    raise Unusable("upload-no-voice")
