"""Items of kf/sync_msg as events."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wecom.kf_decode import GREETED_MS, Way, decode
from domain import buttons
from domain.community import Point
from domain.events import Bounced, Entered, PersonCame, PersonLeft, Pressed, Recalled, Said

WAY = Way("wk1", "ww1", "ginkgo")
AT = 1_800_000_000
STAMP = {"send_time": AT, "received_at": AT * 1000 + 900, "received_ms": 5_000, "open_kfid": "wk1"}


def item(kind: str, part: Any, **more: Any) -> dict[str, Any]:
    return {"msgid": "m1", "external_userid": "wm1", "origin": 3, "msgtype": kind, kind: part, **STAMP, **more}


def happened(kind: str, **facts: Any) -> dict[str, Any]:
    event = {"event_type": kind, "open_kfid": "wk1", "external_userid": "wm1", **facts}
    return {"msgid": "e1", "origin": 4, "msgtype": "event", "event": event, **STAMP}


def test_words() -> None:
    said = decode(item("text", {"content": "灯坏了"}), WAY)
    assert isinstance(said, Said)
    assert (said.channel, said.chat, said.message, said.text, said.private) == ("kf", "wk1:wm1", "m1", "灯坏了", True)
    assert said.at == datetime.fromtimestamp(AT, UTC)
    assert (said.speaker.account, said.speaker.community) == ("ww1/wm1", "ginkgo")


def test_a_tap_in_a_menu_is_a_press() -> None:
    press = decode(item("text", {"content": "好了", "menu_id": "fixed:7:1:"}), WAY)
    assert isinstance(press, Pressed) and (press.data, press.press, press.message) == ("fixed:7:1:", "m1", "")


@given(st.text(max_size=80) | st.integers() | st.none() | st.dictionaries(st.text(), st.text()))
def test_any_other_menu_id_leaves_the_words(menu_id: Any) -> None:
    event = decode(item("text", {"content": "好了", "menu_id": menu_id}), WAY)
    if isinstance(menu_id, str) and buttons.parse(menu_id):
        assert isinstance(event, Pressed)
    else:
        assert isinstance(event, Said) and event.text == "好了"


def test_photos_and_voice_lie_on_the_platforms_servers() -> None:
    photo, voice = decode(item("image", {"media_id": "M1"}), WAY), decode(item("voice", {"media_id": "M2"}), WAY)
    assert isinstance(photo, Said) and photo.photos == ("kf:wk1/M1",) and photo.album
    assert isinstance(voice, Said) and voice.voice == "kf:wk1/M2"


@pytest.mark.parametrize(("lat", "lon"), [(10.5, 20.25), ("10.5", "20.25")])
def test_a_place_in_numbers_or_texts(lat: Any, lon: Any) -> None:
    place = decode(item("location", {"latitude": lat, "longitude": lon, "name": "北门"}), WAY)
    assert isinstance(place, Said) and place.point == Point(10.5, 20.25) and not place.text


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), ("x", 0), (None, None), ("nan", 0)])
def test_a_place_that_is_none_is_its_words(lat: Any, lon: Any) -> None:
    place = decode(item("location", {"latitude": lat, "longitude": lon, "name": "北门", "address": "某路"}), WAY)
    assert isinstance(place, Said) and place.point is None and place.text == "北门 某路"


@pytest.mark.parametrize("kind", ["video", "file", "link", "business_card", "miniprogram", "merged_msg", "new_one"])
def test_what_nobody_can_read_gets_a_word(kind: str) -> None:
    said = decode(item(kind, {"title": "x", "content": "y"}), WAY)
    assert isinstance(said, Said) and said.trouble == "unreadable" and not said.text


def test_what_servicers_write_is_theirs() -> None:
    assert decode(item("text", {"content": "您好"}, origin=5), WAY) is None


def test_coming_in_by_a_sign() -> None:
    entered = decode(happened("enter_session", scene="ginkgo", scene_param="D-0231", welcome_code="W"), WAY)
    assert isinstance(entered, Entered)
    assert (entered.sign, entered.code, entered.until_ms) == ("D-0231", "W", 5_000 + GREETED_MS)


def test_a_code_that_came_late_is_none() -> None:
    late = happened("enter_session", welcome_code="W") | {"received_at": AT * 1000 + 61_000}
    entered = decode(late, WAY)
    assert isinstance(entered, Entered) and (entered.code, entered.until_ms) == ("", 0)


def test_the_other_events() -> None:
    assert decode(happened("msg_send_fail", fail_msgid="h-1", fail_type=6), WAY) == Bounced(
        "kf", "wk1:wm1", "h-1", datetime.fromtimestamp(AT, UTC)
    )
    assert isinstance(decode(happened("session_status_change", change_type=1), WAY), PersonCame)
    assert isinstance(decode(happened("session_status_change", change_type=2), WAY), PersonCame)
    left = decode(happened("session_status_change", change_type=3, msg_code="C"), WAY)
    assert isinstance(left, PersonLeft) and left.code == "C"
    assert decode(happened("user_recall_msg", recall_msgid="m9"), WAY) == Recalled("kf", "wk1:wm1", "m9")
    assert decode(happened("servicer_status_change", external_userid="", servicer_userid="z", status=1), WAY) is None
    assert decode(happened("something_new"), WAY) is None
