"""Who may fetch a photo or a voice message: what was released, and what stands in a chat."""

import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.program import media_folder
from config.settings import Settings
from domain.categories import Visibility
from domain.report import Pending, Report, Status
from storage import copies, pictures, reports, web
from storage.db import Tx
from storage.media import Shelf, thumbnail
from tests.web.conftest import Served, serve
from tests.web.test_board import LAMP, NOW, file
from tests.web.test_http import picture, said, shown

FIXED = replace(LAMP, status=Status.RESOLVED, resolved_at=NOW)
HELD = Pending("resolve", Status.ACKNOWLEDGED, NOW + timedelta(minutes=1))


class Desk:
    """A desk with one report: a photo of its reporter, one of a neighbour, one of the repair, and a voice message."""

    def __init__(self, served: Served, shelf: Shelf) -> None:
        self.served, self.shelf, self.version = served, shelf, -1
        self.own, self.neighbours, self.repair = (_photo(shelf, colour) for colour in ("teal", "navy", "gold"))
        self.voice = shelf.put(b"OggS" + bytes(500), "ogg")

    async def stands(self, like: Report = FIXED, **changes: Any) -> None:
        """The report is like this now."""
        self.version += 1
        await self.served.db.write(file, replace(like, version=self.version, **changes))

    async def open(self) -> set[str]:
        """Which of its files anybody may fetch, whole and small."""
        kept = {"own": self.own, "neighbours": self.neighbours, "repair": self.repair, "voice": self.voice}
        found = {what for what, name in kept.items() if await self.status(name) == 200}
        small = {what for what, name in kept.items() if await self.status(thumbnail(name)) == 200}
        assert small == found
        return found

    async def status(self, name: str, **headers: str) -> int:
        """What the server answers to whoever has the address."""
        return (await self.served.client.get(f"/media/{name}", headers=headers)).status_code


def _photo(shelf: Shelf, colour: str) -> str:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "PNG")
    return shelf.put_photo(pictures.photo(out.getvalue()))


def _attached(tx: Tx, desk: Desk) -> None:
    reporter = LAMP.reporter
    for name, kind, person in (
        (desk.own, "photo", reporter),
        (desk.neighbours, "photo", 902),
        (desk.repair, "photo", 903),
        (desk.voice, "voice", reporter),
    ):
        copies.uploaded(tx, name, kind, 100, None, NOW)
        copies.heard(tx, [name], kind, copies.Sent(1, person, "1"), NOW)
    reports.attach(tx, LAMP.id, "photo", [desk.own, desk.neighbours], after=False)
    reports.attach(tx, LAMP.id, "photo", [desk.repair], after=True)
    reports.attach(tx, LAMP.id, "voice", [desk.voice], after=False)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    config = Settings(database=tmp_path / "huiyin.db", port=0, public_url="https://desk.example.org", _env_file=None)
    async with serve(config) as served:
        made = Desk(served, Shelf(media_folder(config), 10_000_000))
        await made.stands()
        await served.db.write(_attached, made)
        yield made


# --- for everybody ----------------------------------------------------------------------------------------


async def test_only_what_staff_released_of_a_public_report_is_fetched_and_what_is_taken_back_is_gone(
    desk: Desk,
) -> None:
    assert await desk.open() == {"repair"}
    await desk.stands(published=True)
    assert await desk.open() == {"own", "repair"}
    await desk.stands(published=False)
    assert await desk.open() == {"repair"}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"visibility": Visibility.FIGURES}, set()),
        ({"visibility": Visibility.PRIVATE}, set()),
        ({"above": "head"}, set()),  # whatever else was stored of it
        ({"above": "street", "visibility": Visibility.PRIVATE}, set()),
        ({"pending": HELD}, {"own"}),  # nobody was told of the repair yet
        ({"reporter": None}, {"repair"}),  # whoever sent it is forgotten
        ({"reporter": 904}, {"repair"}),
        ({"status": Status.OPEN, "resolved_at": None}, {"own", "repair"}),
    ],
)
async def test_a_released_photo_closes_with_its_report(desk: Desk, changes: dict[str, Any], found: set[str]) -> None:
    await desk.stands(published=True, **changes)
    assert await desk.open() == found


async def test_what_pages_and_other_programs_link_to_is_what_may_be_fetched(desk: Desk) -> None:
    for changes in ({}, {"published": True}, {"published": True, "pending": HELD}, {"visibility": Visibility.PRIVATE}):
        await desk.stands(**changes)
        found = await desk.open()
        page = (await desk.served.client.get("/board/1001")).text
        linked = {"own": desk.own, "neighbours": desk.neighbours, "repair": desk.repair, "voice": desk.voice}
        assert {what for what, name in linked.items() if name[:64] in page} == found
        asked = (await desk.served.client.get("/open311/v2/requests/1001.json")).text
        assert {what for what, name in linked.items() if name[:64] in asked} <= found


async def test_a_photo_that_two_reports_name_is_open_while_one_of_them_shows_it(desk: Desk) -> None:
    await desk.stands(published=True, visibility=Visibility.PRIVATE)
    assert await desk.status(desk.own) == 404
    twin = replace(FIXED, id=8, number=1002, published=True)
    await desk.served.db.write(file, twin)
    await desk.served.db.write(reports.attach, 8, "photo", [desk.own], False)
    assert await desk.status(desk.own) == 200


async def test_a_photo_of_somebody_who_is_forgotten_or_that_was_erased_is_closed(desk: Desk) -> None:
    await desk.stands(published=True)
    await desk.served.db.write(copies.forget, LAMP.reporter or 0)
    assert await desk.open() == {"repair"}
    await desk.served.db.write(lambda tx: tx.run("DELETE FROM attachment WHERE after = 1"))
    assert await desk.open() == set()


async def test_the_copy_of_a_photo_from_elsewhere_is_linked_to_by_our_name_alone(desk: Desk) -> None:
    name = "telegram:AgACAgUAAxkBAAIB"
    await desk.served.db.write(copies.heard, [name], "photo", copies.Sent(1, LAMP.reporter, "1"), NOW)
    await desk.served.db.write(copies.keep, name, desk.own, 100, None, NOW)
    await desk.served.db.write(lambda tx: tx.run("UPDATE attachment SET media = ? WHERE media = ?", (name, desk.own)))
    await desk.stands(like=LAMP, published=True)
    asked = (await desk.served.client.get("/open311/v2/requests/1001.json")).json()
    assert asked[0]["media_url"] == f"https://desk.example.org/media/{desk.own}"
    assert await desk.status(desk.own) == 200
    assert await desk.status(name) == await desk.status(f"{name}.t.jpg") == 404


async def test_nobody_learns_whether_a_file_that_is_closed_is_there(desk: Desk) -> None:
    answers = [
        await desk.served.client.get(f"/media/{name}")
        for name in (desk.own, desk.neighbours, desk.voice, "0" * 64 + ".jpg", thumbnail("0" * 64 + ".jpg"))
    ]
    assert {(each.status_code, each.text) for each in answers} == {(404, '{"error":"Not Found"}')}
    assert len({tuple(sorted(set(each.headers))) for each in answers}) == 1


ODD = (
    "x", "..%2f..%2fhuiyin.db", "..%2f..%2fhuiyin.db.t.jpg", "%00", "a" * 64 + ".jpg%00", "%00.t.jpg", ".t.jpg",
    "a" * 64 + ".html", "A" * 64 + ".jpg", "a" * 60_000 + ".jpg", "%ff%fe", "%ed%a0%80", "telegram:" + "a" * 9_000,
    "%E2%80%AEgpj.exe", "a%0d%0aSet-Cookie:%20x=1", "con.jpg", "%25", "*.jpg", "[0-9].jpg", "%27%20OR%201=1",
)  # fmt: skip


async def test_odd_names_lead_nowhere(desk: Desk) -> None:
    for name in (*ODD, f"{desk.repair}%00", f"x%2f..%2f{desk.repair}", f"{desk.repair}%0a"):
        answer = await desk.served.client.get(f"/media/{name}")
        assert answer.status_code in (404, 400) and "set-cookie" not in answer.headers, name


async def test_a_photo_is_kept_by_whoever_saw_it_but_every_look_asks_again(desk: Desk) -> None:
    first = await desk.served.client.get(f"/media/{desk.repair}")
    assert first.headers["cache-control"] == "public, no-cache" and first.headers["content-type"] == "image/jpeg"
    assert first.headers["x-content-type-options"] == "nosniff" and first.headers["x-robots-tag"] == "noindex"
    tag = first.headers["etag"]
    for sent in (tag, f'"x", W/{tag}'):
        assert await desk.status(desk.repair, **{"If-None-Match": sent}) == 304
    assert await desk.status(desk.repair, **{"If-None-Match": '"x"'}) == 200
    await desk.stands(visibility=Visibility.PRIVATE)
    assert await desk.status(desk.repair, **{"If-None-Match": tag}) == 404


async def test_a_stretch_of_it_and_its_head_go_the_same_way(desk: Desk) -> None:
    client = desk.served.client
    for name, status in ((desk.repair, 206), (thumbnail(desk.repair), 206), (desk.own, 404), (desk.voice, 404)):
        part = await client.get(f"/media/{name}", headers={"Range": "bytes=0-9"})
        assert part.status_code == status
        assert len(part.content) == 10 or status == 404
        head = await client.head(f"/media/{name}")
        assert (head.status_code, head.content) == (200 if status == 206 else 404, b"")
    assert await desk.status(desk.repair, Range="bytes=999999999-") == 416
    assert await desk.status(desk.repair, Range="bytes=x") == 400
    for method in ("POST", "PUT", "DELETE"):
        assert (await client.request(method, f"/media/{desk.repair}")).status_code == 405


# --- in a chat ----------------------------------------------------------------------------------------------


async def test_only_a_photo_or_a_voice_message_that_stands_in_their_chat_is_theirs(desk: Desk) -> None:
    write = desk.served.db.write
    stands = {"text": "x", "photos": [desk.own], "voice": desk.voice}
    message = await write(web.add, "private:li", "k1", stands, NOW)
    await write(web.add, "private:wang", "k2", {"text": f'"{desk.own}" {desk.repair}', "alt": desk.own}, NOW)
    for name in (desk.own, desk.voice):
        assert await write(web.shows, name, "private:li")
        assert not await write(web.shows, name, "private:wang")  # to write its name opens nothing
    assert not await write(web.shows, desk.repair, None)
    assert not await write(web.shows, "", None) and not await write(web.shows, desk.own[:40], "private:li")
    await write(web.change, message, {"deleted": True})
    assert not await write(web.shows, desk.own, "private:li")


async def test_what_is_said_to_one_of_a_chat_is_not_for_the_others(desk: Desk) -> None:
    write = desk.served.db.write
    await write(web.add, "group", "k1", {"text": "", "photos": [desk.own]}, NOW, only_for="li")
    assert await write(web.shows, desk.own, "group", "li")
    assert not await write(web.shows, desk.own, "group", "wang")
    assert not await write(web.shows, desk.own, "group")


async def test_the_trial_shows_what_stands_in_its_chats_under_an_address_of_its_own(served: Served) -> None:
    answer = await served.client.post("/trial/say", data=said(""), files={"photo": ("x.jpg", picture(size=(640, 480)))})
    assert answer.status_code == 200
    (message,) = await shown(served, 1)
    whole, small = message["photos"][0], message["thumbnails"][0]
    name = whole.rpartition("/")[2]
    assert (whole, small) == (f"/trial/media/{name}", f"/trial/media/{thumbnail(name)}")
    for path in (whole, small):
        found = await served.client.get(path)
        assert (found.status_code, found.headers["cache-control"]) == (200, "private, no-cache")
        assert (await served.client.get(path.removeprefix("/trial"))).status_code == 404
    await served.db.write(web.change, int(message["id"]), {"deleted": True})
    assert (await served.client.get(whole)).status_code == 404


async def test_with_a_public_address_no_chat_is_open_to_everybody(desk: Desk) -> None:
    await desk.served.db.write(web.add, "private:li", "k1", {"text": "", "photos": [desk.own]}, NOW)
    for path in (f"/trial/media/{desk.own}", f"/media/{desk.own}"):
        assert (await desk.served.client.get(path)).status_code == 404
