"""The whole conversation on Telegram, over real HTTP: from the first code to the answer that it is done."""

from pathlib import Path
from typing import Literal

import pytest

from tests.channels.town import Town, town
from tests.telegram import FakeTelegram

LIGHT = "3号楼2单元501楼道灯不亮"


async def test_the_code_on_the_console_makes_the_first_manager_once(place: Town) -> None:
    telegram = place.telegram
    assert place.texts(place.liu)[0].startswith("您现在是银杏里社区的负责人了")
    assert await place.all("SELECT 1 FROM meta WHERE key LIKE 'manager_code:%'") == []
    telegram.start(place.wang, "manager-0000000000000000")
    await place.settled()
    assert "负责人" not in place.last(place.wang).text


async def test_a_group_hears_who_runs_it_once_it_is_bound(place: Town) -> None:
    (intro,) = place.texts(place.group)
    for word in ("银杏里社区", "别理我", "删掉", "/report"):
        assert word in intro
    assert len(place.texts(place.duty)) == 1


async def test_only_a_manager_binds_a_group(place: Town) -> None:
    other = place.telegram.supergroup("别的群", [place.li])
    place.telegram.add_bot(place.li, other)
    await place.say(place.li, other, "/bind")
    assert place.texts(other) == []


async def test_what_is_said_in_a_group_that_nobody_bound_is_erased(place: Town) -> None:
    other = place.telegram.supergroup("别的群", [place.li, place.liu])
    place.telegram.add_bot(place.li, other)
    await place.say(place.li, other, LIGHT)
    assert place.texts(other) == []
    assert await place.all("SELECT 1 FROM inbox WHERE body IS NOT NULL") == []
    assert await place.all("SELECT 1 FROM person WHERE name = '李阿姨'") == []
    place.telegram.follow(place.liu, "https://t.me/huiyin_bot?startgroup=bind", other)
    await place.settled()
    await place.press(place.liu, other, "先不用")
    await place.say(place.li, other, LIGHT)
    assert await place.numbers() == []


async def test_an_offer_is_seen_by_its_author_alone(place: Town) -> None:
    await place.say(place.wang, place.group, "今天天气真好")
    said = await place.say(place.li, place.group, LIGHT)
    offer = place.last(place.group, place.li)
    assert offer.ephemeral_for is place.li and offer.reply_to == said.id and offer.labels == ["报上去", "不用"]
    assert len(place.texts(place.group)) == 1  # others saw the introduction and nothing since
    await place.press(place.li, place.group, "报上去")
    assert await place.numbers() == [1001]
    (card,) = [each for each in place.telegram.from_bot(place.group) if each.labels == ["我也遇到", "进度"]]
    assert "501" not in card.text and card.ephemeral_for is None
    assert LIGHT in place.last(place.duty).text


async def test_an_offer_that_is_not_wanted_goes_away(place: Town) -> None:
    await place.say(place.li, place.group, LIGHT)
    await place.press(place.li, place.group, "不用")
    assert [each for each in place.telegram.from_bot(place.group, place.li) if each.ephemeral_for] == []
    assert await place.numbers() == []


ROWS = "SELECT number, category, place, status, text FROM report"


@pytest.mark.parametrize("ephemeral", ["on", "refused", "ignored"])
@pytest.mark.parametrize("admin", [True, False])
async def test_every_way_to_offer_leads_to_the_same_rows(
    tmp_path: Path, hasty: None, ephemeral: Literal["on", "refused", "ignored"], admin: bool
) -> None:
    async with FakeTelegram(privacy=False, ephemeral=ephemeral) as telegram, town(tmp_path, telegram) as place:
        await place.open(admin=admin)
        said = await place.say(place.li, place.group, LIGHT)
        offer = place.last(place.group, place.li)
        alone = ephemeral == "on" and admin
        assert (offer.ephemeral_for is place.li) == alone
        assert offer.labels == ["报上去", "不用"] and offer.reply_to == said.id
        await place.press(place.li, place.group, "报上去")
        assert await place.all(ROWS) == [(1001, "light", "3号楼2单元501", "open", LIGHT)]
        assert not any("501" in text for text in place.texts(place.group))
        assert [call for call in telegram.refused if ephemeral == "on"] == []
        await place.say(place.li, place.group, "进度")
        await place.say(place.li, place.group, "/my")
        assert not any("501" in text for text in place.texts(place.group))
        assert await place.parked() == []


async def test_staff_take_it_and_the_resident_hears_of_it_in_private(place: Town) -> None:
    telegram = place.telegram
    telegram.start(place.li)
    await place.settled()
    await place.say(place.li, place.group, LIGHT)
    await place.press(place.li, place.group, "报上去")
    asked = await place.press(place.zhou, place.duty, "接单")
    assert asked.answer is not None
    taken = await place.press(place.zhou, place.duty, "今天")
    assert taken.answer is not None and "您接了" in taken.answer.text
    await place.wait(minutes=2)
    assert "水电师傅" in place.last(place.li).text and "今天来" in place.last(place.li).text
    await place.press(place.zhou, place.duty, "办结")
    telegram.photo(place.zhou, place.duty, "换了新灯")
    await place.settled()
    await place.wait(minutes=2)
    shown = telegram.from_bot(place.li)
    told = next(each for each in shown if "修好了" in each.text)
    photo = next(each for each in shown if each.media == "photo")
    assert photo.id < told.id and told.reply_to == photo.id and "换了新灯" in told.text
    await place.press(place.li, place.li, "好了")
    assert await place.all("SELECT status FROM report") == [("closed",)]


async def test_who_never_wrote_in_private_is_told_in_the_group_without_personal_data(
    tmp_path: Path, telegram: FakeTelegram, hasty: None
) -> None:
    async with town(tmp_path, telegram) as place:
        await place.open(admin=False)
        await place.say(place.li, place.group, LIGHT)
        await place.press(place.li, place.group, "报上去")
        await place.press(place.zhou, place.duty, "接单")
        await place.press(place.zhou, place.duty, "今天")
        await place.wait(minutes=2)
        await place.press(place.zhou, place.duty, "办结")
        telegram.photo(place.zhou, place.duty, "501门口换了新灯")
        await place.settled()
        await place.wait(minutes=2)
        assert telegram.called("sendMessage", place.li) == []
        shown = telegram.from_bot(place.group)
        assert any("修好了" in each.text for each in shown)
        assert not any("501" in each.text or "李阿姨" in each.text for each in shown)
        await place.well()


async def test_somebody_unknown_acts_and_a_manager_says_who_it_is(place: Town) -> None:
    sun = place.telegram.user("孙师傅")
    place.telegram.join(sun, place.duty)
    await place.say(place.li, place.group, LIGHT)
    await place.press(place.li, place.group, "报上去")
    press = await place.press(sun, place.duty, "接单")
    assert press.answer and "已经问负责人了" in press.answer.text
    assert "孙师傅" in place.last(place.liu).text
    await place.press(place.liu, place.liu, "管道师傅")
    await place.press(sun, place.duty, "接单")
    await place.press(sun, place.duty, "今天")
    assert "管道师傅接了" in place.find(sun, place.duty, "办结").text


async def test_photos_come_as_an_album_before_the_card(place: Town) -> None:
    telegram = place.telegram
    telegram.start(place.wang)
    telegram.album(place.wang, place.wang, 3, LIGHT)
    await place.settled()
    await place.wait(seconds=10)
    await place.press(place.wang, place.wang, "报上去")
    photos = [each for each in telegram.from_bot(place.duty) if each.media == "photo"]
    card = place.last(place.duty)
    assert len(photos) == 3 and len({each.album for each in photos}) == 1
    assert card.reply_to == photos[0].id and "照片3张" in card.text
    assert await place.numbers() == [1001]


async def test_an_album_in_the_group_is_one_report(place: Town) -> None:
    place.telegram.album(place.li, place.group, 3, LIGHT)
    await place.settled()
    await place.wait(seconds=10)
    offers = [each for each in place.telegram.from_bot(place.group, place.li) if each.ephemeral_for]
    assert len(offers) == 1
    await place.press(place.li, place.group, "报上去")
    assert await place.all("SELECT count(*) FROM attachment") == [(3,)]


async def test_a_link_with_a_place_leaves_only_what_happened(place: Town) -> None:
    place.telegram.follow(place.wang, "https://t.me/huiyin_bot?start=b3")
    await place.settled()
    await place.say(place.wang, place.wang, "楼道灯不亮")
    assert "灯 · 3号楼" in place.last(place.wang).text
    await place.press(place.wang, place.wang, "报上去")
    assert await place.all("SELECT building, category FROM report") == [("b3", "light")]


async def test_leave_me_alone(place: Town) -> None:
    await place.say(place.li, place.group, LIGHT)
    offer = place.last(place.group, place.li)
    await place.say(place.li, place.group, "别理我", reply_to=offer)
    await place.press(place.li, place.group, "不用")
    assert "不理" in place.last(place.group, place.li).text
    before = len(place.telegram.from_bot(place.group, place.li))
    await place.say(place.li, place.group, "5号楼电梯坏了")
    assert len(place.telegram.from_bot(place.group, place.li)) == before
    await place.say(place.li, place.group, "5号楼着火了")
    assert await place.numbers() == [1001]  # danger concerns everybody


async def test_privacy_mode_leaves_commands_mentions_and_replies(tmp_path: Path, hasty: None) -> None:
    async with FakeTelegram(privacy=True) as telegram, town(tmp_path, telegram) as place:
        await place.open(admin=False)
        await place.say(place.li, place.group, LIGHT)
        assert len(place.texts(place.group)) == 1
        await place.say(place.li, place.group, "/report 5号楼2单元楼道灯不亮")
        await place.say(place.li, place.group, "/report@huiyin_bot 6号楼2单元楼道灯不亮")
        await place.say(place.li, place.group, "/report@other_bot 7号楼2单元楼道灯不亮")
        await place.say(place.li, place.group, "@huiyin_bot 8号楼2单元楼道灯不亮")
        buildings = await place.all("SELECT building FROM report ORDER BY number")
        assert buildings == [("b5",), ("b6",), ("b8",)]
        card = [each for each in telegram.from_bot(place.group) if "我也遇到" in each.labels][-1]
        await place.say(place.wang, place.group, "我家也是", reply_to=card)
        assert await place.all("SELECT count(*) FROM supporter") == [(1,)]
        await place.well()


async def test_answers_stay_in_the_topic(tmp_path: Path, telegram: FakeTelegram, hasty: None) -> None:
    async with town(tmp_path, telegram) as place:
        await place.open(forum=True)
        topic = telegram.topic(place.group, "报修")
        await place.say(place.li, place.group, LIGHT, topic=topic)
        assert place.last(place.group, place.li).topic == topic
        await place.press(place.li, place.group, "报上去")
        assert place.last(place.group, place.li).topic == topic
        await place.say(place.wang, place.group, "/report 5号楼电梯坏了", topic=topic)
        assert {each.topic for each in telegram.from_bot(place.group, place.wang) if "1002" in each.text} == {topic}
        await place.say(place.wang, place.group, "/help", topic=topic)
        assert place.last(place.group, place.wang).topic == topic
        await place.well()


async def test_voice_and_a_place_on_the_map(place: Town) -> None:
    telegram = place.telegram
    telegram.start(place.wang)
    telegram.voice(place.wang, place.wang)
    await place.settled()
    telegram.location(place.wang, place.wang, 40.0706, 116.5109)
    await place.settled()
    await place.press(place.wang, place.wang, "说不清，请人联系我")
    shown = telegram.from_bot(place.duty)
    assert any(each.media == "voice" for each in shown) and "5号楼" in shown[-1].text


async def test_an_edited_message_changes_what_is_offered(place: Town) -> None:
    said = await place.say(place.li, place.group, "3号楼2单元楼道灯不亮")
    place.telegram.edit(said, "5号楼2单元楼道灯不亮")
    await place.settled()
    offer = place.last(place.group, place.li)
    assert offer.edited and "5号楼2单元" in offer.text
    await place.press(place.li, place.group, "报上去")
    place.telegram.edit(said, "6号楼2单元楼道灯不亮")
    await place.settled()
    assert "6号楼" in place.last(place.duty).text


async def test_me_too(place: Town) -> None:
    await place.say(place.li, place.group, LIGHT)
    await place.press(place.li, place.group, "报上去")
    press = await place.press(place.wang, place.group, "我也遇到")
    assert press.answer and press.answer.text.startswith("记上了")
    again = await place.press(place.wang, place.group, "我也遇到")
    assert again.answer and "已经记过您了" in again.answer.text
    assert any("1户也遇到" in text for text in place.texts(place.group))


async def test_asking_a_resident_in_the_group_offers_the_private_chat(
    tmp_path: Path, telegram: FakeTelegram, hasty: None
) -> None:
    async with town(tmp_path, telegram) as place:
        await place.open(admin=False)
        await place.say(place.li, place.group, LIGHT)
        await place.press(place.li, place.group, "报上去")
        await place.press(place.zhou, place.duty, "问一句")
        await place.say(place.zhou, place.duty, "501的门铃响吗？")
        asked = place.last(place.group)
        url = asked.rows[0][0]["url"]
        assert url == "https://t.me/huiyin_bot?start=q1" and LIGHT not in asked.text
        telegram.follow(place.li, url)
        await place.settled()
        assert "501的门铃响吗" in place.last(place.li).text
        await place.say(place.li, place.li, "不响", reply_to=place.last(place.li))
        assert any("不响" in text for text in place.texts(place.duty))
        await place.well()


async def test_menus_per_language_and_kind_of_chat(place: Town) -> None:
    telegram, ann = place.telegram, place.telegram.user("Ann", language="en")
    assert telegram.menu(place.li, place.li)["report"] == "报一件事：哪里坏了"
    assert "lang" in telegram.menu(ann, ann) and telegram.menu(ann, ann)["help"].isascii()
    telegram.join(ann, place.group)
    assert "forget" not in telegram.menu(ann, place.group) and "report" in telegram.menu(ann, place.group)
    duty = telegram.menu(place.zhou, place.duty)
    assert "queue" in duty and (duty["figures"], duty["digest"]) == ("数据：这周和上周", "周报：这周到现在")
    assert "monthly" in duty and "monthly" not in telegram.menu(place.li, place.li)


async def test_buttons_are_short_and_answered_at_once(place: Town) -> None:
    await place.say(place.li, place.group, LIGHT)
    await place.press(place.li, place.group, "报上去")
    for label in ("更多", "返回", "转派", "返回", "接单", "返回", "问一句"):
        press = await place.press(place.zhou, place.duty, label)
        assert press.answer is not None, label
    buttons = [button for each in place.telegram.from_bot(place.duty) for row in each.rows for button in row]
    assert all(len(button["callback_data"].encode()) <= 64 for button in buttons)


async def test_an_anonymous_administrator_is_served_like_anybody(place: Town) -> None:
    place.telegram.make_admin(place.wang, place.group, anonymous=True)
    await place.say(place.wang, place.group, LIGHT)
    assert await place.parked() == []


async def test_a_bot_that_is_no_administrator_any_more_speaks_openly(
    tmp_path: Path, telegram: FakeTelegram, hasty: None
) -> None:
    async with town(tmp_path, telegram) as place:
        await place.open(admin=True)
        await place.say(place.li, place.group, LIGHT)
        telegram.state.updates.allowed -= {"my_chat_member"}  # nobody tells the bot
        telegram.demote_bot(place.group)
        press = await place.press(place.li, place.group, "报上去")
        told = [call for call in telegram.called("sendMessage", place.group) if "ephemeral" in str(call.params)]
        assert press.answer is not None and await place.numbers() == [1001]
        assert not any("501" in text for text in place.texts(place.group))
        await place.say(place.wang, place.group, LIGHT.replace("501", "601"))
        offer = place.last(place.group, place.wang)
        assert (
            offer.ephemeral_for is None and "601" not in offer.text and offer.labels == ["我也遇到", "另报一件", "不用"]
        )
        assert len(told) >= 1 and await place.parked() == []
