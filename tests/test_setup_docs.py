"""The walk of docs/setup.md: what it shows is what is seen, and its commands do what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.program import running
from config import community
from config.settings import Settings
from storage import people, roster
from tests.bot.test_init import FLAGS, WAIT, environment, huiyin
from tests.test_docs import ROOT

PAGES = {"zh": "setup.zh-CN.md", "en": "setup.md"}


def block(page: str, kind: str) -> str:
    """The one block of this kind."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.mark.parametrize("lang", PAGES)
def test_every_question_is_asked_as_the_page_shows_it(tmp_path: Path, lang: str) -> None:
    (tmp_path / "Makefile").touch()  # as in the folder of the program
    shown = block(PAGES[lang], "text").splitlines()
    typed = "".join(f"{line[1:].strip()}\n" for line in shown if line.startswith(">"))
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "init", "--lang", lang],
        cwd=tmp_path, env=environment(), input=typed, text=True, capture_output=True, timeout=WAIT, check=True,
    )  # fmt: skip
    assert done.stdout.strip().splitlines() == [line for line in shown if not line.startswith(">")]
    home = community.load(tmp_path / "communities" / "home.toml")
    assert len(home.buildings) == 20 and home.buildings["b10"].aliases


@pytest.mark.parametrize("page", PAGES.values())
def test_its_commands_set_up_a_community_that_starts(tmp_path: Path, page: str) -> None:
    script = f'huiyin() {{ "{sys.executable}" -m bot.cli "$@"; }}\n{block(page, "sh")}'
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env=environment(),
        text=True,
        capture_output=True,
        timeout=WAIT,
        check=False,
    )
    assert done.returncode < 2, done.stdout + done.stderr  # 1: numbers are missing, and it says which
    assert "[phones]" in done.stdout and "\nxx" not in done.stdout and "Traceback" not in done.stderr
    assert len(community.load(tmp_path / "communities" / "home.toml").buildings) == 18


async def test_the_community_can_be_tried_with_invented_people(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("1-9号楼,第一网格\n10-18号楼,第二网格\n", encoding="utf-8")
    assert huiyin(tmp_path, *FLAGS, "--buildings", "b.csv").returncode == 0
    places = {"database": tmp_path / "var" / "trial.db", "community": tmp_path / "communities"}
    async with running(Settings(_env_file=None, **places)) as program:  # type: ignore[arg-type]
        home = program.site.community
        assert home.names["zh-CN"] == "云杉社区" and home.phones["duty"] == "010-5550-0110"
        crew = await program.desk.db.write(people.crew, home.code, "g1")
        on_duty = await program.desk.db.write(roster.load, home.code)
    assert {"周师傅", "小陈", "孙姐", "刘书记"} <= {person.name for person in crew}
    assert all(shift.people for shift in on_duty)
