"""What is a complaint about somebody who works here, and who decides it."""

import pytest

from domain.people import Grant, Person, Role
from domain.talk import complaints
from domain.talk.complaints import COMPANY, DESK, HEAD, STREET, WORKER, Complaint

ANY: frozenset[str] = frozenset()


def holder(id_: int, name: str, *roles: Role) -> Person:
    return Person(id_, name, "zh-CN", tuple(Grant(role, "", ANY) for role in roles))


ZHOU, SUN = holder(1, "周师傅", Role.STAFF), holder(2, "孙姐", Role.MANAGER)
LIU, QIAN = holder(3, "刘书记", Role.HEAD), holder(4, "钱处长", Role.STREET)
HOLDERS = (ZHOU, SUN, LIU, QIAN)


@pytest.mark.parametrize(
    ("text", "about", "above"),
    [
        ("物业态度太差", COMPANY, HEAD),
        ("我要投诉物业公司", COMPANY, HEAD),
        ("保安骂老人", COMPANY, HEAD),
        ("你们工作人员收红包", DESK, HEAD),
        ("举报网格员乱收费", DESK, HEAD),
        ("周师傅上班喝酒，骂人", WORKER, HEAD),
        ("刘书记收红包", HEAD, STREET),
        ("投诉书记不作为", HEAD, STREET),
        ("the security guard was rude to my mother", COMPANY, HEAD),
        ("I want to complain about the staff", DESK, HEAD),
    ],
)
def test_conduct_is_a_complaint(text: str, about: str, above: str) -> None:
    found = complaints.find(text, HOLDERS, "services")
    assert found is not None and (found.about, found.above) == (about, above)


@pytest.mark.parametrize(
    "text",
    [
        "3号楼灯不亮，跟物业说了三次没人管",
        "周师傅修过了，还是不亮",
        "请物业来修一下水管",
        "我要投诉楼上噪音，小陈来过了",
        "电工敷衍我一下就走了，灯还是不亮",
        "保安室的门坏了",
        "物业费怎么交",
        "the electrician came and it still does not work",
    ],
)
def test_what_is_broken_or_late_is_none(text: str) -> None:
    assert complaints.find(text, HOLDERS, "light") is None


def test_neglect_is_one_where_service_is_the_matter() -> None:
    assert complaints.find("物业不作为", HOLDERS, "services") == Complaint(COMPANY)
    assert complaints.find("物业不作为，灯一直不亮", HOLDERS, "light") is None


def test_a_named_worker_is_concerned() -> None:
    assert complaints.find("投诉周师傅", HOLDERS, "other") == Complaint(WORKER, HEAD, (1,))


@pytest.mark.parametrize(
    ("level", "concerned", "holders", "expected"),
    [
        (HEAD, (), HOLDERS, {3}),
        (HEAD, (3,), HOLDERS, {4}),
        (HEAD, (), (ZHOU, SUN, QIAN), {2}),  # nobody is head: the manager stands in
        (HEAD, (2,), (ZHOU, SUN, QIAN), {4}),
        (HEAD, (2,), (ZHOU, SUN), set()),
        (STREET, (), HOLDERS, {4}),
        (STREET, (), (ZHOU, SUN, LIU), set()),
    ],
)
def test_it_goes_one_step_above(
    level: str, concerned: tuple[int, ...], holders: tuple[Person, ...], expected: set[int]
) -> None:
    assert {person.id for person in complaints.above(level, concerned, holders)} == expected
