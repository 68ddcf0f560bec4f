"""The word of how it ended, and the power: taken by the platform and not written down, answered before it was noted."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.crash.program import Page, Program
from tests.crash.test_boundaries import Story, survive


class Endings(Story):
    """A lamp that is repaired, is not good, and is repaired once more; its reporter answers both words at once."""

    async def tell(self) -> None:
        await self._do("/trial/say", {"as": "li", "chat": "private:li", "text": "3号楼2单元楼道灯不亮"})
        await self._press("li", "private:li", "file:")
        await self._end(1, "换了灯")
        await self._press("li", "private:li", "notfixed:1:1")
        await self._end(2, "接好了线")
        await self._press("li", "private:li", "fixed:1:2")
        await survive(self.program, self.program.settled)

    async def _end(self, cycle: int, note: str) -> None:
        await self._press("zhou", "duty", f"done:1:{cycle}")
        await self._until(lambda: any("怎么修的" in each["text"] for each in self.page.messages.values()))
        await self._do("/trial/say", {"as": "zhou", "chat": "duty", "text": note})
        await self._press("zhou", "duty", f"skip:1:{cycle}")
        await survive(self.program, self.program.settled)
        await survive(self.program, lambda: self.program.post("/trial/clock", {"hours": 1}))


def endings(page: Page) -> list[str]:
    """What was done, as its reporter read it."""
    texts = [each["text"] for each in page.messages.values() if each["chat"] == "private:li"]
    return [
        note for text in texts for note in ("换了灯", "接好了线") if text.startswith("1001 修好了") and note in text
    ]


@pytest.mark.parametrize("boundary", ["ending_taken", "ending_noted", "ending_heard"])
@pytest.mark.parametrize("n", [1, 2])
async def test_each_end_is_told_once_and_answered_once(tmp_path: Path, boundary: str, n: int) -> None:
    program = Program(tmp_path)
    story = Endings(program)
    try:
        await survive(program, lambda: program.start(f"{boundary}:{n}"))
        await story.tell()
    finally:
        await program.close()
    assert program.kills == 1, "the boundary was not reached"
    assert endings(story.page) == ["换了灯", "接好了线"]
    with closing(sqlite3.connect(program.database)) as database:
        told = "SELECT status, cycle, told_at IS NOT NULL FROM report"
        assert database.execute(told).fetchall() == [("closed", 2, 1)]
        rated = "SELECT cycle, solved FROM rating ORDER BY cycle"
        assert database.execute(rated).fetchall() == [(1, "no"), (2, "yes")]
        once = "SELECT kind, detail, count(*) FROM report_event WHERE kind IN ('told', 'reopen', 'close') GROUP BY 1, 2"
        assert {count for _, _, count in database.execute(once)} == {1}
        for nothing in (
            "SELECT * FROM due WHERE kind IN ('untold', 'close', 'tell')",
            "SELECT * FROM call",
            "SELECT * FROM inbox WHERE state = 'parked'",
        ):
            assert database.execute(nothing).fetchall() == []
