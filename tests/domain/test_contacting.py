"""Who leaves a contact, who may look at it, and how long it stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.effects import (
    Answer,
    Effect,
    EraseContact,
    Expect,
    HideContact,
    KeepContact,
    Log,
    Say,
    Schedule,
    Unschedule,
)
from domain.people import Chat, Person
from domain.report import ENDED, MoveRefused, Status
from domain.reports import alerts
from domain.talk import contacting, wayin
from domain.talk.contacts import Contact
from tests.domain.cases import CHEN, DUTY, GROUP, LI, LIU, NOW, WANG, ZHOU, case, context, private, report

LEFT = Contact("姓李", "13812345678", "下午六点后在家")
TAKEN = case(report(status=Status.ACKNOWLEDGED, assignee=ZHOU.id), contact=LEFT)


def look(of: object, who: Person, at: Chat = DUTY) -> list[Effect]:
    """Press 联系方式."""
    return list(contacting.reach(context(), of, who, at, ""))  # type: ignore[arg-type]


def test_the_assignee_is_shown_it_in_a_box_and_the_look_is_noted() -> None:
    noted, answer = look(TAKEN, ZHOU)
    assert noted == Log(TAKEN.report.id, "see_contact", ZHOU.id)
    assert isinstance(answer, Answer) and answer.alert
    assert answer.line.args["contact"] == "姓李\n13812345678\n下午六点后在家"


@pytest.mark.parametrize("who", [LI, WANG, CHEN, LIU], ids=lambda who: who.name)
def test_nobody_else_is(who: Person) -> None:
    assert [effect.line.key for effect in look(TAKEN, who) if isinstance(effect, Answer)] == ["contact-take-first"]


def test_whoever_it_is_handed_to_takes_it_first() -> None:
    handed = case(report(assignee=CHEN.id), contact=LEFT)
    assert [effect.line.key for effect in look(handed, CHEN) if isinstance(effect, Answer)] == ["contact-take-first"]


def test_what_pops_up_is_never_longer_than_a_channel_shows() -> None:
    long = replace(TAKEN, contact=Contact("李" * 300, "13812345678 / 13912345678", "晚上在家" * 200))
    answer = look(long, ZHOU)[-1]
    assert isinstance(answer, Answer) and len(str(answer.line.args["contact"])) <= 180


def test_the_card_says_that_there_is_one_and_never_what() -> None:
    lines = alerts.card(TAKEN, context())
    assert "alert-contact" in [line.key for line in lines]
    assert "13812345678" not in repr(lines) and "姓李" not in repr(lines)


def test_only_the_reporter_is_asked_for_one() -> None:
    with pytest.raises(MoveRefused):
        list(contacting.pressed(context(), TAKEN, WANG, private(WANG), ""))
    (asked, said) = contacting.pressed(context(), TAKEN, LI, private(LI), "")
    assert isinstance(asked, Expect) and asked.prompt.kind == "contact"
    assert isinstance(said, Say) and said.to == private(LI)


def test_pressed_in_the_group_it_is_asked_in_private() -> None:
    effects = list(contacting.pressed(context(), TAKEN, LI, GROUP, ""))
    assert [effect.to for effect in effects if isinstance(effect, Say)] == [private(LI)]


def test_a_neighbours_number_stands_beside_the_reporters() -> None:
    (kept, _) = wayin.kept(context(), TAKEN, Contact("王先生", "13912345678"), WANG.id)
    assert kept == KeepContact(7, Contact("姓李", "13812345678 / 13912345678"), WANG.id)


@pytest.mark.parametrize("status", list(Status), ids=str)
def test_it_stays_a_week_after_the_end_and_for_good_before(status: Status) -> None:
    (effect,) = wayin.lasting(context(), TAKEN, report(status=status))
    if status in ENDED:
        assert effect == Schedule(NOW + timedelta(days=7), "forget_contact", "7")
    else:
        assert effect == Unschedule("forget_contact", "7")
    assert list(wayin.due(report(status=status))) == ([EraseContact(7)] if status in ENDED else [])


def test_it_is_out_of_sight_of_whoever_does_not_have_the_report() -> None:
    assert wayin.out_of_sight(TAKEN.report) == HideContact(7, ZHOU.id)
    assert wayin.out_of_sight(report(assignee=ZHOU.id)) == HideContact(7, None)
