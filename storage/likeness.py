"""How alike two photos are: to know a photo again that was sent before, and not to mistake one place for another.

A fingerprint is 64 bits, by which like photos are found, and a sketch, by which they are told apart.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

ACROSS, DOWN = 9, 8  # 8 x 8 comparisons
LIGHTER = 3  # shades of grey by which a part must be lighter than the one before: even parts then stay the same bit
FEWEST = 8  # bits of each kind; below that there is too little to see, and all such pictures would look alike
BITS = 3  # that may differ: with four bands of 16 bits, one of them is the same
SKETCH = 16  # px of each side
SAME = 0.98  # correlation of the sketches: of 1,770 pairs of drawn staircases the bits alone mistake 26, with it none
_BOX = 4  # PIL.Image.Resampling.BOX
_SIGN = 1 << 63  # SQLite's INTEGER has one


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What to know a photo again by."""

    bits: int  # 64, signed
    sketch: bytes  # 16 x 16 shades of grey

    def is_like(self, other: "Fingerprint") -> bool:
        """Whether this is nearly the same photo: scaled, encoded anew, a little brighter, cut by a hundredth."""
        differing = ((self.bits ^ other.bits) & (2 * _SIGN - 1)).bit_count()
        return differing <= BITS and _correlation(self.sketch, other.sketch) >= SAME


def fingerprint(image: "Image.Image") -> Fingerprint | None:
    """Whether it gets lighter from each part to the next ("difference hash").  None: it is too even to say."""
    grey = image.convert("L")
    parts = grey.resize((ACROSS, DOWN), _BOX).tobytes()
    bits = 0
    for row in range(0, ACROSS * DOWN, ACROSS):
        for at in range(row, row + ACROSS - 1):
            bits = bits << 1 | (parts[at + 1] > parts[at] + LIGHTER)
    if not FEWEST <= bits.bit_count() <= 64 - FEWEST:
        return None
    signed = bits - 2 * _SIGN if bits & _SIGN else bits
    return Fingerprint(signed, grey.resize((SKETCH, SKETCH), _BOX).tobytes())


def _correlation(one: bytes, other: bytes) -> float:
    middle, other_middle = sum(one) / len(one), sum(other) / len(other)
    together = sum((a - middle) * (b - other_middle) for a, b in zip(one, other, strict=True))
    spread = sum((a - middle) ** 2 for a in one) * sum((b - other_middle) ** 2 for b in other)
    return float(together / spread**0.5) if spread else 0.0
