"""What a message looks like as a WeCom card: its parts, its limits, and where the seventh button goes."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wecom import cards
from config import categories, wording
from config.settings import Settings
from domain.lines import line
from handlers import carding
from tests.wecom import cards as platform

WORDS = {
    "source": "银杏里社区",
    "report": True,
    "choose": "选一个",
    "pick": "就这个",
    "rest": "还可以选",
    "over": "已处理",
}
TEXT = "1042 灯 · 3号楼2单元\n“好几天了，老人摔了一跤”\n照片2张\n3户也遇到\n11月23日9:30前要回话"
PARTS = [["title", 1], ["quotation", 1], ["fact:附件", 1], ["fact:邻居", 1], ["standing", 1]]


def content(*buttons: str, text: str = TEXT, parts: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    """A message of the desk, each button with its label as data."""
    rows = [[{"label": label, "data": data} for label, _, data in (each.partition("=") for each in buttons)]]
    return {"text": text, "buttons": rows, "card": {**WORDS, "parts": PARTS if parts is None else parts}, **more}


def one(shown: dict[str, Any]) -> dict[str, Any]:
    """The only card."""
    (message,) = cards.messages(shown, "slot-1-1-a")
    assert message["msgtype"] == "template_card"
    return dict(message["template_card"])


def test_a_report_has_its_parts_where_a_card_has_them() -> None:
    card = one(content("接单=take:1:1:", "转派=hand:1:1:"))
    assert card == {
        "card_type": "button_interaction",
        "source": {"desc": "银杏里社区"},
        "main_title": {"title": "1042 灯 · 3号楼2单元", "desc": "11月23日9:30前要回话"},
        "quote_area": {"quote_text": "好几天了，老人摔了一跤"},
        "horizontal_content_list": [
            {"keyname": "附件", "value": "照片2张"},
            {"keyname": "邻居", "value": "3户也遇到"},
        ],
        "button_list": [
            {"text": "接单", "style": 1, "key": "take:1:1:"},
            {"text": "转派", "style": 2, "key": "hand:1:1:"},
        ],
        "task_id": "slot-1-1-a",
    }


def test_words_are_no_link_that_hides_where_it_leads() -> None:
    said = '1042 灯 · 3号楼\n“<a href="https://evil.example">点这里接单</a>”'
    (text,) = cards.messages({"text": said}, "slot-1-1-a")
    assert text["text"]["content"] == said.replace("<", "＜")


def test_a_message_without_buttons_is_text_in_parts_of_2048_bytes() -> None:
    found = cards.messages({"text": "长" * 900 + "\n" + "短"}, "t")
    texts = [message["text"]["content"] for message in found]
    assert "".join(texts) == "长" * 900 + "\n短"
    assert all(len(text.encode()) <= 2048 - 16 for text in texts) and len(texts) == 2


def test_whom_to_hand_it_to_is_chosen_from_a_list() -> None:
    people = [f"师傅{number} · 水电=hand:1:1:{number}" for number in range(8)]
    card = one(content(*people, "返回=back:1:1:"))
    assert [option["id"] for option in card["button_selection"]["option_list"]] == [f"hand:1:1:{n}" for n in range(8)]
    assert [(each["text"], each["key"]) for each in card["button_list"]] == [
        ("就这个", cards.PICK),
        ("返回", "back:1:1:"),
    ]


def test_a_seventh_button_goes_behind_a_list() -> None:
    card = one(content(*(f"事{number}=verb{number}:1:1:" for number in range(9)), "返回=back:1:1:"))
    assert [each["text"] for each in card["button_list"]] == ["就这个", "事0", "事1", "事2", "返回"]
    assert [option["text"] for option in card["button_selection"]["option_list"]] == [f"事{n}" for n in range(3, 9)]


def test_the_way_out_stays_a_button() -> None:
    sources = [f"来源{number}=dsource:1:0:{number}" for number in range(6)]
    kinds = [f"类{number}=dkind:1:0:{number}" for number in range(4)]
    card = one(content(*sources, *kinds, "改地点=dplace:1:0:", "不报了=drop:1:0:"))
    assert [each["text"] for each in card["button_list"]] == ["就这个", "类0", "类1", "类2", "不报了"]
    assert [option["text"] for option in card["button_selection"]["option_list"]][-2:] == ["类3", "改地点"]


def test_more_than_ten_choices_go_on_in_another_card() -> None:
    found = cards.messages(content(*(f"类{n}=kind:1:1:{n}" for n in range(23)), "返回=back:1:1:"), "t")
    offered = [option["id"] for each in found for option in each["template_card"]["button_selection"]["option_list"]]
    assert offered == [f"kind:1:1:{n}" for n in range(23)]
    assert [each["template_card"]["task_id"] for each in found] == ["t", "t@2", "t@3"]


def test_what_is_too_long_for_a_card_stands_above_it_whole() -> None:
    text = "这是一份单子\n" + "\n".join(f"{number} 灯 · {number}号楼 明天9:30前要回话" for number in range(1001, 1015))
    shown = content("1001=card:1:0:", text=text, parts=[["title", 1], ["more", 14]])
    shown["card"]["report"] = False
    above, below = cards.messages(shown, "t")
    assert above["text"]["content"] == text
    assert "sub_title_text" not in below["template_card"]
    assert below["template_card"]["main_title"]["title"] == "这是一份单子"


def test_buttons_that_lead_elsewhere_or_copy_are_left_out() -> None:
    shown = content("接单=take:1:1:", "去私聊=link:0:0:q1")
    shown["buttons"][0].append({"label": "复制", "data": "copy", "copy": "12345"})
    assert cards.pressable(shown) == {"take:1:1:"}


def test_an_ended_card_says_how_it_stands_where_the_buttons_were() -> None:
    card = cards.ended(content(), "t")
    assert card["replace_text"] == "11月23日9:30前要回话"
    assert cards.ended({"text": "好"}, "t")["replace_text"] == "OK"


def test_the_news_of_a_card_are_what_it_is_about_and_how_it_stands() -> None:
    assert cards.news(content()) == "1042 灯 · 3号楼2单元\n11月23日9:30前要回话"


def test_every_line_of_a_staff_card_finds_its_part() -> None:
    kinds = categories.load(Settings(_env_file=None).categories)
    words = wording.load(kinds)
    lines = (
        line("alert-normal", number="1042", category="灯", place="3号楼"),
        line("alert-words", text="灯坏了"),
        line("alert-supporters", count=3),
        line("alert-remark", text="要梯子"),
        line("standing-closed"),
        line("ask-who"),
    )
    found = carding.card(lines, lambda each: words.text("zh-CN", each.key, **each.args), "银杏里")  # type: ignore[arg-type]
    parts = ["title", "quotation", "fact:邻居", "more", "standing", "more"]
    assert found["report"] and [part for part, _ in found["parts"]] == parts


labels = st.text(min_size=1, max_size=40).filter(str.strip)
datas = st.builds(
    "{}:{}:1:{}".format,
    st.sampled_from(["take", "hand", "kind", "card", "done"]),
    st.integers(1, 9),
    st.integers(0, 99),
)


@dataclass
class _Nowhere:
    careless: list[str] = field(default_factory=list)


@given(
    st.lists(st.tuples(labels, datas), max_size=40),
    st.text(max_size=600),
    st.lists(
        st.tuples(st.sampled_from(["title", "more", "standing", "quotation", "fact:邻居"]), st.integers(1, 3)),
        max_size=9,
    ),
    st.booleans(),
)
def test_whatever_the_desk_says_the_platform_takes_uncut(
    buttons: list[tuple[str, str]], text: str, parts: list[tuple[str, int]], of_report: bool
) -> None:
    shown = content(text="题\n" + text, parts=[("title", 1), *parts])
    shown["buttons"] = [[{"label": label, "data": data}] for label, data in buttons]
    shown["card"]["report"] = of_report
    place = _Nowhere()
    offered: set[str] = set()
    for message in cards.messages(shown, "slot-1-1-abcdef"):
        if message["msgtype"] == "text":
            assert len(message["text"]["content"].encode()) <= 2048 and "<" not in message["text"]["content"]
            continue
        card = message["template_card"]
        place.careless = []
        platform.check(place, card, "app")  # type: ignore[arg-type]
        assert place.careless == []
        offered |= {each["key"] for each in card["button_list"]}
        offered |= {each["id"] for each in card.get("button_selection", {}).get("option_list", ())}
    assert cards.pressable(shown) == offered - {cards.PICK}
