"""The WeCom file: what it may say, that every mistake is explained in both languages, and that no secret is shown."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.check.files import told, words
from config import problems, settings, wecom
from config.errors import ConfigError
from config.settings import HERE

HUSH = "hush-nobody-may-read-this"
AES = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
HOMES = ("willow", "north")
CORP = '[[corp]]\nid = "ww1"\n'
APP = f'[[corp.app]]\nagent = 1000002\nsecret = "{HUSH}"\ntoken = "{HUSH}"\naes_key = "{AES}"\n'
KF = '[[corp.app.kf]]\nid = "wk1"\ncommunity = "willow"\n'
BOT = f'[[corp.bot]]\nid = "b1"\nsecret = "{HUSH}"\n'
PUSH = f'[[corp.push]]\nkey = "{HUSH}"\ncommunity = "willow"\nstaff = true\n'
GROUP = '[[corp.group]]\nowner = "wangfang"\ncommunity = "north"\nchats = ["wr1"]\n'


def file(folder: Path, text: str) -> Path:
    path = folder / "wecom.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_in_the_documentation_is_understood(tmp_path: Path) -> None:
    page = (HERE.parent / "docs" / "wecom.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (corp,) = wecom.load(file(tmp_path, example), HOMES).corps
    (app,) = corp.apps
    assert (corp.id, corp.api, app.agent, app.communities) == ("ww1234567890abcdef", wecom.API, 1000002, HOMES)
    assert app.kf == (wecom.Kf("wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q", "willow", ()),)
    assert corp.bots[0].address == wecom.SOCKET and corp.pushes[0].staff and corp.groups[0].chats
    uncommented = re.sub(r"^# (?=\w+ = )", "", example, flags=re.MULTILINE)
    assert wecom.load(file(tmp_path, uncommented), HOMES).corps[0].apps[0].communities == ("willow",)


def test_no_secret_is_shown_by_what_was_read(tmp_path: Path) -> None:
    text = CORP + f'kf_token = "{HUSH}"\nkf_aes_key = "{AES}"\n' + APP + KF + BOT + PUSH + GROUP
    found = wecom.load(file(tmp_path, text), HOMES)
    assert HUSH not in repr(found) and AES not in repr(found)
    assert HUSH not in found.corps[0].pushes[0].name
    assert set(wecom.secrets(tmp_path / "wecom.toml")) == {HUSH, AES}


CHINESE, ENGLISH = words("zh-CN"), words("en")


def test_a_bot_may_have_a_name_a_patience_and_further_hosts(tmp_path: Path) -> None:
    (plain,) = wecom.load(file(tmp_path, CORP + BOT), HOMES).corps[0].bots
    assert (plain.name, plain.retake, plain.media) == ("", timedelta(minutes=10), ())
    text = CORP + BOT + 'name = "回音"\nretake_minutes = 2.5\nmedia = ["Media.example.org"]\n'
    (bot,) = wecom.load(file(tmp_path, text), HOMES).corps[0].bots
    assert (bot.name, bot.retake, bot.media) == ("回音", timedelta(seconds=150), ("media.example.org",))


WRONG = [
    ("", "corp"),
    ("corp = 1", "corp"),
    ("[corp]\nid = 'ww1'", "corp"),
    (CORP.replace("ww1", "a/b"), "corp.1.id"),
    (CORP + "ap = 1\n", "corp.1.ap"),
    (CORP + 'api = "qyapi.weixin.qq.com"\n', "corp.1.api"),
    (CORP + f'api = "https://u:{HUSH}@example.org"\n', "corp.1.api"),
    (CORP + APP + CORP, "corp.2.id"),
    (CORP + BOT + "retake_minutes = 0\n", "corp.1.bot.1.retake_minutes"),
    (CORP + BOT + 'media = ["https://example.org/"]\n', "corp.1.bot.1.media"),
    (CORP + APP.replace("1000002", f'"{HUSH}"'), "corp.1.app.1.agent"),
    (CORP + APP.replace("1000002", "true"), "corp.1.app.1.agent"),
    (CORP + APP + APP, "corp.1.app.2.agent"),
    (CORP + APP.replace(f'secret = "{HUSH}"', "secret = 90919293"), "corp.1.app.1.secret"),
    (CORP + APP.replace(f'secret = "{HUSH}"', 'secret = " "'), "corp.1.app.1.secret"),
    (CORP + APP.replace(f'token = "{HUSH}"\n', ""), "corp.1.app.1.token"),
    (CORP + APP.replace(AES, HUSH), "corp.1.app.1.aes_key"),
    (CORP + APP + 'communities = ["nowhere"]\n', "corp.1.app.1.communities"),
    (CORP + APP + KF.replace("willow", "nowhere"), "corp.1.app.1.kf.1.community"),
    (CORP + APP + KF + KF, "corp.app.kf.id"),
    (CORP + APP + KF + 'servicers = "zhangsan"\n', "corp.1.app.1.kf.1.servicers"),
    (CORP + BOT + 'address = "https://example.org"\n', "corp.1.bot.1.address"),
    (CORP + BOT + BOT, "corp.bot.id"),
    (CORP + PUSH.replace(HUSH, f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={HUSH}"), "corp.1.push.1.key"),
    (CORP + PUSH + PUSH, "corp.push.key"),
    (CORP + PUSH.replace("true", '"yes"'), "corp.1.push.1.staff"),
    (CORP + APP + GROUP + GROUP, "corp.group.owner"),
    (CORP + GROUP, "corp.1.app"),
    (CORP + f'kf_aes_key = "{AES}"\n', "corp.1.kf_token"),
    (CORP + f'kf_token = "{HUSH}"\n', "corp.1.kf_aes_key"),
]


@pytest.mark.parametrize(("text", "key"), WRONG)
def test_a_mistake_is_explained_in_both_languages_without_a_secret(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(ConfigError) as refused:
        wecom.load(file(tmp_path, text), HOMES)
    error = refused.value
    assert error.key == key
    chinese = told(error, CHINESE)
    assert error.problem not in chinese and re.search("[\u4e00-\u9fff]", chinese)
    for said in (str(error), chinese, told(error, ENGLISH)):
        assert HUSH not in said and "90919293" not in said


def test_every_mistake_is_found_at_once(tmp_path: Path) -> None:
    text = CORP + "ap = 1\n" + APP.replace("1000002", "0").replace(AES, "short") + KF.replace("willow", "nowhere")
    _, found = problems.every(file(tmp_path, text), lambda values: wecom.understood(values, HOMES))
    assert {error.key for error in found} == {
        "corp.1.ap", "corp.1.app.1.agent", "corp.1.app.1.aes_key", "corp.1.app.1.kf.1.community",
    }  # fmt: skip


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"HUIYIN_{name.upper()}", raising=False)
    return tmp_path


def test_with_wecom_the_desk_is_no_trial(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_WECOM", "")
    assert settings.load().trial
    monkeypatch.setenv("HUIYIN_WECOM", str(file(bare, CORP + APP)))
    assert not settings.load().trial and settings.load().database == Path("var/huiyin.db")


def test_a_file_that_is_not_there_stops_the_start(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_WECOM", "nowhere.toml")
    with pytest.raises(ConfigError, match="HUIYIN_WECOM") as refused:
        settings.load()
    assert "“nowhere.toml”不是文件" in told(refused.value, CHINESE)
