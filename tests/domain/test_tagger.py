"""Cutting the place out of a text: whatever the text is, and however the weights add up."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.understanding.folding import fold
from domain.where import tagger
from domain.where.tagger import FIELDS, WINDOW, Model, Token

PIECES = (
    "3 号楼 栋 十 二 单元 路 和 的 门口 北门 里 , # - 502 A街 Pine St blk 灯坏了 ¶ \t \n 0 ０ ٣ 𝟛 ⑤ ㈠ İ ß ﬁ ’s "
    "e\u0301 👨\u200d👧 \ud800 \x00 8:30 3-2-501 010-5550-0110 / | ^ $ /h |p #1"
).split(" ")


def cut(text: str) -> list[Token]:
    return tagger.tokens(text, fold(text))


def check(text: str) -> None:
    stretch = tagger.find(text, fold(text))
    assert stretch is None or 0 <= stretch[0] < stretch[1] <= len(text)


@given(st.text())
def test_any_text_is_cut_up_whole(text: str) -> None:
    ends = 0
    for token in cut(text):
        assert token.start >= ends and not text[ends : token.start].strip()
        ends = token.end
    assert not text[ends:].strip()
    check(text)


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_mixture_of_pieces_raises(text: str) -> None:
    check(text)


@given(st.text(min_size=1), st.data())
def test_a_known_place_is_inside_what_is_found(text: str, data: st.DataObject) -> None:
    whole = cut(text)
    if whole:
        known = data.draw(st.sampled_from(whole))
        stretch = tagger.find(text, fold(text), [(known.start, known.end)])
        assert stretch is not None and stretch[0] <= known.start and known.end <= stretch[1]


@pytest.mark.parametrize(
    "sign", ["3", "-", ":", "a", "'", "路", "号", "的", " ", "\n", "3号楼", "1-", "a's", "和路", "10:"]
)
def test_a_long_row_of_one_sign_is_read_like_any_other(sign: str) -> None:
    check(sign * (1_000 // len(sign)))


def test_weights_of_any_sign_do_not_run_into_each_other() -> None:
    """Each statement about each token around is a field of one number; fields below nought borrow from none."""
    about = {
        "灯": (1, -2, 3),
        "坏": (-127, 127, -1),
    }
    packed = {}
    for word, fields in about.items():
        at = tagger.BEFORE  # what the run says about its own first token
        packed[word] = sum(value << tagger.BITS * (at * FIELDS + field) for field, value in enumerate(fields))
    weighed = Model(packed, 0).weigh(cut("灯坏灯"))
    assert weighed == [(1, -2, 3), (-127, 127, -1), (1, -2, 3)]


def test_a_run_speaks_about_the_tokens_around_it() -> None:
    before = 5  # begins, three tokens before
    after = -7 << tagger.BITS * ((WINDOW - 1) * FIELDS + 2)  # inside, four tokens after
    assert Model({"灯": before + after}, 0).weigh(cut("一二三灯四五六七")) == [
        (5, 0, 0),
        *[(0, 0, 0)] * 6,
        (0, 0, -7),
    ]


def test_the_file_is_read_as_it_was_written() -> None:
    weights = [0] * WINDOW * FIELDS * 2
    weights[tagger.BEFORE * FIELDS] = 100  # 灯 begins a place
    weights[-1] = -128
    file = BytesIO()
    with ZipFile(file, "w") as parts:
        parts.writestr("runs.txt", "灯\n坏")
        parts.writestr("weights", bytes(weight % 256 for weight in weights))
        parts.writestr("least", "-3")
    model = tagger.read(file)
    assert model.least == -3
    assert model.weigh(cut("灯坏一二三四")) == [(100, 0, 0), *[(0, 0, 0)] * 4, (0, 0, -128)]


def test_a_text_without_a_token_names_nothing() -> None:
    assert tagger.find("", "") is None
    assert tagger.find(" \t", " \t") is None
