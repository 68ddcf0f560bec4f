"""A conversation during which the power goes at a named boundary, and comes back."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.crash import ledger
from tests.crash.ledger import Verdict
from tests.crash.program import Died, Page, Program, key

CASES = [
    *("received:1", "received:2", "received:4"),
    *("middle:2", "middle:3"),
    *("committed:1", "committed:4"),
    *("leaving:1", "leaving:4"),
    *("sent:1", "sent:2", "sent:5"),
    *("moving:1", "moved:1", "moved:2"),
]


async def survive(program: Program, act: Callable[[], Awaitable[Any]]) -> Any:
    """Do something, again after every death, as the page does."""
    while True:
        try:
            return await act()
        except Died:
            await program.dead()
            await program.start()


class Story:
    """One report, from the first word until its reporter hears that somebody comes."""

    def __init__(self, program: Program) -> None:
        self.program, self.page = program, Page()

    async def tell(self) -> None:
        await self._do("/trial/say", {"as": "li", "chat": "private:li", "text": "3号楼2单元楼道灯不亮 t1"})
        await self._press("li", "private:li", "file:")
        await self._press("zhou", "duty", "take:1:1:")
        await self._press("zhou", "duty", "take:1:1:today")
        await survive(self.program, self.program.settled)  # else the hour passes before the promise is made
        await survive(self.program, lambda: self.program.post("/trial/clock", {"hours": 1}))
        await self._until(lambda: any("有人接了" in each["text"] for each in self.page.messages.values()))
        await survive(self.program, self.program.settled)

    async def _do(self, path: str, body: dict[str, str]) -> None:
        body = {**body, "key": key()}
        await survive(self.program, lambda: self.program.post(path, body))
        self.page.confirmed.append(body["key"])

    async def _press(self, who: str, chat: str, start: str) -> None:
        await self._until(lambda: self.page.button(chat, start) is not None)
        message, data = self.page.button(chat, start) or ("", "")
        await self._do("/trial/press", {"as": who, "chat": chat, "message": message, "data": data})

    async def _until(self, shown: Callable[[], bool]) -> None:
        await survive(self.program, lambda: self.program.follow(self.page, shown))


async def tell(folder: Path, at: str) -> tuple[Story, Verdict]:
    """Play the story with one death; what the ledger says then."""
    program = Program(folder)
    story = Story(program)
    try:
        await survive(program, lambda: program.start(at))
        await story.tell()
        lost = await program.post("/trial/ledger", {"keys": story.page.confirmed})
    finally:
        await program.close()
    assert lost == {"kept": 4, "handled": 4, "lost": 0}
    return story, ledger.judge(program.database, story.page.confirmed, ["t1"], ["t1"])


@pytest.mark.parametrize("at", CASES)
async def test_the_story_ends_as_if_nothing_had_happened(tmp_path: Path, at: str) -> None:
    story, verdict = await tell(tmp_path, at)
    assert story.program.kills == 1, "the boundary was not reached"
    assert verdict == Verdict()
    texts = [each["text"].splitlines()[0] for each in story.page.messages.values() if each["kind"] == "text"]
    late = datetime.now(ZoneInfo("Asia/Shanghai")).hour >= 22  # told an hour later, which may be tomorrow
    day = "说好昨天" if late and "说好昨天" in texts[-1] else "今天"
    assert texts == [
        "3号楼2单元楼道灯不亮 t1",
        "收到了，编号1001。",
        "1001 灯 · 3号楼2单元",
        f"1001 有人接了：水电师傅{day}来看灯（3号楼2单元）。",
    ]


@pytest.mark.parametrize(
    ("mistake", "at", "verdict"),
    [("done_first", "received:1", "lost"), ("done_later", "committed:1", "doubled"), ("no_key", "sent:1", "doubled")],
)
async def test_the_ledger_sees_a_mistake(tmp_path: Path, mistake: str, at: str, verdict: str) -> None:
    program = Program(tmp_path, mistake)
    body = {"as": "li", "chat": "group", "key": key(), "text": "/report 3号楼门口路灯不亮 t1"}
    try:
        await program.start(at)
        await program.post("/trial/say", body)
        await program.dead()
        await program.start()
        await program.settled()
    finally:
        await program.close()
    assert getattr(ledger.judge(program.database, [body["key"]], ["t1"], []), verdict)
