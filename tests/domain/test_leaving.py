"""A role ends: nothing somebody had in hand stays with them, nor comes back to them by an undo."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.duty.roster import Shift
from domain.effects import Assign, EndRoles, Log, Say, Unschedule
from domain.members import leaving, personnel
from domain.people import Person, Role
from domain.report import Pending, Report, Status, Taken
from domain.reports import lifecycle
from domain.talk.drafts import Prompt
from tests.domain.cases import CHEN, DUTY, HOME, LIU, NOW, ZHOU, World, context, person, private, report

BOSS = person(6, "老韩", Role.MANAGER, "head")
THEIRS = Taken(ZHOU.id, NOW, "today", NOW)


def world(of: Report) -> World:
    """A report in somebody's hands."""
    made = World()
    made.case = replace(made.case, report=of, assignee=ZHOU, told_assignee=ZHOU)
    return made


def let_go(of: World, who: Person = ZHOU) -> None:
    of.keep(leaving.let_go(of.ctx, of.case, who, BOSS))


def resolve(of: World, who: Person) -> None:
    prompt = Prompt(DUTY.id, who.id, "note", of.report.id, of.report.cycle, of.now + timedelta(hours=1))
    of.keep(lifecycle.noted(of.ctx, of.case, who, DUTY, prompt, "换了新灯", ("photo.jpg",)))


@pytest.mark.parametrize("status", [Status.OPEN, Status.ACKNOWLEDGED])
def test_what_they_have_is_open_again_and_nobodys(status: Status) -> None:
    held = world(report(status=status, assignee=ZHOU.id, acknowledged_at=NOW, coming="today", promised_at=NOW))
    let_go(held)
    assert (held.report.status, held.report.assignee, held.report.coming) == (Status.OPEN, None, None)
    assert held.report.acknowledged_at == NOW  # somebody did answer: that rate is not taken back


def test_a_move_of_theirs_that_nobody_was_told_is_never_told() -> None:
    held = world(report())
    held.keep(lifecycle.take(held.ctx, held.case, ZHOU, DUTY, "today"))
    effects = list(leaving.let_go(held.ctx, held.case, ZHOU, BOSS))
    assert Unschedule("tell", "7") in effects
    assert Log(7, "release", BOSS.id) in effects
    held.keep(effects)
    held.pass_time(timedelta(hours=1))
    assert held.report.acknowledged_at is None
    assert held.told(private(person(1, "李阿姨"))) == []


def test_undoing_what_they_resolved_leads_to_nobody() -> None:
    held = world(report(status=Status.ACKNOWLEDGED, assignee=ZHOU.id, acknowledged_at=NOW, coming="today"))
    resolve(held, ZHOU)
    let_go(held)
    assert held.report.status is Status.RESOLVED  # done is done
    held.keep(lifecycle.undo(held.ctx, held.case, CHEN, DUTY, "resolve"))
    assert (held.report.status, held.report.assignee) == (Status.OPEN, None)


def test_undoing_a_colleagues_taking_does_not_give_it_back_to_them() -> None:
    held = world(report(status=Status.ACKNOWLEDGED, assignee=ZHOU.id, acknowledged_at=NOW, coming="today"))
    held.keep(lifecycle.take(held.ctx, held.case, CHEN, DUTY, "tomorrow"))
    let_go(held)
    assert held.report.assignee == CHEN.id
    held.keep(lifecycle.undo(held.ctx, held.case, CHEN, DUTY, "acknowledge"))
    assert held.status == "open" and held.report.assignee is None


def test_what_others_have_stays_theirs() -> None:
    for other in (
        report(status=Status.ACKNOWLEDGED, assignee=CHEN.id),
        report(status=Status.CLOSED, assignee=ZHOU.id),
        report(pending=Pending("acknowledge", Status.OPEN, NOW), assignee=CHEN.id, status=Status.ACKNOWLEDGED),
    ):
        assert leaving.freed(other, ZHOU.id) == other


def test_their_copy_of_a_card_shows_no_button_and_no_room() -> None:
    said = leaving.take_back(context(), private(ZHOU), "alert:7:1", report())
    assert said.buttons == () and said.tag == "alert:7:1"
    assert "502" not in str(said)


def test_who_cannot_be_reached_is_let_go_all_the_same() -> None:
    effects = list(leaving.ended(context(), ZHOU, BOSS, None, True))
    assert effects == [EndRoles(ZHOU, HOME.code, BOSS.id)]


def test_the_last_manager_is_the_one_without_another() -> None:
    assert personnel.is_last_manager(BOSS, [ZHOU, LIU, BOSS])
    assert not personnel.is_last_manager(BOSS, [BOSS, replace(BOSS, id=9)])
    assert not personnel.is_last_manager(ZHOU, [ZHOU, BOSS])


# --- the list and the shifts --------------------------------------------------------------------------

NIGHT = Shift("night", frozenset({0, 4}), NOW.time(), NOW.time(), frozenset({ZHOU.id}))


def test_a_shift_is_given_and_taken_back() -> None:
    effects = list(personnel.toggle(context(), private(BOSS), ZHOU, 0, [NIGHT], "night"))
    assert effects[0] == Assign(ZHOU.id, HOME.code, "night", on=False)
    effects = list(personnel.toggle(context(), private(BOSS), CHEN, 0, [NIGHT], "night"))
    assert effects[0] == Assign(CHEN.id, HOME.code, "night", on=True)


@pytest.mark.parametrize(("who", "code"), [(ZHOU, "noon"), (person(8, "马大姐", Role.VOLUNTEER), "night")])
def test_no_shift_for_who_works_on_no_reports_nor_one_that_is_not_there(who: Person, code: str) -> None:
    effects = list(personnel.toggle(context(), private(BOSS), who, 0, [NIGHT], code))
    assert [type(effect).__name__ for effect in effects] == ["Answer"]


@pytest.mark.parametrize(("page", "names", "turns"), [(0, 8, 1), (1, 8, 2), (2, 3, 1), (3, 8, 1), (10**17, 8, 1)])
def test_the_list_has_eight_on_a_page(page: int, names: int, turns: int) -> None:
    many = [person(id_, str(id_), Role.STAFF, "cleaner") for id_ in range(1, 20)]
    (said,) = personnel.listed(context(), private(BOSS), many, page)
    assert isinstance(said, Say)
    assert len(said.lines) == 1 + names
    assert sum(map(len, said.buttons)) == names + turns
