"""The fake Telegram as the real library sees it: messages, edits, files, presses, menus."""

from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden

from tests.telegram import description
from tests.telegram.fake import FakeTelegram
from tests.telegram.files import picture
from tests.telegram.state import Answer

RETURNS = {"getMe": "User", "getChat": "ChatFullInfo", "getFile": "File", "getWebhookInfo": "WebhookInfo"}
RETURNS |= {"getUpdates": "Array of Update", "getChatMember": "ChatMember", "sendMediaGroup": "Array of Message"}
RETURNS |= {"getChatAdministrators": "Array of ChatMember", "getMyCommands": "Array of BotCommand"}


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    """One row of buttons."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=f"do:{label}") for label in labels]])


def check_shapes(telegram: FakeTelegram) -> None:
    """All that the fake has said has the shape that the Bot API describes."""
    for entry in telegram.updates.log:
        description.convert("Update", entry.json(), "update")
    for call in [*telegram.calls, *telegram.polls]:
        kind = RETURNS.get(call.method, "Message" if isinstance(call.result, dict) and "date" in call.result else "")
        if call.ok and kind:
            description.convert(kind, call.result, call.method)


async def test_a_message_is_seen_without_its_markup(telegram: FakeTelegram, bot: Bot) -> None:
    wang = telegram.user("王姐", started=True)
    text = '<b>1042</b> 路灯 &lt;3栋&gt; 😀 <a href="https://example.org/r">看看</a>'
    sent = await bot.send_message(wang.id, f" {text}\n", "HTML", reply_markup=keyboard("接单", "转给"))
    assert (await bot.get_me()).can_read_all_group_messages is True
    (seen,) = telegram.seen(wang)
    assert (seen.text, seen.buttons, seen.sender) == ("1042 路灯 <3栋> 😀 看看", [["接单", "转给"]], telegram.bot)
    assert [(entity.type, sent.parse_entity(entity)) for entity in sent.entities] == [
        ("bold", "1042"),
        ("text_link", "看看"),
    ]
    assert sent.text == seen.text
    assert telegram.refused == []
    check_shapes(telegram)


async def test_an_edit_changes_what_people_see(telegram: FakeTelegram, bot: Bot) -> None:
    wang = telegram.user("王姐", started=True)
    sent = await bot.send_message(wang.id, "1042 路灯", reply_markup=keyboard("接单"))
    await sent.edit_reply_markup(keyboard("修好了"))
    assert (telegram.seen(wang)[0].labels, telegram.seen(wang)[0].edited) == (["修好了"], False)
    await sent.edit_text("<i>1042</i> 路灯 张师傅接了", "HTML", reply_markup=keyboard("修好了"))
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await sent.edit_text("<i>1042</i> 路灯 张师傅接了", "HTML", reply_markup=keyboard("修好了"))
    (seen,) = telegram.seen(wang)
    assert (seen.text, seen.edited, seen.labels) == ("1042 路灯 张师傅接了", True, ["修好了"])
    await sent.edit_text("1042 完")
    assert telegram.seen(wang)[0].buttons == []
    with pytest.raises(BadRequest, match="not modified"):
        await sent.edit_reply_markup(None)
    check_shapes(telegram)


async def test_only_what_the_bot_wrote_can_be_edited(telegram: FakeTelegram, bot: Bot) -> None:
    wang = telegram.user("王姐")
    said = telegram.say(wang, wang, "你好")
    asked = await bot.send_message(wang.id, "在哪?", reply_markup=ReplyKeyboardMarkup([["3栋", "5栋"]]))
    photo = await bot.send_photo(wang.id, picture(), "门口")
    assert telegram.from_bot(wang)[0].keyboard == (("3栋", "5栋"),)
    for message_id, complaint in (
        (said.id, "can't be edited"),
        (asked.message_id, "can't be edited"),
        (photo.message_id, "There is no text in the message to edit"),
        (0, "Message to edit not found"),
        (999, "Message to edit not found"),
    ):
        with pytest.raises(BadRequest, match=complaint):
            await bot.edit_message_text("改", wang.id, message_id)
    await photo.edit_caption("3栋门口")
    assert telegram.from_bot(wang)[1].text == "3栋门口"


async def test_messages_are_deleted_for_two_days_and_once(telegram: FakeTelegram, bot: Bot) -> None:
    zhang, wang = telegram.user("张师傅"), telegram.user("王姐")
    group = telegram.supergroup("3栋", [wang], admins=[zhang], bot=True)
    said = telegram.say(wang, group, "路灯不亮")
    first, second = await bot.send_message(group.id, "一"), await bot.send_message(group.id, "二")
    assert await first.delete()
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await first.delete()
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group.id, said.id)
    telegram.promote_bot(group)
    assert await bot.delete_messages(group.id, [said.id, first.message_id])
    assert [seen.text for seen in telegram.from_bot(group)] == ["二"]
    group.messages[second.message_id].date -= 48 * 3600 + 60
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await second.delete()
    assert len(telegram.updates.log) == 2  # what was said, and the promotion: nobody is told of deletions
    check_shapes(telegram)


async def test_an_album_and_a_card_that_replies_to_it(telegram: FakeTelegram, bot: Bot) -> None:
    li = telegram.user("李姐")
    duty = telegram.supergroup("值班", [li], bot=True)
    photos = [InputMediaPhoto(picture(), "<b>门口</b>", "HTML"), InputMediaPhoto(picture(shade=40))]
    album = await bot.send_media_group(duty.id, photos)
    card = await bot.send_message(
        duty.id, "1042 路灯", reply_parameters=ReplyParameters(album[0].message_id), reply_markup=keyboard("接单")
    )
    seen = telegram.seen(duty)
    assert [(each.media, each.text) for each in seen] == [("photo", "门口"), ("photo", ""), ("", "1042 路灯")]
    assert seen[0].album == seen[1].album == album[1].media_group_id != ""
    assert (seen[2].reply_to, card.reply_to_message and card.reply_to_message.photo) == (
        album[0].message_id,
        album[0].photo,
    )
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(duty.id, "?", reply_parameters=ReplyParameters(999))
    lonely = await bot.send_message(
        duty.id, "!", reply_parameters=ReplyParameters(999, allow_sending_without_reply=True)
    )
    assert lonely.reply_to_message is None
    assert telegram.refused == []
    check_shapes(telegram)


async def test_files_come_down_as_they_went_up(telegram: FakeTelegram, bot: Bot) -> None:
    wang = telegram.user("王姐")
    original = picture(800, 600)
    said = telegram.photo(wang, wang, "3栋门口", original)
    telegram.voice(wang, wang)
    telegram.document(wang, wang, "plan.pdf", b"%PDF")
    updates = await bot.get_updates()
    small, large = updates[0].message.photo  # type: ignore[union-attr]
    assert (small.width, large.width, large.file_size) == (90, 800, len(original))
    assert bytes(await (await bot.get_file(large.file_id)).download_as_bytearray()) == original
    voice = updates[1].message.voice  # type: ignore[union-attr]
    assert voice and (await (await bot.get_file(voice)).download_as_bytearray()).startswith(b"OggS")
    again = await bot.send_photo(wang.id, large.file_id)
    assert again.photo[-1].file_unique_id == large.file_unique_id
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await bot.get_file("AgACAgUAAxk")
    with pytest.raises(BadRequest, match=r"(?i)IMAGE_PROCESS_FAILED"):
        await bot.send_photo(wang.id, b"no photo")
    telegram.edit(said, "5栋门口")
    assert (await bot.get_updates(offset=-1))[0].edited_message.caption == "5栋门口"  # type: ignore[union-attr]
    check_shapes(telegram)


async def test_a_press_is_answered_once_and_soon(telegram: FakeTelegram, bot: Bot) -> None:
    zhang, li = telegram.user("张师傅"), telegram.user("李姐")
    duty = telegram.supergroup("值班", [zhang, li], bot=True)
    card = await bot.send_message(duty.id, "1042", reply_markup=keyboard("接单", "转给"))
    press = telegram.press(zhang, telegram.from_bot(duty)[0], "接单")
    query = (await bot.get_updates())[0].callback_query
    assert query and query.message and query.from_user
    assert (query.data, query.from_user.id, query.message.message_id) == ("do:接单", zhang.id, card.message_id)
    assert await query.answer("好", show_alert=True)
    assert press.answer == Answer("好", True)
    too_late = telegram.press(li, telegram.from_bot(duty)[0], "转给")
    too_late.too_old = True
    for stale in (press.id, too_late.id, "17"):
        with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
            await bot.answer_callback_query(stale)
    on_an_old_screen = telegram.from_bot(duty)[0]
    await card.delete()
    telegram.press(li, on_an_old_screen, "接单")
    query = (await bot.get_updates(offset=-1))[0].callback_query
    assert query and query.message and not query.message.is_accessible
    with pytest.raises(LookupError, match="no button '不用'"):
        telegram.press(li, on_an_old_screen, "不用")
    check_shapes(telegram)


async def test_menus_depend_on_place_and_language(telegram: FakeTelegram, bot: Bot) -> None:
    ann, wang = telegram.user("Ann", language="en"), telegram.user("王姐")
    duty = telegram.supergroup("值班", [ann], admins=[wang], bot=True)
    await bot.set_my_commands([BotCommand("report", "报修")])
    await bot.set_my_commands([BotCommand("report", "Report a problem")], language_code="en")
    await bot.set_my_commands([BotCommand("queue", "还有哪些")], BotCommandScopeChat(duty.id))
    await bot.set_my_commands([BotCommand("bind", "绑定")], BotCommandScopeAllChatAdministrators())
    assert telegram.menu(ann, ann) == {"report": "Report a problem"}
    assert telegram.menu(wang, wang) == {"report": "报修"}
    assert telegram.menu(ann, duty) == telegram.menu(wang, duty) == {"queue": "还有哪些"}
    await bot.delete_my_commands(BotCommandScopeChat(duty.id))
    assert (telegram.menu(ann, duty), telegram.menu(wang, duty)) == ({"report": "Report a problem"}, {"bind": "绑定"})
    assert [each.command for each in await bot.get_my_commands(language_code="en")] == ["report"]
    await bot.set_my_description("件件有回音")
    await bot.set_my_short_description("Everything is answered", "en")
    assert (await bot.get_my_description("en")).description == "件件有回音"
    assert (await bot.get_my_short_description()).short_description == ""
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
        await bot.set_my_commands([("报修", "报修")])
    with pytest.raises(BadRequest, match="Invalid language code"):
        await bot.set_my_description("x", "zh-hans")
    assert [call.method for call in telegram.refused] == ["setMyCommands", "setMyDescription"]
    check_shapes(telegram)


async def test_reactions_are_seen_and_heard(telegram: FakeTelegram, bot: Bot) -> None:
    wang = telegram.user("王姐")
    group = telegram.supergroup("3栋", [wang], bot_admin=True)
    said = telegram.say(wang, group, "路灯不亮")
    assert await bot.set_message_reaction(group.id, said.id, "👀")
    assert telegram.seen(group)[0].reactions == ("👀",)
    with pytest.raises(BadRequest, match=r"(?i)REACTION_INVALID"):
        await bot.set_message_reaction(group.id, said.id, "🔧")
    await bot.get_updates(allowed_updates=["message_reaction"])
    telegram.react(wang, said, "👍")
    telegram.say(wang, group, "不在名单上")
    *_, update = await bot.get_updates()
    assert update.message_reaction and update.message_reaction.new_reaction[0].emoji == "👍"  # type: ignore[attr-defined]
    assert await bot.send_chat_action(group.id, "typing")
    check_shapes(telegram)


async def test_who_may_be_written_to(telegram: FakeTelegram, bot: Bot) -> None:
    wang, li, stranger = telegram.user("王姐"), telegram.user("李姐"), telegram.user("生人")
    telegram.supergroup("3栋", [li], bot=True)
    telegram.start(wang, "c-1042_x")
    update = (await bot.get_updates())[0]
    assert update.message and update.message.text == "/start c-1042_x"
    assert update.message.parse_entity(update.message.entities[0]) == "/start"
    telegram.block(wang)
    change = (await bot.get_updates(offset=-1))[0].my_chat_member
    assert change and (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")
    refusals: list[tuple[Any, type[Exception], str]] = [
        (wang.id, Forbidden, "bot was blocked by the user"),
        (li.id, Forbidden, "bot can't initiate conversation with a user"),
        (stranger.id, BadRequest, "Chat not found"),
        (-100123, BadRequest, "Chat not found"),
        ("@nobody_here", BadRequest, "Chat not found"),
    ]
    for chat_id, error, complaint in refusals:
        with pytest.raises(error, match=complaint):
            await bot.send_message(chat_id, "在吗")
    telegram.start(wang)
    assert (await bot.send_message(wang.id, "在")).chat.first_name == "王姐"
    assert [entry.body.keys() for entry in telegram.updates.log[-2:]] == [{"my_chat_member"}, {"message"}]
    li.started = li.deleted = True
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(li.id, "在吗")
    assert telegram.refused == []
    check_shapes(telegram)


async def test_time_is_what_the_test_says(bot: Bot, telegram: FakeTelegram) -> None:
    wang = telegram.user("王姐", started=True)
    at = telegram.state.now()
    telegram.state.now = lambda: at + timedelta(days=2).total_seconds()
    sent = await bot.send_message(wang.id, "后天")
    assert int(sent.date.timestamp()) == int(at) + 2 * 86_400
