"""Any text at all is valid XML, and says the same in JSON."""

import json

from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from tests.web.open311.both_ways import as_texts, read
from web.open311.formats import write
from web.open311.limits import Addresses

ANY = st.text(st.characters(), min_size=1)  # also control characters and halves of surrogate pairs


@given(st.lists(st.fixed_dictionaries({"description": ANY, "media_url": ANY | st.none(), "lat": st.floats(-90, 90)})))
def test_both_formats_say_the_same_of_any_text(found: list[dict[str, object]]) -> None:
    xml, told = write("xml", "service_requests", found), json.loads(write("json", "service_requests", found))
    assert read(fromstring(xml)) == as_texts(told)


def test_markup_in_words_stays_words() -> None:
    text = "</description><status>closed</status><!-- & ]]> \"'\x00\x0b\ufffe 🏮"
    element = fromstring(write("xml", "service_requests", [{"description": text}]))
    (found,) = read(element)
    assert found == {"description": "</description><status>closed</status><!-- & ]]> \"'\ufffd\ufffd\ufffd 🏮"}


def test_nothing_is_null_or_empty_and_an_empty_list_has_its_root() -> None:
    assert json.loads(write("json", "service_requests", [{"zipcode": None}])) == [{"zipcode": None}]
    assert b"<request><zipcode/></request>" in write("xml", "service_requests", [{"zipcode": None}])
    assert write("xml", "service_requests", []).endswith(b"<service_requests></service_requests>\n")


def test_an_address_that_asks_too_often_is_told_when_to_come_again() -> None:
    addresses = Addresses(2)
    assert [addresses.asked("192.0.2.1", 65).remaining for _ in range(3)] == [1, 0, -1]
    assert addresses.asked("192.0.2.1", 65).headers(65)["Retry-After"] == "55"
    assert addresses.asked("192.0.2.2", 65).remaining == 1
    assert addresses.asked("192.0.2.1", 120).remaining == 1, "a new minute"


def test_a_network_of_six_is_one_address_and_few_are_remembered() -> None:
    addresses = Addresses(2, most=3)
    assert addresses.asked("2001:db8::1", 0).remaining == 1
    assert addresses.asked("2001:db8::2:1", 0).remaining == 0
    for last in range(3):
        addresses.asked(f"192.0.2.{last}", 0)
    assert addresses.asked("2001:db8::1", 0).remaining == 1, "forgotten: it was the least recent"
