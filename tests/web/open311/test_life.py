"""What came from another program, from its form to its end: taken, answered, finished, and closed after a week."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands import command
from domain.events import Submitted
from domain.report import Report, Status
from storage import reports, requests, tokens
from storage.db import Tx
from tests.desk import START, Running, running_desk
from tests.test_month import ZHOU, press, say
from web.open311 import posting

LAMP = Submitted(
    "open311", 1, "t1", "ginkgo", "", "zh-CN", START, "light", "3号楼2单元楼道灯不亮", address="3号楼2单元"
)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Running]:
    async with running_desk(tmp_path) as running:
        wanted = {"do": "api-key-make", "community": "ginkgo", "label": "街道小程序", "hour": 99, "day": 99}
        await command(running.desk.db, wanted)
        yield running


async def post(desk: Running, event: Submitted) -> Report | None:
    """What a form became."""
    event = replace(event, at=desk.clock.at)
    await desk.desk.db.write(posting.keep, event, desk.clock.machine_ms())
    await desk.settled()
    became = await tokens.find(desk.desk.db.reader, event.token)
    assert became is not None and became.done and await desk.parked() == []
    number = became.number

    def get(tx: Tx) -> Report | None:
        return reports.by_number(tx, "ginkgo", number) if number else None

    return await desk.desk.db.write(get)


async def seen(desk: Running, number: int) -> requests.Shown:
    """What the program reads of it."""
    (found,) = await requests.some(desk.desk.db.reader, "ginkgo", {number})
    return found


async def test_it_is_taken_and_finished_like_any_other_and_the_week_runs(desk: Running) -> None:
    filed = await post(desk, LAMP)
    assert filed is not None and filed.reporter is not None
    assert await press(desk, ZHOU, "duty", "接单") and await press(desk, ZHOU, "duty", "今天")
    assert (await seen(desk, filed.number)).status is Status.OPEN, "it may still be undone"
    await desk.pass_time(timedelta(minutes=2))
    assert (await seen(desk, filed.number)).status is Status.ACKNOWLEDGED
    assert await press(desk, ZHOU, "duty", "办结")
    await say(desk, ZHOU, "duty", "换了灯泡")
    await press(desk, ZHOU, "duty", "在住户家里")
    await desk.pass_time(timedelta(minutes=10))
    shown = await seen(desk, filed.number)
    assert shown.closed and shown.resolved_at is not None

    def get(tx: Tx) -> Report | None:
        return reports.get(tx, filed.id)

    told = await desk.desk.db.write(get)
    assert told is not None and told.told_at is not None
    await desk.pass_time(timedelta(days=8))
    assert (await seen(desk, filed.number)).status is Status.CLOSED
    assert (await seen(desk, filed.number)).updated_at == shown.resolved_at


async def test_nobody_can_be_asked_and_staff_read_so(desk: Running) -> None:
    filed = await post(desk, LAMP)
    assert filed is not None
    await press(desk, ZHOU, "duty", "问一句")
    await say(desk, ZHOU, "duty", "是哪一层？")
    now = await desk.desk.db.write(reports.get, filed.id)
    assert now is not None and now.question == "" and now.pause is None
    words = [message.content.get("text", "") for message in await desk.messages(0)]
    assert any("从别的应用报来的，这里问不到本人" in text for text in words)


async def test_what_is_known_already_is_joined(desk: Running) -> None:
    told = []
    for number in range(5):
        where = f"{number + 1}号楼"
        told.append(
            replace(LAMP, token=f"w{number}", voice=str(number), category="water_supply", text="停水了", address=where)
        )
    became = [await post(desk, each) for each in told]
    assert all(became)
    late = await post(desk, replace(told[0], token="w9", voice="9"))
    assert late is not None and late.known is not None, "five of them are one outage, and the sixth belongs to it"


async def test_one_voice_alone_is_no_outage(desk: Running) -> None:
    for number in range(6):
        where = f"{number + 1}号楼"
        found = await post(
            desk, replace(LAMP, token=f"w{number}", category="water_supply", text="停水了", address=where)
        )
        assert found is not None and found.known is None


async def test_the_same_danger_is_one_alarm(desk: Running) -> None:
    gas = replace(LAMP, category="gas", text="3号楼闻到很浓的煤气味", address="3号楼")
    first = await post(desk, gas)
    again = await post(desk, replace(gas, token="t2", voice="b"))
    assert first is not None and again is not None and again.id == first.id and first.danger == "gas"


async def test_a_community_that_is_gone_ends_the_wait(desk: Running) -> None:
    assert await post(desk, replace(LAMP, community="oak")) is None
