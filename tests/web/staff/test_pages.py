"""What the staff pages show and pass on: the queue, a report, filing for others, files, and only what is theirs."""

import io
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from PIL import Image

from domain.categories import Visibility
from domain.people import ChatKind, Role
from domain.report import Report, Status
from storage import chats, inbox, media, pictures, reports
from storage.db import Tx
from tests.communities import two
from tests.desk import Running, running_desk
from tests.roles.scene import HOME, Scene, Who
from tests.web.staff.desk import Browser, let_in, somebody
from web.app import application

ADDRESS = "http://127.0.0.1"
PAGES = ("queue", "file", "calls", "roster", "public", "figures", "export", "health", "talk", "me")
THEIRS = {
    Role.STAFF: {"queue", "file", "calls", "roster", "public", "figures", "talk", "me"},
    Role.MANAGER: set(PAGES),
    Role.HEAD: set(PAGES) - {"health"},
    Role.VOLUNTEER: {"file", "talk", "me"},
    Role.STREET: {"queue", "figures", "export", "talk", "me"},
    Role.OPERATOR: {"health", "talk", "me"},
}


_BESIDE = """
    SELECT slot.id, slot.rev FROM slot JOIN chat ON chat.id = slot.chat WHERE chat.channel = 'staff' AND chat.person = ?
"""


@dataclass(slots=True)
class Office:
    """A desk whose staff sit at browsers."""

    running: Running
    scene: Scene

    async def sit(self, name: str, role: Role, *grids: str) -> tuple[int, Browser]:
        """Somebody with a role, and their browser."""
        db = self.running.desk.db
        person = await somebody(db, name, HOME, role, *grids)
        transport = httpx.ASGITransport(app=application(self.running.site))
        return person, await let_in(ADDRESS, db, person, transport)

    async def report(self, **changes: object) -> Report:
        """A lamp that a neighbour reported."""
        return await self.scene.report(self.scene.neighbour, **changes)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with running_desk(tmp_path, homes=two(tmp_path)) as running:
        scene = Scene(running)
        scene.neighbour = await scene.enter(Who("neighbour", frozenset({Role.RESIDENT})))
        yield Office(running, scene)
        assert not await running.parked()


def photo(colour: str = "#204060") -> bytes:
    """A small photo."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize("role", THEIRS)
async def test_each_role_finds_its_own_pages(role: Role, office: Office) -> None:
    _, browser = await office.sit("某人", role)
    codes = {page: (await browser.look(f"/staff/{page}")).status_code for page in PAGES}
    assert {page for page, code in codes.items() if code == 200} == THEIRS[role]
    assert {code for page, code in codes.items() if page not in THEIRS[role]} <= {403}
    await browser.look("/staff")
    listed = set(re.findall(r'<li><a href="/staff/(\w+)"', browser.page))
    assert listed == THEIRS[role] - {"me"}


async def test_from_the_alert_to_the_end(office: Office) -> None:
    """Taken, resolved with words and a photo, without any script."""
    person, browser = await office.sit("老周", Role.STAFF)
    report = await office.report()
    at = f"/staff/report/{report.number}"
    await browser.look("/staff/queue")
    assert f'href="{at}' in browser.page
    await browser.look(at)
    await browser.press(f"take:{report.id}:1:", back=at)
    assert "什么时候去" in browser.page
    await browser.press(f"take:{report.id}:1:today", back=at)
    assert (await office.scene.again(report)).assignee == person
    await browser.press(f"done:{report.id}:1:", back=at)
    assert "怎么修的" in browser.page
    headers = {"Origin": ADDRESS}
    files = {"photo": ("lamp.jpg", photo(), "image/jpeg")}
    fields = {"text": "换了灯泡", "key": "a" * 24, "back": at}
    response = await browser.client.post("/staff/say", data=fields, files=files, headers=headers, follow_redirects=True)
    resolved = await office.scene.again(report)
    assert (resolved.status, resolved.note) == (Status.RESOLVED, "换了灯泡")
    assert response.status_code == 200
    _, after, _, _ = await office.scene.do(reports.media, report.id)
    assert len(after) == 1
    assert (await browser.client.get(f"/staff/media/{after[0]}")).status_code == 200


async def test_a_form_sent_twice_is_one_press(office: Office) -> None:
    _, browser = await office.sit("老周", Role.STAFF)
    report = await office.report()
    for _ in range(2):
        await browser.send("/staff/press", data=f"ask:{report.id}:1:", message="", key="k" * 24, back="/staff/talk")
    arrived = await office.scene.do(Tx.all, "SELECT key FROM inbox WHERE source = 'staff'")
    assert len(arrived) == 1


async def test_two_take_the_same_at_once(office: Office) -> None:
    """The second hears who has it; nobody goes there in vain."""
    first, one = await office.sit("老周", Role.STAFF)
    _, other = await office.sit("小陈", Role.STAFF)
    report = await office.report()
    at = f"/staff/report/{report.number}"
    await one.look(at)
    await other.look(at)
    await one.press(f"take:{report.id}:1:today", back=at)
    await other.press(f"take:{report.id}:1:today", back=at)
    assert (await office.scene.again(report)).assignee == first
    assert "接了" in other.page


async def test_an_old_page_does_nothing(office: Office) -> None:
    """A button of a cycle that is over, and one of another community's report."""
    _, browser = await office.sit("老周", Role.STAFF)
    report = await office.report(cycle=2)
    there = await office.report(community="willow")
    for data in (
        f"take:{report.id}:1:today",
        f"take:{there.id}:1:today",
        f"take:{report.id + 99}:1:today",
        "take",
        "x:y",
    ):
        await browser.press(data)
    assert (await office.scene.again(report)).assignee is None
    assert (await office.scene.again(there)).assignee is None


async def test_opening_a_private_one_is_written_down_once(office: Office) -> None:
    person, browser = await office.sit("老周", Role.STAFF)
    private, public = await office.report(visibility=Visibility.PRIVATE), await office.report()
    for number in (private.number, public.number, private.number):
        assert (await browser.look(f"/staff/report/{number}")).status_code == 200
    looked = await office.scene.do(Tx.all, "SELECT person, report FROM access_log WHERE what = 'opened'")
    assert looked == [(person, private.id)]


async def test_no_alert_comes_beside_a_page(office: Office) -> None:
    """Handed something over, they hear of it in the chat, although the pages were used last."""
    person, browser = await office.sit("老周", Role.STAFF)
    _, other = await office.sit("小陈", Role.STAFF)
    chat = await office.scene.do(chats.add, "web", "private:lz", ChatKind.PRIVATE, HOME, "zh-CN", person=person)
    await browser.say("待办")
    report = await office.report()
    before = await office.scene.do(Tx.all, _BESIDE, (person,))
    assert before
    await other.press(f"hand:{report.id}:1:{person}")
    alerted = await office.scene.do(Tx.all, "SELECT 1 FROM slot WHERE chat = ? AND tag LIKE 'alert:%'", (chat,))
    assert alerted
    assert await office.scene.do(Tx.all, _BESIDE, (person,)) == before


async def test_filing_for_others(office: Office) -> None:
    """The form becomes the sentence that the chat understands: who, how, where, what, and the number kept apart."""
    person, browser = await office.sit("老周", Role.STAFF)
    fields = {
        "told": "phone",
        "what": "下水堵了",
        "building": "b5",
        "where": "1单元",
        "who": "王阿姨",
        "phone": "13800138000",
    }
    headers = {"Origin": ADDRESS}
    files = {"photo": ("wet.jpg", photo(), "image/jpeg")}
    response = await browser.client.post(
        "/staff/file", data=fields | {"key": "f" * 24}, files=files, headers=headers, follow_redirects=True
    )
    browser.page = response.text
    (phone,) = [data for data, label in browser.buttons if label == "来电"]
    await browser.press(phone, back="/staff/file")
    (row,) = await office.scene.do(Tx.all, "SELECT id FROM report WHERE filed_by = ?", (person,))
    report = await office.scene.do(reports.get, row[0])
    assert report is not None
    assert (report.category, report.place.building, report.source) == ("drainage", "b5", "phone")
    assert "13800138000" not in report.text
    photos, _, _, _ = await office.scene.do(reports.media, report.id)
    assert len(photos) == 1
    await browser.press(f"contact:{report.id}:{report.cycle}:erase")
    kept = await office.scene.do(Tx.all, "SELECT content FROM web_message WHERE instr(content, '13800138000') > 0")
    assert kept == []  # nor beside the page, where it was written


async def test_files_are_shown_to_whom_the_report_is(office: Office) -> None:
    """A photo of a complaint: the head's, nobody else's, whoever knows its name."""
    _, electrician = await office.sit("老周", Role.STAFF)
    _, head = await office.sit("刘书记", Role.HEAD)
    complaint = await office.report(visibility=Visibility.PRIVATE, above="head")
    lamp = await office.report(visibility=Visibility.PRIVATE)
    names = []
    for report, colour in ((complaint, "red"), (lamp, "blue")):
        name = office.running.site.media.put_photo(pictures.photo(photo(colour)))
        await office.scene.do(reports.attach, report.id, "photo", [name], False)
        names.append(name)
    seen = {
        who: [(await browser.client.get(f"/staff/media/{name}")).status_code for name in names]
        for who, browser in (("electrician", electrician), ("head", head))
    }
    assert seen == {"electrician": [404, 200], "head": [200, 200]}
    assert (await electrician.client.get(f"/staff/media/{media.thumbnail(names[0])}")).status_code == 404
    assert (await electrician.client.get("/staff/media/..%2f..%2fhuiyin.db")).status_code == 404


async def test_the_machine_page_shows_nobodys_words(office: Office) -> None:
    _, browser = await office.sit("小吴", Role.OPERATOR)
    await office.scene.do(inbox.receive, "web", "k", "web:x", {"text": "李阿姨的秘密"}, office.running.clock.at)
    why = "Traceback\nValueError: 李阿姨的秘密"
    await office.scene.do(Tx.run, "UPDATE inbox SET state = 'parked', error = ? WHERE key = 'k'", (why,))
    await browser.look("/staff/health")
    assert "ValueError" in browser.page
    assert "秘密" not in browser.page
    await office.scene.do(Tx.run, "DELETE FROM inbox WHERE key = 'k'")


async def test_the_talk_is_gone_after_a_day(office: Office) -> None:
    """What was asked, answered and shown beside a page; the report's own buttons are still there."""
    _, browser = await office.sit("老周", Role.STAFF)
    report = await office.report()
    at = f"/staff/report/{report.number}"
    await browser.look(at)
    await browser.press(f"more:{report.id}:1:", back=at)
    await browser.say("值班")
    assert "返回" in browser.page or "现在" in browser.page
    await office.running.pass_time(timedelta(hours=26))
    said = await office.scene.do(Tx.all, "SELECT DISTINCT content FROM web_message WHERE chat LIKE 'staff:%'")
    assert said == [('{"deleted": true}',)]
    await browser.look(at)
    assert f"take:{report.id}:1:" in [data for data, _ in browser.buttons]


@pytest.mark.parametrize("status", Status)
async def test_the_public_page_lists_whatever_became_of_a_report(status: Status, office: Office) -> None:
    _, browser = await office.sit("刘书记", Role.MANAGER)
    report = await office.report(status=status, reason="not_ours", released="路灯不亮")
    assert (await browser.look("/staff/public")).status_code == 200
    assert f"编号{report.number}" in browser.page
    assert "路灯不亮" in browser.page
    assert (await browser.look(f"/staff/report/{report.number}")).status_code == 200
