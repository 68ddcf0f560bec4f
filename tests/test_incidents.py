"""A known incident with a real desk: forty homes, two communities, buttons of others, and what the figures say."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.counting.figures import Figures
from domain.incidents.belonging import MANY as MANY_AT_ONCE
from domain.people import Role
from domain.report import Report, Status
from domain.reports import cards
from storage import due, figures, reports
from storage.figures import Wanted
from tests.communities import two
from tests.desk import running_desk
from tests.roles.scene import HOME, OTHER, Scene, Who

MANY = 40
STAFF = Who("the-plumber", frozenset(), ((HOME, Role.STAFF, ()),))


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with running_desk(tmp_path, homes=two(tmp_path)) as running:
        made = Scene(running)
        made.neighbour = await made.enter(made.neighbour)
        yield made
        assert not await running.parked()


async def _announced(scene: Scene, who: Who, until: str = "到下午2点") -> Report:
    await scene.say(who, f"/known 停水 全小区 {until}")
    await scene.press(who, "known", 0, "post")
    (found,) = await scene.do(reports.known, HOME)
    return found


async def _figures(scene: Scene) -> Figures:
    now = scene.running.clock.at
    return await scene.do(figures.of, Wanted(HOME, now - timedelta(days=1), now + timedelta(days=1), now))


async def test_forty_homes_are_one_report_one_card_and_one_word(scene: Scene) -> None:
    staff = await scene.enter(STAFF)
    incident = await _announced(scene, staff)
    assert (await _figures(scene)).reported == 0  # nobody has met it
    for n in range(MANY):
        await scene.say(Who(f"home-{n}", frozenset()), f"{n % 18 + 1}号楼停水了", chat="group")
    cards = "SELECT count(*) FROM slot JOIN chat ON chat.id = slot.chat WHERE chat.kind = ? AND only_for IS NULL"
    assert await scene.do(lambda tx: tx.one(cards, ("group",))) == (1,)
    assert len(await scene.do(reports.supporters, incident.id)) == MANY
    found = await _figures(scene)
    assert (found.reported, found.by_staff) == (1, 0)
    assert await scene.do(figures.incidents, HOME, incident.reported_at, scene.running.clock.at + timedelta(1)) == (
        ("water_supply", 1, MANY),
    )


async def test_of_many_the_cards_say_how_many_once_a_minute(scene: Scene) -> None:
    incident = await _announced(scene, await scene.enter(STAFF))
    for n in range(MANY):
        await scene.say(Who(f"home-{n}", frozenset()), f"{n % 18 + 1}号楼停水了", chat="group")
    card = "SELECT rev, content FROM slot WHERE tag = ?", (cards.card_tag(incident),)
    at_once, _ = await scene.do(lambda tx: tx.all(*card)[0])
    assert at_once <= MANY_AT_ONCE + 1
    await scene.running.pass_time(timedelta(minutes=1))
    revision, content = await scene.do(lambda tx: tx.all(*card)[0])
    assert (revision, f"已有{MANY}户反映" in content) == (at_once + 1, True)


async def test_one_of_many_is_still_counted_once_and_may_leave(scene: Scene) -> None:
    incident = await _announced(scene, await scene.enter(STAFF))
    neighbours = [await scene.enter(Who(f"home-{n}", frozenset())) for n in range(MANY_AT_ONCE + 3)]
    for each in neighbours:
        await scene.say(each, "3号楼停水了")
    last = neighbours[-1]
    draft = await scene.draft(last)
    await scene.say(last, "我家还是没水")
    await scene.press(last, "support", incident)
    assert len(await scene.do(reports.supporters, incident.id)) == len(neighbours)
    await scene.press(last, "notthis", draft)
    assert len(await scene.do(reports.supporters, incident.id)) == len(neighbours) - 1


async def test_it_never_ends_by_itself(scene: Scene) -> None:
    staff = await scene.enter(STAFF)
    incident = await _announced(scene, staff)
    await scene.running.pass_time(timedelta(days=3))
    found = await scene.again(incident)
    assert found.status is Status.ACKNOWLEDGED
    left = "SELECT count(*) FROM due WHERE kind = 'known'"
    assert await scene.do(lambda tx: tx.one(left)) == (1,)
    await scene.press(staff, "restored", found)
    await scene.running.pass_time(timedelta(hours=3))
    assert (await scene.again(incident)).status is Status.RESOLVED
    assert await scene.do(lambda tx: tx.one(left)) == (0,)
    assert await scene.do(due.next_at) is not None


async def test_not_this_is_for_whoever_was_answered_alone(scene: Scene) -> None:
    staff = await scene.enter(STAFF)
    incident = await _announced(scene, staff)
    home = await scene.enter(Who("home", frozenset()))
    await scene.say(home, "3号楼停水了")
    draft = await scene.draft(home)
    stranger = await scene.enter(Who("stranger", frozenset()))
    for subject, arg in ((draft, ""), (0, str(incident.id)), (0, "1e9"), (0, "9" * 30), (10**9, "")):
        await scene.press(stranger, "notthis", subject, arg)
    assert len(await scene.do(reports.supporters, incident.id)) == 1
    await scene.press(home, "notthis", draft)
    await scene.press(home, "notthis", draft)
    assert await scene.do(reports.supporters, incident.id) == []


async def test_an_incident_is_merged_into_nothing_and_keeps_its_area(scene: Scene) -> None:
    staff = await scene.enter(STAFF)
    incident = await _announced(scene, staff)
    other = await scene.report(scene.neighbour)
    await scene.press(staff, "merge", incident, str(other.id))
    await scene.press(staff, "where", incident)
    await scene.say(staff, "5号楼")
    found = await scene.again(incident)
    assert (found.status, found.place) == (incident.status, incident.place)


async def test_the_neighbouring_community_reads_nothing_of_it(scene: Scene) -> None:
    staff = await scene.enter(STAFF)
    incident = await _announced(scene, staff)
    theirs = await scene.enter(Who("theirs", frozenset(), ((OTHER, Role.STAFF, ()),)))
    for verb in ("restored", "longer", "reword"):
        await scene.press(theirs, verb, incident, "3", chat=f"duty:{OTHER}")
    await scene.say(theirs, "今天停水到几点？", chat=f"group:{OTHER}")
    await scene.say(theirs, "1号楼停水了", chat=f"group:{OTHER}")
    found = await scene.again(incident)
    assert (found.status, found.known) == (incident.status, incident.known)
    assert await scene.do(reports.supporters, incident.id) == []
