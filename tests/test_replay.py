"""Real messages go through the group's and the private path without an error."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from storage import inbox
from tests.desk import running_desk
from web import intake
from web.intake import Visitor, Words

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
FILES = sorted(DATA.glob("messages_dev_*.jsonl"))


def texts(path: Path) -> list[str]:
    """The messages of a file."""
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.skipif(not FILES, reason="the labelled messages are not part of the project")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_labelled_messages_are_all_handled(path: Path, tmp_path: Path) -> None:
    messages = texts(path)
    async with running_desk(tmp_path) as running:
        db = running.desk.db
        for number, text in enumerate(messages):
            for chat, who in (("group", "li"), ("private:wang", "wang")):
                visitor = Visitor(who, who, "zh-CN")
                await db.write(intake.say, f"{chat}-{number:08}", chat, visitor, Words(text), (), running.clock.at)
            await running.pass_time(timedelta(minutes=1))
        await running.pass_time(timedelta(days=2))
        waiting, parked = await db.write(inbox.backlog)
        assert (waiting, parked) == (0, 0)
        assert await db.write(lambda tx: tx.one("SELECT count(*) FROM draft")) == (0,)
