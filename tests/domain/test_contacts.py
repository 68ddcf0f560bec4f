"""What is a phone number in people's words, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.talk import contacts
from domain.talk.contacts import KEPT, Contact

HELD = [
    ("3号楼楼道灯不亮，我电话13812345678", f"3号楼楼道灯不亮，{KEPT}", Contact(phone="13812345678")),
    ("灯坏了 138 1234 5678", f"灯坏了 {KEPT}", Contact(phone="13812345678")),
    ("灯坏了138-1234-5678，周女士", f"灯坏了{KEPT}", Contact("周女士", "13812345678")),
    ("周女士 13812345678", KEPT, Contact("周女士", "13812345678")),
    ("姓周 １３８１２３４５６７８", KEPT, Contact("姓周", "13812345678")),
    ("1 3 8 1 2 3 4 5 6 7 8", KEPT, Contact(phone="13812345678")),
    ("联系人：王建国 +86 13812345678", KEPT, Contact("王建国", "13812345678")),
    (
        "我姓周，3号楼漏水，138 1234 5678，下午六点后在家",
        f"3号楼漏水，{KEPT}",
        Contact("姓周", "13812345678", "下午六点后在家"),
    ),
    ("漏水了，打010-5550-0110找老李", f"漏水了，打{KEPT}", Contact("老李", "010-5550-0110")),
    ("漏水了，(010)55500110，周末都在", f"漏水了，{KEPT}", Contact(phone="010-55500110", visit="周末都在")),
    ("漏水了，电话 55500110", f"漏水了，{KEPT}", Contact(phone="55500110")),
    ("漏水了，座机01055500110", f"漏水了，{KEPT}", Contact(phone="01055500110")),
    ("电话13812345678或者13912345678", KEPT, Contact(phone="13812345678 / 13912345678")),
    ("电表号123456，我手机13812345678", f"电表号123456，{KEPT}", Contact(phone="13812345678")),
    ("Leak, call me at 5550 0110 tonight", f"Leak, call me at {KEPT} tonight", Contact(phone="5550-0110")),
    (
        "Leak in the bathroom, 138 1234 5678, ask for Ann, after 6pm",
        f"Leak in the bathroom, {KEPT}",
        Contact("Ann", "13812345678", "after 6pm"),
    ),
    ("No water. tel 020 7946 0958", f"No water. {KEPT}", Contact(phone="020-7946-0958")),
    ("+44 20 7946 0958", KEPT, Contact(phone="+44-20-7946-0958")),
]
NONE = [
    "",
    "3号楼2单元1203室灯不亮",
    "1042 还没好",
    "京A12345堵门",
    "京AD12345堵门",
    "电表号13812345678不走了",
    "水表 0123456789 坏了",
    "户号：13812345678",
    "快递单号13812345678放门口",
    "2026年7月22日停水",
    "20260722 停水",
    "电话 20260722",
    "13812345678元",
    "¥13812345678",
    "138123456789",
    "110101198001011234",
    "物业12345678",
    "13 15 17 19 21 3号楼",
    "打过12345了，没用",
    "400-800-1234没人接",
    "119来过了",
    "小广告 13812345678 贴满了",
    "下午六点后在家",
    "meter 13812345678 is broken",
]


@pytest.mark.parametrize(("text", "left", "contact"), HELD)
def test_a_number_moves_into_the_contact(text: str, left: str, contact: Contact) -> None:
    assert contacts.split(text) == (left, contact)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_phone_number_stays_in_the_words(text: str) -> None:
    assert contacts.split(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("13812345678", Contact(phone="13812345678")),
        ("找老李", Contact("老李")),
        ("姓周，下午六点后在家", Contact("姓周", visit="下午六点后在家")),
        ("周末都在", Contact(visit="周末都在")),
        ("after 6pm", Contact(visit="after 6pm")),
        ("我叫王建国，139 1234 5678，晚上七点以后都行", Contact("王建国", "13912345678", "晚上七点以后都行")),
        ("打13812345678，在3单元", Contact(phone="13812345678", visit="在3单元")),
        ("Mrs Chen 13812345678 after 6pm", Contact("Mrs Chen", "13812345678", "after 6pm")),
        ("call me at 138 1234 5678, weekends", Contact(phone="13812345678", visit="weekends")),
        ("都行", Contact(visit="都行")),
        ("", Contact()),
    ],
)
def test_asked_for_a_contact_everything_said_counts(text: str, contact: Contact) -> None:
    assert contacts.given(text) == contact


def test_what_was_said_last_counts_and_the_rest_stays() -> None:
    known = contacts.merged(Contact("姓周", "13812345678"), Contact(phone="13912345678", visit="周末都在"))
    assert known == Contact("姓周", "13912345678", "周末都在")
    assert contacts.merged(None, Contact("姓周")) == Contact("姓周")


WORDS = st.text(st.sampled_from("0123456789０１３ +-()（）年月日号楼电话姓周女士在家晚上，。.:\n aptel"), max_size=60)


@given(st.one_of(st.text(), WORDS))
def test_nothing_anybody_writes_is_too_strange(text: str) -> None:
    left, contact = contacts.split(text)
    assert (left == text) if contact is None else (KEPT in left and contact.phone)
    assert isinstance(contacts.given(text), Contact)


@given(WORDS, st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_number_on_a_line_of_its_own_never_stays(text: str, phone: str) -> None:
    left, contact = contacts.split(f"{text}\n{phone}")
    assert contact and phone not in left


def test_a_long_row_of_digits_is_no_trouble() -> None:
    assert contacts.split("1" * 4000 + "x") == ("1" * 4000 + "x", None)
    assert contacts.given("12 " * 1300)
