"""The drill: a backup of the running program, its death, a restore into an empty folder, and answers go on."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.crash.program import ROOT, Page, Program, key

WAIT = 60.0  # s; bounds a wait, never the length of a test


async def huiyin(folder: Path, *words: str) -> tuple[int | None, str]:
    """A command by the settings of this folder; its exit code and what it said."""
    names = {"HUIYIN_DATABASE": str(folder / "huiyin.db"), "PYTHONPATH": str(ROOT), "LANG": "en_GB.UTF-8"}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", *words, cwd=folder, env={**os.environ, **names, "LC_ALL": ""},
        stdout=pipe, stderr=pipe,
    )  # fmt: skip
    out, err = await asyncio.wait_for(process.communicate(), WAIT)
    return process.returncode, out.decode() + err.decode()


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Program]:
    program = Program(folder)
    try:
        await program.start()
        yield program
    finally:
        await program.close()


async def report(program: Program, words: str) -> None:
    body = {"as": "wang", "chat": "group", "key": key(), "text": f"/report {words}"}
    await program.post("/trial/say", body)


def numbers(page: Page) -> set[str]:
    """The report numbers that the group was shown."""
    shown = "\n".join(each["text"] for each in page.messages.values() if each["chat"] == "group")
    return {number for number in ("1001", "1002", "1003", "1102", "1103") if number in shown}


async def test_the_desk_comes_back_and_says_nothing_until_it_is_let(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    async with running(old) as program:
        await report(program, "3号楼2单元门口灯不亮")
        await report(program, "5号楼1单元门禁坏了")
        await program.settled()
        code, said = await huiyin(old, "backup", str(tmp_path / "safe"))
        assert code == 0 and "2 reports" in said and "is sound" in said
        await report(program, "7号楼1单元门口灯不亮")  # after the backup: lost with the machine
        await program.settled()
        assert (await program.healthz())["backup"]
        await program.kill()
    (made,) = (tmp_path / "safe").glob("huiyin-*")
    assert (await huiyin(old, "backup", "--check", str(made)))[0] == 0
    code, said = await huiyin(old, "restore", str(made))
    assert code == 2 and "there already" in said
    code, said = await huiyin(new, "restore", str(made))
    assert code == 0 and "2 reports" in said and "huiyin release" in said

    async with running(new) as program:
        page = Page()
        assert (await program.healthz())["held"]
        await report(program, "9号楼1单元门口灯不亮")
        async with asyncio.timeout(WAIT):
            while (await program.healthz())["waiting"] or not (await program.healthz())["unsent"]:
                pass
        code, said = await huiyin(new, "release")
        assert code == 1 and "Would go out" in said and "web group" in said
        assert (await program.healthz())["unsent"]
        code, said = await huiyin(new, "release", "--drop-older-than", "6")
        assert code == 0 and "0 old messages were dropped" in said
        await program.settled()
        await program.follow(page, lambda: "1102" in numbers(page))
        assert numbers(page) == {"1001", "1002", "1102"}  # 1003 was somebody's, and is nobody else's now
        assert not (await program.healthz())["held"]
        assert (await huiyin(new, "release"))[1] == "Nothing is held back.\n"
