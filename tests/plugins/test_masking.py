"""Nothing that says who somebody is leaves the machine; what it is about does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.understanding.masking import LONGEST, masked

TELLING = [
    ("3号楼2单元灯坏了，电话13812345678", ["13812345678"], "灯坏了"),
    ("灯坏了 138 1234 5678 找王女士", ["1234", "王女士"], "灯坏了"),
    ("打我座机010-55501234，下水堵了", ["55501234"], "下水堵了"),
    ("我的号是一三八一二三四五六七八 楼道灯坏", ["一三八一二三"], "楼道灯坏"),
    ("身份证110101199003071234办不了", ["110101", "199003"], "办不了"),
    ("身份证11010119900307123X丢了", ["19900307123"], "丢了"),
    ("京A12345挡着消防通道", ["12345"], "挡着消防通道"),
    ("粤B·D12345停在单元门口", ["12345"], "停在单元门口"),
    ("新能源车 沪AD12345 占了充电桩", ["12345"], "占了充电桩"),
    ("车牌是8K321的车堵门", ["8K321"], "堵门"),
    ("3号楼2单元501漏水", ["501"], "漏水"),
    ("3号楼1203室漏水", ["1203"], "漏水"),
    ("5-2-301楼上天天跺脚", ["301"], "跺脚"),
    ("３号楼５０１室漏水", ["５０１"], "漏水"),
    ("三单元五零二的水管爆了", ["五零二"], "水管爆了"),
    ("Apt 12B is leaking", ["12B"], "is leaking"),
    ("room 501, no water", ["501"], "no water"),
    ("王建强家的空调滴水", ["王建强"], "空调滴水"),
    ("李红家漏水到我家", ["李红"], "漏水到我家"),
    ("我叫王建国，楼道灯坏了", ["王建国"], "楼道灯坏了"),
    ("邻居张伟的狗乱叫", ["张伟"], "狗乱叫"),
    ("业主：李小红 电梯坏了", ["李小红"], "电梯坏了"),
    ("我姓赵，电梯困人", ["姓赵"], "电梯困人"),
    ("王阿姨家漏水", ["王阿姨"], "漏水"),
    ("欧阳女士说电梯坏了", ["欧阳"], "电梯坏了"),
    ("老周说井盖松了", ["老周"], "井盖松了"),
    ("找小李修的灯又坏了", ["小李"], "灯又坏了"),
    ("Mrs Brown says the lamp is out", ["Brown"], "lamp is out"),
    ("My name is Ann Lee, the lift is stuck", ["Ann", "Lee"], "lift is stuck"),
    ("微信号 zhou_shifu88 加我", ["zhou_shifu88"], "加我"),
    ("QQ：88123456 联系", ["88123456"], "联系"),
    ("@李阿姨 你家楼道灯也坏了吗", ["李阿姨"], "楼道灯也坏了"),
    ("mail ann.lee@example.org about the lamp", ["ann.lee"], "about the lamp"),
    ("看 https://example.org/u/ann 的照片 灯坏了", ["example.org"], "灯坏了"),
    ("卡号6222020200112233445被吞", ["6222"], "被吞"),
    ("護照E12345678丟了", ["12345678"], "丟了"),
    ("Please ring +44 20 7946 0958, street light out", ["7946"], "street light out"),
]


@pytest.mark.parametrize(("text", "hidden", "stays"), TELLING)
def test_what_says_who_it_is_stays_here(text: str, hidden: list[str], stays: str) -> None:
    left = masked(text)
    assert not [each for each in hidden if each in left], left
    assert stays in left


@pytest.mark.parametrize(
    "text",
    [
        "3号楼2单元楼道灯不亮",
        "东花园路34号门口井盖松了",
        "12栋电梯停了3天没人管",
        "小区门口路灯坏了好几天",
        "老人摔了一跤，黑灯瞎火的",
        "房东不管，房顶漏水",
        "building 12 street light is out since Monday",
        "高层水压不够，18楼没水",
        "周一到现在都没人来",
        "方便大家的事，楼上人家的水漏下来了",
        "高层住户家里没水",
    ],
)
def test_what_it_is_about_leaves_as_it_is(text: str) -> None:
    assert masked(text) == text


@given(st.text(max_size=200))
def test_any_text_can_be_masked(text: str) -> None:
    assert len(masked(text)) <= LONGEST * 3


@given(st.integers(10**10, 10**18 - 1), st.sampled_from("灯 坏,a楼室"), st.sampled_from("了 。b元"))
def test_no_long_number_leaves(number: int, before: str, after: str) -> None:
    assert str(number) not in masked(f"{before}{number}{after}")
