"""One message, several problems: offered only when each stands clearly on its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.understanding import several
from tests.domain.cases import context

SEVERAL = """\
楼道灯不亮，垃圾也没人清，电梯还老坏
3号楼2单元楼道灯不亮。小广场的健身器材坏了。
1.路灯不亮 2.垃圾桶满了没人清 3.电梯老是坏
一、北门路面坑坑洼洼；二、暖气不热；三、广场舞太吵
楼道灯坏了,另外下水道堵了
暖气不热，还有楼下狗天天叫
3号楼灯不亮，还有垃圾桶满了，另外北门道闸抬不起来，5号楼下水道也返水
电梯坏了三天了，车棚充电桩也充不上电
路灯不亮，健身器材也坏了
垃圾没人清，路灯也不亮
the hallway light is out, the bins are overflowing and the lift is broken
1. street light is out 2. potholes near the gate
Radiators are cold. Also the lawn has not been mowed for weeks.
Building 3 light is out and the trash at building 5 is overflowing
3号楼停电了，5号楼电梯也坏了
您好，我是5号楼的住户，想反映几个问题：第一，单元门口的路灯坏了一个多月了没人修；第二，垃圾桶总是满的没人清；第三，电梯经常停在半路，老人不敢坐。希望尽快处理，谢谢
""".splitlines()

ONE = """\
灯坏了，老人摔了
3号楼2单元楼道灯不亮，好几天了，黑灯瞎火的
停电了，电梯也停了
水管漏水，地上全是水，路滑
下水道堵了，厨房都是污水，臭死了
垃圾没人清，臭味熏人，苍蝇到处飞
暖气不热，家里冷得不行
电梯坏了，老人上不去楼
车堵在消防通道，救护车进不来
楼道灯不亮，门禁也看不清
充电桩旁边的路灯不亮，一闪一闪
树倒了，把路灯砸坏了
狗乱叫，吵得睡不着
楼上装修太吵，墙都裂了
路灯不亮，小偷都来了
停水了，马桶都冲不了
井盖坏了，车过去咣当响
路灯坏了，路又不平，容易摔
物业不作为，电梯坏了不修
建议装个路灯，太黑了
这灯都坏了三天了，报了两次没人修，物业电话也打不通
the light is out, it is dark and my mother fell
the lift is broken, old people cannot go up
there is no power so the lift is stopped
bins are overflowing and it stinks
the drain is blocked, water everywhere in the kitchen
门禁坏了，快递放门口老丢
楼道堆杂物，消防通道堵了
车位被占了，我的车没地方停只好停路上
绿化带里全是狗屎没人清
3号楼灯坏了，5号楼灯也坏了
雨棚漏水，滴得睡不着觉
楼上空调滴水，把我家晾的被子滴湿了
健身器材坏了，孩子夹了手
路面塌了，路灯杆也歪了
暖气漏水，地板泡了
停车场出口那块黑咕隆咚的，灯全灭了
活动室门口井盖松了，我拿凳子挡着了
车位上面墙体渗水，一直滴
""".splitlines()


@pytest.mark.parametrize("text", SEVERAL)
def test_several_problems(text: str) -> None:
    found = several.parts(context(), text)
    kinds = [code for code, _ in found]
    assert 2 <= len(found) <= several.MOST and len(set(kinds)) == len(kinds)


@pytest.mark.parametrize("text", ONE)
def test_one_problem_and_what_comes_of_it(text: str) -> None:
    assert several.parts(context(), text) == ()


def test_each_part_keeps_its_words_and_loses_the_numbers() -> None:
    found = several.parts(context(), "5号楼的事：1.路灯不亮，黑灯瞎火的 2.垃圾桶满了没人清；3.电梯老是坏")
    assert found == (("light", "路灯不亮，黑灯瞎火的"), ("sanitation", "垃圾桶满了没人清"), ("elevator", "电梯老是坏"))
    assert several.parts(context(), "楼道灯坏了,另外下水道堵了")[1] == ("drainage", "下水道堵了")


def test_too_many_are_left_to_somebody_who_reads_the_letter() -> None:
    five = "1.路灯不亮 2.垃圾桶满了没人清 3.电梯老是坏 4.暖气不热 5.广场舞太吵"
    assert several.parts(context(), five) == ()


@given(st.text(max_size=400))
def test_any_text_can_be_looked_at(text: str) -> None:
    several.parts(context(), text)
