"""An invitation on Telegram: a link that can be forwarded, from the manager's first press to the new colleague's."""

import re

from tests.channels.town import Town


async def invite(place: Town, *presses: str) -> str:
    """The manager makes an invitation; the code behind its link."""
    room = place.telegram.private(place.liu)
    await place.say(place.liu, room, "/invite")
    for label in presses:
        await place.press(place.liu, room, label)
    link = re.search(
        rf"https://t\.me/{place.telegram.bot.username}\?start=(join-[a-z2-7]{{16}})\n", place.last(room).text
    )
    assert link, place.last(room).text
    return link[1]


async def test_somebody_comes_by_the_link_and_is_staff_when_the_manager_agrees(place: Town) -> None:
    code = await invite(place, "工作人员", "保洁", "第一网格", "第三网格", "就这些")
    room = place.telegram.private(place.liu)
    wu = place.telegram.user("小吴")
    place.telegram.start(wu, code)
    await place.settled()
    assert "等" not in place.last(room).text
    assert place.last(room).text.startswith("小吴来了：工作人员 · 保洁 · 第一网格、第三网格")
    await place.press(place.liu, room, "同意")
    assert place.last(place.telegram.private(wu)).text.startswith(
        "您现在是银杏里社区的工作人员 · 保洁 · 第一网格、第三网格了。"
    )
    held = "SELECT role, trade, grids FROM role JOIN account USING (person) WHERE external = ?"
    assert await place.all(held, str(wu.id)) == [("staff", "cleaner", "g1 g3")]


async def test_a_code_that_was_shown_stands_nowhere_any_more(place: Town) -> None:
    code = await invite(place, "书记")
    place.telegram.start(place.zhou, code)
    await place.settled()
    assert await place.all("SELECT id FROM slot WHERE content LIKE ?", f"%{code}%") == []
    assert await place.all("SELECT id FROM inbox WHERE body LIKE ?", f"%{code}%") == []
    assert code not in "".join(place.texts(place.telegram.private(place.liu)))


async def test_who_opens_it_second_is_told(place: Town) -> None:
    code = await invite(place, "负责人")
    for user in (place.zhou, place.li):
        place.telegram.start(user, code)
        await place.settled()
    assert "已经有人用过了" in place.last(place.telegram.private(place.li)).text
    await place.press(place.liu, place.telegram.private(place.liu), "不是本人")
    assert await place.all("SELECT count(*) FROM role WHERE role = 'manager'") == [(1,)]
