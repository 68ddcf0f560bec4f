"""The short form of ``make torture``: a few rounds of each part, and proof that each sees when something is wrong."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.channels.webchat import WebChat
from storage.sending import Slot
from tests import postgres
from tests.torture import corrupt, days, kill, pair, points, power, recorder, trouble, year
from tests.torture.__main__ import main
from tests.torture.glass import Loop, swapped
from tests.torture.parts import PARTS
from tests.torture.process import ROOT
from tests.torture.record import Record, Round

DEATHS = int(os.environ.get("HUIYIN_CRASH_ROUNDS", "6"))
SEED = os.environ.get("HUIYIN_CRASH_SEED", "1")
KILLS = 6  # of one of two processes: of who sends, back at once or after the other took over, and of who does not
LONG = 90 + 20 * DEATHS  # s; bounds a wait, never the length of a test
Note = Callable[[str, object], None]
needs_recorder = pytest.mark.skipif(not recorder.available(), reason="this Python's SQLite is not a library of its own")


def noted(note: Note, name: str, done: Round) -> Round:
    """The figures of a round, printed at the end of the run."""
    note("figures", f"torture {name}: " + ", ".join(f"{what} {value:g}" for what, value in done.figures.items()))
    return done


def glassed(play: Callable[..., object], *args: object) -> Round:
    """A round under glass."""
    with asyncio.Runner(loop_factory=Loop) as runner:
        return runner.run(play(*args))  # type: ignore[arg-type]


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("play", [kill.polling, kill.webhook], ids=["polling", "webhook"])
async def test_killed_at_random_nothing_is_lost_or_done_twice(
    tmp_path: Path, play: Callable[..., object], record_property: Note
) -> None:
    done = noted(record_property, "kill", await play(tmp_path, SEED, DEATHS))  # type: ignore[misc]
    assert done.wrong == []
    assert done.figures["kills"] >= DEATHS and done.figures["reports"]


@pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed here")
@pytest.mark.timeout(LONG + 20 * KILLS)
async def test_of_two_processes_on_a_server_one_is_killed_and_nothing_is_lost_or_done_twice(
    tmp_path: Path, record_property: Note
) -> None:
    deaths = max(DEATHS, KILLS)
    done = noted(record_property, "two processes", await pair.two(tmp_path, postgres.server().fresh(), SEED, deaths))
    assert done.wrong == []
    assert done.figures["kills"] == deaths and done.figures["senders"] >= 2


@pytest.mark.timeout(LONG)
async def test_the_usual_bot_loses_under_the_same_driver(tmp_path: Path, record_property: Note) -> None:
    done = noted(record_property, "kill, the usual bot", await kill.usual(tmp_path, SEED, 4))
    assert done.figures["lost"] and done.figures["missing"]


@needs_recorder
@pytest.mark.timeout(LONG)
async def test_a_power_cut_takes_nothing_that_was_confirmed(tmp_path: Path, record_property: Note) -> None:
    done = noted(record_property, "power", await power.cut(tmp_path, SEED, 4))
    assert done.wrong == []


@needs_recorder
@pytest.mark.timeout(LONG)
async def test_a_desk_that_flushes_less_loses_in_a_power_cut(tmp_path: Path, record_property: Note) -> None:
    done = noted(record_property, "power, NORMAL", await power.careless(tmp_path, SEED, 3))
    assert done.figures["lost"]


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("play", [trouble.platform, trouble.locked, trouble.full], ids=["platform", "locked", "disk"])
async def test_bad_days_take_nothing(tmp_path: Path, play: Callable[..., object], record_property: Note) -> None:
    done = noted(record_property, "bad days", await play(tmp_path, SEED, 4))  # type: ignore[misc]
    if "skipped" in done.figures:
        pytest.skip("a small disk of our own takes root")
    assert done.wrong == []


async def test_a_damaged_file_is_refused_or_served_and_never_overwritten(tmp_path: Path, record_property: Note) -> None:
    done = noted(record_property, "damage", await corrupt.play(tmp_path, SEED, 8))
    assert done.wrong == []
    assert done.figures["refused"]


@pytest.mark.timeout(LONG)
async def test_memory_is_steady_over_the_days(tmp_path: Path, record_property: Note) -> None:
    done = noted(record_property, "year", await year.play(tmp_path, SEED, 12, 8, growth=20))
    assert done.wrong == []


POINTS = [
    "办结:before commit",
    "到时间没人回话:after commit",
    "五户都停电:before call",
    "没好再来:after call",
]


@pytest.mark.parametrize("name", POINTS)
def test_a_conversation_survives_a_death_at_every(tmp_path: Path, name: str) -> None:
    done = glassed(points.play, tmp_path, f"1:{name}")
    assert done.wrong == []
    assert done.figures["deaths"] > done.figures["steps"] / 2


def test_a_message_that_is_not_known_again_is_seen(tmp_path: Path) -> None:
    class Forgetful(WebChat):
        async def send(self, slot: Slot) -> str:
            return await WebChat.send(self, points.under_another_name(slot))

    with swapped((points, "CHANNEL", Forgetful)):
        done = glassed(points.play, tmp_path, "1:楼道灯:after call")
    assert done.wrong


@pytest.mark.parametrize("seed", ["1", "2"])
def test_ten_days_keep_every_promise(tmp_path: Path, seed: str, record_property: Note) -> None:
    done = noted(record_property, "days", glassed(days.play, tmp_path, f"{SEED}:{seed}", 10, 0.01))
    assert done.wrong == []
    assert done.figures["deaths"] and done.figures["reports"]


def test_the_same_seed_says_the_same_words() -> None:
    script = "import sys; from tests.torture.test_torture import five; print(five())"
    outs = [
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": hashes, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, check=True,
        ).stdout
        for hashes in ("1", "2")
    ]  # fmt: skip
    assert outs[0] == outs[1] and len(outs[0]) > 10


def five() -> str:
    """What five days came to, with their fingerprint."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return str(glassed(days.play, Path(folder), "same", 5, 0.01).figures)


def test_the_record_goes_on_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    Record(path).add("days", "1:1", "v", 1.0, Round({"lost": 1, "memory_mb": 5}))
    Record(path).add("days", "1:2", "v", 1.0, Round({"lost": 2, "memory_mb": 4}, ["bad"]))
    with path.open("a") as file:
        file.write('{"part": "days", "se')  # the power went
    record = Record(path)
    assert record.has("days", "1:2") and not record.has("days", "1:3")
    assert record.totals("days") == {"lost": 3, "memory_mb": 5}
    assert [line["seed"] for line in record.wrong("days")] == ["1:2"]


def test_what_was_broken_is_told_with_the_way_to_see_it_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Record(tmp_path / "record.jsonl").add("days", "1:7", "v", 1.0, Round({"days": 10}, ["somebody was told twice"]))
    assert main(["--show", "--folder", str(tmp_path), "days"]) == 1
    assert "python -m tests.torture days --round 1:7" in capsys.readouterr().out


def test_a_control_that_shows_nothing_is_a_failure(tmp_path: Path) -> None:
    Record(tmp_path / "record.jsonl").add("kill-usual", "1:1", "v", 1.0, Round({"lost": 0}))
    assert main(["--show", "--folder", str(tmp_path), "kill-usual"]) == 1


def test_every_part_has_its_rounds() -> None:
    assert all(len(set(part.rounds())) == len(part.names) > 0 for part in PARTS.values())
