"""``huiyin check``: everything that is wrong at once, in plain words of either language; it only looks."""

import ast
import os
import re
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.check.command import Finding, check
from bot.check.files import Level, told, words
from bot.program import running
from config import categories, community, problems
from config.errors import ConfigError
from config.settings import HERE, Settings
from storage import holding
from storage.db import open_database
from tests.bot.conftest import NOW
from tests.bot.test_init import huiyin
from tests.config.test_categories import FIRE, OTHER
from tests.config.test_community import SMALL
from tests.plugins.server import KEY, Answer, good, serving

TOKEN = "123456789:AAF-a_token_that_nobody_ever_gave_out"


def settings(folder: Path, text: str = SMALL, **more: object) -> Settings:
    (folder / "community.toml").write_text(text, encoding="utf-8")
    names = {"database": folder / "var" / "desk.db", "community": folder / "community.toml"} | more
    return Settings(_env_file=None, **names)  # type: ignore[arg-type]


async def findings(config: Settings, lang: str = "en") -> list[Finding]:
    return [finding async for finding in check(config, lang)]


def texts(found: list[Finding], *levels: Level) -> str:
    return "\n".join(finding.text for finding in found if finding.level in levels)


BROKEN = """
code = "Lane"
zh = "小巷"
timezone = "北京"
sampel = true
[phones]
gas = "打给我"
[grids]
g1 = { zh = "一格", en = "Grid 1", phone = "无" }
[buildings]
b1 = { zh = "1号楼", en = "Building 1", grid = "g9" }
b2 = { zh = "2号楼", grid = "g1", aliases = "邮局楼" }
b3 = { zh = "2号楼", en = "Building 3", grid = "g1", point = [116.5, 40] }
[shifts]
day = { since = "8点", until = "20:00" }
[categories]
light = { respond_hours = "soon" }
"""
WRONG = {
    "code", "en", "timezone", "sampel", "phones.gas", "phones.duty", "grids.g1.phone", "buildings.b1.grid",
    "buildings.b2.en", "buildings.b2.aliases", "buildings.b3.zh", "buildings.b3.point", "shifts.day.since",
}  # fmt: skip


def test_every_mistake_of_a_file_is_found_once_and_nothing_else(tmp_path: Path) -> None:
    settings(tmp_path, BROKEN)
    meant, found = problems.every(tmp_path / "community.toml", community.understood)
    assert meant is None
    assert sorted(error.key for error in found) == sorted(WRONG)


def test_every_mistake_of_a_category_file(tmp_path: Path) -> None:
    path = tmp_path / "categories.toml"
    path.write_text(
        OTHER.replace("= 24", '= "soon"').replace("keywords_zh", "keyword_zh").replace('en = "other"', "")
        + FIRE.replace('"other"', '"roof"').replace("着火", "着(火"),
        encoding="utf-8",
    )
    _, found = problems.every(path, categories.understood)
    assert {error.key for error in found} == {
        "category.other.respond_hours", "category.other.keyword_zh", "category.other.en", "danger.fire.category",
        "danger.fire.patterns_zh",
    }  # fmt: skip


def test_a_good_file_is_read_as_ever() -> None:
    path = HERE / "sample" / "community.toml"
    assert problems.every(path, community.understood) == (community.load(path), [])


@pytest.mark.parametrize("text", ["", "zh = ", "[buildings]\nb1 = 1", "grids = 1\nphones = []\nbuildings = 'x'"])
def test_nonsense_ends(tmp_path: Path, text: str) -> None:
    (tmp_path / "c.toml").write_text(text, encoding="utf-8")
    meant, found = problems.every(tmp_path / "c.toml", community.understood)
    assert meant is None and found and len({error.key for error in found}) == len(found)


async def test_both_languages_name_file_key_and_an_example(tmp_path: Path) -> None:
    config = settings(tmp_path, BROKEN)
    chinese = texts(await findings(config, "zh-CN"), Level.STOP)
    assert f"{config.community}: phones.gas：“打给我”不是电话号码。例：gas = " in chinese
    assert "没有叫这个的，是不是想写 sample" in chinese and "没有代号是“g9”的网格，可以写：g1" in chinese
    assert not [line for line in chinese.splitlines() if "should" in line or " is " in line]
    english = texts(await findings(config), Level.STOP)
    assert 'phones.gas: "打给我" is not a phone number. Example: gas = ' in english
    assert len(english.splitlines()) == len(chinese.splitlines()) == len(WRONG)


async def test_wrong_deadlines_of_a_community_and_two_files_of_one_code(tmp_path: Path) -> None:
    config = settings(tmp_path, SMALL + "[categories]\nlight = { respond_hours = 0 }\nroof = {}\n", community=tmp_path)
    (tmp_path / "other.toml").write_text(SMALL, encoding="utf-8")
    said = texts(await findings(config), Level.STOP)
    assert "categories.light.respond_hours" in said and "categories.roof" in said
    (tmp_path / "community.toml").write_text(SMALL, encoding="utf-8")
    assert 'another file is called "lane" too' in texts(await findings(config), Level.STOP)


async def test_what_is_missing_but_no_mistake(tmp_path: Path) -> None:
    lane = SMALL[: SMALL.index("[members]")].replace("[buildings]", 'g2 = { zh = "二格", en = "Grid 2" }\n[buildings]')
    found = await findings(settings(tmp_path, lane))
    hints = texts(found, Level.HINT)
    assert "officer and phone of 一格、二格" in hints and "no building lies in 二格" in hints and "no shifts" in hints
    assert "[phones] has no gas" in texts(found, Level.WRONG) and 'reports "gas" gets' in texts(found, Level.WRONG)
    assert os.listdir(tmp_path) == ["community.toml"]  # it only looked


async def test_a_database_is_looked_at_and_never_made(tmp_path: Path) -> None:
    config = settings(tmp_path)
    assert "the first start makes it" in texts(await findings(config), Level.GOOD)
    async with running(config):
        pass
    assert "can be opened" in texts(await findings(config), Level.GOOD)
    real = settings(tmp_path, public_url="https://desk.example.org")
    assert "belongs to a trial" in texts(await findings(real), Level.STOP)
    config.database.write_text("dear diary")
    assert "not a readable database" in texts(await findings(config), Level.STOP)
    assert config.database.read_text() == "dear diary"


async def test_what_a_newcomer_still_has_to_do(tmp_path: Path) -> None:
    real = settings(tmp_path, public_url="https://desk.example.org")
    async with open_database(real.database) as db:
        await db.write(lambda tx: tx.run("INSERT INTO meta (key, value) VALUES ('manager_code:lane', 'manager-abc')"))
    first = texts(await findings(real), Level.WRONG)
    assert "/start manager-abc" in first and "https://desk.example.org/chat" in first and "Telegram" not in first
    with closing(sqlite3.connect(real.database)) as connection, connection:
        connection.execute("INSERT INTO person (id, name, lang) VALUES (1, '刘书记', 'zh-CN')")
        connection.execute(
            "INSERT INTO role (person, community, role, trade, grids) VALUES (1, 'lane', 'manager', '', '')"
        )
    found = await findings(real)
    assert "group" not in texts(found, Level.WRONG, Level.HINT) and "no staff" in texts(found, Level.HINT)
    real = settings(
        tmp_path,
        public_url="https://desk.example.org",
        telegram_token=TOKEN,
        telegram_base_url="http://127.0.0.1:9",
        database=real.database,
    )
    found = await findings(real)
    assert "no duty group" in texts(found, Level.WRONG)
    assert "no residents' group" in texts(found, Level.HINT) and "no staff" in texts(found, Level.HINT)


async def test_a_restored_desk_that_keeps_quiet_and_a_setting_nobody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    real = settings(tmp_path, public_url="https://desk.example.org")
    async with open_database(real.database) as db:
        await db.write(holding.hold, NOW)
    monkeypatch.setenv("HUIYIN_PROT", "8081")
    (tmp_path / ".env").write_text("# HUIYIN_TELEGRAM_TOKEN=1:AAE\nHUIYIN_PUBLIC_URL=https://x.org\nHUIYIN_HOTS=::\n")
    found = texts(await findings(real), Level.WRONG)
    assert "nothing goes out until you look" in found and "chmod" not in found  # no secret is in that file
    assert "did you mean HUIYIN_PORT?" in found and "did you mean HUIYIN_HOST?" in found
    (tmp_path / ".env").write_text("HUIYIN_TELEGRAM_TOKEN=1:AAE\n")
    (tmp_path / ".env").chmod(0o644)
    assert "chmod 600 .env" in texts(await findings(real), Level.WRONG)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
async def test_what_belongs_to_another_user(tmp_path: Path) -> None:
    real = settings(tmp_path, public_url="https://desk.example.org")
    async with open_database(real.database):
        pass
    real.database.chmod(0o400)
    real.backups.mkdir(0o500)
    assert f"{real.database} belongs to another user" in texts(await findings(real), Level.STOP)
    assert "backups cannot be written" in texts(await findings(real), Level.WRONG)


async def test_a_token_that_others_can_read(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN)
    token.chmod(0o644)
    config = settings(tmp_path, telegram_token_file=token, telegram_base_url="http://127.0.0.1:9")
    assert f"chmod 600 {token}" in texts(await findings(config), Level.WRONG)
    token.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert "chmod" not in texts(await findings(config), Level.WRONG)


async def test_an_alarm_is_told_of_and_not_tried(tmp_path: Path) -> None:
    ring = tmp_path / "ring"
    config = settings(tmp_path, alarm_command=ring, alarm_url="https://hooks.example.org/ring?key=hush")
    said = texts(await findings(config, "zh-CN"), Level.GOOD)
    assert f"有危险时运行 {ring}" in said and "有危险时通知 hooks.example.org" in said and "hush" not in said
    assert "有危险时" not in texts(await findings(settings(tmp_path), "zh-CN"), *Level)


async def test_a_plugin_is_really_asked(tmp_path: Path) -> None:
    with serving(good("light"), good("noise"), Answer(b"", status=401)) as server:
        config = settings(tmp_path, model_url=server.url, model_key=KEY, model_name="sorter")
        said = texts(await findings(config), Level.GOOD)
        assert "127.0.0.1 answers as it should; this question took 321 tokens" in said
        assert "try another model" in texts(await findings(config), Level.WRONG)
        said = texts(await findings(config), *Level)
        assert "127.0.0.1 cannot be used: it answered 401" in said and KEY not in said and "encrypted" not in said
    away = settings(tmp_path, model_url="http://models.invalid/v1?key=hush", model_name="sorter")
    said = texts(await findings(away, "zh-CN"), Level.WRONG)
    assert "到 models.invalid 的路上没有加密" in said and "hush" not in said


async def test_so_is_the_one_that_writes_down_voices(tmp_path: Path) -> None:
    with serving(Answer(b'{"text": ""}'), Answer(b"{}")) as server:
        config = settings(tmp_path, speech_url=server.url, speech_key=KEY, speech_name="whisper")
        assert "127.0.0.1 writes down what it hears" in texts(await findings(config), Level.GOOD)
        assert "did not answer as asked" in texts(await findings(config), Level.WRONG)
    assert b"RIFF" in server.asked[0][2]


def test_the_exit_code_says_how_bad_it_is(tmp_path: Path) -> None:
    sample = huiyin(tmp_path, "check")
    assert sample.returncode == 0 and "没有要改的" in sample.stdout
    settings(tmp_path, SMALL)
    lane = huiyin(tmp_path, "check", "--lang", "en", HUIYIN_COMMUNITY="community.toml")
    assert lane.returncode == 1 and "to look at" in lane.stdout
    settings(tmp_path, BROKEN)
    broken = huiyin(tmp_path, "check", HUIYIN_COMMUNITY="community.toml")
    assert broken.returncode == 2 and broken.stdout.count("xx  ") == len(WRONG) and "Traceback" not in broken.stderr
    port = huiyin(tmp_path, "check", HUIYIN_PORT="eighty")
    assert port.returncode == 2 and "HUIYIN_PORT" in port.stdout


def test_the_sentences_of_the_readers_have_their_chinese() -> None:
    """Whatever a reader may say; a new sentence wants a line in bot/check/files.py and its text in both languages."""
    said = [
        _filled(call.args[1])
        for path in sorted((HERE).glob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "wrong" and len(call.args) > 1
    ]
    assert len(said) > 25
    say = words("zh-CN")
    problems_said = [told(ConfigError(Path("a.toml"), "b", sentence), say) for sentence in said]
    assert [text for text in problems_said if not re.search("[\u4e00-\u9fff]", text)] == []


def _filled(sentence: ast.expr) -> str:
    """A sentence with x for whatever varies in it."""
    parts = sentence.values if isinstance(sentence, ast.JoinedStr) else [sentence]
    filled = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in parts)
    return re.sub("(quotes|above 0|false|table), x", r"\1, not x", filled).replace("here; x", "here; known are x")
