"""Answers of residents: one row for each person and cycle, and nothing of somebody who is gone."""

from dataclasses import replace

from domain.reports.rating import Rating, Solved
from storage import ratings, reports
from storage.db import Database
from tests.storage.examples import LIGHT, NOW

MINE = Rating(LIGHT.id, 1, LIGHT.reporter or 0, NOW, Solved.YES, 2, 0)


async def test_the_last_answer_of_a_person_counts(db: Database) -> None:
    changed = replace(MINE, solved=Solved.PARTLY, contacted=None)
    for rating in (MINE, replace(MINE, person=99, solved=None, how="phone"), changed, replace(MINE, cycle=2)):
        await db.write(ratings.put, rating)
    assert await db.write(ratings.of, LIGHT.id, 1) == (changed, replace(MINE, person=99, solved=None, how="phone"))
    assert await db.write(ratings.of, LIGHT.id, 2) == (replace(MINE, cycle=2),)
    assert await db.write(ratings.of, LIGHT.id, 3) == ()


async def test_of_somebody_who_is_forgotten_only_their_own_report_keeps_its_answer(db: Database) -> None:
    await db.write(reports.put, LIGHT)
    await db.write(ratings.put, MINE)
    await db.write(ratings.put, replace(MINE, report=LIGHT.id + 1))
    assert LIGHT.reporter is not None
    await db.write(ratings.forget, LIGHT.reporter)
    assert await db.write(ratings.of, LIGHT.id, 1) == (replace(MINE, person=0),)
    assert await db.write(ratings.of, LIGHT.id + 1, 1) == ()
