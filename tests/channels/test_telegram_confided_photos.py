"""What one member of a group is told alone brings no photo along: Telegram shows a photo to all of them."""

import pytest

from tests.channels.town import Town

LIGHT = "3号楼2单元楼道灯不亮"


async def repaired(place: Town, after: bool, text: str = LIGHT) -> None:
    """Mrs Li, who never wrote in private, reports in the group with a photo; it is repaired, and that is told."""
    place.telegram.photo(place.li, place.group, text)
    await place.settled()
    await place.press(place.li, place.group, "报上去")
    await place.press(place.zhou, place.duty, "办结")
    if after:
        place.telegram.photo(place.zhou, place.duty, "换了新灯")
        await place.settled()
    else:
        await place.say(place.zhou, place.duty, "换了新灯")
        await place.press(place.zhou, place.duty, "回头补")
    await place.wait(minutes=1)


def photos(place: Town) -> int:
    """How many photos of the bot everybody in the group sees."""
    return sum(each.media == "photo" for each in place.telegram.from_bot(place.group))


@pytest.mark.parametrize("after", [False, True])
async def test_the_group_sees_no_photo_of_the_reporter_before_staff_publish_it(place: Town, after: bool) -> None:
    await repaired(place, after)
    told = place.find(place.li, place.group, "没好")
    assert told.ephemeral_for == place.li and "您拍的" not in told.text
    assert photos(place) == int(after)  # that of the repair, once
    await place.press(place.zhou, place.duty, "公开照片")
    assert photos(place) == int(after) + 1


async def test_nor_when_she_answers_how_it_was(place: Town) -> None:
    await repaired(place, after=True)
    await place.press(place.li, place.group, "好了")
    assert photos(place) == 1
    await place.press(place.li, place.group, "满意")
    assert photos(place) == 1


async def test_of_a_kind_that_is_only_counted_the_group_sees_none_at_all(place: Town) -> None:
    await repaired(place, after=True, text="3号楼2单元半夜装修太吵")
    assert place.find(place.li, place.group, "没好").ephemeral_for == place.li
    assert photos(place) == 0
