"""Voice messages are written down: the words come when they come, marked as a machine's, and the voice stays."""

import json
import threading
import uuid
from pathlib import Path
from typing import Any

import pytest

from bot.channels import SendFailed
from bot.channels.plugins.endpoint import Endpoint
from bot.channels.plugins.plugin import Plugin
from bot.channels.plugins.speech import Speech, seconds
from domain.effects import Priority
from domain.report import Report
from domain.understanding import spoken
from storage import copies, metering, reports
from storage.db import Database, Tx, open_database
from storage.media import Shelf
from storage.metering import Account
from storage.sending import Slot
from tests.bot.conftest import until
from tests.desk import Running, running_desk
from tests.plugins.server import KEY, Answer, Server, serving, troubles
from tests.test_month import LI, press
from tests.transcript import NAMES
from web import intake
from web.intake import Visitor, Words

MONTH = Account("speech", "ginkgo", "2026-11")


def ogg(length: float, filling: int = 600) -> bytes:
    """A recording of so many seconds, as far as its pages say."""
    page = b"OggS\x00\x04" + int(length * 48_000).to_bytes(8, "little") + bytes(14)
    return page + bytes(filling) + page


def words(text: str, **more: object) -> Answer:
    """What an endpoint writes down."""
    return Answer(json.dumps({"text": text, **more}).encode())


def settings(server: Server, **more: object) -> dict[str, Any]:
    return {"speech_url": server.url, "speech_key": KEY, "speech_name": "whisper", "speech_timeout": 5, **more}


async def speak(running: Running, who: Visitor, chat: str, text: str = "", sound: bytes | None = None) -> str:
    """Somebody sends a voice message; what comes of it is not waited for."""
    name = running.site.media.put(sound or ogg(4), "ogg")
    db, now = running.desk.db, running.clock.at
    await db.write(copies.uploaded, name, "voice", 600, None, now)
    await db.write(intake.say, uuid.uuid4().hex, chat, who, Words(text, (), name), NAMES, now)
    return name


async def last(running: Running, chat: str) -> str:
    """The newest message of the desk in a chat, with its buttons."""
    said = [each for each in await running.messages(0) if each.chat == chat and each.author is None]
    shown = [each for each in said if each.kind == "text" and not each.content.get("deleted")]
    return json.dumps(shown[-1].content, ensure_ascii=False)


def only(tx: Tx) -> Report:
    found = reports.by_number(tx, "ginkgo", 1001)
    assert found is not None
    return found


async def test_the_words_of_a_draft_come_when_they_come(tmp_path: Path) -> None:
    hold = threading.Event()
    answer = words("三号楼二单元楼道灯不亮", duration=4.2)
    answer.held = hold
    with serving(answer) as server:
        async with running_desk(tmp_path, settings=settings(server)) as running:
            name = await speak(running, LI, "private:li")
            await until(lambda: running.messages(1))  # answered before anything is written down
            assert "语音收到了" in await last(running, "private:li")
            hold.set()
            await running.settled()
            shown = await last(running, "private:li")
            assert "（语音，机器听写）三号楼二单元楼道灯不亮" in shown and "报上去" in shown
            await press(running, LI, "private:li", "报上去")
            report = await running.desk.db.write(only)
            assert report.category == "light" and report.place.building == "b3"
            assert "机器听写" in await last(running, "duty")
            assert (await running.desk.db.write(reports.media, report.id))[2] == name
            assert await running.desk.db.write(metering.used, MONTH) == metering.Use(1, 5)
            assert await running.parked() == []
    path, headers, body = server.asked[0]
    assert len(server.asked) == 1 and path == "/v1/audio/transcriptions" and headers["authorization"] == f"Bearer {KEY}"
    assert b'filename="voice.ogg"' in body and ogg(4) in body and name.encode() not in body and b"whisper" in body


async def test_the_words_of_a_report_come_to_its_card(tmp_path: Path) -> None:
    hold = threading.Event()
    answer = words("门禁坏了进不去，电话13812345678")
    answer.held = hold
    with serving(answer) as server:
        async with running_desk(tmp_path, settings=settings(server)) as running:
            await speak(running, LI, "group", "@回音 3号楼")
            await until(lambda: running.desk.db.write(lambda tx: reports.by_number(tx, "ginkgo", 1001)))
            hold.set()
            await running.settled()
            card = await last(running, "duty")
            assert "（语音，机器听写）门禁坏了进不去" in card and "13812345678" not in card
            assert "13812345678" not in (await running.desk.db.write(only)).text
            assert await running.parked() == []


async def test_danger_that_was_only_said_aloud_is_alarmed(tmp_path: Path) -> None:
    with serving(words("三号楼二单元煤气味很大")) as server:
        async with running_desk(tmp_path, settings=settings(server)) as running:
            await speak(running, LI, "private:li")
            await running.settled()
            report = await running.desk.db.write(only)
            assert report.danger == "gas" and await running.parked() == []


async def test_danger_said_aloud_in_a_report_becomes_one_of_its_own(tmp_path: Path) -> None:
    hold = threading.Event()
    answer = words("着火了，快来人")
    answer.held = hold
    with serving(answer) as server:
        async with running_desk(tmp_path, settings=settings(server)) as running:
            await speak(running, LI, "group", "@回音 3号楼")
            await until(lambda: running.desk.db.write(lambda tx: reports.by_number(tx, "ginkgo", 1001)))
            hold.set()
            await running.settled()
            second = await running.desk.db.write(lambda tx: reports.by_number(tx, "ginkgo", 1002))
            assert second and second.danger == "fire" and second.place.building == "b3"
            assert await running.parked() == []


async def test_what_only_the_head_may_hear_goes_to_the_head_alone(tmp_path: Path) -> None:
    with serving(words("我不想活了")) as server:
        async with running_desk(tmp_path, settings=settings(server)) as running:
            await speak(running, LI, "private:li")
            await running.settled()
            assert await running.desk.db.write(lambda tx: tx.all("SELECT * FROM draft")) == []
            assert await running.desk.db.write(lambda tx: len(tx.all("SELECT * FROM confided"))) == 1
            assert "12356" in await last(running, "private:li")
            await speak(running, LI, "private:li", sound=ogg(5))
            await running.settled()
            assert await running.parked() == []
    assert len(server.asked) == 1  # whoever confided something is not heard again


async def test_a_voice_among_neighbours_is_nobodys_business(tmp_path: Path) -> None:
    with serving(words("三号楼二单元楼道灯不亮")) as server:
        async with running_desk(tmp_path, settings=settings(server)) as running:
            await speak(running, LI, "group")
            await running.settled()
    assert server.asked == []


async def test_it_is_off_by_default_and_where_it_fails_the_voice_is_there(tmp_path: Path) -> None:
    with serving(Answer(b"", status=401)) as server:
        async with running_desk(tmp_path) as running:
            await speak(running, LI, "private:li")
            await running.settled()
            alone = await last(running, "private:li")
        assert server.asked == []
        (tmp_path / "asked").mkdir()
        async with running_desk(tmp_path / "asked", settings=settings(server)) as running:
            await speak(running, LI, "private:li")
            await running.settled()
            assert await last(running, "private:li") == alone
            assert "speech plug-in" in " ".join(troubles(running)) and await running.parked() == []


async def test_a_dropped_draft_gets_no_words(tmp_path: Path) -> None:
    hold = threading.Event()
    answer = words("三号楼二单元楼道灯不亮")
    answer.held = hold
    with serving(answer) as server:
        async with running_desk(tmp_path, settings=settings(server)) as running:
            await speak(running, LI, "private:li")
            await until(lambda: running.messages(1))
            await running.desk.db.write(
                intake.say, uuid.uuid4().hex, "private:li", LI, Words("取消"), NAMES, running.clock.at
            )
            await until(lambda: running.desk.db.write(lambda tx: not tx.all("SELECT 1 FROM draft")))
            hold.set()
            await running.settled()
            assert await running.desk.db.write(lambda tx: tx.all("SELECT * FROM draft")) == []
            assert "楼道灯" not in await last(running, "private:li")


# --- the call -------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "media", 100_000_000)


async def send(db: Database, server: Server, shelf: Shelf, voice: str, attempts: int = 0) -> str:
    content = {"voice": voice, "about": {"voice": voice}, "community": "ginkgo", "month": "2026-11", "lane": "l"}
    slot = Slot(9, 1, "speech", "ginkgo", None, None, None, 0, content, 1, 0, None, None, attempts, Priority.FETCH)
    return await Plugin("speech", db, Endpoint(server.url, KEY, 5), Speech("w", shelf), 100_000).send(slot)


@pytest.mark.parametrize("sound", [ogg(1_000), ogg(3, spoken.LARGEST)])
async def test_what_is_too_long_stays_here(tmp_path: Path, shelf: Shelf, sound: bytes) -> None:
    with serving(words("…")) as server:
        async with open_database(tmp_path / "huiyin.db") as db:
            assert await send(db, server, shelf, shelf.put(sound, "ogg")) == "unanswered"
            assert await send(db, server, shelf, "0" * 64 + ".ogg") == "unanswered"  # gone meanwhile
            assert (await db.write(metering.used, MONTH)).units == 0
    assert server.asked == []


@pytest.mark.parametrize(
    "bad", [words("  \u200b …"), words(""), Answer(b'{"text": 7}'), Answer(b"[]"), Answer(b"x"), Answer(b"{}", 500)]
)
async def test_what_are_no_words_are_none(tmp_path: Path, shelf: Shelf, bad: Answer) -> None:
    with serving(bad) as server:
        async with open_database(tmp_path / "huiyin.db") as db:
            try:
                assert await send(db, server, shelf, shelf.put(ogg(3), "ogg")) == "unanswered"
            except SendFailed as failed:
                assert not failed.permanent
            assert await db.write(lambda tx: tx.all("SELECT * FROM inbox")) == []


@pytest.mark.parametrize(
    ("said", "units"),
    [({"duration": 7.2}, 8), ({"usage": {"type": "duration", "seconds": 9}}, 9), ({"duration": "long"}, 3), ({}, 3)],
)
async def test_seconds_are_counted(tmp_path: Path, shelf: Shelf, said: dict[str, object], units: int) -> None:
    with serving(words("灯坏了", **said)) as server:
        async with open_database(tmp_path / "huiyin.db") as db:
            assert await send(db, server, shelf, shelf.put(ogg(2.5), "ogg")) == "answered"
            assert await db.write(metering.used, MONTH) == metering.Use(1, units)


def test_how_long_a_recording_is() -> None:
    assert seconds(ogg(12.3)) == 13 and seconds(b"RIFF") == 0 and seconds(b"OggS") == 0 and seconds(b"") == 0


def test_words_are_what_somebody_can_say() -> None:
    assert spoken.clean(" 灯\u202e坏了\n\n快来\x00 ") == "灯 坏了 快来"
    assert spoken.clean("。。。") == "" and len(spoken.clean("啊" * 5_000)) == spoken.WORDS
