"""Codes that people show: made here, and only their hash is kept."""

import base64
import hashlib
import secrets

from domain.members.inviting import Code


def invitation() -> Code:
    """A code for a link: 80 bits in sixteen small letters and digits."""
    return code(base64.b32encode(secrets.token_bytes(10)).decode().lower())


def joining() -> Code:
    """A code to copy by hand: 50 bits in ten capitals and digits, shown in two halves."""
    text = base64.b32encode(secrets.token_bytes(7)).decode()[:10]
    return Code(f"{text[:5]}-{text[5:]}", code(text).hash)


def page() -> Code:
    """A code for a link that lets somebody in as themselves: 256 bits."""
    return code(secrets.token_urlsafe(32))


def code(text: str) -> Code:
    """A code that somebody shows, with its hash."""
    return Code(text, hashlib.sha256(text.encode()).hexdigest())
