"""Who writes more than anybody types: unread for a while, told once, and cheap.

What is seen then stands in tests/conversations (说得太快, 群里刷屏, 群里都在叫它, 微信里说得太快, Too fast).
"""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from domain.events import Pressed, Said, Speaker
from domain.people import ChatKind, Role
from handlers import presses
from handlers.desk import Desk, Turn
from handlers.talk import messages
from handlers.talk.streams import REMEMBERED, Floods, Of
from storage import chats, people
from storage.db import Params, Row, Tx
from tests.desk import START, Running, running_desk
from web.intake import SOURCE

LAMP = "3号楼2单元楼道灯不亮"
CAUSES = count(5_000_000)  # inbox rows that nobody else has


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Running]:
    async with running_desk(tmp_path) as running:
        yield running


class Counting:
    """A transaction that knows what was asked of it."""

    def __init__(self, tx: Tx) -> None:
        self._tx, self.asked = tx, 0

    def one(self, sql: str, params: Params = ()) -> Row | None:
        self.asked += 1
        return self._tx.one(sql, params)

    def __getattr__(self, name: str) -> Any:
        if name in ("all", "run", "insert", "many"):
            self.asked += 1
        return getattr(self._tx, name)


def said(text: str, n: int = 0, who: str = "li", at: datetime = START, chat: str = "") -> Said:
    """Words of a resident, in private unless it is said where."""
    return Said(
        SOURCE, chat or f"private:{who}", Speaker(who, who), str(9_000_000 + n), at, private=not chat, text=text
    )


async def hear(desk: Desk, *events: Said | Pressed) -> list[int]:
    """Have them handled: for each how often the database was asked, or less than 0 when something was said."""

    def handle(tx: Tx, event: Said | Pressed) -> int:
        counting = Counting(tx)
        turn = Turn(counting, desk, next(CAUSES), desk.clock.now(), event)  # type: ignore[arg-type]
        if isinstance(event, Said):
            messages.said(turn, event)
        else:
            presses.pressed(turn, event)
        return -turn.said or counting.asked

    return [await desk.db.write(handle, event) for event in events]


async def test_a_message_of_a_flood_asks_the_database_nothing(desk: Running) -> None:
    answers = await hear(desk.desk, *(said(f"{n}号楼{n}单元的灯坏了{n}", n) for n in range(2_000)))
    assert all(made < 0 for made in answers[:31])  # read, and the word that what follows is not
    assert answers[31:] == [0] * 1_969


async def test_what_waited_while_the_desk_was_away_is_no_flood(desk: Running) -> None:
    hours = [said("在吗", n, at=START - timedelta(minutes=n)) for n in range(100, 0, -1)]
    assert all(made < 0 for made in await hear(desk.desk, *hours))


async def test_presses_and_words_are_counted_apart(desk: Running) -> None:
    press = Pressed(SOURCE, "private:li", Speaker("li", "li"), "0", START, "begin:0:0:", "p", private=True)
    answers = await hear(desk.desk, *(said("在吗", n) for n in range(40)), *([press] * 40))
    assert answers[31:40] == [0] * 9 and all(made < 0 for made in answers[40:71]) and answers[71:] == [0] * 9


async def test_whoever_was_heard_for_the_head_alone_is_not_told_to_wait(desk: Running) -> None:
    await hear(desk.desk, said("我不想活了"))
    assert 0 not in await hear(desk.desk, *(said(f"睡不着{n}", n) for n in range(100)))


async def test_another_role_than_staff_passes_too(desk: Running) -> None:
    def volunteer(tx: Tx) -> None:
        person = people.by_account(tx, SOURCE, "li", "")
        assert person is not None
        people.grant(tx, person.id, "ginkgo", Role.VOLUNTEER, "", ())

    await desk.desk.db.write(volunteer)
    assert 0 not in await hear(desk.desk, *(said("在吗", n) for n in range(100)))


async def test_a_group_that_nobody_bound_is_never_spoken_to(desk: Running) -> None:
    await desk.desk.db.write(chats.add, SOURCE, "far", ChatKind.UNBOUND, "", "zh-CN")
    answers = await hear(desk.desk, *(said("@回音 灯坏了", n, chat="far") for n in range(100)))
    assert all(made >= 0 for made in answers)


async def test_what_is_remembered_has_an_end() -> None:
    floods = Floods()
    for n in range(REMEMBERED + 50):
        floods.heard(Of.PERSON, said("在吗", who=str(n)))
    assert len(floods._streams) == REMEMBERED


async def test_its_words_are_kept_nowhere(desk: Running) -> None:
    await hear(desk.desk, *(said("在吗", n) for n in range(31)), *(said(LAMP, n) for n in range(50)))

    def kept(tx: Tx) -> list[Row]:
        return [
            row for table in ("draft", "source_message", "report_event") for row in tx.all(f"SELECT * FROM {table}")
        ]

    assert not any(LAMP in str(row) for row in await desk.desk.db.write(kept))
