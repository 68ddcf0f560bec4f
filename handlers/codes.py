"""Codes that people show: made here, and only their hash is kept."""

import base64
import hashlib
import secrets

from domain.inviting import Code


def invitation() -> Code:
    """A code for a link: 80 bits in sixteen small letters and digits."""
    return code(base64.b32encode(secrets.token_bytes(10)).decode().lower())


def code(text: str) -> Code:
    """A code that somebody shows, with its hash."""
    return Code(text, hashlib.sha256(text.encode()).hexdigest())
