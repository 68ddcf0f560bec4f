"""``huiyin check`` on WeCom: what it finds, and what an administrator must do, by the names in the console."""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.check.command import Finding, check
from bot.check.files import Level
from config.settings import Settings
from storage.db import open_database
from tests.wecom.fake import FakeWeCom
from tests.wecom.world import Account, App

LANGUAGES = pytest.mark.parametrize("lang", ["zh-CN", "en"])


class Console:
    """A corp, its app and account as they should be, and the file that says so."""

    def __init__(self, folder: Path, wecom: FakeWeCom) -> None:
        self.folder, self.wecom = folder, wecom
        self.corp = wecom.corp()
        self.app: App = wecom.app(self.corp)
        self.kf: Account = wecom.kf(self.app)
        self.zhang = wecom.staff(self.corp, "ZhangSan", "张三")
        wecom.servicer(self.kf, self.zhang)
        self.secret, self.corp_id, self.kf_id, self.more = self.app.secret, self.corp.id, self.kf.id, ""
        self.agent = self.app.agent
        self.hidden: list[str] = []  # further secrets of the file
        self.public_url: str | None = "https://desk.example.org"

    def written(self) -> Path:
        path = self.folder / "wecom.toml"
        path.write_text(
            f'[[corp]]\nid = "{self.corp_id}"\napi = "{self.wecom.base_url}"\n'
            f'[[corp.app]]\nagent = {self.agent}\nsecret = "{self.secret}"\ntoken = "tokenTOKEN"\n'
            'aes_key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"\n'
            f'[[corp.app.kf]]\nid = "{self.kf_id}"\ncommunity = "ginkgo"\n{self.more}',
            encoding="utf-8",
        )
        path.chmod(0o600)
        return path

    async def findings(self, lang: str = "zh-CN", send: bool = False) -> list[Finding]:
        """All that concern WeCom; none shows a secret."""
        config = Settings(
            database=self.folder / "desk.db", wecom=self.written(), public_url=self.public_url, _env_file=None
        )
        found = [finding async for finding in check(config, lang, send)]
        for finding in found:
            for secret in (self.secret, "tokenTOKEN", "abcdefghijkl", *self.hidden):
                assert secret not in finding.text
        return found


@pytest.fixture
async def console(tmp_path: Path) -> AsyncIterator[Console]:
    async with FakeWeCom() as wecom:
        yield Console(tmp_path, wecom)


def about(found: list[Finding], words: str) -> Finding:
    """The one that says this."""
    (finding,) = [each for each in found if words in each.text]
    return finding


@LANGUAGES
async def test_everything_as_it_should_be(console: Console, lang: str) -> None:
    found = await console.findings(lang)
    assert about(found, str(console.app.agent) + ("：Secret" if lang == "zh-CN" else " of corp")).level is Level.GOOD
    assert about(found, console.kf.name).level is Level.GOOD
    url = f"https://desk.example.org/wecom/{console.corp.id}/app/{console.app.agent}"
    assert about(found, url).level is Level.GOOD
    assert not console.wecom.refused


@LANGUAGES
async def test_a_secret_that_is_not_the_app_s(console: Console, lang: str) -> None:
    console.secret = "not-the-secret-of-this-app"
    assert about(await console.findings(lang), "Secret > 查看").level is Level.WRONG


@LANGUAGES
async def test_a_corp_that_is_none(console: Console, lang: str) -> None:
    console.corp_id = "ww0000000000000000"
    assert "我的企业 > 企业信息" in about(await console.findings(lang), "企业ID").text


@LANGUAGES
async def test_an_address_that_is_not_trusted(console: Console, lang: str) -> None:
    body = b'{"errcode": 60020, "errmsg": "not allow to access from your ip, from ip: 203.0.113.7, more info at x"}'
    console.wecom.wrong_json(body, path="agent/get")  # a token is given to anybody who knows the secret
    finding = about(await console.findings(lang), "企业可信IP")
    assert finding.level is Level.WRONG and "203.0.113.7" in finding.text


@LANGUAGES
async def test_an_app_that_may_not_use_the_accounts(console: Console, lang: str) -> None:
    console.app.may.discard("kf")
    assert "可调用接口的应用" in about(await console.findings(lang), "微信客服 > API").text


@LANGUAGES
async def test_an_account_that_is_not_there(console: Console, lang: str) -> None:
    console.kf_id = "wkNobody"
    finding = about(await console.findings(lang), "wkNobody")
    assert finding.level is Level.WRONG and console.kf.id in finding.text and console.kf.name in finding.text


async def test_an_account_that_is_not_run_through_the_api(console: Console) -> None:
    console.kf.api = False
    finding = about(await console.findings(), "可管理的客服账号")
    assert finding.level is Level.WRONG


@LANGUAGES
async def test_who_takes_a_conversation_over(console: Console, lang: str) -> None:
    console.more = 'servicers = ["zhangsan", "lisi"]\n'
    finding = about(await console.findings(lang), "接待人员")
    assert finding.level is Level.WRONG and "lisi" in finding.text and "zhangsan" not in finding.text
    console.more = ""
    console.kf.servicers.clear()
    assert about(await console.findings(lang), "接待人员").level is Level.HINT


async def test_an_account_on_the_second_page(console: Console) -> None:
    for number in range(120):
        console.kf = console.wecom.kf(console.app, f"第{number}号")
    console.kf_id = console.kf.id
    assert about(await console.findings(), "“第119号”在").good


@LANGUAGES
async def test_a_refusal_that_nobody_foresaw(console: Console, lang: str) -> None:
    console.wecom.refuse(45009, path="gettoken")
    assert "45009" in about(await console.findings(lang), "90313").text


@LANGUAGES
async def test_wecom_away(console: Console, lang: str) -> None:
    async with console.wecom.down():
        finding = about(await console.findings(lang), "ConnectError")
    assert finding.level is Level.WRONG


@LANGUAGES
async def test_without_a_public_address_nothing_can_be_delivered(console: Console, lang: str) -> None:
    console.public_url = None
    finding = about(await console.findings(lang), "HUIYIN_PUBLIC_URL")
    assert finding.level is Level.WRONG and f"/wecom/{console.corp.id}/app/" in finding.text


@LANGUAGES
async def test_an_app_of_another_number(console: Console, lang: str) -> None:
    console.agent = 1000099
    assert "1000099" in about(await console.findings(lang), "AgentId").text


@LANGUAGES
async def test_an_app_that_nobody_sees(console: Console, lang: str) -> None:
    console.app.visible = set()
    assert about(await console.findings(lang), "可见范围").level is Level.WRONG
    console.app.visible = {"zhangsan"}
    assert not [each for each in await console.findings(lang) if "可见范围" in each.text]
    console.app.closed = True
    assert about(await console.findings(lang), "启用").level is Level.WRONG


async def test_a_file_that_others_can_read(console: Console) -> None:
    path = console.written()
    path.chmod(0o644)
    config = Settings(database=console.folder / "desk.db", wecom=path, _env_file=None)
    found = [finding async for finding in check(config, "en")]
    assert about(found, "chmod 600").level is Level.WRONG


async def test_a_wrong_file_is_explained_and_nothing_is_called(console: Console) -> None:
    console.kf_id = "a/b"
    found = await console.findings()
    assert about(found, "corp.1.app.1.kf.1.id").level is Level.STOP
    assert not console.wecom.calls


@LANGUAGES
@pytest.mark.parametrize(("key", "said"), [("abc", "3"), ("a" * 44, "44"), ("a" * 42 + "=", "符号|other signs")])
async def test_a_key_that_was_copied_wrongly(console: Console, lang: str, key: str, said: str) -> None:
    path = console.written()
    path.write_text(path.read_text().replace("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", key))
    config = Settings(database=console.folder / "desk.db", wecom=path, _env_file=None)
    found = about([finding async for finding in check(config, lang)], "EncodingAESKey")
    assert found.level is Level.STOP and re.search(said, found.text)


@LANGUAGES
async def test_who_has_nobody_yet_is_sent_to_the_app_and_not_to_telegram(console: Console, lang: str) -> None:
    async with open_database(console.folder / "desk.db") as db:
        await db.write(lambda tx: tx.run("INSERT INTO meta (key, value) VALUES ('manager_code:ginkgo', 'manager-abc')"))
    found = await console.findings(lang)
    assert "工作台" in about(found, "manager-abc").text
    with closing(sqlite3.connect(console.folder / "desk.db")) as connection, connection:
        connection.execute("INSERT INTO person (id, name, lang) VALUES (1, '刘书记', 'zh-CN')")
        connection.execute(
            "INSERT INTO role (person, community, role, trade, grids) VALUES (1, 'ginkgo', 'manager', '', '')"
        )
    found += await console.findings(lang)
    assert about(found, "发“邀请”" if lang == "zh-CN" else "/invite").level is Level.HINT
    assert not [each for each in found if "Telegram" in each.text or "/start" in each.text]
