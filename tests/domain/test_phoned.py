"""What is kept of an answer on the phone, and who may give it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.context import Case
from domain.effects import Answer, Log, Put, PutCall, Say
from domain.people import Person, Role
from domain.report import MoveRefused, Status
from domain.reports import calls, endings, phoned
from domain.reports.calls import Call
from domain.talk.contacts import Contact
from domain.talk.sources import Source
from tests.domain.cases import CREW, LI, LIU, NOW, WANG, ZHOU, context, private, report

ENDED = report(
    reporter=None,
    filed_by=WANG.id,
    source=Source.PHONE,
    status=Status.RESOLVED,
    assignee=ZHOU.id,
    note="换了灯",
    version=1,
)
CASE = Case(report=ENDED, crew=CREW, assignee=ZHOU)
CALL = Call(ENDED.id, ENDED.cycle, ENDED.community, calls.FOR_OTHERS, NOW)


def pressed(how: str, who: Person = ZHOU, case: Case = CASE, call: Call | None = CALL) -> list[object]:
    return list(phoned.press(context(), case, call, who, private(who), how))


def kept(effects: list[object]) -> tuple[list[Status], list[tuple[str, str]], list[str]]:
    """The states, the log and what became of the call."""
    return (
        [each.report.status for each in effects if isinstance(each, Put)],
        [(each.kind, each.detail) for each in effects if isinstance(each, Log)],
        [each.call.state for each in effects if isinstance(each, PutCall)],
    )


@pytest.mark.parametrize("who", [ZHOU, WANG])  # staff, and whoever filed it
def test_it_is_good_closes_it_marked_as_phoned(who: Person) -> None:
    assert kept(pressed("fixed", who)) == ([Status.CLOSED], [("close_by_phone", "phone")], ["done"])


def test_it_is_not_good_opens_it_again() -> None:
    effects = pressed("notfixed")
    assert kept(effects) == ([Status.OPEN], [("reopen_by_phone", "phone")], ["done"])
    assert [each.report.cycle for each in effects if isinstance(each, Put)] == [2]


def test_nobody_answered_means_tomorrow_and_the_third_time_the_end() -> None:
    (again,) = [each.call for each in pressed("missed") if isinstance(each, PutCall)]
    assert (again.tries, again.state) == (1, "waiting")
    assert NOW + timedelta(hours=12) < again.not_before < NOW + timedelta(hours=36)
    last = pressed("missed", call=replace(CALL, tries=2))
    assert kept(last) == ([Status.CLOSED], [("not_reached", "phone"), ("close", "unreached")], ["unreached"])


def test_a_refusal_is_told_and_stays() -> None:
    refused = replace(CASE, report=replace(ENDED, status=Status.REFUSED, reason="not_ours"))
    assert kept(pressed("told", case=refused)) == (
        [Status.REFUSED],
        [("told_by_phone", "phone")],
        ["done"],
    )
    with pytest.raises(MoveRefused):
        pressed("fixed", case=refused)


@pytest.mark.parametrize("call", [None, replace(CALL, state="done"), replace(CALL, cycle=9)])
def test_what_is_dealt_with_is_left_alone(call: Call | None) -> None:
    (only,) = pressed("fixed", call=call)
    assert isinstance(only, Answer)


@pytest.mark.parametrize("how", ["fixed", "notfixed", "missed", "told"])
def test_a_neighbour_may_not_answer_for_them(how: str) -> None:
    with pytest.raises(MoveRefused):
        pressed(how, LI)


def test_a_number_is_for_whoever_has_it_in_hand_and_whoever_filed_it() -> None:
    case = replace(CASE, contact=Contact("王阿姨", "13800138000"))
    for roles, sees in (({Role.ASSIGNEE}, True), ({Role.FILER}, True), ({Role.STAFF, Role.MANAGER}, False)):
        card = calls.card(context(), case, private(ZHOU), roles)
        assert isinstance(card, Say)
        assert ("13800138000" in str(card.lines)) is sees


REFUSED = replace(CASE, report=replace(ENDED, status=Status.REFUSED, reason="not_ours"))


@pytest.mark.parametrize("call", [CALL, replace(CALL, state="done"), None])  # told just now, or they call back
@pytest.mark.parametrize("who", [ZHOU, WANG])
def test_they_may_ask_for_the_head_once(who: Person, call: Call | None) -> None:
    effects = pressed("appeal", who, REFUSED, call)
    (asked,) = [each.report for each in effects if isinstance(each, Put)]
    assert (asked.status, asked.appealed) == (Status.REFUSED, True) and asked.told_at == NOW
    heads = [each for each in effects if isinstance(each, Say) and each.to in CREW.heads]
    assert [button.data.split(":")[0] for each in heads for row in each.buttons for button in row] == ["grant", "deny"]
    assert kept(effects)[1:] == ([("appeal_by_phone", "phone")], ["done"] if call is CALL else [])
    (again,) = pressed("appeal", who, replace(REFUSED, report=asked), call)
    assert isinstance(again, Answer)


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.OPEN, Status.CLOSED])
def test_only_a_refusal_is_looked_at_again(status: Status) -> None:
    with pytest.raises(MoveRefused):
        pressed("appeal", case=replace(CASE, report=replace(ENDED, status=status)))
    with pytest.raises(MoveRefused):
        pressed("appeal", LI, REFUSED)


def test_where_nobody_is_head_they_hear_whom_to_call_and_may_ask_later() -> None:
    effects = pressed("appeal", case=replace(REFUSED, crew=replace(CREW, private={})))
    assert [each.lines[0].key for each in effects if isinstance(each, Say)] == ["appeal-nobody"]
    assert kept(effects) == ([], [], [])


def test_what_the_head_decided_is_phoned_again() -> None:
    asked = replace(REFUSED, report=replace(REFUSED.report, appealed=True))
    effects: list[object] = list(endings.deny(context(), asked, LIU, private(LIU), ""))
    assert kept(effects)[2] == ["waiting"]
    card = next(each for each in effects if isinstance(each, Say) and each.to == private(ZHOU))
    assert card.lines[0].key == "call-denied"
    assert "appeal" not in str([button.data for row in card.buttons for button in row])
    opened: list[object] = list(endings.grant(context(), asked, LIU, private(LIU), ""))
    assert kept(opened)[0] == [Status.OPEN] and kept(opened)[2] == []
