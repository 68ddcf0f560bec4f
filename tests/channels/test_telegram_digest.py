"""The week's digest on Telegram: a draft to the manager, three ways to go on, a picture and its words in the group."""

import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.channels.town import Town, town
from tests.telegram import FakeTelegram
from tests.telegram.seen import Seen

WEEK = "这一周（11月16日—11月22日）"
FACTS = ("大家说了3件。", "还没办完3件。", "灯3", "谢谢开口的邻居。")
SENTENCE = "北门外路面周二开修，请走东门。"


@pytest.fixture
async def place(tmp_path: Path, telegram: FakeTelegram, hasty: None) -> AsyncIterator[Town]:
    """A Sunday morning on which three lamps are out; the draft is there."""
    async with town(tmp_path, telegram, digest=True) as served:
        await served.open()
        served.telegram.start(served.wang)
        for number in (3, 5, 6):
            await served.say(served.wang, served.wang, f"{number}号楼楼道灯不亮")
            await served.press(served.wang, served.wang, "报上去")
        await served.wait(hours=6, minutes=10)
        yield served
        await served.well()


def digests(place: Town, where: Any) -> list[Seen]:
    """What was said there of the week to residents."""
    return [each for each in place.telegram.from_bot(where) if WEEK in each.text and "工作人员看的" not in each.text]


async def shown_above(place: Town, where: Any, text: Seen) -> bytes:
    """The picture that the words stand under; a Telegram photo has no alternative text, they are it."""
    (photo,) = [each for each in place.telegram.from_bot(where) if each.id == text.reply_to]
    assert photo.media == "photo" and photo.id < text.id
    sizes = photo.message.content["photo"]
    content = place.telegram.state.world.files.by_id[sizes[-1]["file_id"]].content
    with Image.open(io.BytesIO(content)) as image:
        assert image.width == sizes[-1]["width"] == 1080 and image.height == sizes[-1]["height"]
        assert len(image.convert("RGB").getcolors(1 << 20) or ()) > 20  # something is drawn on it
    ((drawn,),) = await place.all("SELECT media FROM drawing")
    kept = place.site.media.find(drawn)
    assert kept and kept.read_bytes() == content  # to the byte what was drawn here
    return content


async def test_the_manager_posts_it_with_a_sentence_of_their_own(place: Town) -> None:
    (draft,) = digests(place, place.liu)
    assert draft.labels == ["发布", "改一句", "本周不发"] and all(each in draft.text for each in FACTS)
    drafted = await shown_above(place, place.liu, draft)
    assert digests(place, place.group) == []
    await place.press(place.liu, place.liu, "改一句")
    await place.say(place.liu, place.liu, SENTENCE)
    (draft,) = digests(place, place.liu)
    assert SENTENCE in draft.text and draft.edited
    await place.press(place.liu, place.liu, "发布")
    (post,) = digests(place, place.group)
    assert SENTENCE in post.text and all(each in post.text for each in FACTS)
    assert await shown_above(place, place.group, post) == drafted  # what the manager saw is what is posted
    assert post.labels == [] and digests(place, place.liu)[0].labels == []
    await place.wait(hours=4)  # its hour comes, and it was posted
    assert len(digests(place, place.group)) == 1


async def test_left_alone_it_is_posted_at_its_hour(place: Town) -> None:
    await place.wait(hours=3)
    (post,) = digests(place, place.group)
    assert all(each in post.text for each in FACTS) and SENTENCE not in post.text
    await shown_above(place, place.group, post)
    assert any("工作人员看的" in each for each in place.texts(place.duty))
    assert not any("工作人员看的" in each for each in place.texts(place.group))


async def test_not_this_week_and_after_all(place: Town) -> None:
    await place.press(place.liu, place.liu, "本周不发")
    await place.wait(hours=4)
    assert digests(place, place.group) == []
    await place.press(place.liu, place.liu, "还是发吧")
    (post,) = digests(place, place.group)
    await shown_above(place, place.group, post)
