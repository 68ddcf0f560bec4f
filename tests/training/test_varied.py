"""Messages with another place in them, which the tagger learns from beside those that people wrote."""

from training import varied
from training.messages import Message, parsed

TOLD = [
    parsed(line)
    for line in (
        "light | normal | {A3区清溪街道云锦花园二期}路灯坏了",
        "road | normal | 反映{B市人民路}坑洼不平",
        "noise | normal | {A7县白石镇龙塘村}夜里太吵",
        "road | normal | Pothole outside {12 Acacia Grove} again",
        "road | normal | Crack outside {7 Mill Lane} again",
        "light | normal | {门口}太黑",
        "services | normal | 咨询教师招聘条件",
        "light | normal | 我们这里没有路灯",
        "- | - | 谢谢物业",
    )
]


def _is_where_it_says(message: Message) -> bool:
    return message.text[message.start :].startswith(message.place)


def test_a_copy_says_the_same_of_another_place() -> None:
    copies = list(varied.varied(TOLD, 4))
    texts = {message.text for message in TOLD}
    assert copies and all(_is_where_it_says(copy) and copy.text not in texts for copy in copies)
    around = {message.text.replace(message.place, "…") for message in TOLD if message.place}
    assert {copy.text.replace(copy.place, "…") for copy in copies} <= around


def test_a_place_too_short_to_be_a_name_is_not_exchanged() -> None:
    assert not [copy for copy in varied.varied(TOLD, 4) if copy.text.endswith("太黑")]


def test_the_copies_are_the_same_every_time() -> None:
    assert list(varied.varied(TOLD)) == list(varied.varied(TOLD))
    assert list(varied.in_a_city(TOLD)) == list(varied.in_a_city(TOLD))


def test_a_city_stands_where_letters_have_it_and_is_no_place() -> None:
    told = [message for message in TOLD if message.text.startswith(("咨询", "我们", "谢谢"))] * 20
    found = list(varied.in_a_city(told))
    assert found and not any(message.place for message in found)
    assert all(message.text.startswith("咨询") and message.text.endswith("教师招聘条件") for message in found)
    assert all(len(message.text) > len("咨询教师招聘条件") for message in found)
