"""Photos and voice messages are fetched by the outbox, stored anew, and shown where Telegram's name is of no use."""

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from PIL import Image

from bot.keeper import Keeper
from bot.sender import Sender
from storage.pictures import LARGEST_FETCHED
from tests import hostile
from tests.channels.town import Town
from tests.telegram import FakeTelegram
from tests.telegram.errors import ApiError, bad_request
from tests.telegram.world import User
from tests.torture.process import Process
from web.app import application

LIGHT = "3号楼2单元楼道灯不亮"
COPIES = "SELECT kind, state, stored FROM media ORDER BY at, name"


@pytest.fixture
async def web(place: Town) -> AsyncIterator[httpx.AsyncClient]:
    """A browser."""
    transport = httpx.ASGITransport(application(place.site))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.example.org") as browser:
        yield browser


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow each other without a pause."""
    defaults = Sender.__init__.__kwdefaults__
    assert defaults
    monkeypatch.setitem(defaults, "backoff_ms", (0,))


async def reported(place: Town, content: bytes, caption: str = LIGHT) -> None:
    """Mr Wang reports with a photo, in private."""
    place.telegram.start(place.wang)
    await place.settled()
    place.telegram.photo(place.wang, place.wang, caption, content)
    await place.settled()
    await place.press(place.wang, place.wang, "报上去")


async def test_a_photo_is_fetched_when_it_is_filed_and_kept_without_its_place(
    place: Town, web: httpx.AsyncClient
) -> None:
    place.telegram.start(place.wang)
    await place.settled()
    place.telegram.photo(place.wang, place.wang, LIGHT, hostile.located())
    await place.settled()
    assert place.telegram.called("getFile") == []  # not a report yet
    await place.press(place.wang, place.wang, "报上去")
    ((kind, state, stored),) = await place.all(COPIES)
    assert (kind, state) == ("photo", "stored")
    ((name,),) = await place.all("SELECT name FROM media")
    for address in (stored, stored.replace(".jpg", ".t.jpg")):
        path = place.site.media.find(address)
        assert path is not None
        with Image.open(path) as image:
            assert not image.getexif()
        assert hostile.SECRET.encode() not in path.read_bytes()
    for address in (stored, name):
        assert (await web.get(f"/media/{address}")).status_code == 404  # nobody released it
    assert place.telegram.from_bot(place.duty)[-2].media == "photo"  # by Telegram's own name, with nothing uploaded
    assert not [slot for slot in await place.all("SELECT chat FROM slot WHERE state <> 'sent'")]


async def test_a_draft_that_becomes_no_report_leaves_nothing(place: Town) -> None:
    place.telegram.start(place.wang)
    await place.settled()
    place.telegram.photo(place.wang, place.wang, LIGHT)
    await place.settled()
    await place.press(place.wang, place.wang, "不报了")
    assert await place.all(COPIES) == []
    place.telegram.photo(place.li, place.group, "今天的云真好看")
    await place.settled()
    await place.wait(days=2)
    assert await place.all(COPIES) == [] and place.telegram.called("getFile") == []
    assert list(place.site.media.folder.rglob("*.jpg")) == []


async def test_a_voice_message_is_kept_as_it_is(place: Town) -> None:
    place.telegram.start(place.wang)
    await place.settled()
    place.telegram.voice(place.wang, place.wang)
    await place.settled()
    await place.press(place.wang, place.wang, "说不清，请人联系我")
    ((kind, state, stored),) = await place.all(COPIES)
    assert (kind, state) == ("voice", "stored") and stored.endswith(".ogg")
    path = place.site.media.find(stored)
    assert path is not None and path.read_bytes().startswith(b"OggS")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (hostile.REFUSED["an executable renamed"][0], "照片打不开，请重拍一张。"),
        (hostile.encoded(hostile.scene(), "JPEG") + bytes(LARGEST_FETCHED), "照片太大了"),
    ],
    ids=["an executable", "over 20 MB"],
)
async def test_who_sent_what_cannot_be_used_hears_so_once(place: Town, content: bytes, words: str) -> None:
    await reported(place, content)
    assert [text for text in place.texts(place.wang) if "照片" in text and words in text] != []
    assert len([text for text in place.texts(place.wang) if words in text]) == 1
    assert await place.numbers() == [1001]
    ((_, state, stored),) = await place.all(COPIES)
    assert (state, stored) == ("refused", None)


async def test_a_bomb_sent_as_a_file_is_refused(place: Town) -> None:
    place.telegram.start(place.wang)
    await place.settled()
    place.telegram.document(place.wang, place.wang, "灯.png", hostile.REFUSED["13,000 x 13,000"][0], LIGHT)
    await place.settled()
    await place.press(place.wang, place.wang, "报上去")
    assert place.last(place.wang).text == "照片太大了，没收下。用手机重新拍一张就行。"
    assert not [each for each in place.telegram.from_bot(place.duty) if each.media]


async def test_a_file_that_is_too_big_for_bots_is_refused(place: Town) -> None:
    place.telegram.refuse(bad_request("file is too big"), method="getFile")
    await reported(place, hostile.located())
    assert place.last(place.wang).text.startswith("照片太大了，没收下")


async def test_a_download_that_goes_wrong_is_tried_again(place: Town) -> None:
    telegram = place.telegram
    telegram.drop(method="file")  # where a connection was kept for it, it is asked for again at once, on a new one
    telegram.drop(method="file")
    telegram.server_error(method="file")
    telegram.refuse(ApiError(404, "Not Found"), method="file")
    await reported(place, hostile.located())
    ((_, state, _),) = await place.all(COPIES)
    assert state == "stored" and len(telegram.called("getFile")) == 4
    assert not any("照片" in text and "没取到" in text for text in place.texts(place.wang))


async def test_what_is_gone_is_given_up_and_no_message_waited_for_it(place: Town) -> None:
    telegram = place.telegram
    telegram.refuse(bad_request("wrong file_id or the file is temporarily unavailable"), method="getFile", times=9)
    telegram.start(place.wang)
    await place.settled()
    telegram.photo(place.wang, place.wang, LIGHT)
    await place.settled()
    offer = place.find(place.wang, place.wang, "报上去")
    telegram.press(place.wang, offer, "报上去")
    await telegram.until(lambda: any("收到了，编号1001" in text for text in place.texts(place.wang)))
    await telegram.until(lambda: any(LIGHT in text for text in place.texts(place.duty)))
    await place.settled()
    assert [state for _, state, _ in await place.all(COPIES)] == ["gone"]
    assert place.last(place.wang).text == "照片没取到，请再发一次。"
    telegram.faults.clear()


async def test_an_image_sent_as_a_file_is_shown_once_our_copy_is_here(place: Town) -> None:
    place.telegram.start(place.wang)
    await place.settled()
    place.telegram.document(place.wang, place.wang, "灯.jpg", hostile.located(), LIGHT)
    await place.settled()
    await place.press(place.wang, place.wang, "报上去")
    (shown,) = [each for each in place.telegram.from_bot(place.duty) if each.media]
    assert shown.media == "photo"
    uploads = place.telegram.called("sendPhoto")  # the duty group's, and the manager's: nobody has a shift here
    assert uploads and all(upload.ok for upload in uploads)
    (card,) = [each for each in place.telegram.from_bot(place.duty) if LIGHT in each.text]
    assert "照片1张" in card.text


async def test_heic_gets_a_clear_word_at_once(place: Town) -> None:
    place.telegram.start(place.wang)
    await place.settled()
    place.telegram.document(place.wang, place.wang, "灯.heic", b"\x00\x00\x00\x18ftypheic" + bytes(80))
    await place.settled()
    assert "打不开" in place.last(place.wang).text and "截个图" in place.last(place.wang).text
    assert await place.all(COPIES) == []


async def test_other_files_keep_their_plain_word(place: Town) -> None:
    place.telegram.start(place.wang)
    await place.settled()
    place.telegram.document(place.wang, place.wang, "说明.pdf", b"%PDF-1.7")
    await place.settled()
    assert place.last(place.wang).text.startswith("这个我看不了")


async def test_the_same_result_twice_changes_nothing(place: Town) -> None:
    await reported(place, hostile.located())
    before = await place.all("SELECT * FROM media")
    slots = await place.all("SELECT count(*) FROM slot")
    # as after a power cut between the result and the note that the call was made
    await place.all("UPDATE slot SET state = 'waiting', sent_rev = 0 WHERE content LIKE '%fetch%'")
    await place.all("UPDATE chat SET lang = lang")
    await place.say(place.wang, place.wang, "谢谢")
    assert len(place.telegram.called("getFile")) == 2
    assert await place.all("SELECT * FROM media") == before
    assert await place.all("SELECT count(*) FROM slot") == [(slots[0][0] + 1,)]  # the answer to the thanks
    assert len(list(place.site.media.folder.rglob("*.jpg"))) == 2


async def test_somebody_forgotten_takes_their_photos_along(place: Town) -> None:
    await reported(place, hostile.located())
    await place.say(place.wang, place.wang, "/forget")
    await place.press(place.wang, place.wang, "删掉我的资料")
    assert await place.all(COPIES) == []


async def test_a_repair_shown_by_an_older_photo_is_flagged_to_the_head(place: Town) -> None:
    stairs = hostile.stairs(1)
    width, height = stairs.size
    cut = stairs.crop((width // 100, height // 100, width * 99 // 100, height * 99 // 100)).resize((800, 600))
    photos = [hostile.encoded(image, "JPEG", quality=70) for image in (stairs, cut, hostile.stairs(2))]
    for n, photo in enumerate(photos):
        await place.say(place.li, place.group, f"{n + 3}号楼楼道灯不亮")
        await place.press(place.li, place.group, "报上去")
        await place.press(place.zhou, place.duty, "办结")
        place.telegram.photo(place.zhou, place.duty, "换了灯", photo)
        await place.settled()
        await place.wait(seconds=61)
    (flag,) = [each for each in place.telegram.from_bot(place.liu) if "几乎一样" in each.text]
    assert flag.text == "1002 办结的照片和1001的几乎一样，请看一眼。" and flag.labels == ["1002", "1001"]
    assert [each.media for each in place.telegram.from_bot(place.liu) if each.media] == ["photo", "photo"]
    assert not any("几乎一样" in text for where in (place.group, place.duty, place.zhou) for text in place.texts(where))
    await place.press(place.liu, place.liu, "1001")
    assert place.last(place.liu).text.startswith("1001")


async def test_an_undone_repair_is_not_compared(place: Town) -> None:
    photo = hostile.encoded(hostile.stairs(1), "JPEG")
    await reported(place, photo)
    await place.press(place.zhou, place.duty, "办结")
    place.telegram.photo(place.zhou, place.duty, "换了灯", photo)
    await place.settled()
    await place.press(place.zhou, place.duty, "撤销")
    await place.wait(minutes=2)
    assert not any("几乎一样" in text for text in place.texts(place.liu))
    await place.press(place.zhou, place.duty, "办结")
    place.telegram.photo(place.zhou, place.duty, "换了灯", photo)
    await place.settled()
    await place.wait(minutes=2)
    assert [text for text in place.texts(place.liu) if "几乎一样" in text] == [
        "1001 办结的照片和它之前的照片几乎一样，请看一眼。"
    ]


async def test_near_the_limit_old_photos_shrink_and_managers_hear_when_that_is_not_enough(place: Town) -> None:
    await reported(place, hostile.located())
    shelf = place.site.media
    ((stored,),) = await place.all("SELECT stored FROM media")
    for path in shelf.folder.rglob("*.jpg"):
        os.utime(path, (1, 1))
    shelf.limit = shelf.used
    await place.wait(hours=2)
    warnings = [text for text in place.texts(place.liu) if "快满了" in text]
    assert len(warnings) == 1
    assert (whole := shelf.find(stored)) and whole.name == stored  # still open: nothing may shrink
    await place.all("UPDATE report SET status = 'closed'")
    await place.wait(hours=1)
    await Keeper(place.desk.db, shelf).sweep()
    assert (small := shelf.find(stored)) and small.name == stored.replace(".jpg", ".t.jpg")
    assert shelf.used == sum(path.stat().st_size for path in shelf.folder.rglob("*.jpg")) < shelf.limit


async def test_a_power_cut_during_a_download_loses_and_doubles_nothing(tmp_path: Path) -> None:
    async with FakeTelegram(privacy=False) as telegram:
        process = Process(tmp_path, telegram, webhook=False)
        try:
            await process.start()
            wang = telegram.user("王先生")
            telegram.start(wang)
            await process.settled(telegram)
            for n in range(3):
                await _cut_off(process, telegram, wang, n)
            await process.settled(telegram)
            with closing(sqlite3.connect(process.database)) as connection:
                states = connection.execute("SELECT state, stored FROM media").fetchall()
                parked = connection.execute("SELECT error FROM inbox WHERE state = 'parked'").fetchall()
            assert [state for state, _ in states] == ["stored"] * 3 and parked == []
            files = [path.name for path in (tmp_path / "huiyin.db.media").rglob("*") if path.is_file()]
            assert sorted(files) == sorted(
                name for _, stored in states for name in (stored, stored.replace(".jpg", ".t.jpg"))
            )
            assert len([text for text in _texts(telegram, wang) if "收到了，编号" in text]) == 3
            assert await process.stop() == 0
        finally:
            await process.close()


async def _cut_off(process: Process, telegram: FakeTelegram, wang: User, n: int) -> None:
    """A report with a photo, and the power goes while the photo comes."""
    slow = telegram.hang(method="file")
    telegram.photo(wang, wang, f"{n + 3}号楼楼道灯不亮", hostile.encoded(hostile.stairs(n), "JPEG"))
    await telegram.until(lambda: any(f"{n + 3}号楼" in text for text in _texts(telegram, wang)), 20)
    await telegram.until(lambda: any("报上去" in each.labels for each in telegram.from_bot(wang)), 20)
    (offer,) = [each for each in telegram.from_bot(wang) if "报上去" in each.labels]
    telegram.press(wang, offer, "报上去")
    await telegram.until(lambda: slow.hits, 20)
    await process.kill()
    slow.release()
    await process.start()
    await process.settled(telegram)


def _texts(telegram: FakeTelegram, who: User) -> list[str]:
    return [each.text for each in telegram.from_bot(who)]
