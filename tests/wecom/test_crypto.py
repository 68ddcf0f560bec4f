"""The fake's own encryption against the published vectors, so that it errs in nobody's way."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from tests.wecom import crypto

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent.parent / "wecom_vectors.json").read_text("utf-8"))
GOOD = VECTORS["positive"] + VECTORS["official"]


@pytest.mark.parametrize("vector", GOOD, ids=[each["name"] for each in GOOD])
def test_a_vector_both_ways(vector: dict[str, str]) -> None:
    key, secret = vector["encoding_aes_key"], vector["encrypt"]
    assert crypto.decrypt(key, secret) == (vector["plaintext"], vector["receive_id"])
    salt = bytes.fromhex(vector["random_hex"])
    assert crypto.encrypt(key, vector["plaintext"], vector["receive_id"], salt) == secret
    signed = crypto.sign(vector["token"], vector["timestamp"], vector["nonce"], secret)
    assert signed == vector["msg_signature"]


@pytest.mark.parametrize("vector", VECTORS["media"], ids=[each["name"] for each in VECTORS["media"]])
def test_a_bots_file_both_ways(vector: dict[str, str]) -> None:
    key = base64.b64decode(vector["aeskey"] + "=" * (-len(vector["aeskey"]) % 4))
    plain, secret = base64.b64decode(vector["plaintext_b64"]), base64.b64decode(vector["ciphertext_b64"])
    assert (crypto.unseal(key, secret), crypto.seal(key, plain)) == (plain, secret)
