"""我的资料 gives a person what they sent, too, and nothing that others sent."""

import zipfile
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image

from storage import copies, mydata, pictures
from storage.documents import LARGEST, Documents
from tests.desk import START, Running, running_desk
from web import intake
from web.intake import Visitor, Words

LI, WANG = Visitor("li", "李阿姨", "zh-CN"), Visitor("wang", "王先生", "zh-CN")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Running]:
    async with running_desk(tmp_path) as running:
        yield running
        assert not await running.parked()


async def say(desk: Running, who: Visitor, text: str, colour: str = "", voice: bytes = b"") -> None:
    """Somebody says this in private, perhaps with a photo or a voice message."""
    photos: tuple[str, ...] = ()
    heard = None
    if colour:
        out = BytesIO()
        Image.new("RGB", (64, 48), colour).save(out, "PNG")
        photos = (desk.site.media.put_photo(pictures.photo(out.getvalue())),)
        await desk.desk.db.write(copies.uploaded, photos[0], "photo", 1, None, START)
    if voice:
        heard = desk.site.media.put(voice, "ogg")
        await desk.desk.db.write(copies.uploaded, heard, "voice", len(voice), None, START)
    words = Words(text, photos, heard)
    await desk.desk.db.write(intake.say, uuid4().hex, f"private:{who.account}", who, words, (), desk.clock.now())
    await desk.settled()


async def press(desk: Running, who: Visitor, label: str) -> None:
    """They press the newest button of this name."""
    message, data = next(
        (str(each.id), button["data"])
        for each in reversed(await desk.messages(0))
        for row in each.content.get("buttons", ())
        for button in row
        if button["label"] == label and each.chat == f"private:{who.account}"
    )
    chat = f"private:{who.account}"
    await desk.desk.db.write(intake.press, uuid4().hex, chat, who, message, data, desk.clock.now())
    await desk.settled()


async def taken(desk: Running, who: Visitor) -> Path:
    """The document that they get."""
    await say(desk, who, "我的资料")
    document = [each.content["document"] for each in await desk.messages(0) if each.content.get("document")][-1]
    assert desk.site.documents
    path = desk.site.documents.find(document)
    assert path
    return path


async def test_photos_and_voice_messages_lie_beside_the_words_and_nobody_else_s(desk: Running) -> None:
    await say(desk, LI, "3号楼2单元楼道灯不亮", "teal")
    await press(desk, LI, "报上去")
    await say(desk, LI, "还是这盏", voice=b"OggS" + bytes(40))
    await say(desk, WANG, "5号楼门口路坏了", "navy")
    await press(desk, WANG, "报上去")
    path = await taken(desk, LI)
    assert path.name == "huiyin-mydata.zip" and path.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        assert sorted(names) == ["1001-1.ogg", "1001-2.jpg", "huiyin-mydata.txt"]
        assert packed.read("1001-1.ogg").startswith(b"OggS")
        words = packed.read("huiyin-mydata.txt").decode("utf-8-sig")
        assert "3号楼2单元楼道灯不亮" in words and "路坏了" not in words
        with Image.open(BytesIO(packed.read("1001-2.jpg"))) as image:
            red, green, blue = image.convert("RGB").resize((1, 1)).tobytes()
            assert red < green and blue > 100 and green > 100  # teal
    assert "也在里面，2个" in (await desk.messages(0))[-1].content["text"]


async def test_whoever_sent_none_gets_the_words_alone_and_the_forgotten_nothing(desk: Running) -> None:
    assert (await taken(desk, WANG)).name == "huiyin-mydata.txt"
    await say(desk, LI, "3号楼2单元楼道灯不亮", "teal")
    (person,) = await desk.desk.db.write(lambda tx: tx.all("SELECT person FROM account WHERE external = 'li'"))
    assert list(await desk.desk.db.write(mydata.files, person[0])) == ["0-1.jpg"]  # no report yet
    await say(desk, LI, "忘记我")
    await press(desk, LI, "删掉我的资料")
    assert await desk.desk.db.write(mydata.files, person[0]) == {}


def test_what_no_platform_takes_is_left_out_and_counted(tmp_path: Path) -> None:
    small, large = tmp_path / "a.jpg", tmp_path / "b.jpg"
    small.write_bytes(bytes(10))
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    documents = Documents(tmp_path / "exports")
    made = documents.bundle("mine.txt", "话", {"1-1.jpg": small, "1-2.jpg": large, "1-3.jpg": small})
    path = documents.find(made.name)
    assert path and (made.beside, made.left) == (2, 1)
    with zipfile.ZipFile(path) as packed:
        assert packed.namelist() == ["mine.txt", "1-1.jpg", "1-3.jpg"]
    alone = documents.bundle("mine.txt", "话", {"1-2.jpg": large})
    assert alone.name.endswith("/mine.txt") and (alone.beside, alone.left) == (0, 1)
