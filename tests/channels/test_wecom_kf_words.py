"""What fits into a message of 微信客服."""

from bot.channels.wecom.kf_words import cut, message, split
from domain.talk.budget import HEAD, TEXT


def test_words_alone_are_a_text() -> None:
    assert message({"text": "好"}) == {"msgtype": "text", "text": {"content": "好"}}


def test_words_are_no_link_that_hides_where_it_leads() -> None:
    hidden = '<a href="https://evil.example">点这里</a>'
    assert "<" not in message({"text": hidden})["text"]["content"]
    assert "<" not in str(message({"text": hidden, "buttons": [[{"label": "好", "data": "fixed:1:1:"}]]}))


def test_a_text_is_cut_between_characters() -> None:
    content = message({"text": "灯" * 1000})["text"]["content"]
    assert content.endswith("灯…") and TEXT - 3 < len(content.encode()) <= TEXT
    assert cut("abc", 3) == "abc"


def test_buttons_are_a_menu_without_those_that_lead_elsewhere() -> None:
    rows = [[{"label": "好了" * 50, "data": "fixed:1:1:"}, {"label": "到私聊", "data": "link:0:0:q1"}]]
    menu = message({"text": "好用了吗？", "buttons": rows})["msgmenu"]
    assert menu["head_content"] == "好用了吗？" and "tail_content" not in menu
    (item,) = menu["list"]
    assert item["click"]["id"] == "fixed:1:1:" and len(item["click"]["content"].encode()) <= 128


def test_a_long_text_stands_above_and_below_its_menu() -> None:
    lines = "\n".join(f"{n} 灯 · 3号楼2单元，水电师傅今天来" for n in range(40))
    head, tail = split(lines)
    assert len(head.encode()) <= HEAD and len(tail.encode()) <= HEAD
    assert lines.startswith(head + "\n" + tail)
    assert split("灯" * 2000)[0] + split("灯" * 2000)[1].removesuffix("…") in "灯" * 2000
