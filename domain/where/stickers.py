"""The codes that stickers carry: which place a code is, and a letter that tells when it was read out or typed wrong.

A code is a building's or a thing's of the community file (b3, D-0231).  Read out it has a letter more: B3-Q, D-0231-H.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from domain.community import Community

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"  # 23: a prime number, and without those that look like a digit
LONGEST = 128  # characters of a code that somebody typed; the rest is nobody's code
_ALIKE = str.maketrans("OIL", "011")


def plain(code: str) -> str:
    """A code without what people change when they read it out: small letters, hyphens, O for 0, I and L for 1."""
    upper = unicodedata.normalize("NFKC", code[:LONGEST]).upper()
    return "".join(sign for sign in upper if sign.isalnum()).translate(_ALIKE)


def letter(code: str) -> str:
    """The check letter: another one for every code with one digit or letter changed for its like, or two exchanged."""
    total = sum(_value(sign) * (2 + at % 20) for at, sign in enumerate(plain(code)))
    return LETTERS[total % len(LETTERS)]


def _value(sign: str) -> int:
    if sign.isascii() and sign.isdigit():
        return int(sign)
    return LETTERS.index(sign) if sign in LETTERS else ord(sign) % len(LETTERS)


def spoken(code: str) -> str:
    """The code as it stands on the sticker, to be read out."""
    return f"{code.upper()}-{letter(code)}"


def find(typed: str, community: Community) -> str | None:
    """The code that somebody typed, read out or scanned; None when it is none of ours, or its letter does not fit."""
    if community.knows(typed):
        return typed
    codes, key = _codes(_Known(community)), plain(typed)
    if key in codes:
        return codes[key]
    found = codes.get(key[:-1]) if key else None
    return found if found and letter(found) == key[-1] else None


def meant(typed: str, community: Community) -> str | None:
    """The code that is right but for its letter: perhaps it was another, so it is asked."""
    key = plain(typed)
    return _codes(_Known(community)).get(key[:-1]) if len(key) > 1 and key[-1] in LETTERS else None


class _Known:
    """A community by its identity: it is built once at start."""

    def __init__(self, community: Community) -> None:
        self.community = community

    def __hash__(self) -> int:
        return id(self.community)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and other.community is self.community


@lru_cache(maxsize=200)
def _codes(known: _Known) -> Mapping[str, str]:
    """Plain code -> code, without those that read alike."""
    found: dict[str, list[str]] = {}
    for code in (*known.community.buildings, *known.community.assets):
        found.setdefault(plain(code), []).append(code)
    return {key: codes[0] for key, codes in found.items() if key and len(codes) == 1}
