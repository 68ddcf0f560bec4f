"""``huiyin learn``: what was learned, in words; exported without names; reset only after asking."""

import asyncio
import json
from pathlib import Path

import pytest

from bot import cli
from domain.people import Role
from storage import lessons, people
from storage.db import Tx, open_database
from tests.desk import START

DING = "红房子门口小叮当刷不开了"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "desk.db"
    monkeypatch.setenv("HUIYIN_DATABASE", str(path))
    monkeypatch.setenv("HUIYIN_TRIAL_DATABASE", str(path))

    def fill(tx: Tx) -> None:
        who = people.add_person(tx, "web", "zhou", "周师傅", "zh-CN")
        people.grant(tx, who.id, "ginkgo", Role.STAFF, "electrician", ())
        for what, before, after, signs in (
            ("category", "building", "security", ""),
            ("place", "红房子门口", "2号楼", ""),
            ("place", "楼道", "2号楼", ""),
            ("is_report", "", "chatter", '{"share": 0.1, "report": 1.0, "new": ["~1"]}'),
        ):
            lessons.keep(tx, "ginkgo", 1, who.id, True, START, what, before, after, "" if signs else DING, 1, signs)

    async def filled() -> None:
        async with open_database(path) as db:
            await db.write(fill)

    asyncio.run(filled())
    return path


def test_the_report_names_what_moved_and_nobody_in_full(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["learn", "--report", "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "周（值班的）：4次" in said
    assert "周师傅" not in said
    assert "小叮当" in said
    assert "“红房子”就是2号楼" in said
    assert "“楼道”别处也说" in said
    assert f"“{DING}”：" in said
    assert "→ 治安 · 2号楼" in said
    assert cli.main(["learn", "--lang", "en"]) == 0
    assert "building → security · Building 2" in capsys.readouterr().out


def test_the_export_holds_the_corrections_and_no_names(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "corrections.jsonl"
    assert cli.main(["learn", "--export", str(file)]) == 0
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert rows[0] | {"at": ""} == {
        "at": "",
        "by": "crew",
        "what": "category",
        "before": "building",
        "after": "security",
        "text": DING,
    }
    assert file.stat().st_mode & 0o077 == 0
    assert cli.main(["learn", "--export", str(file)]) == 2  # never over a file that is there


def test_reset_asks_and_keeps_the_rows(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    answers = iter(("no", "yes"))

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("builtins.input", answer)
    assert cli.main(["learn", "--reset", "--lang", "en"]) == 1
    assert cli.main(["learn", "--reset", "--lang", "en"]) == 0
    assert len(asked) == 2
    assert "4 earlier corrections" in capsys.readouterr().out
    assert cli.main(["learn", "--lang", "en"]) == 0
    assert "nobody has corrected anything" in capsys.readouterr().out


def test_without_a_database_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUIYIN_TRIAL_DATABASE", str(tmp_path / "none.db"))
    assert cli.main(["learn"]) == 2
    assert "there is no database" in capsys.readouterr().err


def test_classify_uses_the_lessons_of_the_community_that_is_named(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for options in ([], ["--community", "ginkgo"]):
        assert cli.main(["classify", "--text", DING, *options]) == 0
        said.append(json.loads(capsys.readouterr().out)["category"])
    assert said[0] != said[1] == "security"
    assert cli.main(["classify", "--explain", "--lang", "zh", "--text", "红房子的灯坏了", "--community", "ginkgo"]) == 0
    assert "是2号楼" in capsys.readouterr().out
