"""A smart bot in internal groups: what is said to it becomes a report, staff act on its cards, nothing twice."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels.bot_office import LIGHT, Office, office
from tests.communities import two
from tests.telegram.files import picture
from tests.wecom import groups


@pytest.fixture
async def place(tmp_path: Path, hasty: None) -> AsyncIterator[Office]:
    """An office with a manager, an electrician and a group."""
    async with office(tmp_path) as served:
        yield served
        await served.well()


async def test_a_group_of_the_one_community_is_at_home_with_its_first_word(place: Office) -> None:
    await place.says(place.zhou, LIGHT)
    assert await place.all("SELECT kind, community FROM chat WHERE external LIKE 'bot:%/wr%'") == [("group", "ginkgo")]
    assert any("我是回音" in text and "@我" in text for text in place.chat.texts)
    assert await place.all("SELECT text FROM report") == [(LIGHT,)]


async def test_what_does_not_name_it_is_not_heard_and_other_talk_is_let_be(place: Office) -> None:
    place.chat.says(place.zhou, LIGHT, mention=False)
    await place.says(place.zhou, "谢谢")
    assert await place.all("SELECT text FROM report") == []


async def test_the_manager_makes_it_the_duty_group_and_staff_act_on_its_cards(place: Office) -> None:
    await place.as_duty_group()
    assert await place.all("SELECT kind FROM chat WHERE external LIKE 'bot:%/wr%'") == [("duty",)]
    await place.says(place.zhou, LIGHT)
    card = place.chat.last("1001 灯")
    assert "接单" in card.labels
    await place.clicks(place.zhou, "1001", "接单")
    assert "今天" in place.chat.last("1001 灯").labels
    await place.clicks(place.zhou, "1001", "今天")
    shown = [each for each in place.chat.shown if "1001 灯" in each.text]
    assert len(shown) == 1 and "水电师傅接了" in shown[0].text
    await place.wait(minutes=2)
    assert "办结" in place.chat.last("1001 灯").labels
    await place.clicks(place.zhou, "1001", "办结")
    await place.heard(place.chat.sends_mixed(place.zhou, "换了新灯", picture(64, 48)))
    await place.wait(minutes=2)
    assert await place.all("SELECT status FROM report") == [("resolved",)]


async def test_a_picture_among_words_and_a_quoted_one_become_part_of_the_report(place: Office) -> None:
    await place.heard(place.chat.sends_mixed(place.zhou, LIGHT, picture(64, 48)))
    place.chat.says(place.liu, "7号楼门口路面塌了一块", mention=False)
    words = place.chat.shown[-1]
    await place.says(place.zhou, "", quoted=words)
    assert await place.all("SELECT text FROM report ORDER BY id") == [(LIGHT,), ("7号楼门口路面塌了一块",)]
    (stored,) = await place.all("SELECT state, stored FROM media")
    assert stored[0] == "stored" and await place.all("SELECT 1 FROM bot_file") == []


async def test_a_quoted_picture_whose_address_has_expired_is_told(
    place: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await place.says(place.zhou, "7号楼路灯不亮")
    monkeypatch.setattr(groups, "MEDIA_LIFE", 0)
    place.chat.sends_image(place.liu, picture(64, 48))
    await place.says(place.zhou, LIGHT, quoted=place.chat.shown[-1])
    assert await place.all("SELECT state FROM media") == [("gone",)]
    assert any("照片" in text for text in place.chat.texts)
    assert len(await place.all("SELECT 1 FROM report")) == 2


async def test_callbacks_that_come_twice_or_in_the_wrong_order_do_nothing_twice(place: Office) -> None:
    place.wecom.sockets.twice = 1
    await place.says(place.zhou, LIGHT)
    place.wecom.sockets.swaps = 1
    first = place.chat.says(place.zhou, "5号楼门禁坏了")
    second = place.chat.says(place.zhou, "6号楼门口下水道堵了")
    for frame in (first, second):
        await place.heard(frame)
    assert len(await place.all("SELECT 1 FROM report")) == 3


@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize("frames", [0, 1, 2])
async def test_a_connection_cut_at_any_frame_loses_nothing_and_says_nothing_twice(
    place: Office, frames: int, taken: bool
) -> None:
    await place.as_duty_group()
    before = len(place.chat.texts)
    place.wecom.sockets.cut(frames, taken=taken)
    await place.says(place.zhou, LIGHT)
    await place.clicks(place.zhou, "1001", "接单")
    assert len([text for text in place.chat.texts[before:] if "1001 灯" in text]) == 1
    texts = place.chat.texts[before:]
    assert len(set(texts)) == len(texts)


async def test_alone_with_a_member_it_greets_hears_words_pictures_and_voice(place: Office) -> None:
    await place.heard(place.alone.enters(place.zhou))
    assert "回音" in place.alone.texts[0]
    await place.heard(place.alone.sends_voice(place.zhou, "老周来电，" + LIGHT))
    assert any("就这个" in each.labels for each in place.alone.shown)
    await place.heard(place.alone.sends_image(place.zhou, picture(64, 48)))
    await place.settled()
    assert await place.all("SELECT state FROM media") == [("stored",)]


async def test_what_is_taken_elsewhere_is_said_anew_since_a_card_changes_after_clicks_alone(place: Office) -> None:
    await place.as_duty_group()
    await place.says(place.zhou, LIGHT)
    await place.says(place.zhou, "1001", place.alone)
    await place.clicks(place.zhou, "1001", "接单", place.alone)
    await place.clicks(place.zhou, "1001", "今天", place.alone)
    first, anew = [each for each in place.chat.shown if each.kind == "template_card" and "1001 灯" in each.text]
    assert "接单" in first.labels and "办结" in anew.labels and "水电师傅接了" in anew.text
    await place.clicks(place.liu, "1001", "更多")  # of the newer one, which then shows the menu
    assert "返回" in place.chat.last("1001 灯").labels


async def test_forged_clicks_change_nothing(place: Office) -> None:
    await place.as_duty_group()
    await place.says(place.zhou, LIGHT)
    stranger = place.wecom.staff(place.corp, "Stranger")
    click = {"card_type": "button_interaction", "event_key": "take:1:1:today", "task_id": "../../x"}
    event = {"eventtype": "template_card_event", "template_card_event": click}
    place.chat.chat.members["stranger"] = stranger.member
    await place.heard(place.chat.happens(stranger, event, "other"))
    assert await place.all("SELECT status FROM report") == [("open",)]


async def test_a_reply_is_judged_and_nothing_comes_of_it(place: Office) -> None:
    event = {"eventtype": "feedback_event", "feedback_event": {"id": "F", "type": 2}}
    await place.heard(place.chat.happens(place.zhou, event, "other"))


async def test_odd_frames_are_let_be_and_hold_nothing_up(place: Office) -> None:
    live = place.bot.live
    odd = [
        {"cmd": "aibot_msg_callback", "headers": {"req_id": "R"}},
        {"cmd": "aibot_msg_callback", "headers": {"req_id": "R"}, "body": {"msgtype": "text", "from": "Zhou"}},
        {"cmd": "", "headers": {"req_id": 7}},
        {"cmd": "aibot_event_callback", "headers": {}, "body": []},
        {"headers": None},
        ["not", "a", "frame"],
    ]
    for frame in odd:
        live.out.put_nowait(frame)
    await place.says(place.zhou, LIGHT)
    assert await place.all("SELECT text FROM report") == [(LIGHT,)] and place.bot.live is live


async def test_a_reply_whose_acknowledgement_is_lost_is_shown_once_though_they_speak_again(place: Office) -> None:
    await place.as_duty_group()
    place.wecom.sockets.silent_acks = 1
    first = place.chat.says(place.zhou, "待办")
    second = place.chat.says(place.zhou, "我接的")
    for frame in (first, second):
        await place.heard(frame)
    texts = [each.text for each in place.chat.shown if each.kind == "stream"]
    assert len(texts) == len(set(texts)) == 3


async def test_with_several_communities_a_manager_says_which_one_a_group_belongs_to(
    tmp_path: Path, hasty: None
) -> None:
    async with office(tmp_path, homes=two(tmp_path)) as place:
        await place.says(place.zhou, LIGHT)  # nobody who could decide: nothing is kept, nothing is said
        assert place.chat.texts == [] and await place.all("SELECT 1 FROM report") == []
        await place.says(place.liu, "你好")
        await place.clicks(place.liu, "这个群", "居民群")
        assert await place.all("SELECT kind, community FROM chat WHERE external LIKE 'bot:%/wr%'") == [
            ("group", "ginkgo")
        ]
        await place.says(place.zhou, LIGHT)
        assert await place.all("SELECT text, community FROM report") == [(LIGHT, "ginkgo")]
        await place.well()
