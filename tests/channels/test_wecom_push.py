"""消息推送: what staff and everybody may read comes there, pictures included; where it is gone, managers hear so."""

from pathlib import Path

import pytest

from bot.channels.wecom import push
from tests.channels.bot_office import LIGHT, office
from tests.telegram.files import picture


async def test_an_alert_comes_without_buttons_and_says_where_to_act(tmp_path: Path, hasty: None) -> None:
    async with office(tmp_path, pushes=2) as place:
        await place.heard(place.chat.sends_mixed(place.zhou, LIGHT, picture(64, 48)))
        alert = next(each for each in place.duty.shown if LIGHT in each.text)
        assert alert.kind == "text" and "这里只能看" in alert.text and "mentioned_list" not in alert.body
        assert any(each.kind == "image" and each.media.startswith(b"\xff\xd8") for each in place.duty.shown)
        assert not any(LIGHT in each.text for each in place.open.shown)
        before = len(place.duty.shown)
        await place.says(place.zhou, "1001", place.alone)
        await place.clicks(place.zhou, "1001", "接单", place.alone)
        await place.clicks(place.zhou, "1001", "今天", place.alone)
        assert len(place.duty.shown) == before  # nothing there can change, and nobody there pressed
        await place.well()


async def test_in_danger_those_on_duty_are_called_by_name(tmp_path: Path, hasty: None) -> None:
    async with office(tmp_path, pushes=1) as place:
        await place.says(place.zhou, "3号楼一楼闻到煤气味，很浓")
        danger = place.duty.shown[0]
        assert set(danger.body["mentioned_list"]) == {"LiuShuji", "ZhouShifu"}
        await place.well()


async def test_the_weekly_post_comes_with_its_picture_where_everybody_may_read(tmp_path: Path, hasty: None) -> None:
    async with office(tmp_path, pushes=2, digests=True) as place:
        chen = place.wecom.staff(place.corp, "XiaoChen", "小陈")
        await place.says(chen, LIGHT, place.wecom.group(place.bot, "志愿者群", chen))
        await place.wait(days=8)
        posts = [each for each in place.open.shown if each.kind in ("text", "markdown")]
        assert any("这一周" in each.text for each in posts)
        assert any(each.kind == "image" for each in place.open.shown)
        await place.well()


@pytest.mark.parametrize("code", [93000, 93004])
async def test_a_webhook_that_is_gone_is_let_be_and_managers_are_told(tmp_path: Path, hasty: None, code: int) -> None:
    async with office(tmp_path, pushes=1) as place:
        own = place.wecom.alone(place.bot, place.liu)
        await place.says(place.liu, "待办", own)
        place.duty.state = code
        await place.says(place.zhou, LIGHT)
        assert any("消息推送" in text for text in own.texts)
        assert await place.all("SELECT lost FROM chat WHERE external LIKE 'push:%'") == [(1,)]
        calls = len(place.wecom.called("webhook/send"))
        await place.says(place.zhou, "5号楼门禁坏了")
        assert len(place.wecom.called("webhook/send")) == calls
        assert await place.parked() == []


async def test_too_many_calls_in_a_minute_are_waited_out(tmp_path: Path, hasty: None) -> None:
    async with office(tmp_path, pushes=1) as place:
        place.wecom.refuse(45009, path="webhook/send")
        place.chat.says(place.zhou, LIGHT)
        waiting = "SELECT slot.id, error, not_before FROM slot JOIN chat ON chat.id = chat WHERE external LIKE 'push:%'"
        while not (found := await place.all(f"{waiting} AND attempts > 0")):
            await place.wecom.told()
        ((slot, error, until),) = found
        assert "45009" in error and until >= place.desk.clock.machine_ms() + 50_000
        await place.all("UPDATE slot SET not_before = NULL WHERE id = ?", slot)
        await place.settled()
        assert len([each for each in place.duty.shown if LIGHT in each.text]) == 1


async def test_what_a_bot_cannot_say_any_more_the_webhook_says(tmp_path: Path, hasty: None) -> None:
    async with office(tmp_path, pushes=1) as place:
        await place.as_duty_group()
        place.duty.shown.clear()
        volunteers = place.wecom.group(place.bot, "志愿者群", place.zhou)
        place.chat.chat.spoken = False  # as after a silent night
        await place.all("DELETE FROM bot_window")
        await place.says(place.zhou, LIGHT, volunteers)
        assert len([each for each in place.duty.shown if LIGHT in each.text]) == 2  # its own, and in place of the bot's
        assert await place.all("SELECT 1 FROM slot WHERE state = 'failed'") == []
        await place.says(place.zhou, "待办")  # and the group is spoken in again
        assert "1001" in place.chat.texts[-1]


async def test_a_group_that_takes_nothing_and_has_no_webhook_is_told_to_managers(tmp_path: Path, hasty: None) -> None:
    async with office(tmp_path) as place:
        await place.as_duty_group()
        own = place.wecom.alone(place.bot, place.liu)
        await place.says(place.liu, "待办", own)
        volunteers = place.wecom.group(place.bot, "志愿者群", place.zhou)
        place.chat.chat.spoken = False
        await place.all("DELETE FROM bot_window")
        await place.says(place.zhou, LIGHT, volunteers)
        assert any("@我" in text and "内部群" in text for text in own.texts)
        await place.says(place.zhou, "待办")
        assert await place.all("SELECT DISTINCT lost FROM chat WHERE external LIKE 'bot:%'") == [(0,)]
        assert await place.parked() == []


def test_words_are_text_while_one_message_holds_them_and_markdown_then() -> None:
    assert [each["msgtype"] for each in push.messages("字" * 600, ())] == ["text"]
    long = push.messages("<@all>" + "字" * 3000, ())
    assert [each["msgtype"] for each in long] == ["markdown"] * 3
    assert all(len(each["markdown"]["content"].encode()) <= 4096 for each in long)
    assert "<@" not in long[0]["markdown"]["content"]
    called = push.messages("字" * 1000, ("zhou",))
    assert [each["msgtype"] for each in called] == ["text", "text"]
    assert [each["text"].get("mentioned_list") for each in called] == [["zhou"], None]
    assert push.messages("", ()) == []
