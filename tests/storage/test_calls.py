"""Whom somebody has to phone: listed until they were, and not about a report that went on by other ways."""

from dataclasses import replace
from datetime import timedelta

from domain.report import Status
from domain.reports.calls import Call
from storage import calls, reports
from storage.db import Database
from tests.storage.examples import LIGHT, NOW

CALL = Call(LIGHT.id, LIGHT.cycle, LIGHT.community, "for_others", NOW)
ENDED = replace(LIGHT, status=Status.RESOLVED)


async def test_it_comes_back_as_it_was_put(db: Database) -> None:
    await db.write(reports.put, ENDED)
    tried = replace(CALL, tries=2, not_before=NOW + timedelta(days=1))
    for each in (CALL, tried):
        await db.write(calls.put, each)
        assert await db.write(calls.of, LIGHT.id, LIGHT.cycle) == each
        assert await db.write(calls.waiting, LIGHT.community) == [each]


async def test_only_who_still_waits_is_listed(db: Database) -> None:
    await db.write(reports.put, ENDED)
    await db.write(calls.put, CALL)
    assert await db.write(calls.waiting, "elsewhere") == []
    await db.write(calls.put, replace(CALL, state="done"))
    assert await db.write(calls.waiting, LIGHT.community) == []


async def test_what_was_opened_again_needs_no_call(db: Database) -> None:
    await db.write(reports.put, ENDED)
    await db.write(calls.put, CALL)
    await db.write(reports.put, replace(ENDED, status=Status.OPEN, cycle=2, version=1))
    assert await db.write(calls.waiting, LIGHT.community) == []
