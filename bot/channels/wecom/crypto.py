"""How WeCom wraps what it delivers: signed, and encrypted with AES-256-CBC (document/path/90968).

Inside: 16 random bytes, the length of the text as a big-endian uint32, the text, and whom it is for, padded to
blocks of 32 bytes.  Media of the smart bot are encrypted alike, without that frame.
"""

import base64
import binascii
import hashlib
import hmac
import os
import struct

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

BLOCK = 32  # bytes; twice what libraries pad AES to
RANDOM = 16  # bytes before the length


class Unreadable(Exception):
    """It is not from WeCom, not for us, or damaged.  Says nothing of what was in it."""


class Envelope:
    """One callback's secrets: it opens what WeCom wrapped for ``receive_id``, and wraps answers."""

    def __init__(self, token: str, aes_key: str, receive_id: str) -> None:
        self._token, self._receive_id, self._key = token, receive_id.encode(), key_of(aes_key)

    def signature(self, timestamp: str, nonce: str, encrypted: str) -> str:
        """What stands beside the encrypted text as ``msg_signature``."""
        parts = sorted([self._token, timestamp, nonce, encrypted])
        return hashlib.sha1("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def open(self, signature: str, timestamp: str, nonce: str, encrypted: str) -> str:
        """The text inside, once its signature is right.  Raises ``Unreadable``."""
        expected = self.signature(timestamp, nonce, encrypted).encode()
        if not hmac.compare_digest(expected, signature.encode("utf-8", "surrogatepass")):
            raise Unreadable("the signature is wrong")
        return self.decrypt(encrypted)

    def decrypt(self, encrypted: str) -> str:
        """The text inside.  Raises ``Unreadable``."""
        try:
            content = base64.b64decode(encrypted, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Unreadable("it is not base64") from error
        inside = decrypted(self._key, content)
        if len(inside) < RANDOM + 4:
            raise Unreadable("it is too short")
        (length,) = struct.unpack(">I", inside[RANDOM : RANDOM + 4])
        text, receiver = inside[RANDOM + 4 :][:length], inside[RANDOM + 4 + length :]
        if len(text) != length or not hmac.compare_digest(receiver, self._receive_id):
            raise Unreadable("it is for somebody else")
        try:
            return text.decode()
        except UnicodeDecodeError as error:
            raise Unreadable("it is not UTF-8") from error

    def encrypt(self, text: str, random: bytes | None = None) -> str:
        """The text, wrapped; ``random`` are 16 bytes."""
        content = text.encode()
        start = os.urandom(RANDOM) if random is None else random
        return base64.b64encode(
            encrypted(self._key, start + struct.pack(">I", len(content)) + content + self._receive_id)
        ).decode()


def key_of(aes_key: str) -> bytes:
    """The 32 bytes of a key in base64, with or without the last ``=``.  Raises ``Unreadable``."""
    try:
        key = base64.b64decode(aes_key.removesuffix("=") + "=", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable("the key is not base64") from error
    if len(key) != BLOCK:
        raise Unreadable("the key has not 32 bytes")
    return key


def decrypted(key: bytes, content: bytes) -> bytes:
    """What was padded and encrypted with this key.  Raises ``Unreadable``."""
    if not content or len(content) % BLOCK:
        raise Unreadable("it is no whole number of blocks")
    decryptor = _cipher(key).decryptor()
    padded = decryptor.update(content) + decryptor.finalize()
    pad = padded[-1]
    if not 1 <= pad <= BLOCK or not hmac.compare_digest(padded[-pad:], bytes([pad]) * pad):
        raise Unreadable("it is padded wrongly")
    return padded[:-pad]


def encrypted(key: bytes, content: bytes) -> bytes:
    """The content, padded and encrypted with this key."""
    pad = BLOCK - len(content) % BLOCK
    encryptor = _cipher(key).encryptor()
    return encryptor.update(content + bytes([pad]) * pad) + encryptor.finalize()


def _cipher(key: bytes) -> Cipher[CBC]:
    return Cipher(AES256(key), CBC(key[:16]))  # WeCom's own choice of an initial vector
