"""Two communities behind one bot: managers, groups, and residents who come by a link or by what they say."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels.town import Town, town
from tests.communities import two
from tests.telegram import FakeTelegram
from tests.telegram.world import Chat, User

LIGHT = "3号楼2单元楼道灯不亮"


@pytest.fixture
async def both(tmp_path: Path, telegram: FakeTelegram, hasty: None) -> AsyncIterator[Town]:
    """Ginkgo Lane with its manager 刘书记, Willow Bank with its manager 王先生; nobody else is known yet."""
    async with town(tmp_path, telegram, community=two(tmp_path)) as place:
        place.people()
        await telegram.until(lambda: telegram.called("setMyCommands"))
        await claim(place, place.liu, "ginkgo")
        await claim(place, place.wang, "willow")
        yield place
        await place.well()


async def claim(place: Town, manager: User, community: str) -> None:
    """Show a community's code from the console."""
    ((code,),) = await place.all("SELECT value FROM meta WHERE key = ?", f"manager_code:{community}")
    place.telegram.start(manager, code)
    await place.settled()


async def group_of(place: Town, manager: User, label: str, *others: User) -> Chat:
    """A group into which a manager took the bot; what it is for is asked."""
    group = place.telegram.supergroup(label, [manager, *others])
    place.telegram.add_bot(manager, group, admin=True)
    await place.settled()
    return group


async def communities(place: Town, group: Chat) -> tuple[str, str]:
    """What a group is and for which community."""
    ((kind, community),) = await place.all("SELECT kind, community FROM chat WHERE external = ?", str(group.id))
    return str(kind), str(community)


async def serve(place: Town) -> tuple[Chat, Chat]:
    """A duty group for each."""
    ginkgo, willow = await group_of(place, place.liu, "银杏里值班"), await group_of(place, place.wang, "柳岸值班")
    await place.press(place.liu, ginkgo, "值班群")
    await place.press(place.wang, willow, "值班群")
    return ginkgo, willow


async def test_each_code_makes_the_manager_of_its_own_community(both: Town) -> None:
    assert both.texts(both.liu)[0].startswith("您现在是银杏里社区的负责人了")
    assert both.texts(both.wang)[-1].startswith("您现在是柳岸社区的负责人了")
    assert await both.all("SELECT community FROM role ORDER BY person") == [("ginkgo",), ("willow",)]


async def test_a_manager_of_one_community_is_not_asked_which(both: Town) -> None:
    ginkgo, willow = await serve(both)
    assert await communities(both, ginkgo) == ("duty", "ginkgo")
    assert await communities(both, willow) == ("duty", "willow")
    assert "柳岸社区" in both.texts(willow)[0] and "银杏里社区" in both.texts(ginkgo)[0]


async def test_a_manager_of_two_says_which_community_a_group_belongs_to(both: Town) -> None:
    await both.all(
        "INSERT INTO role (person, community, role, trade, grids) "
        "SELECT person, 'willow', 'manager', 'head', '' FROM account WHERE external = ?",
        str(both.liu.id),
    )
    group = await group_of(both, both.liu, "柳岸居民")
    assert both.last(group).labels == ["银杏里社区", "柳岸社区", "先不用"]
    await both.press(both.liu, group, "柳岸社区")
    await both.press(both.liu, group, "居民群")
    assert await communities(both, group) == ("group", "willow")
    assert "柳岸社区" in both.last(group).text


async def test_nobody_binds_a_group_to_a_community_they_do_not_manage(both: Town) -> None:
    group = await group_of(both, both.liu, "银杏里居民", both.wang)
    question = both.find(both.wang, group, "居民群")
    press = both.telegram.press(both.wang, question, "居民群")  # it carries ginkgo
    await both.settled()
    assert press.answer and press.answer.text == "这一步要负责人来点"
    assert await communities(both, group) == ("unbound", "")


async def test_a_group_is_not_taken_from_a_community_by_the_manager_of_another(both: Town) -> None:
    ginkgo, _ = await serve(both)
    both.telegram.join(both.wang, ginkgo)
    await both.say(both.wang, ginkgo, "/bind")
    await both.press(both.wang, ginkgo, "居民群")
    assert await communities(both, ginkgo) == ("duty", "ginkgo")
    await both.press(both.wang, ginkgo, "先不用")
    assert await communities(both, ginkgo) == ("duty", "ginkgo")


async def test_residents_come_by_a_link_or_by_a_place_and_are_not_asked(both: Town) -> None:
    ginkgo, willow = await serve(both)
    both.telegram.start(both.li, "ginkgo-b3")
    await both.settled()
    await both.say(both.li, both.li, "楼道灯不亮")
    await both.press(both.li, both.li, "报上去")
    await both.say(both.zhou, both.zhou, "湖心亭的灯不亮")
    await both.press(both.zhou, both.zhou, "报上去")
    assert both.texts(ginkgo)[-1].startswith("1001 灯 · 3号楼")
    assert both.texts(willow)[-1].startswith("1001 灯 · 湖心亭")
    assert not any("哪个社区" in text for who in (both.li, both.zhou) for text in both.texts(who))


async def test_who_says_neither_is_asked_once_and_loses_nothing(both: Town) -> None:
    _, willow = await serve(both)
    await both.say(both.li, both.li, LIGHT)
    both.telegram.photo(both.li, both.li)
    await both.settled()
    await both.press(both.li, both.li, "柳岸社区")
    await both.press(both.li, both.li, "报上去")
    assert "照片1张" in both.texts(willow)[-1] and LIGHT in both.texts(willow)[-1]
    await both.say(both.li, both.li, "2号楼没水了")
    assert both.last(both.li).labels[0] == "报上去"


async def test_an_album_is_asked_about_once(both: Town) -> None:
    both.telegram.album(both.li, both.li, 3)
    await both.settled()
    await both.wait(seconds=2)
    assert [text.splitlines()[0] for text in both.texts(both.li)] == ["照片收到了。"]
    await both.press(both.li, both.li, "银杏里社区")
    assert await both.all("SELECT json_array_length(json_extract(body, '$.photos')) FROM draft") == [(3,)]


async def test_whom_the_bot_cannot_reach_any_more_is_missed_in_each_community(both: Town) -> None:
    ginkgo, willow = await serve(both)
    for code in ("ginkgo-b3", "willow-b3"):
        both.telegram.start(both.li, code)
        await both.settled()
        await both.say(both.li, both.li, "楼道灯不亮")
        await both.press(both.li, both.li, "报上去")
    both.telegram.block(both.li)
    await both.settled()
    for duty in (ginkgo, willow):
        assert "1001" in both.texts(duty)[-1] and both.last(duty).labels == []
