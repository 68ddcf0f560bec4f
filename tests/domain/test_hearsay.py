"""Who told whoever files for others, and what must not be taken for it."""

import pytest

from domain.talk.sources import Source
from domain.understanding.hearsay import Heard, hear

PHONE, VISIT, SEEN, ROUND = Source.PHONE, Source.VISIT, Source.SEEN, Source.ROUND

TOLD = [
    ("老周来电 5号楼下水堵了", PHONE, "老周", "5号楼下水堵了"),
    ("老周来电，5号楼下水堵了", PHONE, "老周", "5号楼下水堵了"),
    ("5号楼老周来电 下水堵了", PHONE, "老周", "5号楼 下水堵了"),
    ("3号楼2单元的王阿姨打电话说楼道灯不亮", PHONE, "王阿姨", "3号楼2单元 楼道灯不亮"),
    ("刚才李大爷打来电话，说电梯停了", PHONE, "李大爷", "电梯停了"),
    ("接到张姐电话，北门路灯不亮", PHONE, "张姐", "北门路灯不亮"),
    ("接到居民来电反映2号楼没水", PHONE, "", "2号楼没水"),
    ("来电：3号楼没电", PHONE, "", "3号楼没电"),
    ("来电 13800138000 3号楼漏水", PHONE, "", "13800138000 3号楼漏水"),
    ("老周13800138000来电 5号楼下水堵了", PHONE, "老周", "13800138000 5号楼下水堵了"),
    ("张伟打电话来，3号楼停水", PHONE, "张伟", "3号楼停水"),
    ("居民电话：4号楼没暖气", PHONE, "", "4号楼没暖气"),
    ("早上孙大姐致电反映施工太吵", PHONE, "孙大姐", "施工太吵"),
    ("5号楼下水堵了，老周来电", PHONE, "老周", "5号楼下水堵了"),
    ("3号楼灯不亮（王阿姨打电话说的）", PHONE, "王阿姨", "3号楼灯不亮"),
    ("老周来电", PHONE, "老周", ""),
    ("张姐上门，说1号楼门禁坏了", VISIT, "张姐", "1号楼门禁坏了"),
    ("张姐上门说1号楼门禁坏了", VISIT, "张姐", "1号楼门禁坏了"),
    ("住户上门反映楼上漏水", VISIT, "", "楼上漏水"),
    ("李奶奶来居委会说暖气不热", VISIT, "李奶奶", "暖气不热"),
    ("刚才楼下碰到赵师傅，说小广场有个坑", VISIT, "赵师傅", "小广场有个坑"),
    ("有居民来社区反映广场舞太吵", VISIT, "", "广场舞太吵"),
    ("走访时陈奶奶反映家里没水", VISIT, "陈奶奶", "家里没水"),
    ("2号楼下水道堵了，张奶奶上门说的", VISIT, "张奶奶", "2号楼下水道堵了"),
    ("群里有人说3号楼电梯坏了", SEEN, "", "3号楼电梯坏了"),
    ("业主群里说北门垃圾满了", SEEN, "", "北门垃圾满了"),
    ("群里看到4号楼楼道堆杂物", SEEN, "", "4号楼楼道堆杂物"),
    ("5号楼群里有人说下水堵了", SEEN, "", "5号楼 下水堵了"),
    ("小王在业主群里说路灯不亮", SEEN, "小王", "路灯不亮"),
    ("微信群：3号楼没水", SEEN, "", "3号楼没水"),
    ("转自业主群：小广场路灯不亮", SEEN, "", "小广场路灯不亮"),
    ("北门垃圾满了，群里看到的", SEEN, "", "北门垃圾满了"),
    ("巡查发现北门井盖松了", ROUND, "", "北门井盖松了"),
    ("夜间巡逻时发现消防通道停了车", ROUND, "", "消防通道停了车"),
    ("今天路过看到3号楼外墙掉皮", ROUND, "", "3号楼外墙掉皮"),
    ("自己发现：2号楼单元门关不上", ROUND, "", "2号楼单元门关不上"),
    ("走访发现2号楼堆物", ROUND, "", "2号楼堆物"),
    ("井盖松了，巡查发现", ROUND, "", "井盖松了"),
    ("李奶奶说3号楼没水了", None, "李奶奶", "3号楼没水了"),
    ("2号楼下水道堵了，张奶奶说的", None, "张奶奶", "2号楼下水道堵了"),
    ("phone call from Mr Zhou: drain blocked in building 5", PHONE, "Mr Zhou", "drain blocked in building 5"),
    ("Mrs Wang called to say the light in building 3 is out", PHONE, "Mrs Wang", "the light in building 3 is out"),
    ("caller: no power in building 4", PHONE, "", "no power in building 4"),
    ("Auntie Li phoned about the noise", PHONE, "Auntie Li", "the noise"),
    ("drain blocked in building 5, Mr Zhou called", PHONE, "Mr Zhou", "drain blocked in building 5"),
    ("walk-in: lift stuck in building 1", VISIT, "", "lift stuck in building 1"),
    ("Old Zhou came by and said the gate is broken", VISIT, "Old Zhou", "the gate is broken"),
    ("seen in the group: no water in building 2", SEEN, "", "no water in building 2"),
    ("somebody wrote in the group chat that the lamp is out", SEEN, "", "the lamp is out"),
    ("On my round I found a loose manhole cover", ROUND, "", "a loose manhole cover"),
    ("found on my round: bike shed lock broken", ROUND, "", "bike shed lock broken"),
]

NOBODY = """老周家漏水
来电了吗
来电了
3号楼来电了
小区来电了，谢谢
什么时候来电
何时来电？
白天来电晚上又停
停电了，什么时候来电
门铃坏了
3号楼门铃坏了
有人敲门推销
有人敲门，半夜很吵
电话亭的玻璃碎了
电话线断了
物业电话打不通
给物业打电话没人管，3号楼漏水
电梯里的电话坏了
对讲电话不响
来电显示坏了
需要师傅上门修水管
上门维修约不到
李师傅上门修过了还是漏水
群租房太吵
楼上群租，半夜吵
群众广场灯坏了
巡逻车堵了消防通道
电梯检查超期了
路过的车按喇叭太吵
经过这里要绕路，路面有坑
小王家楼上漏水
高压电线断了
老房子漏水
马路上有人发传单
过来看看3号楼漏水
the phone line is dead
call button in the lift is broken
walk-in closet leaks
nobody called back about the leak
Building 3 rang an alarm""".splitlines()


@pytest.mark.parametrize(("words", "source", "name", "matter"), TOLD)
def test_who_told_it_is_taken_out_of_the_words(words: str, source: Source | None, name: str, matter: str) -> None:
    assert hear(words) == Heard(matter, source, name)


@pytest.mark.parametrize("words", NOBODY)
def test_what_names_nobody_stays_as_it_is(words: str) -> None:
    assert hear(words) == Heard(words)
