"""What encrypts callbacks and the bot's media, written from WeCom's description alone.

AES-256-CBC, the key's first 16 bytes as the start, PKCS#7 to blocks of 32.  A callback's plain text is 16 random bytes,
the length (4 bytes, most significant first), the message and the receiver's id.
"""

import base64
import hashlib
import os
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32  # bytes


def key_of(encoding_aes_key: str) -> bytes:
    """The 32 bytes that 43 characters of Base64 stand for."""
    return base64.b64decode(encoding_aes_key + "=")


def seal(key: bytes, plain: bytes) -> bytes:
    """Encrypts with padding."""
    pad = BLOCK - len(plain) % BLOCK
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()


def unseal(key: bytes, secret: bytes) -> bytes:
    """Decrypts and takes the padding off.  Raises ValueError if there is none."""
    decryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    plain = decryptor.update(secret) + decryptor.finalize()
    pad = plain[-1]
    if not 1 <= pad <= BLOCK or plain[-pad:] != bytes([pad]) * pad:
        raise ValueError("no padding")
    return plain[:-pad]


def encrypt(encoding_aes_key: str, message: str, receive_id: str, salt: bytes | None = None) -> str:
    """The Encrypt element of a callback."""
    body = message.encode()
    plain = (salt or os.urandom(16)) + struct.pack(">I", len(body)) + body + receive_id.encode()
    return base64.b64encode(seal(key_of(encoding_aes_key), plain)).decode()


def decrypt(encoding_aes_key: str, secret: str) -> tuple[str, str]:
    """The message and the receiver's id.  Raises ValueError."""
    plain = unseal(key_of(encoding_aes_key), base64.b64decode(secret))
    (length,) = struct.unpack(">I", plain[16:20])
    return plain[20 : 20 + length].decode(), plain[20 + length :].decode()


def sign(token: str, timestamp: str, nonce: str, secret: str) -> str:
    """The msg_signature."""
    return hashlib.sha1("".join(sorted([token, timestamp, nonce, secret])).encode()).hexdigest()


def new_key() -> str:
    """An EncodingAESKey."""
    return base64.b64encode(os.urandom(32)).decode()[:43]
