"""What a message asks of the database: each thing once."""

import uuid
from collections.abc import Iterable
from pathlib import Path

from storage.engine.sqlite import SqliteDatabase
from tests.desk import running_desk
from tests.postgres import SQLITE
from web import intake
from web.intake import Visitor, Words

pytestmark = SQLITE
DONE = "UPDATE inbox SET state = 'done'"
SAID = ("楼道灯不亮", "3号楼2单元", "报上去")
MOST = 80  # for the three; whoever needs more of them says why, here and in docs/performance.md


async def test_a_report_of_three_messages_takes_few_statements(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        db, statements = running.desk.db, list[str]()
        assert isinstance(db, SqliteDatabase)
        await running.settled()
        db._connection.set_trace_callback(statements.append)
        for text in SAID:
            visitor, words = Visitor("passer-by", "路人", "zh-CN"), Words(text)
            await db.write(intake.say, uuid.uuid4().hex, "private:passer-by", visitor, words, (), running.clock.at)
            await running.settled()
        db._connection.set_trace_callback(None)
        assert len(await db.write(lambda tx: tx.all("SELECT id FROM report"))) == 1
    handled = [each for each in functions(statements) if any(sql.startswith(DONE) for sql in each)]
    assert len(handled) == len(SAID)
    assert sum(map(len, handled)) <= MOST, handled


def functions(statements: Iterable[str]) -> list[list[str]]:
    """The statements of each function that was handed in; not those that the full-text index runs within its own."""
    found: list[list[str]] = [[]]
    for sql in statements:
        if sql == "SAVEPOINT job":
            found.append([])
        elif sql != "RELEASE job" and not sql.startswith("--"):
            found[-1].append(sql.strip())
    return found
