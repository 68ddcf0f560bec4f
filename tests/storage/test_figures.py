"""What the database counts is what domain/counting/figures.py defines, whatever the facts are."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.counting import figures as defined
from domain.counting.facts import DUPLICATE, NO_DANGER, REFUSED, RESOLVED, WITHDRAWN, Fact, ms
from domain.counting.figures import Figures, Measure, Spent
from storage import figures
from storage.db import Tx
from storage.engine import schema
from storage.facts import COLUMNS
from storage.figures import Wanted
from tests.domain.cases import NOW

DAY = 86_400_000
SINCE, UNTIL = ms(NOW), ms(NOW) + 7 * DAY
MEASURE = Measure(so_so=0.75, partly=0.25)  # sums of these are exact in any order
TIMES = st.sampled_from([SINCE + day * DAY + off for day in (-2, 0, 3, 7, 9) for off in (-1, 0, 1)])
YES_OR_NO = st.integers(0, 1)


@pytest.fixture(scope="module")
def tx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tx]:
    """A database that stays empty: what each example puts in is taken back at its end."""
    path = tmp_path_factory.mktemp("figures") / "huiyin.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        schema.prepare(connection, path)
        yield Tx(connection)


@st.composite
def fact(draw: st.DrawFn, id_: int, last: int) -> Fact:
    """Any report; some are duplicates of others, in chains and in rings."""
    respond_by, resolve_by = sorted((draw(TIMES), draw(TIMES)))  # an end is promised no sooner than an answer
    end = draw(st.sampled_from(["", RESOLVED, RESOLVED, REFUSED, WITHDRAWN, DUPLICATE, NO_DANGER]))
    rated = draw(st.booleans())
    reached = TIMES | st.sampled_from([respond_by, resolve_by])
    numbers: dict[str, Any] = {
        name: draw(YES_OR_NO)
        for name in ("provisional", "by_staff", "filed", "own", "handed", "recategorised", "again")
    }
    return Fact(
        report=id_,
        community=draw(st.sampled_from(["ginkgo", "ginkgo", "ginkgo", "elm"])),
        grid=draw(st.sampled_from([None, "g1", "g2"])),
        building=None,
        category=draw(st.sampled_from(["light", "lift"])),
        reported_at=draw(TIMES),
        respond_by=respond_by,
        resolve_by=resolve_by,
        answered_at=draw(st.none() | reached),
        end=end,
        ended_at=draw(reached) if end else None,
        original=draw(st.integers(1, last + 1)) if end == DUPLICATE else None,
        cycle=draw(st.integers(1, 2)),
        paused=draw(st.sampled_from([0, 0, DAY])),
        pause_since=draw(st.none() | TIMES),
        rated_at=draw(TIMES) if rated else None,
        solved=draw(st.sampled_from([None, "yes", "partly", "no"])) if rated else None,
        satisfied=draw(st.sampled_from([None, 0, 1, 2])) if rated else None,
        contacted=draw(st.sampled_from([None, 0, 1])) if rated else None,
        **numbers,
    )


FACTS = st.integers(0, 12).flatmap(lambda last: st.tuples(*(fact(id_, last) for id_ in range(1, last + 1))))


# Taken back just as it would have been late.
IN_THE_LAST_MOMENT = Fact(1, "ginkgo", None, None, "light", SINCE, SINCE + DAY, SINCE + DAY, 0, 0, 0, 0)._replace(
    end=WITHDRAWN, ended_at=SINCE + DAY
)


@settings(deadline=None, max_examples=300)
@given(found=FACTS, now=TIMES)
@example(found=(IN_THE_LAST_MOMENT,), now=UNTIL)
def test_what_is_counted_is_what_is_defined(tx: Tx, found: tuple[Fact, ...], now: int) -> None:
    wanted = Wanted("ginkgo", NOW, NOW + timedelta(days=7), NOW + timedelta(milliseconds=now - SINCE), MEASURE)
    originals = {each.report: each for each in found}
    ours = [each for each in found if each.community == "ginkgo" and (each.original is None or touches(each))]
    tx.run("BEGIN")
    tx.many(f"INSERT INTO fact ({COLUMNS}) VALUES ({', '.join('?' * len(Fact._fields))})", found)
    try:
        whole, grids, kinds = figures.of(tx, wanted), figures.by_grid(tx, wanted), figures.by_category(tx, wanted)
    finally:
        tx.run("ROLLBACK")
    assert plain(whole) == plain(defined.of(ours, originals, wanted.period, MEASURE))
    by_grid = defined.by(ours, lambda each: each.grid, originals, wanted.period, MEASURE)
    by_kind = defined.by(ours, lambda each: each.category, originals, wanted.period, MEASURE)
    assert something(grids) == something(by_grid) and something(kinds) == something(by_kind)


def touches(each: Fact) -> bool:
    """A duplicate belongs to the periods in which its own hours fall."""
    hours = (each.reported_at, each.respond_by, each.resolve_by, each.ended_at, each.rated_at)
    return any(at is not None and SINCE <= at < UNTIL for at in hours)


def plain(found: Figures) -> dict[str, Any]:
    """Figure by figure; how long each took in order, since they come in none."""
    shown = {each.name: getattr(found, each.name) for each in fields(found)}
    return {
        name: Spent(tuple(sorted(each.took)), each.open) if isinstance(each, Spent) else each
        for name, each in shown.items()
    }


def something(piles: dict[str | None, Figures]) -> dict[str | None, dict[str, Any]]:
    """The piles in which anything is counted."""
    empty = Figures(measure=MEASURE)
    return {name: plain(each) for name, each in piles.items() if each != empty}
