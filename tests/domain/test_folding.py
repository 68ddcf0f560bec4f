"""Different ways of writing the same text: alike when folded, and as long as before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.understanding import folding
from domain.understanding.folding import fold


@given(st.text())
def test_a_folded_text_is_as_long_and_folds_no_further(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_each_sign_alone_is_as_long_and_folds_no_further() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x30000))))
    folded = fold(every)
    assert len(folded) == len(every)
    assert fold(folded) == folded


def test_the_table_is_one_to_one_and_leads_to_plain_signs() -> None:
    pairs = dict(zip(folding._SIGNS[::2], folding._SIGNS[1::2], strict=True))
    assert len(pairs) == len(folding._SIGNS) // 2, "a sign stands there twice"
    assert not pairs.keys() & set(pairs.values())
    assert len(pairs) > 1_000


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("樓梯間燈壞咗,勞煩派人跟進", "楼梯间灯坏咗,劳烦派人跟进"),
        ("電梯夾人,請儘快處理", "电梯夹人,请尽快处理"),
        ("後巷溝渠淤塞,污水湧出嚟,氣味難聞", "后巷沟渠淤塞,污水涌出嚟,气味难闻"),
        ("廚房瓦斯漏氣,聞到很濃的味道", "厨房瓦斯漏气,闻到很浓的味道"),
        ("頂樓漏水滲到臥室,牆壁發黴", "顶楼漏水渗到卧室,墙壁发霉"),
        ("停車場鐵捲門關不起來", "停车场铁卷门关不起来"),
        ("樹枝斷裂壓到電線,非常危險", "树枝断裂压到电线,非常危险"),
        ("對面大廈裝修聲音很吵,嬰兒睡不著", "对面大厦装修声音很吵,婴儿睡不着"),
        ("衣服晾不乾,餘熱管線沒開", "衣服晾不干,余热管线没开"),
        ("3號樓 ABC\uff11\uff12", "3号楼 abc12"),
    ],
)
def test_traditional_characters_read_like_plain_ones(written: str, plain: str) -> None:
    assert fold(written) == plain
