"""Files that somebody might send in place of a photo: too large, lying, broken, or merely unusual."""

import io
import random
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

SECRET = "shot on a phone at 40.0712 N"


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """An image as a file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def scene(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Something to see: a slope of grey with a bright lamp."""
    image = Image.radial_gradient("L").resize((width, height))
    image.paste(255, (width // 8, height // 8, width // 3, height // 3))
    return image.convert(mode)


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, rows: bytes = b"", extra: bytes = b"") -> bytes:
    """A PNG file in one bit of grey that claims a size; ``rows`` is its compressed content."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def zeros(count: int) -> bytes:
    """So many zeros, compressed a thousandfold."""
    squeeze = zlib.compressobj(9)
    return b"".join(squeeze.compress(bytes(1 << 16)) for _ in range(count >> 16)) + squeeze.flush()


def gif(width: int, height: int, canvas: int = 1) -> bytes:
    """A GIF file whose frame claims a size larger than its canvas."""
    head = b"GIF89a" + struct.pack("<HHBBB", canvas, canvas, 0x80, 0, 0) + bytes(6)
    return head + b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\x00;"


def webp(width: int, height: int) -> bytes:
    """The head of a WebP file that claims a size."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x00\x00\x00\x00" + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


def moving(kind: str, frames: int = 200, side: int = 400) -> bytes:
    """Something that moves: only its first frame may be decoded."""
    images = [Image.new("RGB", (side, side), (n, 255 - n, n // 2)) for n in range(frames)]
    return encoded(images[0], kind, save_all=True, append_images=images[1:])


def located(kind: str = "JPEG") -> bytes:
    """A photo that says where and with what it was taken, lying on its side."""
    image = scene()
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = SECRET, 6
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 4.0, 12.0)})
    comment = {"comment": SECRET} if kind == "JPEG" else {}
    return encoded(image, kind, exif=exif, **comment)


def scans(count: int) -> bytes:
    """A progressive JPEG that makes its reader go over the whole picture again and again."""
    whole = encoded(scene(1024, 1024), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * count + whole[-2:]


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "no-photo"),
    "an executable renamed": (b"MZ\x90\x00" + bytes(500), "no-photo"),
    "a program of Linux": (b"\x7fELF" + bytes(500), "no-photo"),
    "a page": (b"<html><script>alert(1)</script></html>", "no-photo"),
    "a drawing with a script": (
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        "no-photo",
    ),
    "an archive": (b"PK\x03\x04" + bytes(500), "no-photo"),
    "another picture format": (encoded(scene(), "BMP"), "no-photo"),
    "a document for printing": (encoded(scene(), "PDF"), "no-photo"),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "no-photo"),
    "HEIC": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100), "heic"),
    "AVIF": (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1" + bytes(100), "heic"),
    "13,000 x 13,000": (png(13_000, 13_000, zeros(1_626 * 13_000)), "too-many-pixels"),
    "30,000 x 30,000 in a kilobyte": (png(30_000, 30_000), "too-many-pixels"),
    "a GIF of four thousand million": (gif(65_535, 65_535), "too-many-pixels"),
    "a WebP of 268 million": (webp(16_383, 16_383), "too-many-pixels"),
    "a WebP larger than any": (webp(1 << 24, 1 << 24), "too-many-pixels"),
    "a JPEG that claims 65,000 x 65,000": (
        encoded(scene(), "JPEG").replace(
            b"\xff\xc0\x00\x11\x08\x01\xe0\x02\x80", b"\xff\xc0\x00\x11\x08\xfd\xe8\xfd\xe8"
        ),
        "too-many-pixels",
    ),
    "a progressive JPEG of 36 million": (
        encoded(Image.new("L", (6_000, 6_000)), "JPEG", progressive=True),
        "too-many-pixels",
    ),
    "a JPEG of five hundred passes": (scans(500), "no-photo"),
    "text that unpacks to a gigabyte": (
        png(8, 8, zlib.compress(bytes(16)), chunk(b"zTXt", b"a\x00\x00" + zeros(1 << 28))),
        "no-photo",
    ),
    "a colour profile that unpacks to a gigabyte": (
        png(8, 8, b"", chunk(b"iCCP", b"a\x00\x00" + zeros(1 << 28))),
        "no-photo",
    ),
    "half a JPEG": (encoded(scene(), "JPEG")[:6_000], "no-photo"),
    "half a PNG": (encoded(scene(mode="RGBA"), "PNG")[:2_000], "no-photo"),
    "half a WebP": (encoded(scene(), "WEBP")[:900], "no-photo"),
    "a PNG whose content is none": (png(400, 400, b"not deflate"), "no-photo"),
    "a GIF without a picture": (b"GIF89a" + bytes(7) + b";", "no-photo"),
    "eleven megabytes": (encoded(scene(), "JPEG") + bytes(11 << 20), "too-large"),
}

PAGE = b"<html><body onload=alert(1)><script>alert('polyglot')</script><svg onload=alert(1)>"


def described(page: bytes) -> bytes:
    """A photo in whose data about itself a page stands, wherever a page fits."""
    exif = Image.Exif()
    for tag in (0x010E, 0x010F, 0x013B, 0x8298, 0x9286):  # description, maker, artist, rights, comment
        exif[tag] = page.decode()
    return encoded(scene(), "JPEG", exif=exif, comment=page, xmp=page, icc_profile=page)


# Pictures that are something else, too: what is kept of them is the picture alone.
ATTACKING: dict[str, bytes] = {
    "a photo described by a page": described(PAGE),
    "a page behind a photo": encoded(scene(), "JPEG") + PAGE,
    "a page in front of the picture": b"\xff\xd8\xff\xfe"
    + (len(PAGE) + 2).to_bytes(2, "big")
    + PAGE
    + encoded(scene(), "JPEG")[2:],
    "a PNG with a page in its texts": encoded(scene(64, 48), "PNG").replace(
        b"\x00\x00\x00\x00IEND",
        b"".join(chunk(kind, b"Comment\x00" + more + PAGE) for kind, more in ((b"tEXt", b""), (b"iTXt", bytes(4))))
        + b"\x00\x00\x00\x00IEND",
    ),
    "a GIF whose comment is a page": encoded(scene(64, 48, "P"), "GIF", comment=PAGE),
    "a GIF that is a script": b"GIF89a/*\x00" + encoded(scene(0x2F, 0x2A, "P"), "GIF")[9:] + b"*/=1;alert(1)//" + PAGE,
    "a WebP described by a page": encoded(scene(64, 48), "WEBP", xmp=PAGE, exif=b"Exif\x00\x00" + PAGE),
}

TAKEN: dict[str, bytes] = {
    "a photo": located(),
    "a PNG with a place": located("PNG"),
    "a WebP with a place": located("WEBP"),
    "black and white": encoded(scene(mode="1"), "PNG"),
    "grey": encoded(scene(mode="L"), "JPEG"),
    "grey in 16 bits": encoded(scene(mode="L").convert("I;16").point(lambda value: value * 256), "PNG"),
    "a palette": encoded(scene(mode="P"), "PNG"),
    "a see-through palette": encoded(scene(mode="P"), "PNG", transparency=0),
    "see-through": encoded(scene(mode="RGBA"), "PNG"),
    "see-through grey": encoded(scene(mode="LA"), "PNG"),
    "four inks": encoded(scene(mode="CMYK"), "JPEG"),
    "progressive": encoded(scene(2_000, 1_500), "JPEG", progressive=True),
    "a GIF": encoded(scene(mode="P"), "GIF"),
    "a GIF that moves": moving("GIF"),
    "a WebP that moves": moving("WEBP"),
    "a PNG that moves": moving("PNG", 20),
    "a photo with an archive behind it": encoded(scene(), "JPEG") + b"PK\x03\x04<script>alert(1)</script>",
    "a photo and a page in one": b"\xff\xd8\xff\xfe\x00\x22<script>alert('polyglot')</script>"[:38].ljust(38)
    + encoded(scene(), "JPEG")[2:],
    "two photos in one": encoded(scene(), "MPO", save_all=True, append_images=[scene(320, 240)]),
    "very long": encoded(scene(20_000, 30), "JPEG"),
    "one dot": encoded(Image.new("RGB", (1, 1)), "PNG"),
}

LARGE: dict[str, tuple[int, int, str]] = {  # photos as they come from phones and scanners, and the largest of each
    "12 million, JPEG": (4_000, 3_000, "JPEG"),
    "50 million, JPEG": (8_165, 6_124, "JPEG"),
    "80 million, JPEG, long": (20_000, 3_999, "JPEG"),
    "16 million, progressive": (4_600, 3_450, "PROGRESSIVE"),
    "16 million, PNG": (4_600, 3_450, "PNG"),
    "8 million, WebP": (3_200, 2_400, "WEBP"),
}


def large(width: int, height: int, kind: str) -> bytes:
    """A photo of this size."""
    image = scene(width, height)
    if kind == "PROGRESSIVE":
        return encoded(image, "JPEG", progressive=True, subsampling=0)
    return encoded(image, kind, **({"compress_level": 1} if kind == "PNG" else {}))


def stairs(seed: int, width: int = 1600, height: int = 1200) -> Image.Image:
    """A staircase with a lamp; each seed another visit to a like place."""
    chance = random.Random(seed)
    image = Image.new("RGB", (width, height), (170 + chance.randint(-15, 15),) * 3)
    pen = ImageDraw.Draw(image)
    right, down = chance.randint(-150, 150), chance.randint(-120, 120)
    left_end, right_end, end = width // 3 + right, width * 2 // 3 + right, height // 2 + down
    pen.polygon([(0, height), (width, height), (right_end, end), (left_end, end)], fill=(120, 120, 120))
    pen.rectangle([left_end, height // 4 + down, right_end, end], fill=(90 + chance.randint(-20, 40),) * 3)
    pen.ellipse([width // 2 + right - 60, 60, width // 2 + right + 60, 180], fill=(250, 250, 220))
    for _ in range(3):
        x, y = chance.randint(0, width), chance.randint(height // 2, height)
        colour = (chance.randint(0, 255), chance.randint(0, 255), chance.randint(0, 255))
        pen.rectangle([x, y, x + chance.randint(50, 300), y + chance.randint(50, 300)], fill=colour)
    return image
