"""Only what Telegram took counts as told: the days to answer run from there, and the others are phoned."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from config.settings import HERE
from storage import due, inbox
from tests.channels.town import Town, town
from tests.telegram import FakeTelegram
from tests.telegram.errors import ApiError

GONE = ApiError(403, "Forbidden: bot was blocked by the user")
STANDS = "SELECT told_at IS NOT NULL, status FROM report"


@pytest.fixture
async def place(tmp_path: Path, telegram: FakeTelegram, hasty: None) -> AsyncIterator[Town]:
    """A desk on a Telegram where messages may fail for good."""
    async with town(tmp_path, telegram) as served:
        await served.open()
        yield served


async def resolved(place: Town) -> None:
    """王先生 reports a lamp in private, and it is repaired; the minute to undo it is not over."""
    place.telegram.start(place.wang)
    await place.say(place.wang, place.wang, "3号楼2单元楼道灯不亮")
    await place.press(place.wang, place.wang, "报上去")
    await place.press(place.zhou, place.duty, "办结")
    await place.say(place.zhou, place.duty, "换了新灯")
    await place.press(place.zhou, place.duty, "在住户家里")


async def test_the_days_run_from_when_it_was_taken(place: Town) -> None:
    await resolved(place)
    place.telegram.server_error(method="sendMessage", chat=place.telegram.private(place.wang))
    await place.wait(minutes=1)
    assert await place.all(STANDS) == [(1, "resolved")]
    ((due, told),) = await place.all(
        "SELECT due.at, report.told_at FROM due, report WHERE kind = 'close' AND subject = report.id"
    )
    assert due - told == 7 * 24 * 3_600_000
    assert await place.all("SELECT 1 FROM due WHERE kind = 'untold'") == []
    await place.wait(days=7)
    assert await place.all(STANDS) == [(1, "closed")]
    assert await place.all("SELECT detail FROM report_event WHERE kind = 'close'") == [("unrated",)]


async def test_whom_no_message_reaches_is_phoned_and_it_stays_open_till_then(place: Town) -> None:
    await resolved(place)
    place.telegram.refuse(GONE, method="sendMessage", chat=place.telegram.private(place.wang))
    await place.wait(minutes=1)
    assert await place.all("SELECT why, state FROM call") == [("untold", "waiting")]
    assert "发给住户的消息没送到" in place.last(place.zhou).text  # whoever did it is asked to phone
    await place.wait(days=8)
    assert await place.all(STANDS) == [(0, "resolved")]
    await place.say(place.zhou, place.duty, "待告知")
    assert "1001" in place.last(place.duty).text
    await place.press(place.zhou, place.zhou, "好一点")
    assert await place.all(STANDS) == [(1, "closed")]
    assert await place.all("SELECT solved, how, person = reporter FROM rating, report") == [("partly", "phone", 1)]
    assert await place.parked() == []


async def test_another_account_of_the_same_person_counts(place: Town) -> None:
    await resolved(place)
    place.telegram.start(place.li)  # her other telephone
    await place.settled()
    await place.all("UPDATE chat SET person = (SELECT reporter FROM report) WHERE external = ?", str(place.li.id))
    place.telegram.refuse(GONE, method="sendMessage", chat=place.telegram.private(place.wang))
    await place.wait(minutes=1)
    assert await place.all(STANDS) == [(1, "resolved")]
    assert await place.all("SELECT 1 FROM call") == []


async def test_a_word_that_has_not_left_for_a_day_is_phoned_and_may_still_arrive(place: Town) -> None:
    await resolved(place)
    slow = place.telegram.hang(method="sendMessage", chat=place.telegram.private(place.wang))
    await handled(place, minutes=1)
    assert await place.all("SELECT why FROM call") == []
    await handled(place, hours=24)
    assert await place.all("SELECT why, state FROM call") == [("untold", "waiting")]
    assert await place.all("SELECT 1 FROM due WHERE kind IN ('untold', 'close')") == []
    slow.release()
    await place.settled()
    assert any("发给住户的消息没送到" in text for text in place.texts(place.zhou))
    assert await place.all("SELECT state FROM call") == [("done",)]  # it arrived after all: nobody phones
    assert await place.all(STANDS) == [(1, "resolved")]


async def handled(place: Town, **time: float) -> None:
    """Time passes, and all that comes of it is decided; not everything can be sent."""
    place.clock.at += timedelta(**time)
    while await place.desk.db.write(due.take, place.clock.at):
        pass
    while True:
        if not (await place.desk.db.write(inbox.backlog))[0]:
            return


async def group_alone(place: Town) -> None:
    """李阿姨, who never wrote in private, reports in the group; repaired, and nothing can be whispered any more."""
    await place.say(place.li, place.group, "3号楼2单元501门口楼道灯不亮")
    await place.press(place.li, place.group, "报上去")
    await place.press(place.zhou, place.duty, "办结")
    await place.say(place.zhou, place.duty, "501门口换了新灯")
    await place.press(place.zhou, place.duty, "在住户家里")
    place.telegram.state.updates.allowed -= {"my_chat_member"}  # nobody tells the bot
    place.telegram.demote_bot(place.group)


async def test_what_cannot_be_whispered_is_said_as_the_group_may_read_it(place: Town) -> None:
    await group_alone(place)
    await place.wait(minutes=1)
    said = [text for text in place.texts(place.group) if text.startswith("1001") and "修好了" in text]
    assert said and all("501" not in text for text in said)
    assert await place.all(STANDS) == [(1, "resolved")]
    assert await place.all("SELECT 1 FROM call") == []
    assert await place.parked() == []


async def test_of_a_private_kind_nothing_is_said_openly_and_somebody_phones(
    tmp_path: Path, telegram: FakeTelegram, hasty: None
) -> None:
    home = tmp_path / "home.toml"
    here = (HERE / "sample" / "community.toml").read_text(encoding="utf-8")
    home.write_text(here + '\n[categories.light]\nvisibility = "private"\n', encoding="utf-8")
    async with town(tmp_path, telegram, community=home) as place:
        await place.open()
        await group_alone(place)
        before = len(place.texts(place.group))
        await place.wait(minutes=1)
        since = place.texts(place.group)[before:]
        assert not any("修好了" in text or "办好了" in text or "501" in text for text in since)
        assert await place.all(STANDS) == [(0, "resolved")]
        assert await place.all("SELECT why, state FROM call") == [("untold", "waiting")]
        assert await place.parked() == []
