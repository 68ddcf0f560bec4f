"""The staff pages in a real browser: on a phone by touch, at a desk by keyboard, live, and without scripts."""

import json
import re
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from storage import reports
from storage.db import Tx
from tests.browser import launched
from tests.web.conftest import Served
from tests.web.staff.desk import Browser as Plain
from tests.web.staff.desk import let_in, link
from tests.web.test_board import Strict
from tests.web.test_trial_page import SHOTS, lamp, say

WORDS = {"li": "3号楼2单元楼道灯不亮，好几天了，老人摔了一跤", "wang": "5号楼电梯坏了，门关不上"}
PAGES = (
    "queue",
    "report/1001",
    "report/99",
    "file",
    "calls",
    "roster",
    "public",
    "figures",
    "export",
    "health",
    "talk",
    "me",
)
PHONE = {"locale": "zh-CN", "viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with launched() as browser:
        yield browser


@pytest.fixture
async def worked(served: Served) -> Served:
    """Two reports that residents of the trial filed."""
    for who, text in WORDS.items():
        await _say(served, who, text)
        rows = await served.db.write(Tx.all, "SELECT id, content FROM web_message WHERE chat = ?", (f"private:{who}",))
        id_, content = rows[-1]
        data = json.loads(content)["buttons"][0][0]["data"]
        chat = {"as": who, "chat": f"private:{who}", "key": uuid.uuid4().hex}
        await _post(served, "/trial/press", json=chat | {"message": str(id_), "data": data})
    return served


async def _post(served: Served, path: str, **body: object) -> None:
    headers = {"Origin": served.address.rstrip("/")}
    response = await served.client.post(path, headers=headers, **body)  # type: ignore[arg-type]
    assert response.status_code == 200, response.text
    await Plain(served.client, served.db).settled()


async def _say(served: Served, who: str, text: str) -> None:
    fields = {"as": who, "chat": f"private:{who}", "key": uuid.uuid4().hex, "text": text}
    await _post(served, "/trial/say", data=fields)


async def _person(served: Served, handle: str) -> int:
    (row,) = await served.db.write(Tx.all, "SELECT person FROM account WHERE external = ?", (handle,))
    return int(row[0])


@asynccontextmanager
async def at_work(chromium: Browser, served: Served, who: str, **context: object) -> AsyncIterator[Page]:
    """Somebody of the trial at the queue, by a link of theirs."""
    opened = await chromium.new_context(**context)  # type: ignore[arg-type]
    page = await opened.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    await page.goto(served.address.rstrip("/") + await link(served.db, await _person(served, who)))
    await page.get_by_role("button", name=re.compile("打开|Open")).click()
    await page.wait_for_url("**/staff/*")
    yield page
    assert problems == []
    await opened.close()


async def test_on_a_phone_from_the_alert_to_the_end(chromium: Browser, worked: Served) -> None:
    """The link from the trial's chat, then by touch alone: taken, resolved with a photo."""
    await _say(worked, "zhou", "网页")
    rows = await worked.db.write(Tx.all, "SELECT content FROM web_message WHERE chat = 'private:zhou'")
    address = re.findall(r"http://\S+?/staff/in/[\w-]+", rows[-1][0])[0]
    context = await chromium.new_context(**PHONE)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(address)
    await page.get_by_role("button", name="打开").tap()
    await page.get_by_role("link", name="灯 3号楼2单元").tap()
    actions = page.locator("#actions")
    await actions.get_by_role("button", name="接单").tap()
    await actions.get_by_role("button", name="今天").tap()
    await actions.get_by_role("button", name="办结").tap()
    await expect(page.locator("#talk")).to_contain_text("怎么修的")
    await page.locator("#photo").set_input_files({"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": lamp()})
    await page.locator("#words").fill("换了灯泡")
    await page.get_by_role("button", name="发出").tap()
    await expect(page.locator(".stands")).to_contain_text("换了灯泡")
    await expect(page.locator(".photos img")).to_have_count(1)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.screenshot(path=SHOTS / "staff-phone-done.png", full_page=True)
    report = await worked.db.write(reports.by_number, "ginkgo", 1001)
    assert report is not None
    assert (report.status, report.note) == ("resolved", "换了灯泡")
    await context.close()


async def test_at_a_desk_by_keyboard_alone(chromium: Browser, worked: Served) -> None:
    async with at_work(chromium, worked, "zhou", **DESK) as page:
        await page.keyboard.press("j")
        await page.keyboard.press("j")
        await page.keyboard.press("k")
        focused = page.locator("[data-item]:focus")
        await expect(focused).to_have_text(re.compile("3号楼2单元"))
        assert await page.evaluate("getComputedStyle(document.activeElement, '::after').outlineStyle") == "solid"
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/report/1001*")
        await page.keyboard.press("j")
        await expect(page.locator("button:focus")).to_have_text("接单")
        await page.keyboard.press("Enter")
        await expect(page.locator("#actions")).to_contain_text("什么时候去")
        await page.locator("#actions button", has_text="今天").wait_for()
        await page.keyboard.press("j")
        while await page.evaluate("document.activeElement.textContent") != "今天":
            await page.keyboard.press("j")
        await page.keyboard.press("Enter")
        await expect(page.locator("#actions")).to_contain_text("办结")
        await page.keyboard.press("r")
        await page.keyboard.type("j 和 k 在这里是字")
        await expect(page.locator("#words")).to_have_value("j 和 k 在这里是字")
        await page.keyboard.press("Escape")
        await page.keyboard.press("u")
        await page.wait_for_url("**/staff/queue*")
        await page.keyboard.press("/")
        await page.keyboard.type("1002")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/report/1002*")


async def test_what_another_does_is_seen_without_reload(chromium: Browser, worked: Served) -> None:
    """What somebody writes meanwhile, and where they are, stays."""
    async with at_work(chromium, worked, "zhou", **DESK) as queue:
        report = await queue.context.new_page()
        await report.goto(f"{worked.address}staff/report/1001")
        await report.locator("#words").fill("正在写")
        await queue.evaluate("window.stayed = true")
        await queue.keyboard.press("j")
        other = await let_in(worked.address, worked.db, await _person(worked, "sun"))
        row = await worked.db.write(reports.by_number, "ginkgo", 1001)
        assert row is not None
        await other.press(f"take:{row.id}:1:today")
        await expect(queue.locator("#r1001 .state")).to_have_text("在办")
        await expect(report.locator(".stands")).to_contain_text("接了")
        await expect(report.locator("#words")).to_have_value("正在写")
        await expect(queue.locator("[data-item]:focus")).to_have_count(1)
        assert await queue.evaluate("window.stayed")


async def test_without_scripts_it_works_the_same(chromium: Browser, worked: Served) -> None:
    async with at_work(chromium, worked, "zhou", java_script_enabled=False, **DESK) as page:
        await page.get_by_role("link", name="电梯 5号楼").click()
        await page.locator("#actions").get_by_role("button", name="接单").click()
        await page.locator("#actions").get_by_role("button", name="今天").click()
        await expect(page.locator("#talk")).to_contain_text("您接了")
        await page.goto(f"{worked.address}staff/file")
        await page.get_by_label("什么事").fill("下水堵了")
        await page.get_by_label("哪栋楼").select_option("b5")
        await page.get_by_role("button", name="看看对不对").click()
        await page.locator("#talk").get_by_role("button", name="来电").click()
        await expect(page.locator("#talk")).to_contain_text("编号1003")


@pytest.mark.parametrize("width", ["phone", "desk"])
@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_every_page_can_be_used_by_everybody(width: str, colours: str, chromium: Browser, worked: Served) -> None:
    """axe finds nothing, nothing is wider than the screen; a picture of each is kept."""
    lang = "en" if colours == "dark" else "zh-CN"
    size = PHONE if width == "phone" else DESK
    async with at_work(chromium, worked, "liu", color_scheme=colours, **size) as page:
        await page.context.add_cookies([{"name": "lang", "value": lang, "url": worked.address}])
        for path in PAGES:
            await page.goto(f"{worked.address}staff/{path}")
            found = await Axe().run(page)
            assert found.violations_count == 0, (path, found.generate_report())
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            name = f"staff-{width}-{colours}-{path.replace('/', '-')}.png"
            await page.screenshot(path=SHOTS / name, full_page=True)
    page = await chromium.new_page(color_scheme=colours, **size)  # type: ignore[arg-type]
    for path in ("staff", "staff/in/x"):
        await page.goto(f"{worked.address}{path}")
        assert (await Axe().run(page)).violations_count == 0, path
    await page.close()


async def test_every_page_is_well_formed(worked: Served) -> None:
    browser = await let_in(worked.address, worked.db, await _person(worked, "liu"))
    await browser.say("值班")
    await browser.say("导出")
    for path in (*PAGES, "in/x"):
        for lang in ("zh-CN", "en"):
            parser = Strict()
            parser.feed((await browser.client.get(f"/staff/{path}?lang={lang}")).text)
            assert parser.open == [], path


async def test_the_link_in_the_trial_can_be_clicked(chromium: Browser, served: Served) -> None:
    """Only where Huiyin says an address of this desk: what people write stays words."""
    context = await chromium.new_context(locale="zh-CN")
    trial = await context.new_page()
    await trial.goto(f"{served.address}trial")
    await say(trial, 3, "http://127.0.0.1/staff/in/x 网页")
    await say(trial, 3, "网页")
    given = trial.locator("a[href*='/staff/in/']")
    async with context.expect_page() as opened:
        await given.click()
    door = await opened.value
    await door.get_by_role("button", name="打开").click()
    await expect(door.get_by_role("heading", name="待办")).to_be_visible()
    await context.close()
