"""Sealing a message for one browser (RFC 8291, RFC 8188) and saying who calls (RFC 8292).

By hand on ``cryptography``, which is here anyway: the kept library for it brings three others and a second HTTP client.
"""

import base64
import json
import os
import time
from urllib.parse import urlsplit

VALID = 12 * 3600  # s; services take at most a day
RECORD = 4096  # bytes of a record; there is one


def fresh_key() -> str:
    """A new private key on P-256, as it is kept."""
    from cryptography.hazmat.primitives.asymmetric import ec

    return _text(ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value.to_bytes(32, "big"))


def public(key: str) -> str:
    """The public half of a key, as browsers take it."""
    return _text(_point(_private(key).public_key()))


def sealed(words: bytes, p256dh: str, auth: str, key: str = "", salt: bytes = b"") -> bytes:
    """``words`` so that only the browser with these keys can read them; ``key`` and ``salt`` are fresh unless given."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    def derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
        return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)

    theirs, ours, salt = _bytes(p256dh), _private(key or fresh_key()), salt or os.urandom(16)
    point = _point(ours.public_key())
    shared = ours.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
    secret = derived(shared, _bytes(auth), b"WebPush: info\0" + theirs + point, 32)
    content_key = derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + len(point).to_bytes(1, "big") + point
    return head + AESGCM(content_key).encrypt(nonce, words + b"\x02", None)


def authorization(key: str, endpoint: str, address: str) -> str:
    """The header that says who calls, signed for this service alone; ``address``: where we can be asked about it."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int(time.time()) + VALID, "sub": address}
    said = ".".join(_text(json.dumps(each).encode()) for each in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = decode_dss_signature(_private(key).sign(said.encode(), ec.ECDSA(hashes.SHA256())))
    signature = _text(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={said}.{signature}, k={public(key)}"


def usable(p256dh: str, auth: str) -> bool:
    """Whether these are keys of a browser."""
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(p256dh))
        return len(_bytes(auth)) == 16
    except ValueError:
        return False


def _private(key: str):  # type: ignore[no-untyped-def]
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.derive_private_key(int.from_bytes(_bytes(key), "big"), ec.SECP256R1())


def _point(key) -> bytes:  # type: ignore[no-untyped-def]
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    found: bytes = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return found


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
