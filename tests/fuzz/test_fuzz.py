"""The short form of ``make fuzz``: one small round of each part, and what it found once."""

import asyncio
from pathlib import Path

import pytest

from bot.channels.telegram.decode import Me, decode, lane
from config import table
from config.errors import ConfigError
from domain.events import Said
from tests.fuzz import callbacks, files, requests, updates, words
from tests.fuzz.chance import Watch
from tests.fuzz.doors import doors
from tests.fuzz.parts import PARTS
from tests.torture.record import Round

ME = Me(1, "huiyin_bot")
SAID = {
    "message_id": 7,
    "date": 1,
    "chat": {"id": 5, "type": "private"},
    "from": {"id": 5, "is_bot": False},
    "text": "x",
}
FEW = {
    "updates": (updates, 300),
    "callbacks": (callbacks, 300),
    "requests": (requests, 60),
    "words": (words, 60),
    "files": (files, 40),
    "environment": (files, 40),
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", FEW)
@pytest.mark.parametrize("seed", ["7", "9"])
def test_a_short_round(name: str, seed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module, count = FEW[name]
    monkeypatch.setattr(module, "EACH", count)
    done: Round = asyncio.run(PARTS[name].play(tmp_path, seed))
    assert done.wrong == []
    assert done.figures["inputs"] >= count // 5


@pytest.mark.timeout(120)
def test_a_short_round_through_the_whole_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "PLAYED", 25)
    done: Round = asyncio.run(PARTS["updates-played"].play(tmp_path, "7"))
    assert done.wrong == [] and done.figures["inputs"] == 25


def test_what_raises_or_is_slow_is_seen() -> None:
    watch = Watch()
    watch.tried(lambda: int("x"), lambda: "x")
    watch.tried(lambda: int("x"), lambda: "x", ValueError)
    assert len(watch.wrong) == 1 and watch.inputs == 2


# --- what it found ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("odd", [{"is_topic_message": True}, {"ephemeral_message_id": 3}])
def test_a_message_without_what_names_it_more_closely_is_understood(odd: dict[str, object]) -> None:
    said = decode({"message": SAID | odd}, ME)
    assert isinstance(said, Said) and said.message == "7"


@pytest.mark.parametrize("number", ["\ud800", {"a": 1}, None, True, 1.5])
def test_the_lane_of_an_update_is_a_number_or_none(number: object) -> None:
    assert lane({"message": {"chat": {"id": number}}}) == "telegram:?"


@pytest.mark.parametrize("text", ["a = " + "[" * 9_000, "a = " + "{a=" * 9_000, "a = " + "9" * 9_000])
def test_a_file_that_no_reader_can_take_is_explained(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match="nobody could mean"):
        table.read(path)


@pytest.mark.parametrize("path", [b"/board/", b"/staff/report/"])
async def test_a_number_that_no_report_can_have_is_not_there(path: bytes, tmp_path: Path) -> None:
    async with doors(tmp_path) as open_:
        for digits in (15, 16, 19, 400, 5_000):
            assert (await open_.ask("GET", path + b"9" * digits)).status == 404 or digits == 15


async def test_a_document_that_is_gone_is_said_so_on_the_staff_pages(tmp_path: Path) -> None:
    async with doors(tmp_path) as open_:
        cookie = "; ".join(f"{name}={value}" for name, value in open_.cookies.items()).encode()
        answer = await open_.ask("GET", b"/staff/document/x.csv", b"", [(b"cookie", cookie)])
        assert answer.status == 404 and b"<html" in answer.body


async def test_what_is_turned_away_at_once_has_the_headers_of_all_answers(tmp_path: Path) -> None:
    async with doors(tmp_path) as open_:
        for length in (b"9" * 5_000, b"-1", b"63000000", b"x"):
            answer = await open_.ask("POST", b"/board", b"", [(b"content-length", length)])
            assert answer.status == 413
            assert "default-src 'self'" in answer.headers["content-security-policy"]
        answer = await open_.ask("GET", b"/open311/v2/services.%2e", b"q=\xbc")
        assert answer.status == 400
