"""When a role ends, its rows go in that community and nowhere else."""

from datetime import timedelta
from typing import Any

from domain.duty.roster import Shift
from domain.people import ChatKind, Grant, Role
from domain.report import Pending, Report, Status, Taken
from domain.talk.drafts import Prompt
from storage import chats, drafts, outbox, people, reports, roster
from storage.db import Database, Tx
from tests.storage.examples import LIGHT, NOW, report

ALL_DAYS = frozenset(range(7))


def somebody(tx: Tx) -> int:
    """Staff in two communities, with shifts in both."""
    id_ = people.add_person(tx, "web", "zhou", "周师傅", "zh-CN").id
    for community in ("ginkgo", "willow"):
        people.grant(tx, id_, community, Role.STAFF, "electrician", ("g1",))
        for code in ("day", "night"):
            roster.add(tx, community, code, ALL_DAYS, NOW.time(), NOW.time())
            roster.assign(tx, community, code, id_)
    return id_


async def test_roles_and_shifts_end_in_one_community(db: Database) -> None:
    def story(tx: Tx) -> tuple[Any, ...]:
        id_ = somebody(tx)
        people.end_roles(tx, id_, "ginkgo")
        roster.leave(tx, "ginkgo", id_)
        here, there = people.person(tx, id_, "ginkgo"), people.person(tx, id_, "willow")
        return here, there, roster.load(tx, "ginkgo"), roster.load(tx, "willow"), id_

    here, there, empty, full, id_ = await db.write(story)
    assert here.grants == () and there.grants == (Grant(Role.STAFF, "electrician", frozenset({"g1"})),)
    assert [shift.people for shift in empty] == [frozenset()] * 2
    assert [shift.people for shift in full] == [frozenset({id_})] * 2
    assert all(isinstance(shift, Shift) for shift in full)


async def test_questions_about_others_reports_are_dropped_their_own_stay(db: Database) -> None:
    def story(tx: Tx) -> list[int]:
        theirs, others, elsewhere = report(1001, reporter=5), report(1002, reporter=6), report(1003, community="willow")
        for each in (theirs, others, elsewhere):
            reports.put(tx, each)
            drafts.expect(tx, Prompt(each.id, 5, "place", each.id, 1, NOW + timedelta(hours=1)))
        drafts.forgo_others(tx, 5, "ginkgo")
        return [row[0] for row in tx.all("SELECT report FROM prompt ORDER BY report")]

    assert await db.write(story) == [1, 3]


async def test_what_somebody_holds_is_found_also_behind_an_undo(db: Database) -> None:
    was, until = Taken(assignee=9), NOW + timedelta(seconds=60)

    def put(tx: Tx) -> None:
        kept: list[Report] = [
            report(1001, assignee=9),
            report(1002, assignee=9, status=Status.ACKNOWLEDGED),
            report(
                1003,
                assignee=9,
                status=Status.RESOLVED,
                pending=Pending("resolve", Status.ACKNOWLEDGED, until, was=was),
            ),
            report(
                1004,
                assignee=3,
                status=Status.ACKNOWLEDGED,
                pending=Pending("acknowledge", Status.OPEN, until, was=was),
            ),
            report(1005, assignee=9, status=Status.CLOSED),
            report(1006, assignee=3, status=Status.ACKNOWLEDGED),
            report(1007, assignee=9, community="willow"),
        ]
        for each in kept:
            reports.put(tx, each)

    await db.write(put)
    assert [each.number for each in await db.write(reports.held, "ginkgo", 9)] == [1001, 1002, 1003, 1004]


async def test_cards_with_buttons_are_found(db: Database) -> None:
    def story(tx: Tx) -> list[tuple[str, int]]:
        chat = chats.add(tx, "web", "private:zhou", ChatKind.PRIVATE, "ginkgo", "zh-CN")
        reports.put(tx, LIGHT)
        buttons: dict[str, Any] = {"text": "a", "buttons": [[{"label": "a", "data": "take:1:1:"}]]}
        shown: dict[str, dict[str, Any]] = {
            "alert:1:1": buttons,
            "alert:2:1": {"text": "a"},
            "alert:1:1#9.1": {"photos": ["a"]},
            "receipt:1:9": buttons,
        }
        for n, (tag, content) in enumerate(shown.items()):
            outbox.put(tx, 1, n, chat, content, NOW, priority=3, tag=tag, report=1)
        return outbox.cards(tx, chat)

    assert await db.write(story) == [("alert:1:1", 1)]
