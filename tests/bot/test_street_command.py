"""``huiyin street``: one code for several communities, once, for a day; their heads hear of it."""

import asyncio
from pathlib import Path

import pytest

from bot import cli
from bot.commands import command
from storage import people, street_codes
from storage.db import open_database
from tests.communities import two
from tests.desk import running_desk
from tests.roles.scene import HOME, OTHER, Scene, Who


async def test_whoever_shows_the_code_looks_over_them_once(tmp_path: Path) -> None:
    async with running_desk(tmp_path, homes=two(tmp_path)) as running:
        scene = Scene(running)
        wu, other = [await scene.enter(Who(name, frozenset())) for name in ("wu", "zheng")]
        code = await command(running.desk.db, {"do": "street-code", "communities": [HOME, OTHER]})
        assert code not in str(await scene.do(lambda tx: tx.all("SELECT key, value FROM meta")))
        await scene.say(wu, f"/start {code}")
        assert await scene.do(people.overseen, wu.id) == (HOME, OTHER)
        assert "银杏里社区、柳岸社区" in await scene.shown(wu)
        told = await scene.do(lambda tx: tx.all("SELECT content FROM slot WHERE content LIKE '%wu现在是街道的人%'"))
        assert len(told) == 2  # the head of each
        granted = await scene.do(lambda tx: tx.all("SELECT community, role FROM role_event WHERE person = ?", (wu.id,)))
        assert sorted(granted) == [(HOME, "street"), (OTHER, "street")]
        await scene.say(other, f"/start {code}")
        assert await scene.do(people.overseen, other.id) == () and "用过" in await scene.shown(other)
        assert not await running.parked()


async def test_a_code_is_good_for_a_day(tmp_path: Path) -> None:
    day = 24 * 3_600_000
    async with open_database(tmp_path / "desk.db") as db:
        for hash_ in ("a", "b"):
            await db.write(street_codes.make, hash_, [HOME], 0)
        assert await db.write(street_codes.use, "a", day) == ()
        assert await db.write(street_codes.use, "b", day - 1) == (HOME,)
        await db.write(street_codes.make, "c", [HOME], 0)
        await db.write(street_codes.make, "d", [HOME], day + 1)
        left = await db.write(lambda tx: tx.all("SELECT key FROM meta WHERE key LIKE 'street_code:%'"))
    assert left == [("street_code:d",)]


def test_the_command_makes_one_for_those_that_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "desk.db"
    monkeypatch.setenv("HUIYIN_DATABASE", str(path))
    monkeypatch.setenv("HUIYIN_TRIAL_DATABASE", str(path))
    monkeypatch.setenv("HUIYIN_COMMUNITY", str(two(tmp_path)))
    assert cli.main(["street", "--community", HOME, "--community", "elm", "--lang", "en"]) == 1
    assert "No community is called elm. There are: ginkgo, willow" in capsys.readouterr().err
    for which in (["--all"], ["--community", HOME, "--community", OTHER, "--community", HOME]):
        assert cli.main(["street", *which, "--lang", "en"]) == 0
        said, code = capsys.readouterr().out.splitlines()
        assert said.startswith("Send the next line") and code.startswith("/start street-")

    async def made() -> object:
        async with open_database(path) as db:
            return await db.write(lambda tx: tx.all("SELECT value FROM meta WHERE key LIKE 'street_code:%'"))

    assert str(asyncio.run(made())).count('["ginkgo", "willow"]') == 2
