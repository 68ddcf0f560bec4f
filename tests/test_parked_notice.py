"""Whoever keeps the machine running hears what was set aside: once an hour, in figures, in private."""

from datetime import timedelta
from pathlib import Path

import pytest

from domain.people import Role
from storage import due, inbox, people
from storage.db import Tx
from tests.desk import Running, running_desk

HOUR = timedelta(hours=1)


async def _break(running: Running, times: int = 1) -> None:
    """Something comes due that no program knows how to handle."""
    for number in range(times):
        subject = f"李阿姨 {number} {running.clock.at}"
        await running.desk.db.write(due.schedule, running.clock.at, "nobody-knows", subject)
    await running.pass_time(timedelta())


async def _told(running: Running) -> list[tuple[str, str]]:
    """(chat, first line) of every notice."""
    said = [(each.chat, each.content.get("text", "")) for each in await running.messages(0)]
    return [(chat, text.splitlines()[0]) for chat, text in said if "huiyin parked list" in text]


async def _grant(running: Running, handle: str, role: Role) -> None:
    def grant(tx: Tx) -> None:
        person = people.by_account(tx, "web", handle, "ginkgo")
        assert person is not None
        people.grant(tx, person.id, "ginkgo", role, "", ())

    await running.desk.db.write(grant)


@pytest.mark.parametrize(("role", "hears"), [(Role.OPERATOR, "zhao"), (Role.STREET, "liu")])
async def test_the_operator_hears_it_else_the_manager(role: Role, hears: str, tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        await _grant(running, "zhao", role)
        await _break(running)
        told = await _told(running)
        assert [chat for chat, _ in told] == [f"private:{hears}"]
        assert "1件" in told[0][1]
        assert "李阿姨" not in told[0][1]


async def test_several_within_an_hour_are_one_notice_more(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        await _break(running)
        await _break(running, times=3)
        await running.pass_time(HOUR / 2)
        await _break(running)
        assert len(await _told(running)) == 1
        await running.pass_time(HOUR / 2)
        assert [text[:3] for _, text in await _told(running)] == ["有1件", "有4件"]
        await running.pass_time(3 * HOUR)
        assert len(await _told(running)) == 2
        await _break(running)
        assert len(await _told(running)) == 3


async def test_a_notice_that_cannot_be_given_calls_for_no_other_at_once(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as running:
        broken = "UPDATE role SET role = 'nobody-knows'"  # whoever looks for the operators stumbles
        await running.desk.db.write(lambda tx: tx.run(broken))
        await _break(running)
        assert len(await running.parked()) == 2  # what came due, and the notice of it
        await running.pass_time(HOUR / 2)
        assert len(await running.parked()) == 2
        waiting, _ = await running.desk.db.write(inbox.backlog)
        assert waiting == 0
