"""What answers "where?", and what does not."""

from datetime import UTC, datetime

import pytest

from domain.context import Context
from domain.where.no_place import is_no_place
from tests.domain.test_classification import CATEGORIES, CLASSIFIER, SAMPLE

CTX = Context(datetime(2026, 9, 1, tzinfo=UTC), SAMPLE, CATEGORIES, CLASSIFIER)

PLACES = """\
老槐树那儿
就是楼上撒
我家楼下
小区里面的垃圾站
垃圾站
楼道里
电梯里
水泵房
坏的那个滑梯
坏了的滑梯旁边
漏水的那面墙
是不是7栋？
车棚
3号楼
there
behind the playground
water tank on the roof
kitchen
building 5
""".splitlines()

NONE = """\
我屋头那个水龙头下面那个管管在漏水，漏得稀里哗啦的
厨房的橱柜都泡烂了
你们几点下班
今天停水到几点
没有着火，就是问问灭火器在哪
燃气公司电话多少
你能干啥
谢谢
喂喂 你好 是物业吗
now there is also water coming through the ceiling of my room
there is also water coming through the ceiling
when is it collected?
who are you
what's the number of the gas company
thanks a lot
""".splitlines()


@pytest.mark.parametrize("text", PLACES)
def test_it_may_say_where(text: str) -> None:
    assert not is_no_place(CTX, text)


@pytest.mark.parametrize("text", NONE)
def test_it_does_not_say_where(text: str) -> None:
    assert is_no_place(CTX, text)
