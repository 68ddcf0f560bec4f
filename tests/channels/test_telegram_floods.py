"""Floods as Telegram delivers them: albums photo by photo, and a group where answers are seen by one person alone."""

from tests.channels.town import Town

TOO_FAST = "您发得太快了"


async def test_ten_albums_of_ten_photos_are_ten_messages(place: Town) -> None:
    for _ in range(10):
        place.telegram.album(place.wang, place.wang, 10)
    await place.say(place.wang, place.wang, "3号楼2单元楼道灯不亮")
    assert not any(TOO_FAST in text for text in place.texts(place.wang))


async def test_in_a_group_only_who_floods_reads_that(place: Town) -> None:
    for n in range(60):
        place.telegram.say(place.li, place.group, f"/report 3号楼{n}单元灯不亮")
    await place.settled()
    assert len(await place.numbers()) == 10
    assert sum(TOO_FAST in text for text in place.texts(place.group, place.li)) == 1
    assert not any(TOO_FAST in text for text in place.texts(place.group, place.wang))
    await place.say(place.wang, place.group, "/report 5号楼单元门关不上")
    assert len(await place.numbers()) == 11
    for n in range(60):
        place.telegram.say(place.zhou, place.duty, f"/report 7号楼{n}单元灯不亮")
    await place.settled()
    assert len(await place.numbers()) == 71
