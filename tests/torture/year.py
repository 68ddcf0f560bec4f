"""A year in one process: what it takes of memory after two months it takes, within a tenth, at the end."""

import json
import re
from pathlib import Path

from tests.crash.program import Page, Program, key
from tests.torture.record import Round

DAYS, WARM = 365, 60
GROWTH = 10  # percent that are allowed from then on
TROUBLES = ("楼道灯不亮", "单元门坏了", "垃圾桶满了", "下水道堵了", "墙皮掉了")


async def play(folder: Path, seed: str, days: int = DAYS, warm: int = WARM, growth: float = GROWTH) -> Round:
    """So many days of the trial page, each with its reports, answers and ends; the clock is moved a day at a time."""
    program, page, before, after = Program(folder), Page(), 0.0, 0.0
    try:
        await program.start()
        for day in range(days):
            if day == warm:
                before = memory(program)
            await _day(program, page, day)
            page.messages.clear()
        after = memory(program)
        assert await program.stop() == 0
    finally:
        await program.close()
    grown = 100 * (after / before - 1)
    figures = {"days": days, "warm_mb": round(before, 1), "end_mb": round(after, 1), "growth_percent": round(grown, 1)}
    return Round(figures, [f"memory grew by {grown:.1f} % from {before:.1f} MB"] if grown > growth else [])


def memory(program: Program) -> float:
    """Resident memory, MB."""
    assert program._process
    status = Path(f"/proc/{program._process.pid}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


async def _day(program: Program, page: Page, day: int) -> None:
    for n in range(2):
        number = 2 * day + n
        text = f"{number % 18 + 1}号楼{number // 18 % 4 + 1}单元{TROUBLES[number % 5]} t{number}"
        await _do(program, page, "/trial/say", {"as": "li", "chat": "private:li", "text": text})
        await _press(program, page, "li", "private:li", "报上去")
    for label in ("接单", "今天", "办结"):
        await _press(program, page, "zhou", "duty", label)
    await _do(program, page, "/trial/say", {"as": "zhou", "chat": "duty", "text": "修好了，换了新的"})
    await _press(program, page, "zhou", "duty", "太黑拍不清")
    await program.post("/trial/clock", {"hours": 24})
    await _catch_up(program, page)
    await _press(program, page, "li", "private:li", "好了")


async def _do(program: Program, page: Page, path: str, body: dict[str, str]) -> None:
    await program.post(path, {**body, "key": key()})
    await _catch_up(program, page)


async def _catch_up(program: Program, page: Page) -> None:
    """Read what is said by now into the page."""
    await program.settled()
    newest = None
    async with program._client.stream("GET", "/trial/stream", params={"after": page.seq}) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data: "):
                message = json.loads(line[6:])
                newest = message["seq"] if newest is None else newest
                page.take(message)
            if newest is not None and page.seq >= newest:
                return


async def _press(program: Program, page: Page, who: str, chat: str, label: str) -> None:
    for message in reversed(list(page.messages.values())):
        for row in message["buttons"] if message["chat"] == chat else ():
            for button in row:
                if button["label"] == label:
                    body = {"as": who, "chat": chat, "message": message["id"], "data": button["data"]}
                    return await _do(program, page, "/trial/press", body)
