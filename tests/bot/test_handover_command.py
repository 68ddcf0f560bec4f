"""``huiyin handover``: all that a successor needs, and no secret."""

import asyncio
from pathlib import Path

import pytest

from bot import cli
from domain.people import Role
from storage import inbox, people
from storage.db import Tx, open_database
from tests.bot.conftest import NOW

SECRETS = {
    "HUIYIN_TELEGRAM_TOKEN": "123456789:AAE-nobody-is-to-see-this-one-here-12",
    "HUIYIN_METRICS_TOKEN": "nobody-is-to-see-this",
    "HUIYIN_ALARM_URL": "https://hooks.example.org/nobody-is-to-see-this",
    "HUIYIN_HEARTBEAT_URL": "https://ping.example.org/nobody-is-to-see-this",
    "HUIYIN_TELEGRAM_BASE_URL": "http://me:nobody-is-to-see-this@127.0.0.1:8081",
}


def _lived(tx: Tx) -> None:
    head = people.add_person(tx, "telegram", "1", "老孙", "zh-CN")
    people.grant(tx, head.id, "ginkgo", Role.HEAD, "", ())
    people.add_person(tx, "telegram", "2", "李阿姨", "zh-CN")
    inbox.receive(tx, "clock", "bad", "clock:1", {}, NOW)
    inbox.park(tx, 1, "KeyError: 3号楼")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ("takes over", "head", "Parked events: 1")), ("zh", ("接手", "书记", "有1件"))]
)
def test_it_names_what_there_is_and_no_secret(
    lang: str,
    words: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    database = tmp_path / "desk.db"
    for name, value in {**SECRETS, "HUIYIN_DATABASE": str(database), "HUIYIN_PORT": "8090"}.items():
        monkeypatch.setenv(name, value)

    async def live() -> None:
        async with open_database(database) as db:
            await db.write(_lived)

    asyncio.run(live())
    before = database.read_bytes()
    assert cli.main(["handover", "--lang", lang]) == 0
    page = capsys.readouterr().out
    assert "nobody-is-to-see" not in page and "李阿姨" not in page and "3号楼" not in page
    assert all(name in page for name in SECRETS) and "HUIYIN_PORT = 8090" in page and str(database) in page
    assert "老孙" in page and all(word in page for word in words)
    assert database.read_bytes() == before


def test_it_is_printed_before_there_is_any_data_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUIYIN_TRIAL_DATABASE", str(tmp_path / "none.db"))
    assert cli.main(["handover", "--lang", "en"]) == 0
    assert "There is no backup so far" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
