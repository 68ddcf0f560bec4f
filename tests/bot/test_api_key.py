"""``huiyin api-key``: made and shown once, listed without the secret, limited, revoked."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from storage import api_keys
from storage.db import open_database
from tests.communities import two


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "desk.db"
    monkeypatch.setenv("HUIYIN_DATABASE", str(path))
    monkeypatch.setenv("HUIYIN_TRIAL_DATABASE", str(path))
    return path


def run(*arguments: str) -> int:
    return cli.main(["api-key", *arguments, "--lang", "en"])


def stored(path: Path) -> Any:
    async def read() -> Any:
        async with open_database(path) as db:
            return await db.write(lambda tx: tx.all("SELECT hash, label, per_hour, per_day FROM api_key"))

    return asyncio.run(read())


def test_a_key_is_shown_once_and_only_its_hash_is_kept(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("make", "--label", "Street app\x1b", "--hour", "7") == 0
    said, secret = capsys.readouterr().out.splitlines()
    assert said.startswith("Key 1 is made") and secret.startswith("hy_") and len(secret) > 30
    assert stored(database) == [(api_keys.hashed(secret), "Street app", 7, 500)]
    assert secret.encode() not in database.read_bytes()
    assert run("list") == 0
    listed = capsys.readouterr().out
    assert "Street app" in listed and "7/h 500/d" in listed and "valid" in listed and secret not in listed


def test_limits_change_and_what_is_not_named_stays(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("make", "--label", "a")
    assert run("limit", "1", "--day", "9") == 0
    assert stored(database)[0][2:] == (60, 9)


def test_a_revoked_key_is_over(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("make", "--label", "a")
    assert run("revoke", "1") == 0
    assert run("revoke", "1") == 1 and run("limit", "1", "--hour", "5") == 1 and run("revoke", "2") == 1
    assert "there is no valid key 2" in capsys.readouterr().err
    run("list")
    assert "revoked 20" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [("make",), ("make", "--label", " "), ("make", "--label", "a", "--hour", "0"), ("revoke", "x"), ("limit", "٣")],
)
def test_a_slip_is_explained(database: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2 and capsys.readouterr().err


def test_one_of_several_communities_is_named(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUIYIN_COMMUNITY", str(two(tmp_path)))
    assert run("make", "--label", "a") == 2
    assert "choose with --community: ginkgo, willow" in capsys.readouterr().err
    assert run("make", "--label", "a", "--community", "willow") == 0
    run("list")
    assert "\twillow\t" in capsys.readouterr().out
