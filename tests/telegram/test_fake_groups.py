"""The fake Telegram's groups: who hears what, who comes and goes, topics, migration, messages for one person only."""

import pytest
from telegram import Bot, BotCommand, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.telegram.fake import FakeTelegram
from tests.telegram.test_fake import check_shapes, keyboard
from tests.telegram.world import Chat, User


def heard(telegram: FakeTelegram) -> list[str]:
    """The texts and captions that reached the bot."""
    messages = [entry.body["message"] for entry in telegram.updates.log if "message" in entry.body]
    return [message.get("text", message.get("caption", "")) for message in messages]


async def test_in_privacy_mode_the_bot_hears_what_is_meant_for_it() -> None:
    async with FakeTelegram() as telegram, Bot(telegram.token, base_url=f"{telegram.base_url}/bot") as bot:
        assert (await bot.get_me()).can_read_all_group_messages is False
        wang = telegram.user("王姐")
        group = telegram.supergroup("3栋", [wang], bot=True)
        await bot.send_message(group.id, "我是回音")
        telegram.say(wang, group, "路灯不亮")
        telegram.photo(wang, group, "看")
        telegram.say(wang, group, "/report 路灯不亮")
        telegram.say(wang, group, "/report@huiyin_bot 路灯不亮")
        telegram.say(wang, group, "/report@another_bot 路灯不亮")
        telegram.say(wang, group, "@huiyin_bot 路灯不亮")
        telegram.photo(wang, group, "@Huiyin_Bot 看")
        telegram.say(wang, group, "是3栋", reply_to=telegram.from_bot(group)[0])
        meant = ["/report 路灯不亮", "/report@huiyin_bot 路灯不亮", "@huiyin_bot 路灯不亮", "@Huiyin_Bot 看", "是3栋"]
        assert heard(telegram) == meant
        telegram.join(telegram.user("李姐"), group)
        telegram.promote_bot(group)
        telegram.say(wang, group, "现在听得见")
        assert heard(telegram) == [*meant, "", "现在听得见"]
        check_shapes(telegram)


async def test_who_is_in_a_group_and_what_they_are(telegram: FakeTelegram, bot: Bot) -> None:
    wang, zhang, li = telegram.user("王姐"), telegram.user("张师傅", last_name="三"), telegram.user("李姐")
    group = telegram.supergroup("3栋", [li], admins=[wang, zhang], bot=True, username="lou3")
    telegram.make_admin(zhang, group, anonymous=True, title="维修")
    shown = {member.user.first_name: member.status for member in await bot.get_chat_administrators("@lou3")}
    assert shown == {"王姐": "creator", "张师傅": "administrator"}
    assert (await bot.get_chat_member(group.id, li.id)).status == "member"
    assert (await bot.get_chat_member(group.id, telegram.user("生人").id)).status == "left"
    assert (await bot.get_chat("@lou3")).id == group.id
    said = telegram.say(zhang, group, "我来看")
    update = (await bot.get_updates())[0]
    assert update.message and update.message.sender_chat and update.message.from_user
    assert (update.message.from_user.username, update.message.sender_chat.id) == ("GroupAnonymousBot", group.id)
    assert update.message.author_signature == "维修"
    assert telegram.seen(group)[0].sender is said.sender is zhang
    assert await bot.get_chat_member_count(group.id) == 4
    group.hides_members = True
    with pytest.raises(BadRequest, match="Member list is inaccessible"):
        await bot.get_chat_member(group.id, li.id)
    check_shapes(telegram)


async def test_the_bot_is_brought_muted_removed_and_brought_back(telegram: FakeTelegram, bot: Bot) -> None:
    wang = telegram.user("王姐")
    small, large = telegram.group("楼道", [wang]), telegram.supergroup("3栋", admins=[wang])
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(large.id, "在")
    telegram.follow(wang, "https://t.me/huiyin_bot?startgroup=b-17", large)
    assert [next(iter(entry.body)) for entry in telegram.updates.log] == ["my_chat_member", "message", "message"]
    assert heard(telegram) == ["", "/start@huiyin_bot b-17"]
    telegram.mute_bot(large)
    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await bot.send_message(large.id, "在")
    telegram.kick_bot(large)
    telegram.add_bot(wang, small)
    telegram.kick_bot(small)
    for group in (large, small):
        with pytest.raises(Forbidden, match=f"bot was kicked from the {group.type} chat"):
            await bot.send_message(group.id, "在")
    telegram.add_bot(wang, large, admin=True)
    assert (await bot.get_chat_member(large.id, telegram.bot.id)).status == "administrator"
    assert await bot.leave_chat(large.id)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.get_chat(large.id)
    check_shapes(telegram)


async def test_topics_stay_apart(telegram: FakeTelegram, bot: Bot) -> None:
    wang = telegram.user("王姐")
    forum = telegram.supergroup("3栋", admins=[wang], bot=True, forum=True)
    repairs, other = telegram.topic(forum, "报修"), telegram.topic(forum, "闲聊")
    said = telegram.say(wang, forum, "路灯不亮", topic=repairs)
    *_, update = await bot.get_updates()
    assert update.message and update.message.is_topic_message and update.message.reply_to_message
    assert update.message.message_thread_id == repairs == update.message.reply_to_message.message_id
    assert update.message.reply_to_message.forum_topic_created
    await bot.send_message(forum.id, "好", message_thread_id=repairs)
    await bot.send_message(forum.id, "收到", reply_parameters=ReplyParameters(said.id))
    await bot.send_message(forum.id, "大家好")
    assert [seen.topic for seen in telegram.from_bot(forum)] == [repairs, repairs, None]
    telegram.delete_topic(forum, other)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "?", message_thread_id=other)
    telegram.close_topic(forum, repairs)
    with pytest.raises(BadRequest, match=r"(?i)TOPIC_CLOSED"):
        await bot.send_message(forum.id, "?", message_thread_id=repairs)
    check_shapes(telegram)


async def test_a_group_that_grows_has_another_number(telegram: FakeTelegram, bot: Bot) -> None:
    wang = telegram.user("王姐")
    small = telegram.group("3栋", admins=[wang], bot=True)
    sent = await bot.send_message(small.id, "早", reply_markup=keyboard("好"))
    large = telegram.migrate(small)
    leaving, arriving = (await bot.get_updates())[-2:]
    assert leaving.message and (leaving.message.chat.id, leaving.message.migrate_to_chat_id) == (small.id, large.id)
    assert arriving.message and (arriving.message.chat.id, arriving.message.migrate_from_chat_id) == (
        large.id,
        small.id,
    )
    assert arriving.message.message_id == 1
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(small.id, "晚")
    assert moved.value.new_chat_id == large.id
    with pytest.raises(BadRequest, match="can't be edited"):
        await sent.edit_text("晚")
    assert (await bot.send_message(large.id, "晚")).chat.type == "supergroup"
    with pytest.raises(ValueError, match="cannot write"):
        telegram.say(wang, small, "还在吗")
    check_shapes(telegram)


async def whisper(bot: Bot, group: Chat, user: User, text: str, **more: object) -> int:
    """Sends an ephemeral message, as the library can; returns its number."""
    wish = {"receiver_user_id": user.id, **more}
    sent = await bot.send_message(group.id, text, api_kwargs={"ephemeral_message_parameters": wish})
    assert sent.message_id == 0
    return int(sent.api_kwargs["ephemeral_message_id"])


async def test_an_administrator_bot_may_whisper_at_any_time(telegram: FakeTelegram, bot: Bot) -> None:
    wang, li = telegram.user("王姐"), telegram.user("李姐")
    group = telegram.supergroup("3栋", [wang, li], bot_admin=True)
    number = await whisper(bot, group, wang, "要帮您报上去吗?")
    (seen,) = telegram.from_bot(group, by=wang)
    assert (seen.text, seen.ephemeral_for) == ("要帮您报上去吗?", wang)
    assert telegram.from_bot(group, by=li) == telegram.from_bot(group) == []
    named = {"chat_id": group.id, "receiver_user_id": wang.id, "ephemeral_message_id": number}
    assert await bot.do_api_request("editEphemeralMessageText", api_kwargs=named | {"text": "好"})
    assert (telegram.from_bot(group, by=wang)[0].text, telegram.from_bot(group, by=wang)[0].edited) == ("好", True)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.do_api_request("editEphemeralMessageText", api_kwargs=named | {"text": "好"})
    assert await bot.do_api_request("deleteEphemeralMessage", api_kwargs=named)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.do_api_request("deleteEphemeralMessage", api_kwargs=named)
    said = telegram.say(li, group, "路灯不亮")
    wish = {"receiver_user_id": li.id}
    reply = ReplyParameters(said.id, allow_sending_without_reply=True)
    await bot.send_message(group.id, "?", reply_parameters=reply, api_kwargs={"ephemeral_message_parameters": wish})
    assert telegram.from_bot(group, by=li)[0].reply_to == said.id
    telegram.delete(said)
    with pytest.raises(BadRequest, match="Message to be replied not found"):  # it is always False here
        await bot.send_message(group.id, "?", reply_parameters=reply, api_kwargs={"ephemeral_message_parameters": wish})
    li.online = False
    await whisper(bot, group, li, "没人听见")
    assert [seen.text for seen in telegram.from_bot(group, by=li)] == ["?"]
    for place, user in ((telegram.private(wang), wang), (group, telegram.user("生人"))):
        with pytest.raises((BadRequest, Forbidden)):
            await whisper(bot, place, user, "?")
    assert telegram.refused == []
    check_shapes(telegram)


async def test_another_bot_may_whisper_only_in_answer(telegram: FakeTelegram, bot: Bot) -> None:
    wang, li = telegram.user("王姐"), telegram.user("李姐")
    group = telegram.supergroup("3栋", [wang, li], bot=True)
    with pytest.raises(BadRequest, match=r"(?i)CHAT_ADMIN_REQUIRED"):
        await whisper(bot, group, wang, "要帮您报上去吗?")
    await bot.send_message(group.id, "报修请按", reply_markup=keyboard("报修"))
    (card,) = telegram.from_bot(group)
    press = telegram.press(wang, card, "报修")
    await whisper(bot, group, wang, "在哪?", callback_query_id=press.id, replace_callback_query_message=True)
    assert [seen.text for seen in telegram.seen(group, by=wang)] == ["在哪?"]
    assert [seen.text for seen in telegram.seen(group, by=li)] == ["报修请按"]
    with pytest.raises(BadRequest, match="Query is too old"):
        await whisper(bot, group, li, "在哪?", callback_query_id=press.id)
    await bot.set_my_commands([BotCommand("report", "报修", api_kwargs={"is_ephemeral": True})])
    told = telegram.say(wang, group, "/report 路灯不亮")
    assert [seen.text for seen in telegram.seen(group, by=li)] == ["报修请按"]
    *_, update = await bot.get_updates()
    assert update.message and update.message.message_id == 0
    assert update.message.api_kwargs["ephemeral_message_id"] == told.ephemeral_id
    reply = {"ephemeral_message_id": told.ephemeral_id}
    wish = {"receiver_user_id": wang.id}
    await bot.send_message(group.id, "好", api_kwargs={"reply_parameters": reply, "ephemeral_message_parameters": wish})
    assert telegram.from_bot(group, by=wang)[-1].text == "好"
    assert telegram.refused == []
    check_shapes(telegram)
