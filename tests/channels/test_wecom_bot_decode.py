"""What a smart bot hears as events, what its cards hold, and which addresses it fetches from."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.wecom import bot_cards, bot_decode
from bot.channels.wecom.bot_files import Files
from domain.events import Entered, Pressed, Said
from storage.media import Shelf

NAMES = (
    *("msgtype", "text", "content", "mixed", "msg_item", "quote", "image", "url", "aeskey", "chatid", "chattype"),
    *("event", "eventtype", "template_card_event", "event_key", "task_id", "selected_items", "selected_item", "msgid"),
)


def kept(body: dict[str, Any], name: str = "") -> dict[str, Any]:
    """A callback as it was kept."""
    frame = {"msgid": "M1", "chattype": "group", "chatid": "wrABC", "from": {"userid": "Zhou"}, **body}
    return {"bot": "aib1", "corp": "ww1", "name": name, "community": "willow", "at": 1_800_000_000_000, "body": frame}


def heard(content: str, name: str = "", **more: Any) -> Said:
    """A text in a group."""
    event = bot_decode.decode(kept({"msgtype": "text", "text": {"content": content}, **more}, name))
    assert isinstance(event, Said)
    return event


@pytest.mark.parametrize(
    ("content", "name", "text"),
    [
        ("@回音 3号楼路灯坏了", "", "3号楼路灯坏了"),
        ("@回音\u20053号楼路灯坏了", "", "3号楼路灯坏了"),
        ("3号楼 @回音 路灯坏了", "回音", "3号楼 路灯坏了"),
        ("@社区 回音 3号楼路灯坏了", "社区 回音", "3号楼路灯坏了"),
        ("@回音", "", ""),
        ("@回音 /bind", "", "/bind"),
    ],
)
def test_the_name_that_made_it_hear_is_left_out(content: str, name: str, text: str) -> None:
    event = heard(content, name)
    assert (event.text, event.mentioned, event.private, event.chat) == (text, True, False, "bot:aib1/wrABC")
    assert (event.speaker.account, event.speaker.community) == ("ww1/Zhou", "willow")


def test_alone_nothing_is_left_out_and_a_code_is_shown() -> None:
    event = heard("@回音 manager-0123456789abcdef", chattype="single", chatid=None)
    assert event.private and event.chat == "bot:aib1/@Zhou" and event.text.startswith("@回音")
    assert heard("manager-0123456789abcdef", chattype="single").text == "/start manager-0123456789abcdef"


def test_pictures_of_a_message_and_of_what_it_quotes_are_named_apart() -> None:
    picture = {"msgtype": "image", "image": {"url": "https://a", "aeskey": "k"}}
    mixed = {
        "msg_item": [{"msgtype": "text", "text": {"content": "@回音 看"}}, picture, {"msgtype": "image", "image": {}}]
    }
    body = kept(
        {"msgtype": "mixed", "mixed": mixed, "quote": {**picture, "image": {"url": "https://b", "aeskey": "k"}}}
    )
    event = bot_decode.decode(body)
    assert isinstance(event, Said) and event.text == "看" and len(set(event.photos)) == 2
    assert [each.url for each in bot_decode.files("aib1", body["body"])] == ["https://a", "https://b"]
    assert all(each.startswith("wecom-brief:aib1/") and len(each) < 128 for each in event.photos)


@pytest.mark.parametrize(
    "body",
    [
        {"msgtype": "location", "location": {}},
        {"msgtype": "event", "event": {"eventtype": "feedback_event", "feedback_event": {"type": 1}}},
        {"msgtype": "event", "event": {"eventtype": "something_new"}},
        {"msgtype": "event"},
    ],
)
def test_what_means_nothing_is_no_event(body: dict[str, Any]) -> None:
    assert bot_decode.decode(kept(body)) is None


@pytest.mark.parametrize("sender", [None, "Zhou", {}, {"userid": ""}, {"userid": "a b"}, {"userid": 7}])
def test_a_message_of_nobody_is_refused(sender: object) -> None:
    with pytest.raises(ValueError, match="nobody"):
        bot_decode.decode(kept({"msgtype": "text", "text": {"content": "x"}, "from": sender}))


@pytest.mark.parametrize("items", [None, [], {}, {"selected_item": None}, {"selected_item": [1, {"option_ids": 2}]}])
def test_a_click_without_a_choice_stays_a_click(items: object) -> None:
    click = {"event_key": "pick:0:0:", "task_id": "bot-1-1-abc@2", "selected_items": items}
    event = {"eventtype": "template_card_event", "template_card_event": click}
    pressed = bot_decode.decode(kept({"msgtype": "event", "event": event}))
    assert isinstance(pressed, Pressed) and (pressed.data, pressed.message) == ("pick:0:0:", "bot-1-1-abc")


def test_a_card_stays_within_a_bots_limits_and_has_no_source() -> None:
    lines = ["1042 楼道灯 · 3号楼2单元三楼东侧靠电梯的那一盏灯不亮", "x" * 60, "甲" * 29]
    content = {
        "text": "\n".join(lines),
        "card": {"source": "银杏里", "report": True, "parts": [["title", 1], ["more", 1], ["fact:附件", 1]]},
        "buttons": [[{"label": "接单", "data": "take:1:1:"}]],
    }
    (message,) = bot_cards.messages(content, "bot-1-1-a")
    card = message["template_card"]
    assert "source" not in card and len(card["main_title"]["title"]) <= 26
    assert lines[0] in card["sub_title_text"] and len(card["sub_title_text"]) <= 112
    assert "horizontal_content_list" not in card and lines[2] in card["sub_title_text"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=6), st.sampled_from(["text", "mixed", "event", "image"])
)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_odd_bodies_are_events_or_refused(body: dict[str, Any], kind: str) -> None:
    odd = kept({**body, "msgtype": body.get("msgtype", kind), "from": {"userid": "Zhou"}})
    bot_decode.files("aib1", odd["body"])
    bot_decode.chat("aib1", odd["body"])
    try:
        event = bot_decode.decode(odd)
    except (AttributeError, TypeError, ValueError, KeyError):
        return  # the row is parked
    assert event is None or isinstance(event, Said | Pressed | Entered)


def test_words_stay_words() -> None:
    assert bot_cards.plain("<@all> [x](http://y)\n# 一\n> 二") == "＜@all> [x]\u200b(http://y)\n\u200b# 一\n\u200b> 二"


async def test_only_the_platforms_own_hosts_are_asked(tmp_path: Path) -> None:
    files = Files(Shelf(tmp_path, 1_000_000), frozenset({"http://127.0.0.1:8000"}), frozenset({"media.example.org"}))
    good = [
        "https://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com/a?sign=b",
        "https://file.work.weixin.qq.com/a",
        "https://media.example.org/a",
        "http://127.0.0.1:8000/aibot/media/x",
    ]
    bad = [
        "http://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com/a",
        "https://somebody-else.cos.ap-guangzhou.myqcloud.com/a",
        "https://weixin.qq.com.example.org/",
        "https://evilweixin.qq.com/",
        "http://127.0.0.1:8001/",
        "http://127.0.0.1:8000@example.org/",
        "https://169.254.169.254/latest",
        "https://weixin.qq.com:8443/",
        "https://user@weixin.qq.com/",
        "file:///etc/passwd",
        "https://[::1/",
        "",
    ]
    assert [url for url in good if not files.is_allowed(url)] == []
    assert [url for url in bad if files.is_allowed(url)] == []
    await files.close()
