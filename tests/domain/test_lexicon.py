"""Folding keeps every character in its place; the lexicon finds whole words, the longest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.understanding.folding import fold
from domain.understanding.lexicon import Lexicon

WORDS = {"灯": "lamp", "红绿灯": "signal", "路灯": "street lamp", "light": "light", "light pole": "pole", "bus": "bus"}


@pytest.mark.parametrize(
    ("text", "folded"),
    [("３＃樓", "3#楼"), ("KTV太吵!", "ktv太吵!"), ("①号楼，漏水！", "1号楼,漏水!"), ("電燈壞了…", "电灯坏了…")],
)
def test_ways_of_writing_the_same_become_alike(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_moves_nothing_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("红绿灯旁的路灯", ["signal", "street lamp"]),
        ("灯灯", ["lamp", "lamp"]),
        ("two lights", ["light"]),
        ("buses and bus", ["bus", "bus"]),
        ("a light pole", ["pole"]),
        ("lightning, delight, busy", []),
        ("楼道light坏了", ["light"]),
        ("", []),
    ],
)
def test_the_longest_whole_word_counts(text: str, found: list[str]) -> None:
    assert [meaning for _start, _end, meaning in Lexicon(WORDS).scan(text)] == found


@given(st.text(alphabet="红绿路灯 lights busn."))
def test_what_is_found_stands_there_from_left_to_right(text: str) -> None:
    last = 0
    for start, end, meaning in Lexicon(WORDS).scan(text):
        assert last <= start < end
        assert any(text[start:end].startswith(word) for word, other in WORDS.items() if other == meaning)
        last = end
