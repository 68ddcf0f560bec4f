"""Runs a storm night, and says what came of it."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from benchmarks.contest import load
from benchmarks.storm import crowd, town
from benchmarks.storm.night import Night
from benchmarks.storm.program import Look, Watched, running
from storage.db import looking_once
from tests.telegram import FakeTelegram
from tests.telegram.limits import Limits

SMALL = 1_500  # people, in make bench
QUIET = 3  # looks in which nothing waits until it is over
PATIENCE = 3_600.0  # s
MANY = 100  # of which a hundredth can be told
LATEST = 5.0  # s, an emergency's alert
OVERALL = Limits().overall  # messages a second


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a night."""

    night: Night
    watched: Watched
    calls: int
    limited: int
    told: tuple[float, float] | None  # when staff said that it is over, and the last one had heard
    nowhere: int  # people whose words were taken for talk
    wrong: list[str]


async def storm(people: int, folder: Path, ending: bool = True, pace: float = 1.0) -> Result:
    """One night, until everybody heard that the lights are back, or (not ``ending``) was counted; ``pace``: Night."""
    async with FakeTelegram(privacy=False, limits=Limits()) as telegram:
        homes = town.homes(telegram, crowd.communities(people))
        night = Night(telegram, homes, people, pace)
        communities = town.files(folder / "communities", len(homes))
        await town.settle(folder / "huiyin.db", homes, night.known(), people - len(night.known()))
        async with running(folder, communities, telegram) as watched, _looking(night, telegram):
            await telegram.until(lambda: telegram.called("setMyCommands"), 30)
            night.begin()
            news = asyncio.get_running_loop().call_later(crowd.lasting(people) / 3 / pace, night.tell_everybody)
            await _quiet(night, watched, telegram, pace, ending)
            news.cancel()
            told = await _over(night, watched, telegram) if ending else None
        calls = sum(call.ok and call.method.startswith(("send", "edit")) for call in telegram.calls)
        return Result(night, watched, calls, telegram.limited, told, *_wrong(folder, night, telegram))


@asynccontextmanager
async def _looking(night: Night, telegram: FakeTelegram) -> AsyncIterator[None]:
    async def look() -> None:
        while True:
            await telegram.moved.wait()
            night.look()

    looking = asyncio.create_task(look())
    try:
        yield
        if looking.done():
            await looking
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking


async def _quiet(night: Night, watched: Watched, telegram: FakeTelegram, pace: float = 1.0, left: bool = True) -> None:
    """Until nobody acts any more and nothing waits to be handled, nor to leave (else: all were counted)."""
    quiet, until = 0, time.monotonic() + (PATIENCE if left else 60.0)
    while quiet < QUIET:
        await asyncio.sleep(1.0 / pace)
        found = await watched.look(night.now, len(telegram.updates.pending))
        unsaid = found.unsent if left else _unheard(night)
        quiet = quiet + 1 if night.idle and not (found.unread or found.waiting or unsaid) else 0
        if time.monotonic() > until:
            raise RuntimeError(f"not over: {found}")


def _unheard(night: Night) -> int:
    """How many were not counted yet, and emergencies that the duty group did not read of yet."""
    waiting = sum(not each.counted for each in night.writers if not each.plan.group)
    return waiting + len(night.trapped) - len(night.alarmed)


async def _over(night: Night, watched: Watched, telegram: FakeTelegram) -> tuple[float, float]:
    began = night.now
    night.restore()
    await asyncio.sleep(61)  # staff may take it back within a minute
    began = min((each.over for each in night.people if each.over), default=began + 60)
    await _quiet(night, watched, telegram)
    return began, max((each.over for each in night.people), default=began)


def _wrong(folder: Path, night: Night, telegram: FakeTelegram) -> tuple[int, list[str]]:
    """Whose words were taken for talk; and what was lost, or is there twice."""
    with looking_once(folder / "huiyin.db") as tx:
        states: dict[str, str] = dict(tx.all("SELECT key, state FROM inbox WHERE source LIKE 'telegram:%'"))
        (failed,) = tx.all("SELECT count(*) FROM slot WHERE state = 'failed'")[0]
        counted: dict[str, int] = dict(
            tx.all(
                """
                SELECT account.external, count(*) FROM account JOIN (
                    SELECT reporter AS person, id FROM report
                    WHERE category = 'electricity' AND duplicate_of IS NULL AND reporter IS NOT NULL
                    UNION ALL SELECT person, report FROM supporter
                    WHERE report IN (SELECT id FROM report WHERE duplicate_of IS NULL)
                ) AS has ON has.person = account.person
                GROUP BY account.external
                """
            )
        )
    keys = {str(entry.id) for entry in telegram.updates.log}
    lost = sum(states.get(key) != "done" for key in keys)
    silent = sum(not each.answered and not each.plan.group for each in night.writers)
    nowhere = sum(not counted.get(str(each.user.id)) for each in night.writers)
    twice = sum(counted.get(str(each.user.id), 0) > 1 for each in night.writers)
    found = {
        "updates lost": lost, "messages that failed": failed, "people without an answer in private": silent,
        "people counted twice": twice,
        "calls that the Bot API does not allow": len(telegram.refused),
        "emergencies that nobody heard of": len(night.trapped) - len(night.alarmed),
    }  # fmt: skip
    return nowhere, [f"{what}: {count}" for what, count in found.items() if count]


# --- in words ---------------------------------------------------------------------------------------------------


def said(result: Result, people: int) -> list[str]:
    """The figures, a line each."""
    night, looks = result.night, result.watched.looks
    wrote = [each for each in night.writers if each.wrote]
    first = [each.answered - each.wrote for each in wrote if each.answered]
    counted = [each.counted - each.wrote for each in wrote if each.counted]
    again = [answered - asked for each in wrote for asked, answered in each.asked if answered]
    alarms = [at - night.trapped[n].wrote for n, at in night.alarmed.items()]
    messages = sum(each.messages for each in wrote), sum(each.edits for each in wrote)
    seconds = looks[-1].at
    lines = [
        f"storm: {people:,} residents, {len(wrote):,} wrote within {crowd.lasting(people):.0f} s "
        f"(about {crowd.worst(people):.0f} a second at the worst), {len(night.people) - len(wrote)} only pressed; "
        f"limits of Telegram in force, nothing scaled; {load()}",
        f"storm, an emergency's alert: {_spread(alarms)} of {len(night.trapped)} (aim: at worst {LATEST:g} s)",
        f"storm, the first answer: {_spread(first)}; counted and told so: {_spread(counted)} of {len(counted):,}; "
        f"asked again, {len(again)}: {_spread(again)}",
        f"storm, messages to one who wrote: {messages[0] / max(1, len(wrote)):.2f} new, "
        f"{messages[1] / max(1, len(wrote)):.2f} edits; {result.calls:,} calls in all, {result.limited} too fast",
        f"storm, waiting at most: {max(each.unread for each in looks)} updates to be fetched, "
        f"{max(each.waiting for each in looks)} events, {max(each.unsent for each in looks)} messages "
        f"(over time: {_depth(looks)})",
        f"storm, the program: {looks[-1].cpu - looks[0].cpu:.0f} s of the processor in {seconds:.0f} s, "
        f"{looks[0].memory:.0f} MB before, at most {max(each.memory for each in looks):.0f} MB",
    ]  # fmt: skip
    if result.told:
        began, last = result.told
        heard = sum(bool(each.over) for each in night.people)
        lines.append(
            f"storm, over: {heard:,} heard it within {last - began:.0f} s "
            f"(at {OVERALL} a second: {heard / OVERALL:.0f} s)"
        )
    return [
        *lines,
        f"storm, lost or twice: {'; '.join(result.wrong) or 'nothing'}; "
        f"taken for talk among neighbours: {result.nowhere}",
    ]


def _spread(found: Sequence[float]) -> str:
    if not found:
        return "none"
    cut = f", p99 {quantiles(found, n=100)[98]:.2f} s" if len(found) >= MANY else ""
    return f"median {median(found):.2f} s{cut}, at worst {max(found):.2f} s"


def _depth(looks: Sequence[Look]) -> str:
    """The queue of messages at ten moments."""
    step = max(1, len(looks) // 10)
    return " ".join(str(each.unsent) for each in looks[::step])


async def measure(people: int = SMALL) -> list[str]:
    """A night, and its figures."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        return said(await storm(people, Path(name)), people)
