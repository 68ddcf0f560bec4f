"""What a member does in an app, as an event of the desk; whatever WeCom, or somebody who plays it, sends."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wecom import app_decode
from bot.channels.wecom.cards import PICK
from domain.community import Point
from domain.events import Fetched, Pressed, Said, Speaker

AT = 1_800_000_000
HEAD = {"ToUserName": "ww1", "AgentID": "1000002", "FromUserName": "ZhangSan", "CreateTime": str(AT)}


def said(kind: str, **body: Any) -> Said:
    """A message of the member."""
    event = app_decode.decode({**HEAD, "MsgType": kind, "MsgId": "71", **body})
    assert isinstance(event, Said)
    return event


def pressed(**body: Any) -> Pressed:
    """A click on a card."""
    head = {"MsgType": "event", "Event": "template_card_event", "TaskId": "slot-1-1-a", "ResponseCode": "RC"}
    event = app_decode.decode({**HEAD, **head, **body})
    assert isinstance(event, Pressed)
    return event


def chosen(option: Any, question: str = "pick") -> dict[str, Any]:
    """What a selector adds."""
    return {"SelectedItems": {"SelectedItem": [{"QuestionKey": question, "OptionIds": {"OptionId": [option]}}]}}


def test_words_come_from_the_members_own_chat_with_the_app() -> None:
    event = said("text", Content=" 灯坏了 ")
    assert (event.chat, event.private, event.text) == ("app:ww1/1000002/ZhangSan", True, "灯坏了")
    assert event.speaker == Speaker("ww1/ZhangSan", "ZhangSan")
    assert (event.message, event.at) == ("71", datetime.fromtimestamp(AT, UTC))


@pytest.mark.parametrize("code", ["manager-0123456789abcdef", "join-abcd1234", "link-9999aaaa"])
def test_a_code_is_shown_by_writing_it(code: str) -> None:
    assert said("text", Content=code).text == f"/start {code}"
    assert said("text", Content=f"我的码 {code}").text == f"我的码 {code}"


def test_files_are_named_by_the_app_that_can_fetch_them() -> None:
    assert said("image", MediaId="1Yv-_x").photos == ("wecom:ww1/1000002/1Yv-_x",)
    assert said("voice", MediaId="1Yv-_x", Format="amr").voice == "wecom:ww1/1000002/1Yv-_x"
    assert said("image", MediaId="../../etc") == said("image")


def test_a_place_is_a_point() -> None:
    assert isinstance(said("location", Location_X="40.07", Location_Y="116.51", Label="北门").point, Point)
    assert said("location", Location_X="north", Location_Y="1").point is None
    assert said("location", Location_X="400", Location_Y="1").point is None


def test_articles_and_records_of_chats_are_somebody_elses_words() -> None:
    link = said("link", Title="楼道灯又坏了", Description="3号楼", Url="https://example.org")
    assert (link.text, link.forwarded) == ("楼道灯又坏了\n3号楼", True)
    record = said(
        "chatrecord", ChatRecord={"Item": [{"From": "王姐", "Content": "3号楼漏水"}, {"Content": "我家也是"}]}
    )
    assert (record.text, record.forwarded) == ("3号楼漏水\n我家也是", True)
    assert said("file", MediaId="x").text == ""


def test_a_click_is_a_press_in_their_own_chat_that_lets_the_card_change() -> None:
    event = pressed(EventKey="take:1:1:")
    assert (event.chat, event.message, event.data) == ("app:ww1/1000002/ZhangSan", "slot-1-1-a", "take:1:1:")
    assert (event.renewal, event.private) == ("RC", True)


def test_what_was_chosen_says_all_that_a_button_would() -> None:
    assert pressed(EventKey=PICK, **chosen("hand:1:1:7")).data == "hand:1:1:7"
    assert pressed(EventKey=PICK).data == PICK
    assert pressed(EventKey=PICK, **chosen("hand:1:1:7", "other")).data == PICK
    assert pressed(EventKey="back:1:1:", **chosen("hand:1:1:7")).data == "back:1:1:"


def test_a_further_card_of_a_long_choice_belongs_to_the_first() -> None:
    event = pressed(EventKey=PICK, TaskId="slot-1-1-a@2", **chosen("kind:1:1:other"))
    assert (event.message, event.renewal) == ("slot-1-1-a", "")


def test_the_apps_own_menu_speaks_in_requests() -> None:
    event = app_decode.decode({**HEAD, "MsgType": "event", "Event": "click", "EventKey": "/queue"})
    assert isinstance(event, Said) and event.text == "/queue"
    assert app_decode.decode({**HEAD, "MsgType": "event", "Event": "click", "EventKey": "x"}) is None


@pytest.mark.parametrize("event", ["LOCATION", "change_external_chat", ""])
def test_other_events_mean_nothing(event: str) -> None:
    assert app_decode.decode({**HEAD, "MsgType": "event", "Event": event}) is None


def test_how_a_fetch_went_comes_back() -> None:
    body = {"fetched": {"name": "wecom:ww1/1/x", "stored": None, "why": "gone"}}
    assert app_decode.decode(body) == Fetched("wecom", "wecom:ww1/1/x", None, "gone")


values: st.SearchStrategy[Any] = st.recursive(
    st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)
names = st.sampled_from(
    ["Content", "MediaId", "TaskId", "EventKey", "ResponseCode", "SelectedItems", "Location_X", "Location_Y", "Title"]
)


@given(
    st.sampled_from(["text", "image", "voice", "location", "link", "event", "file", "x"]),
    st.sampled_from(["template_card_event", "click", "enter_agent", "x"]),
    st.dictionaries(names, values, max_size=5),
)
def test_odd_bodies_are_read_all_the_same(kind: str, event: str, body: dict[str, Any]) -> None:
    found = app_decode.decode({**HEAD, "MsgType": kind, "Event": event, **body})
    assert found is None or isinstance(found.chat, str)  # type: ignore[union-attr]
    if isinstance(found, Said):
        assert isinstance(found.text, str) and all(isinstance(name, str) for name in found.photos)
    if isinstance(found, Pressed):
        assert isinstance(found.data, str) and isinstance(found.message, str)
