"""The weekly post in customer groups: made once for each owner, confirmed by them, and followed up."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import outbox
from storage.db import Tx
from tests.channels.bot_office import LIGHT, Office, office
from tests.wecom.groups import Talking
from tests.wecom.owner import Owner


@pytest.fixture
async def place(tmp_path: Path, hasty: None) -> AsyncIterator[Office]:
    """An office whose customer groups belong to 王芳, with one report to tell of; the manager can be told alone."""
    async with office(tmp_path, customers=True, digests=True) as served:
        chen = served.wecom.staff(served.corp, "XiaoChen", "小陈")
        await served.says(chen, LIGHT, served.wecom.group(served.bot, "志愿者群", chen))
        await served.says(served.liu, "待办", manager(served))
        yield served


def manager(place: Office) -> Talking:
    """The manager's own chat."""
    return place.wecom.alone(place.bot, place.liu)


def owner(place: Office) -> Owner:
    """王芳, whom posts wait for."""
    return place.wecom.owner(place.wang)


async def until_posted(place: Office) -> None:
    """The hour of the weekly post."""
    await place.wait(hours=9, minutes=30)
    assert len(owner(place).asked) == 1


async def test_the_post_waits_for_its_owner_with_the_picture_and_goes_to_all_their_groups(place: Office) -> None:
    await until_posted(place)
    (post,) = owner(place).asked
    assert "这一周" in post.body["text"]["content"] and post.body["sender"] == "WangFang"
    (picture,) = post.body["attachments"]
    assert place.corp.media[picture["image"]["media_id"]].content.startswith(b"\xff\xd8")
    owner(place).confirms(post)
    assert all("这一周" in group.shown[0].text for group in place.groups)
    await place.wait(hours=25)
    assert not post.reminded and not any("周报" in text and "确认" in text for text in manager(place).texts)
    await place.well()


async def test_who_does_not_confirm_is_reminded_and_managers_know(place: Office) -> None:
    await until_posted(place)
    (post,) = owner(place).asked
    await place.wait(hours=1, minutes=1)
    assert len(post.reminded) == 1 and "WangFang 还没点确认" in manager(place).last("客户群").text
    owner(place).confirms(post)
    await place.wait(hours=24)
    assert len(post.reminded) == 1 and "2个群" in manager(place).last("点了确认").text
    assert await place.all("SELECT 1 FROM due WHERE kind = 'customers'") == []
    await place.well()


async def test_at_most_two_reminders_and_nothing_else_goes_to_these_groups(place: Office) -> None:
    await until_posted(place)
    (post,) = owner(place).asked
    await place.wait(days=3)
    assert len(post.reminded) == 2
    assert {call.body["text"]["content"][:3] for call in place.wecom.called("externalcontact/add_msg_template")} == {
        "这一周"
    }
    rows = await place.all("SELECT count(*) FROM slot JOIN chat ON chat.id = slot.chat WHERE external LIKE 'group:%'")
    assert rows == [(1 + 2 * 2,)]  # the post; asked and reminded twice


async def test_groups_that_had_a_post_that_day_are_told(place: Office) -> None:
    await until_posted(place)
    (post,) = owner(place).asked
    owner(place).confirms(post, over_quota=(place.groups[1],))
    await place.wait(hours=1, minutes=1)
    assert "1个群没收到" in manager(place).last("确认").text
    await place.well()


@pytest.mark.parametrize("fault", ["drop", "server_error", "garbage"])
async def test_a_post_whose_answer_is_lost_is_not_made_twice(place: Office, fault: str) -> None:
    lost = getattr(place.wecom, fault)(path="add_msg_template", after=True)
    await until_posted(place)
    assert lost.hits == 1 and await place.all("SELECT count(*) FROM customer_post") == [(1,)]


async def test_a_second_post_of_a_day_waits_for_the_next_morning(place: Office) -> None:
    await until_posted(place)

    def another(tx: Tx) -> None:
        ((chat,),) = tx.all("SELECT id FROM chat WHERE external LIKE 'group:%'")
        outbox.put(tx, 999_999, 1, chat, {"text": "停水通知"}, place.clock.at, priority=9)

    await place.desk.db.write(another)
    while not (found := await place.all("SELECT error FROM slot WHERE inbox = 999999 AND attempts > 0")):
        await place.wecom.told()
    assert "one post a day" in found[0][0] and len(owner(place).asked) == 1


async def test_a_post_that_is_refused_is_told_to_managers(place: Office) -> None:
    place.corp.groups.clear()
    await place.wait(hours=12)
    assert "没能交给 WangFang" in manager(place).last("客户群").text
    assert owner(place).asked == [] and await place.parked() == []
