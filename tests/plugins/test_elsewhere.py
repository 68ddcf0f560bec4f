"""The plug-ins in the whole program: on Telegram, and through a power cut."""

import asyncio
import threading
from pathlib import Path

import pytest

from storage import metering
from storage.db import open_database
from tests.channels.town import town
from tests.crash.program import Page, Program, key
from tests.plugins.server import KEY, good, serving
from tests.plugins.test_speech import settings as hearing
from tests.plugins.test_speech import words
from tests.telegram import FakeTelegram

TROUBLE = "3号楼门口坑坑洼洼还积水路灯也暗"  # three kinds of trouble; see doubt.py


async def test_a_voice_message_on_telegram_is_fetched_and_written_down(tmp_path: Path) -> None:
    async with FakeTelegram(privacy=False) as telegram:
        with serving(words("三号楼二单元楼道灯不亮")) as server:
            async with town(tmp_path, telegram, **hearing(server)) as place:
                await place.open()
                telegram.start(place.wang)
                await place.settled()
                telegram.voice(place.wang, place.wang)
                await place.settled()
                assert "（语音，机器听写）三号楼二单元楼道灯不亮" in place.texts(place.wang)[-1]
                await place.press(place.wang, place.wang, "报上去")
                assert any("机器听写" in text for text in place.texts(place.duty))
                await place.well()
    assert len(server.asked) == 1 and b"OggS" in server.asked[0][2]


async def test_an_answer_that_was_out_when_the_power_went_comes_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = threading.Event()
    program, page = Program(tmp_path), Page()
    with serving(good("facilities", tokens=300, held=hold)) as server:
        for name, value in {"URL": server.url, "KEY": KEY, "NAME": "sorter"}.items():
            monkeypatch.setenv(f"HUIYIN_MODEL_{name}", value)
        try:
            await program.start()
            said = {"as": "li", "chat": "private:li", "text": TROUBLE, "key": key()}
            await program.post("/trial/say", said)
            await asyncio.to_thread(server.hears.wait, 20)
            await program.kill()
            hold.set()
            await program.start()
            await program.settled()
            await program.follow(page, lambda: any("设施" in each["text"] for each in page.messages.values()))
            await program.kill()
        finally:
            await program.close()
    assert len(server.asked) == 2
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert KEY not in log and "坑坑洼洼" not in log
    async with open_database(program.database) as db:
        ((month,),) = await db.write(lambda tx: tx.all("SELECT month FROM plugin_use"))
        use = await db.write(metering.used, metering.Account("model", "ginkgo", month))
        assert use.calls == 2 and use.units > 300  # the call that was cut off may have been charged
        assert (
            await db.write(lambda tx: tx.all("SELECT key FROM inbox WHERE source = 'model' AND state <> 'done'")) == []
        )
