"""What a chat that counts still takes, and what goes into its next message."""

from datetime import timedelta

import pytest

from domain.effects import Priority
from domain.talk.budget import (
    HEAD,
    KEPT,
    MENU,
    MESSAGES,
    PERSON,
    TEXT,
    WITHIN,
    Choice,
    Session,
    Waiting,
    choose,
    folded,
)
from tests.storage.examples import NOW

HEARD = Session(1, NOW)


def used(count: int, state: str = "open") -> Session:
    return Session(1, NOW, count, state)


def notice(id_: int, report: int = 1, **more: bool | str | int) -> Waiting:
    return Waiting(id_, f"{report} {id_}", report=report, number=1000 + report, priority=Priority.NOTICE, **more)  # type: ignore[arg-type]


REPLY = Waiting(9, "好")
DANGER = Waiting(8, "先顾人！", report=3, priority=Priority.DANGER)


def test_five_within_48_hours_of_what_they_said_last() -> None:
    assert HEARD.left(NOW) == MESSAGES
    assert used(4).left(NOW) == 1
    assert used(7).left(NOW) == 0
    assert HEARD.left(NOW + WITHIN - timedelta(seconds=1)) == MESSAGES
    assert HEARD.left(NOW + WITHIN) == 0
    assert Session(1).left(NOW) == 0  # came in, and said nothing yet
    assert used(0, "closed").left(NOW) == 0


def test_all_that_waits_is_one_message() -> None:
    assert choose(HEARD, [notice(1), notice(2), REPLY], NOW).carry == (notice(1), notice(2), REPLY)


def test_the_last_two_are_for_what_is_owed() -> None:
    assert choose(used(MESSAGES - KEPT), [notice(1)], NOW).hold == (1,)
    owed = notice(2, report=2, owed=True)
    assert choose(used(MESSAGES - 1), [notice(1), owed], NOW).carry == (notice(1), owed)  # the other rides along
    assert choose(used(MESSAGES), [owed], NOW).hold == (2,)


def test_chatter_is_not_worth_holding() -> None:
    choice = choose(used(MESSAGES), [notice(1), REPLY], NOW)
    assert (choice.hold, choice.drop) == ((1,), (9,))


def test_danger_leaves_at_once_and_alone() -> None:
    assert choose(HEARD, [notice(1), DANGER, REPLY], NOW).carry == (DANGER,)
    assert choose(used(MESSAGES - 1), [DANGER], NOW).carry == (DANGER,)
    assert choose(used(0, PERSON), [DANGER], NOW).carry == (DANGER,)
    assert choose(used(MESSAGES), [DANGER], NOW).hold == (8,)


def test_while_a_person_speaks_with_them_the_rest_is_held() -> None:
    choice = choose(used(0, PERSON), [notice(1, owed=True), REPLY], NOW)
    assert (choice.carry, choice.hold, choice.drop) == ((), (1,), (9,))
    assert choose(used(0, PERSON), [REPLY], NOW, free=True).carry == (REPLY,)


def test_of_what_was_held_the_end_of_each_report_is_said() -> None:
    late, end = notice(1, held=True), notice(2, held=True, owed=True)
    remark = notice(3, held=True)
    other, older = notice(5, report=2, held=True), notice(4, report=2, held=True)
    choice = choose(HEARD, [late, end, remark, older, other, REPLY], NOW)
    assert choice.carry == (end, other, REPLY)
    assert choice.drop == (1, 3, 4)


def test_nothing_is_said_twice_in_one_message() -> None:
    again = [Waiting(n, "1001 记上了。", report=1, number=1001) for n in (1, 2)]
    assert choose(HEARD, again, NOW) == Choice(carry=(again[1],), drop=(1,))


def test_a_photo_leaves_alone_and_only_while_there_is_room() -> None:
    photo = notice(2, media=True)
    assert choose(HEARD, [notice(1), photo], NOW).carry == (notice(1),)
    assert choose(HEARD, [photo], NOW).carry == (photo,)
    assert choose(used(MESSAGES - KEPT), [photo], NOW).drop == (2,)


def buttons(count: int) -> tuple[tuple[dict[str, str], ...], ...]:
    return tuple(({"label": f"b{n}", "data": f"x:{n}:0:"},) for n in range(count))


def test_buttons_tell_what_they_are_about_when_several_have_some() -> None:
    one = Waiting(1, "修好了", buttons(1), report=1, number=1001)
    assert folded([one])[0]["buttons"] == [[{"label": "b0", "data": "x:0:0:"}]]
    content, _ = folded([one, Waiting(2, "怎么了？", buttons(2))])
    assert [button["label"] for row in content["buttons"] for button in row] == ["1001 b0", "b0", "b1"]


def test_a_menu_takes_ten_and_the_newest_stay() -> None:
    content, _ = folded([Waiting(1, "a", buttons(3), number=7), Waiting(2, "b", buttons(8), number=8)])
    assert sum(map(len, content["buttons"])) == 8 <= MENU


@pytest.mark.parametrize(("menu", "limit"), [(0, TEXT), (1, HEAD)])
def test_too_much_is_told_shortly_and_what_is_still_too_much_waits(menu: int, limit: int) -> None:
    long = [
        Waiting(n, f"{n} 修好了\n" + "很长的话" * 30, buttons(menu), report=n, number=n, held=True) for n in range(8)
    ]
    content, over = folded([*long, REPLY])
    assert content["text"].startswith("0 修好了\n\n1 修好了") and over == ()
    assert len(content["text"].encode()) <= limit
    many = [Waiting(n, "修好了，谢谢您" * 9, report=n, held=True) for n in range(20, 60)]
    content, over = folded([*many, REPLY])
    assert content["text"].endswith("\n\n好") and len(content["text"].encode()) <= TEXT
    assert over and sorted(over) == list(range(60 - len(over), 60))
