"""A row that is in hand at three deaths in a row is parked, so that it cannot bring the desk down for ever."""

from pathlib import Path

from bot.in_hand import InHand, blame
from storage import inbox
from storage.db import Database
from tests.bot.conftest import NOW
from tests.crash.program import Died, Program, key


async def receive(db: Database, name: str) -> int:
    await db.write(inbox.receive, "web", name, "lane", {}, NOW)
    return max(arrival.id for arrival in await db.write(inbox.waiting, 0, 10))


def test_the_row_in_hand_outlives_its_holder(tmp_path: Path) -> None:
    hand = InHand(tmp_path / "hand")
    assert hand.left_over() == 0
    hand(1 << 40)
    assert InHand(tmp_path / "hand").left_over() == 1 << 40
    hand(0)
    assert InHand(tmp_path / "hand").left_over() == 0


def test_a_file_of_another_size_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "hand").write_bytes(b"abc")
    assert InHand(tmp_path / "hand").left_over() == 0


async def test_the_third_death_parks_the_row(db: Database) -> None:
    row = await receive(db, "a")
    assert [await db.write(blame, row, NOW) for _ in range(3)] == [False, False, True]
    assert await db.write(inbox.backlog) == (0, 1)


async def test_a_row_that_was_handled_meanwhile_is_not_to_blame(db: Database) -> None:
    row = await receive(db, "a")
    await db.write(inbox.done, row)
    assert [await db.write(blame, row, NOW) for _ in range(4)] == [False] * 4
    assert await db.write(inbox.states, "web", ["a"]) == {"a": "done"}


async def test_a_desk_goes_on_beside_a_row_that_kills_it(tmp_path: Path) -> None:
    program = Program(tmp_path)
    body = {"as": "li", "chat": "private:li", "key": key(), "text": "3号楼2单元楼道灯不亮"}
    try:
        await program.start("middle:2")  # the first is the hourly cleaning, due at once
        await program.post("/trial/say", body)
        await program.dead()
        for _ in range(2):
            try:
                await program.start("middle:1")
                await program.settled()
            except Died:
                await program.dead()
        await program.start()
        await program.post("/trial/say", {**body, "key": key(), "text": "你好"})
        await program.settled()
        assert (await program.post("/trial/ledger", {"keys": [body["key"]]}))["lost"] == 0
        assert (await program.healthz())["parked"] == 1
    finally:
        await program.close()
