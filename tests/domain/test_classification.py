"""What messages say, in the words of a made-up but likely neighbourhood."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import categories, community, model
from domain.categories import Urgency
from domain.understanding.classification import Classifier, looks_like_report
from domain.understanding.result import Understanding

CONFIG = Path(categories.__file__).parent
CATEGORIES = categories.load(CONFIG / "categories.toml")
SAMPLE = community.load(CONFIG / "sample" / "community.toml")
CLASSIFIER = Classifier(CATEGORIES, model.load())


def understand(text: str) -> Understanding:
    return CLASSIFIER.understand(text, SAMPLE)


REPORTS = {
    "light": ["3号楼2单元楼道灯不亮", "充电桩旁边的路灯一闪一闪的", "street lamp near the gate keeps flickering"],
    "road": ["北门外面人行道地砖翘起来了,绊了一跤", "7号楼前面路面塌了一块", "big pothole by the main entrance"],
    "charger": ["充电棚又充不上电了,扣了钱不退", "6号充电桩扫码没反应", "the ev charger does not start"],
    "manhole": ["9栋旁边的井盖松了,车一过就咣当响", "loose manhole cover clanks all night"],
    "drainage": ["下水道又堵了,厨房返水", "一下雨北门就积水", "the drain in the yard is clogged again"],
    "water_supply": ["又停水了,你们家有水吗", "水压太低了,洗不了澡", "no water since this morning in block 7"],
    "electricity": ["12栋整栋停电了", "我家又跳闸了,麻烦来修一下", "power is out in the whole building"],
    "gas": ["燃气表没电了打不着火", "no gas in our kitchen since yesterday"],
    "heating": ["暖气一点不热,家里14度", "our radiators are stone cold"],
    "elevator": ["15号楼电梯停在8楼不动了", "lift is stuck on 5, nobody inside"],
    "building": ["楼上卫生间漏水漏到我家了", "顶楼漏雨,天花板都泡烂了", "water stain on my ceiling is growing"],
    "fire_safety": ["消防通道又被车堵了", "4号楼楼道堆满杂物", "neighbour charges his e-bike in the hallway"],
    "sanitation": ["垃圾桶满得都溢出来了", "小区里蟑螂太多了,能不能统一消杀", "bins have not been emptied for a week"],
    "greenery": ["树枝挡住我家窗户了,能不能剪剪", "grass is knee high behind building 4"],
    "parking": ["我的车位又被占了", "道闸抬不起来,堵了一长串车", "a car has been parked in my spot all week"],
    "traffic": ["小区门口的减速带坏了", "学校门口没有斑马线,太危险了", "cars are speeding past the school"],
    "noise": ["楼上半夜还在拖椅子,天天睡不着", "广场舞音响开得太大了", "party upstairs at 2am again, cannot sleep"],
    "pollution": ["楼下烧烤店油烟全飘我家来了", "工地扬尘太大", "restaurant fumes fill our bedroom"],
    "pets": ["有人遛狗不拴绳,小孩吓哭了", "楼道里都是狗屎", "stray dogs near the south gate all day"],
    "illegal_construction": ["楼顶有人搭了个棚子", "6号楼有群租房", "they built a shed on the roof without a permit"],
    "security": ["门禁坏了,谁都能进", "昨晚我的电瓶被偷了", "my bike was stolen from the shed"],
    "facilities": ["儿童滑梯裂了个口子", "健身器材少了螺丝,晃得厉害", "bench by the fountain is broken"],
    "services": ["物业电话打了一天没人接", "物业费涨了也没个说法", "management never answers the phone"],
    "suggestion": ["我有个建议,搞个读书会", "我提个建议,大家轮流值日", "could we start a book club in the clubhouse"],
    "other": ["楼道被贴满开锁小广告", "有人摆摊卖菜,一直没人管", "graffiti next to the stairs"],
}
CHATTER = [
    "今天小区的花开得真好看",
    "谁要一起去公园跑步",
    "我到北门了,你下来拿",
    "电梯里碰到你家狗了,好可爱",
    "谁家有打气筒借一下",
    "请问附近哪里修手机",
    "物业师傅真好,谢谢",
    "灯亮了",
    "来水了来水了",
    "各位业主,今晚8点在活动室开会",
    "拼车去机场,明早6点",
    "出一台九成新洗衣机,自提",
    "车位转租,有意私聊",
    "团购草莓,3号楼自提",
    "堵在三环上了,晚点到",
    "手机没电了,先充电",
    "听说对面小区停电了",
    "捡到一串钥匙,在门卫室,谁丢的",
    "快递放门口就行",
    "3号楼的李阿姨在吗",
    "新装的路灯真亮",
    "麻烦帮我收一下快递",
    "公交车来了没",
    "晚上遛狗一起吗",
    "【通知】周三下午水箱清洗,4至8号楼水小",
    "好嘞",
    "[玫瑰][玫瑰]",
    "😀",
    "anyone up for tennis on saturday",
    "selling my old bike, 300",
    "is the gym open on sunday",
    "my phone is dead, call you later",
    "found keys near the gate, dm me",
    "the new bench looks great",
    "meet you at the north gate",
    "dinner at 7?",
    "dear residents, water will be shut off tomorrow 9-12",
    "thanks for fixing the light",
]
ASKED = [
    "修好了吗",
    "什么时候能修好啊",
    "怎么样了",
    "明天停水吗",
    "今天停水到几点",
    "我家也是",
    "+1",
    "同上",
    "谢谢",
    "你好",
    "any news?",
    "me too",
    "when will the water be back",
]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in REPORTS.items() for text in texts])
def test_a_report_is_recognised_and_filed(code: str, text: str) -> None:
    found = understand(text)
    assert looks_like_report(found)
    assert found.category == code


def test_there_are_reports_of_every_category() -> None:
    assert list(REPORTS) == list(CATEGORIES.by_code)


@pytest.mark.parametrize("text", CHATTER + ASKED)
def test_chatter_is_left_alone(text: str) -> None:
    found = understand(text)
    assert not looks_like_report(found)
    assert found.danger is None


def test_a_me_too_that_names_the_problem_is_a_report() -> None:
    assert looks_like_report(understand("我家也停水了,5号楼"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("楼道里闻到煤气味,谁家漏了", "gas"),
        ("楼下燃气管嘶嘶响", "gas"),
        ("I smell gas in the corridor", "gas"),
        ("着火了!11号楼3楼窗户冒黑烟", "fire"),
        ("充电棚有个电池在冒烟", "fire"),
        ("不是演习! 3号楼着火了", "fire"),
        ("居委会着火了", "fire"),
        ("恐怕是着火了,全是烟", "fire"),
        ("help\nsmoke is coming out of flat 302", "fire"),
        ("there is a fire in the bike shed", "fire"),
        ("台风刮断了电线,垂在人行道上", "electric"),
        ("充电桩漏电,摸了一下手都麻了", "electric"),
        ("a live wire is lying on the path", "electric"),
        ("我被困在电梯里了,17号楼", "elevator"),
        ("两个老太太被困客梯,快来", "elevator"),
        ("people trapped in the elevator building 3", "elevator"),
        ("井盖被人偷走了,小广场东边", "manhole"),
        ("昨天井盖就没了,到现在没人管", "manhole"),
        ("manhole cover is missing in front of building 5", "manhole"),
        ("外墙瓷砖掉下来一块,差点砸到人", "falling"),
        ("大树倒了砸车上了", "falling"),
        ("bricks are falling off the facade", "falling"),
        ("水管爆了,水漫到电梯里了", "flood"),
        ("地下车库全淹了", "flood"),
        ("water is gushing out of a burst pipe", "flood"),
        ("楼上两口子打起来了,拿着刀", "violence"),
        ("a man with a knife in the lobby", "violence"),
        ("我不想活了", "self_harm"),
        ("担心我妈想不开了,她说要跳楼", "self_harm"),
        ("i want to kill myself", "self_harm"),
        ("我老公又打我了", "abuse"),
        ("my husband beats me", "abuse"),
        ("有个大爷在花坛边晕倒了", "person_down"),
        ("an old man collapsed by the entrance", "person_down"),
        ("5 hao lou zhao huo le", "fire"),
        ("dian ti kun ren le, 3 hao lou", "elevator"),
        ("lou dao you mei qi wei", "gas"),
        ("3 hao lou dian ti huai le", None),
    ],
)
def test_danger_is_recognised(text: str, code: str | None) -> None:
    found = understand(text)
    assert found.danger == code
    if code:
        assert looks_like_report(found)
        assert found.urgency is Urgency.EMERGENCY
        assert found.category == CATEGORIES.dangers[code].category or not CATEGORIES.dangers[code].private


@pytest.mark.parametrize(
    "text",
    [
        "没有着火,是做饭的烟",
        "今晚消防演练,听到警报不用慌",
        "这部电影里着火那段太吓人了",
        "虚惊一场,有人以为着火了",
        "万一着火了怎么办",
        "楼道堆杂物,容易引发火灾",
        "燃气表没电了打不着火",
        "嗓子冒烟了,求口水喝",
        "我的心态炸了",
        "哈哈哈我厨房着火了",
        "对面工厂烟囱又冒黑烟",
        "昨晚着火那家清理干净了吗",
        "听说隔壁小区昨晚失火,大家都还好吧",
        "没有闻到煤气味",
        "燃气公司来检查有没有泄漏",
        "电梯老是困人,能不能换",
        "怕被困在电梯里",
        "井盖松了,一过车就响",
        "6号楼外墙空鼓,墙砖眼看要掉",
        "商铺招牌歪了,快砸到人了",
        "漏电保护器跳了",
        "宽带线掉下来了",
        "跳楼价清仓",
        "这天气热得我都要晕倒了",
        "救命,这个也太好吃了吧",
        "老人容易摔倒",
        "两只猫打架",
        "一下雨地下室就被淹",
        "火锅店排队两小时",
        "消防通道被堵了",
        "fire drill tomorrow at 10",
        "bikes are blocking the fire exit",
        "the fire alarm panel beeps",
        "no smoking sign is missing",
        "people are smoking in the lobby",
        "gas station is closed",
        "the gas bill is too high",
        "worried that someone gets stuck in the lift",
        "lift is stuck on 5",
        "my key is stuck in the elevator panel",
        "tree branch is hanging low",
        "I nearly fainted when I saw the price",
        "that match was on fire lol",
        "the road has collapsed near the gate",
        "internet cable is hanging down",
    ],
)
def test_what_sounds_like_danger_but_is_not(text: str) -> None:
    found = understand(text)
    assert found.danger is None
    assert found.urgency is not Urgency.EMERGENCY


def test_a_veto_covers_only_its_own_words() -> None:
    assert understand("我家没有着火,是隔壁着火了").danger == "fire"
    assert understand("火灾报警器在响,走廊里都是烟").danger == "fire"


@pytest.mark.parametrize(
    "text",
    [
        "5号楼停水了",
        "一滴水都没有了",
        "全楼没电",
        "暖气不热",
        "电梯停在8楼不动了",
        "厨房下水道返水",
        "消防通道又被车堵了",
        "楼道里有人给电动车充电",
        "狗咬人了,在小广场",
        "门口红绿灯坏了",
        "扶手有安全隐患",
        "no water in building 3",
        "no power since 6",
        "radiators are off, no heat",
        "lift doors won't close",
        "sewage coming out of the toilet, it overflows",
        "traffic light at the gate is not working",
        "a dog off leash bit a child",
    ],
)
def test_what_cannot_wait_is_urgent(text: str) -> None:
    assert understand(text).urgency is Urgency.URGENT


@pytest.mark.parametrize(
    "text", ["楼道灯不亮", "手机没电了", "树枝该剪了", "楼上太吵", "the bench is broken", "bins are full"]
)
def test_most_things_come_in_their_turn(text: str) -> None:
    assert understand(text).urgency is Urgency.NORMAL


def test_a_proposal_about_a_topic_belongs_to_the_topic() -> None:
    assert understand("希望客梯里加个扶手").category == "elevator"
    assert understand("希望小广场多装几盏路灯").category == "light"


def test_several_topics_are_all_offered() -> None:
    codes = [code for code, _share in understand("楼道灯不亮,垃圾也没人清,电梯还老坏").categories]
    assert {"light", "sanitation", "elevator"} <= set(codes[:3])


def test_full_width_capital_and_traditional_letters_make_no_difference() -> None:
    assert understand("樓道燈壞了").category == "light"
    assert understand("ＫＴＶ太吵了").category == understand("ktv太吵了").category == "noise"


def test_the_place_comes_along() -> None:
    place = understand("3号楼2单元楼道灯不亮").place
    assert place is not None
    assert (place.words, place.building, place.grid) == ("3号楼2单元", "b3", "g1")


def test_nothing_recognised_is_other() -> None:
    found = understand("嗯")
    assert found.category == "other"
    assert not found.named
    assert found.urgency is Urgency.NORMAL


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert understand("啊" * 2_000 + "3号楼着火了") == understand("啊" * 2_000)


def test_without_dangers_in_the_file_nothing_is_dangerous() -> None:
    calm = Classifier(replace(CATEGORIES, dangers={}), model.load())
    assert calm.understand("着火了", SAMPLE).danger is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    check(understand(text))


HINTS = sorted({word for category in CATEGORIES.by_code.values() for word in category.keywords})[::7]


@given(st.lists(st.sampled_from([*HINTS, "没有", "着火", "煤气味", "3号楼", " ", "。", "?", "昨天"])).map("".join))
def test_no_mixture_of_words_raises(text: str) -> None:
    check(understand(text))


def check(found: Understanding) -> None:
    shares = [share for _code, share in found.categories]
    assert 0 <= found.is_report <= 1
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) < 1.000001
    assert all(code in CATEGORIES.by_code for code, _share in found.categories)
    assert (found.danger is not None) == (found.urgency is Urgency.EMERGENCY)
