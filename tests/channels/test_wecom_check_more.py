"""``huiyin check`` on what an app does not lead to: the way in, smart bots, webhooks, customer groups."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import instance
from bot.check.command import Finding, check
from bot.check.files import Level
from config.settings import Settings
from storage.db import open_database
from tests.channels import bot_office
from tests.channels.office import desk, world
from tests.channels.test_wecom_check import LANGUAGES, Console, about
from tests.desk import StandingClock
from tests.telegram import FakeTelegram
from tests.wecom.bots import Bot
from tests.wecom.fake import FakeWeCom
from tests.wecom.owner import Owner
from tests.wecom.state import Post
from tests.wecom.world import Push


@pytest.fixture
async def console(tmp_path: Path) -> AsyncIterator[Console]:
    async with FakeWeCom() as wecom:
        yield Console(tmp_path, wecom)


# --- smart bots ---------------------------------------------------------------------------------------------


def with_bot(console: Console, secret: str = "") -> Bot:
    bot = console.wecom.bot(console.corp)
    console.more += (
        f'[[corp.bot]]\nid = "{bot.id}"\nsecret = "{secret or bot.secret}"\naddress = "{console.wecom.ws_url}"\n'
    )
    console.hidden += [bot.secret, *([secret] if secret else [])]
    return bot


@LANGUAGES
async def test_bots_are_connected_once_where_no_desk_runs(console: Console, lang: str) -> None:
    good, bad = with_bot(console), with_bot(console, "not-the-secret-of-this-bot")
    found = await console.findings(lang)
    assert [each.level for each in found if good.id in each.text] == [Level.GOOD, Level.HINT]  # in no group yet
    wrong = about(found, bad.id)
    assert wrong.level is Level.WRONG and "API模式" in wrong.text
    assert console.wecom.sockets.connections == 2
    await console.wecom.until(lambda: good.live is None)


async def test_a_bot_that_cannot_be_reached(console: Console) -> None:
    bot = with_bot(console)
    async with console.wecom.sockets_down():
        finding = about(await console.findings(), bot.id)
    assert finding.level is Level.WRONG and "443" in finding.text


async def test_a_bot_whose_connection_breaks_at_once(console: Console) -> None:
    bot = with_bot(console)
    console.wecom.sockets.cut(cmd="aibot_subscribe")
    assert about(await console.findings(), bot.id).level is Level.WRONG


async def test_no_bot_is_tried_while_a_desk_starts(console: Console) -> None:
    bot = with_bot(console)
    async with open_database(console.folder / "desk.db"):
        pass
    with instance.only_one(console.folder / "desk.db"):
        assert about(await console.findings(), bot.id).level is Level.HINT
    assert console.wecom.sockets.connections == 0


@LANGUAGES
async def test_the_running_desk_is_asked_and_keeps_its_connection(tmp_path: Path, hasty: None, lang: str) -> None:
    async with bot_office.office(tmp_path) as place:
        config = Settings(database=tmp_path / "huiyin.db", wecom=tmp_path / "wecom.toml", _env_file=None)
        live = place.bot.live
        assert about(await of_bot(config, place.bot, lang), place.bot.id).level is Level.GOOD
        assert place.bot.live is live and place.wecom.sockets.connections == 1
        async with place.wecom.sockets_down():
            await place.wecom.until(lambda: place.bot.live is None)
            while about(found := await of_bot(config, place.bot, lang), place.bot.id).level is Level.GOOD:
                assert found  # until the desk has noticed
        await place.connected()


async def test_a_bot_that_was_written_after_the_start(tmp_path: Path, hasty: None) -> None:
    async with bot_office.office(tmp_path) as place:
        file = tmp_path / "wecom.toml"
        file.write_text(file.read_text() + '[[corp.bot]]\nid = "aibNew"\nsecret = "hush"\n')
        config = Settings(database=tmp_path / "huiyin.db", wecom=file, _env_file=None)
        found = [each async for each in check(config, "zh-CN")]
        assert about(found, "aibNew").level is Level.WRONG and "重新启动" in about(found, "aibNew").text
        await place.well()


async def of_bot(config: Settings, bot: Bot, lang: str) -> list[Finding]:
    """How it stands, without what is said of its groups."""
    found = [each async for each in check(config, lang)]
    return [each for each in found if bot.id in each.text and each.level is not Level.HINT]


async def test_a_bot_in_a_group_is_not_sent_into_one(tmp_path: Path, hasty: None) -> None:
    async with bot_office.office(tmp_path) as place:
        await place.says(place.zhou, bot_office.LIGHT)
        config = Settings(database=tmp_path / "huiyin.db", wecom=tmp_path / "wecom.toml", _env_file=None)
        levels = [each.level async for each in check(config, "zh-CN") if place.bot.id in each.text]
        assert levels == [Level.GOOD]


# --- webhooks -----------------------------------------------------------------------------------------------


def with_push(console: Console) -> Push:
    push = console.wecom.push()
    console.more += f'[[corp.push]]\nkey = "{push.key}"\ncommunity = "ginkgo"\n'
    console.hidden.append(push.key)
    return push


@LANGUAGES
async def test_a_webhook_is_tried_without_a_word_in_its_group(console: Console, lang: str) -> None:
    push = with_push(console)
    assert about(await console.findings(lang), "--send").level is Level.GOOD
    assert push.shown == [] and not console.wecom.refused


@LANGUAGES
async def test_words_go_there_only_when_they_are_asked_for(console: Console, lang: str) -> None:
    push = with_push(console)
    found = await console.findings(lang, send=True)
    assert len(push.shown) == 1 and not [each for each in found if "--send" in each.text]


@LANGUAGES
@pytest.mark.parametrize("send", [True, False])
async def test_a_webhook_that_is_gone(console: Console, lang: str, send: bool) -> None:
    with_push(console).state = 93000
    assert about(await console.findings(lang, send), "消息推送 > 添加").level is Level.WRONG


# --- customer groups ----------------------------------------------------------------------------------------


def with_owner(console: Console, *chats: str) -> Owner:
    wang = console.wecom.staff(console.corp, "WangFang", "王芳")
    console.more += f'[[corp.group]]\nowner = "WangFang"\ncommunity = "ginkgo"\nchats = {list(chats)}\n'
    return console.wecom.owner(wang)


@LANGUAGES
async def test_an_owner_with_groups_and_one_without(console: Console, lang: str) -> None:
    owner = with_owner(console)
    assert about(await console.findings(lang), "WangFang").level is Level.HINT
    console.wecom.customer_group(console.wecom.staff(console.corp, "WangFang"), "银杏里1群")
    assert about(await console.findings(lang), "WangFang").level is Level.GOOD
    owner.member.contacts = False
    assert "权限配置" in about(await console.findings(lang), "WangFang").text


@LANGUAGES
async def test_groups_that_are_another_s(console: Console, lang: str) -> None:
    mine = console.wecom.customer_group(console.wecom.staff(console.corp, "WangFang"), "银杏里1群")
    other = console.wecom.customer_group(console.wecom.staff(console.corp, "LiuShuji"), "银杏里2群")
    with_owner(console, mine.id, other.id)
    finding = about(await console.findings(lang), "WangFang")
    assert finding.level is Level.WRONG and other.id in finding.text and mine.id not in finding.text


@LANGUAGES
async def test_an_app_that_may_not_post_in_groups(console: Console, lang: str) -> None:
    with_owner(console)
    console.app.may.discard("externalcontact")
    assert about(await console.findings(lang), "客户联系 > 可调用接口的应用").level is Level.WRONG


@LANGUAGES
async def test_posts_that_wait_for_their_owner(console: Console, lang: str) -> None:
    group = console.wecom.customer_group(console.wecom.staff(console.corp, "WangFang"), "银杏里1群")
    owner = with_owner(console)
    post = Post("msg1", console.corp, {"text": {"content": "本周"}}, console.wecom.clock(), "WangFang", [group.id])
    console.wecom.state.posts["msg1"] = post
    assert about(await console.findings(lang), "群发助手").level is Level.HINT
    owner.confirms(post)
    assert not [each for each in await console.findings(lang) if "群发助手" in each.text]


# --- the way in ---------------------------------------------------------------------------------------------


@LANGUAGES
async def test_the_address_is_tried_as_the_console_tries_it(tmp_path: Path, lang: str) -> None:
    clock = StandingClock()
    async with FakeTelegram() as telegram, world(clock) as wecom:
        app = wecom.app(wecom.corp())
        async with desk(tmp_path, wecom, telegram, [app], clock) as place:
            assert app.callback is not None
            url = app.callback.url.removesuffix(f"/wecom/{app.corp.id}/app/{app.agent}")
            found = await seen(tmp_path, url, lang)
            assert [each.level for each in found if app.callback.url in each.text] == [Level.GOOD, Level.GOOD]
            assert (
                about(found, "保存过没有" if lang == "zh-CN" else "was it saved").level is Level.HINT
            )  # nothing came yet
            await place.says(wecom.staff(app.corp, "LiuShuji"), "帮助")
            assert not [
                each for each in await seen(tmp_path, url, lang) if re.search("保存过没有|was it saved", each.text)
            ]
            assert about(await seen(tmp_path, f"{url}/elsewhere", lang), "404").level is Level.WRONG
            file = tmp_path / "wecom.toml"
            file.write_text(file.read_text().replace("tokenTOKEN", "tokenOTHER"))
            assert about(await seen(tmp_path, url, lang), "403").level is Level.WRONG
            assert about(await seen(tmp_path, "http://127.0.0.1:9", lang), "ConnectError").level is Level.WRONG


async def seen(folder: Path, url: str, lang: str) -> list[Finding]:
    config = Settings(database=folder / "huiyin.db", wecom=folder / "wecom.toml", public_url=url, _env_file=None)
    return [each async for each in check(config, lang) if "/wecom/" in each.text or each.level is Level.HINT]
