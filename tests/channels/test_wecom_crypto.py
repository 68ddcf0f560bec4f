"""What WeCom delivers is opened byte for byte as its own library wrapped it, and nothing else is."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wecom.crypto import Envelope, Unreadable, decrypted, encrypted, key_of

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "wecom_vectors.json").read_text(encoding="utf-8"))
GOOD: list[dict[str, str]] = VECTORS["positive"] + VECTORS["official"]
BY_NAME = {each["name"]: each for each in GOOD}
ANY = BY_NAME["kf_msg_or_event"]


def envelope(vector: dict[str, str]) -> Envelope:
    return Envelope(vector["token"], vector["encoding_aes_key"], vector["receive_id"])


def opened(vector: dict[str, str]) -> str:
    signed = (vector["msg_signature"], vector["timestamp"], vector["nonce"], vector["encrypt"])
    return envelope(vector).open(*signed)


@pytest.mark.parametrize("vector", GOOD, ids=lambda each: each["name"])
def test_a_good_one_is_opened_and_wrapped_again_byte_for_byte(vector: dict[str, str]) -> None:
    assert opened(vector) == vector["plaintext"]
    ours = envelope(vector)
    again = ours.encrypt(vector["plaintext"], bytes.fromhex(vector["random_hex"]))
    assert again == vector["encrypt"]
    assert ours.signature(vector["timestamp"], vector["nonce"], again) == vector["msg_signature"]


@pytest.mark.parametrize("change", VECTORS["negative"], ids=lambda each: each["name"])
def test_a_bad_one_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(Unreadable):
        opened(BY_NAME[change["from"]] | change)


@pytest.mark.parametrize("change", VECTORS["negative"][1:], ids=lambda each: each["name"])
def test_a_bad_one_is_refused_for_its_own_reason_when_its_signature_is_right(change: dict[str, str]) -> None:
    vector = BY_NAME[change["from"]] | change
    with pytest.raises(Unreadable) as refused:
        envelope(vector).decrypt(vector["encrypt"])
    assert "signature" not in str(refused.value)


@pytest.mark.parametrize("media", VECTORS["media"], ids=lambda each: each["name"])
def test_media_both_ways(media: dict[str, str]) -> None:
    key = key_of(media["aeskey"])
    plain, wrapped = base64.b64decode(media["plaintext_b64"]), base64.b64decode(media["ciphertext_b64"])
    assert decrypted(key, wrapped) == plain
    assert encrypted(key, plain) == wrapped


def padded_with(pad: bytes) -> str:
    """A message for the right receiver whose padding is this."""
    key = key_of(ANY["encoding_aes_key"])
    frame = bytes(16) + (0).to_bytes(4, "big") + ANY["receive_id"].encode()
    encryptor = Cipher(AES256(key), CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(frame + pad) + encryptor.finalize()).decode()


def test_every_byte_of_the_padding_counts() -> None:
    short = -(20 + len(ANY["receive_id"])) % 32
    right = bytes([short]) * short
    assert envelope(ANY).decrypt(padded_with(right)) == ""
    for at in range(short):
        wrong = right[:at] + bytes([right[at] ^ 1]) + right[at + 1 :]
        with pytest.raises(Unreadable):
            envelope(ANY).decrypt(padded_with(wrong))
    for last in (0, 33, 255):
        with pytest.raises(Unreadable):
            envelope(ANY).decrypt(padded_with(right[:-1] + bytes([last])))


def test_a_length_beyond_the_message_is_refused() -> None:
    frame = bytes(16) + (2**31).to_bytes(4, "big") + ANY["receive_id"].encode()
    wrapped = base64.b64encode(encrypted(key_of(ANY["encoding_aes_key"]), frame)).decode()
    with pytest.raises(Unreadable):
        envelope(ANY).decrypt(wrapped)


def test_a_length_beyond_the_message_is_refused_where_there_is_no_receiver_to_miss() -> None:
    bot = BY_NAME["aibot_echostr"]
    frame = bytes(16) + (100).to_bytes(4, "big") + b"short"
    wrapped = base64.b64encode(encrypted(key_of(bot["encoding_aes_key"]), frame)).decode()
    with pytest.raises(Unreadable):
        envelope(bot).decrypt(wrapped)


def test_more_padding_than_a_block_is_refused() -> None:
    short = -(20 + len(ANY["receive_id"])) % 32
    for more in (32, 64):
        with pytest.raises(Unreadable, match="padded"):
            envelope(ANY).decrypt(padded_with(bytes([short + more]) * (short + more)))


def test_blocks_of_another_size_are_refused() -> None:
    short = -(20 + len(ANY["receive_id"])) % 32
    pad = short + 16 if short < 16 else short - 16
    with pytest.raises(Unreadable, match="blocks"):
        envelope(ANY).decrypt(padded_with(bytes([pad]) * pad))


def test_signs_between_the_base64_are_refused() -> None:
    wrapped = ANY["encrypt"]
    for sign in "! \n路":
        with pytest.raises(Unreadable, match="base64"):
            envelope(ANY).decrypt(wrapped[:20] + sign + wrapped[20:])


def test_a_text_that_is_not_utf8_is_refused() -> None:
    frame = bytes(16) + (2).to_bytes(4, "big") + b"\xff\xfe" + ANY["receive_id"].encode()
    wrapped = base64.b64encode(encrypted(key_of(ANY["encoding_aes_key"]), frame)).decode()
    with pytest.raises(Unreadable, match="UTF-8"):
        envelope(ANY).decrypt(wrapped)


@pytest.mark.parametrize("key", ["", "=", "short", "#" * 43, "路" * 43, "A" * 44, "A" * 42])
def test_a_key_that_is_none(key: str) -> None:
    with pytest.raises(Unreadable):
        key_of(key)


@given(st.text() | st.binary().map(lambda content: base64.b64encode(content).decode()))
def test_garbage_gives_one_clear_error(garbage: str) -> None:
    with pytest.raises(Unreadable):
        envelope(ANY).decrypt(garbage)


@given(st.binary(min_size=1, max_size=6).map(lambda blocks: base64.b64encode(blocks * 32).decode()))
def test_whole_blocks_of_garbage_too(garbage: str) -> None:
    with pytest.raises(Unreadable):
        envelope(ANY).decrypt(garbage)


@given(st.text(), st.text(), st.text(), st.text())
def test_no_signature_is_right_by_chance(signature: str, timestamp: str, nonce: str, encrypt: str) -> None:
    with pytest.raises(Unreadable):
        envelope(ANY).open(signature, timestamp, nonce, encrypt)


@given(st.text(), st.binary(min_size=16, max_size=16))
def test_any_text_comes_back(text: str, random: bytes) -> None:
    ours = envelope(ANY)
    assert ours.decrypt(ours.encrypt(text, random)) == text
