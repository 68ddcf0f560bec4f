"""Codes on stickers: read out, misread, typed in any way."""

import string

from hypothesis import given
from hypothesis import strategies as st

from config import community
from domain.where import stickers

HOME = community.load(community.SAMPLE)
CODES = [*HOME.buildings, *HOME.assets]


def test_every_code_of_the_sample_is_found_however_it_is_typed() -> None:
    for code in CODES:
        spoken = stickers.spoken(code)
        for typed in (code, spoken, spoken.lower(), spoken.replace("-", ""), spoken.replace("-", " "), f" {spoken} "):
            assert stickers.find(typed, HOME) == code, typed
    assert stickers.find("Ｄ－０２３１", HOME) == "D-0231"  # a Chinese keyboard's full width
    assert stickers.find("D-O231", HOME) == "D-0231"  # the letter O for the digit
    assert stickers.find("bl", HOME) == "b1"


def test_a_wrong_letter_finds_nothing_but_says_what_it_may_have_been() -> None:
    right = stickers.spoken("D-0231")
    for wrong in stickers.LETTERS.replace(right[-1], ""):
        assert stickers.find(right[:-1] + wrong, HOME) is None
        assert stickers.meant(right[:-1] + wrong, HOME) == "D-0231"
    assert stickers.find("", HOME) is None and stickers.find("-", HOME) is None and stickers.meant("", HOME) is None


@given(st.text(string.digits, min_size=2, max_size=10), st.data())
def test_one_wrong_digit_or_two_exchanged_change_the_letter(digits: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from(string.digits.replace(digits[at], "")))
    assert stickers.letter(f"D-{digits}") != stickers.letter(f"D-{digits[:at]}{other}{digits[at + 1 :]}")
    if at and digits[at] != digits[at - 1]:
        swapped = digits[: at - 1] + digits[at] + digits[at - 1] + digits[at + 1 :]
        assert stickers.letter(f"D-{digits}") != stickers.letter(f"D-{swapped}")


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_code_of_ours_or_none(typed: str) -> None:
    assert stickers.find(typed, HOME) in (None, *CODES)
    assert stickers.meant(typed, HOME) in (None, *CODES)
