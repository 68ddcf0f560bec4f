"""The residents' chat in a real browser, on the real program with its supervisor."""

import asyncio
import io
import json
import os
import random
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from tests.web.test_trial_page import SHOTS, browser
from web.chat.app import MODULES
from web.site import HERE

__all__ = ["browser"]  # the fixture
WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}
WEIXIN = (
    "Mozilla/5.0 (Linux; Android 12; M2012K11AC) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/107.0.5304.141 Mobile Safari/537.36 XWEB/5169 MMWEBSDK/20230701 MicroMessenger/8.0.40.2420"
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A program that serves residents."""

    address: str
    database: Path

    def kill(self) -> None:
        """Cut its power; the supervisor starts it again."""
        holder = self.database.with_name(self.database.name + ".lock").read_text(encoding="utf-8")
        os.kill(int(holder.split()[-1]), signal.SIGKILL)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """The whole program as ``make run`` starts it for residents."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    at = f"http://127.0.0.1:{port}"
    database = tmp_path / "huiyin.db"
    names = {"HUIYIN_DATABASE": str(database), "HUIYIN_PORT": str(port), "HUIYIN_PUBLIC_URL": at}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "run", env={**os.environ, **names}, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    while b"http://" not in (line := await process.stdout.readline()):
        assert line
    try:
        yield Desk(at, database)
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


@asynccontextmanager
async def device(browser: Browser, width: str = "phone", **options: object) -> AsyncIterator[BrowserContext]:
    """A phone with touch, or a desktop; it speaks Chinese, and its pages' scripts raise nothing."""
    wide, high = WIDTHS[width]
    context = await browser.new_context(
        viewport={"width": wide, "height": high},
        has_touch=width == "phone",
        **{"locale": "zh-CN", **options},  # type: ignore[arg-type]
    )
    problems: list[str] = []
    context.on("weberror", lambda error: problems.append(str(error.error)))
    yield context
    assert problems == []
    await context.close()


async def opened(context: BrowserContext, desk: Desk, path: str = "/chat") -> Page:
    page = await context.new_page()
    await page.goto(desk.address + path)
    return page


async def say(page: Page, text: str) -> None:
    await page.locator("textarea").fill(text)
    await page.locator("textarea").press("Enter")


async def press(page: Page, label: str) -> None:
    await page.get_by_role("button", name=label, exact=True).last.click()


async def accessible(page: Page, name: str) -> None:
    """Nothing that axe finds, nothing wider than the screen; a picture to look at."""
    SHOTS.mkdir(exist_ok=True)
    await page.screenshot(path=SHOTS / f"{name}.png")
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def said(page: Page, text: str) -> object:
    """My own messages with these words."""
    return page.locator(".message.mine").filter(has_text=text)


def photo() -> bytes:
    """A photo as large as a phone takes."""
    out = io.BytesIO()
    noise = Image.frombytes("RGB", (600, 450), random.Random(1).randbytes(600 * 450 * 3))
    noise.resize((4000, 3000)).save(out, "JPEG", quality=95)
    return out.getvalue()


@pytest.mark.parametrize("width", ["phone", "desktop"])
async def test_from_a_sign_to_a_receipt_and_back_later(browser: Browser, desk: Desk, width: str) -> None:
    async with device(browser, width) as context:
        page = await opened(context, desk, "/chat?sign=b3")
        await expect(page.get_by_text("您在3号楼，不用再说在哪儿")).to_be_visible()
        await accessible(page, f"chat-{width}-new")
        assert await context.cookies() == []
        await say(page, "楼道灯不亮")
        await press(page, "报上去")
        await expect(page.get_by_text("编号1001")).to_be_visible()
        (cookie,) = await context.cookies()
        assert cookie.get("httpOnly")
        await accessible(page, f"chat-{width}")
        await page.close()
        again = await opened(context, desk)
        await expect(again.get_by_text("编号1001")).to_be_visible()
        await press(again, "我报的")
        await expect(again.get_by_text("1001").last).to_be_visible()
        await again.locator("summary").click()
        await accessible(again, f"chat-{width}-menu")
        await again.keyboard.press("Escape")
        await expect(again.locator("summary")).to_be_focused()


async def test_danger_shows_numbers_that_dial(browser: Browser, desk: Desk) -> None:
    async with device(browser, color_scheme="dark") as context:
        page = await opened(context, desk)
        await expect(page.locator("a[href='tel:110']")).to_be_visible()
        await say(page, "3号楼有煤气味")
        await expect(page.locator(".message a[href='tel:119']")).to_be_visible()
        await expect(page.locator(".numbers a[href='tel:110']")).to_be_visible()
        await accessible(page, "chat-danger-dark")


async def test_a_photo_is_made_small_and_shown(browser: Browser, desk: Desk) -> None:
    async with device(browser) as context:
        page = await opened(context, desk)
        content = photo()
        await page.locator("input[type=file][multiple]").set_input_files(
            {"name": "灯.jpg", "mimeType": "image/jpeg", "buffer": content}
        )
        await page.evaluate(
            """() => { const send = XMLHttpRequest.prototype.send; XMLHttpRequest.prototype.send = function (body) {
              if (body instanceof FormData) window.sent = body.get("photo").size;
              return send.call(this, body); }; }"""
        )
        await say(page, "3号楼2单元灯坏了")
        await expect(page.locator(".message.mine img")).to_be_visible()
        assert await page.locator(".message.mine img").evaluate(
            "image => image.decode().then(() => image.naturalWidth)"
        )
        assert 10_000 < await page.evaluate("window.sent") < len(content) / 2
        await page.locator(".message.mine .photos button").tap()
        await expect(page.locator("dialog img")).to_be_visible()
        await accessible(page, "chat-photo")


async def test_what_is_written_without_a_line_leaves_once_when_it_is_back(browser: Browser, desk: Desk) -> None:
    async with device(browser) as context:
        page = await opened(context, desk)
        await say(page, "你好")
        await expect(page.locator(".message.bot").first).to_be_visible()
        await context.set_offline(True)
        await say(page, "3号楼2单元楼道灯不亮")
        await expect(page.get_by_text("没有网络。您写的先存着")).to_be_visible()
        await expect(page.get_by_text("还没送出去")).to_be_visible()
        await accessible(page, "chat-offline")
        await context.set_offline(False)
        await expect(page.get_by_role("button", name="报上去", exact=True)).to_be_visible(timeout=20_000)
        await expect(page.get_by_text("没有网络")).to_have_count(0)
        await expect(page.locator(".message.mine").filter(has_text="楼道灯不亮")).to_have_count(1)


async def test_what_waits_outlives_the_page(browser: Browser, desk: Desk) -> None:
    async with device(browser) as context:
        page = await opened(context, desk)

        async def cut(route: Route) -> None:
            await route.abort()

        await context.route("**/chat/say", cut)
        await page.locator("input[type=file][multiple]").set_input_files(
            {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        )
        await say(page, "3号楼2单元楼道灯不亮")
        await expect(page.get_by_text("还没送出去")).to_be_visible()
        await page.close()
        page = await opened(context, desk)
        await expect(page.locator(".pending").filter(has_text="楼道灯不亮")).to_be_visible()
        await context.unroute("**/chat/say", cut)
        await expect(page.get_by_role("button", name="报上去", exact=True)).to_be_visible(timeout=30_000)
        await expect(page.locator(".message.mine").filter(has_text="楼道灯不亮")).to_have_count(1)
        await expect(page.locator(".message.mine img")).to_have_count(1)
        await page.reload()
        await expect(page.locator(".message.mine")).to_have_count(1)
        await expect(page.locator(".pending")).to_have_count(0)


async def test_the_power_goes_while_a_message_is_on_its_way(browser: Browser, desk: Desk) -> None:
    async with device(browser) as context:
        page = await opened(context, desk)
        answered = asyncio.Event()

        async def lose(route: Route) -> None:
            """The server keeps it and dies; its answer, with the cookie in it, never arrives."""
            if answered.is_set():
                await route.continue_()
                return
            await route.fetch()
            answered.set()
            desk.kill()
            await route.abort()

        await context.route("**/chat/say", lose)
        await say(page, "3号楼2单元楼道灯不亮")
        await expect(page.get_by_role("button", name="报上去", exact=True)).to_be_visible(timeout=40_000)
        await expect(page.locator(".message.mine").filter(has_text="楼道灯不亮")).to_have_count(1)
        await page.reload()
        await expect(page.locator(".message.mine").filter(has_text="楼道灯不亮")).to_have_count(1)


async def test_two_devices_become_one(browser: Browser, desk: Desk) -> None:
    async with device(browser) as one, device(browser, "desktop") as two:
        phone, computer = await opened(one, desk), await opened(two, desk)
        await say(phone, "3号楼2单元楼道灯不亮")
        await press(phone, "报上去")
        await expect(phone.get_by_text("编号1001")).to_be_visible()
        await phone.locator("summary").click()
        await press(phone, "拿一个码")
        shown = phone.locator(".message.bot").filter(has_text="/link ")
        await expect(shown).to_be_visible()
        found = re.search(r"[A-Z2-7]{5}-[A-Z2-7]{5}", await shown.inner_text())
        assert found
        await computer.locator("summary").click()
        await computer.get_by_label("在别处说过话？写那边给的码：").fill(found[0].lower())
        await press(computer, "连上")
        await press(phone, "是我")
        await expect(computer.get_by_text("编号1001")).to_be_visible()
        await say(computer, "我的")
        await expect(phone.locator(".message.mine").filter(has_text="我的")).to_be_visible()
        await accessible(computer, "chat-joined")


async def test_whoever_is_forgotten_sees_the_end(browser: Browser, desk: Desk) -> None:
    async with device(browser) as context:
        page = await opened(context, desk)
        await say(page, "今天天气真好")
        await expect(page.locator(".message.bot").first).to_be_visible()
        await page.locator("summary").click()
        await press(page, "删掉我的资料")
        await expect(page.locator(".message.bot").filter(has_text="只留下类别和楼号")).to_be_visible()
        await page.locator(".message .buttons").get_by_role("button", name="删掉我的资料").click()
        await expect(page.get_by_text("您的资料删掉了")).to_be_visible()
        await expect(page.get_by_text("这个浏览器上的对话结束了")).to_be_visible()


async def test_in_wechats_own_browser(browser: Browser, desk: Desk) -> None:
    async with device(browser, user_agent=WEIXIN) as context:
        page = await opened(context, desk)
        popups: list[Page] = []
        context.on("page", lambda popup: popups.append(popup))
        await say(page, "我的资料")
        link = page.locator("a.document")
        await expect(link).to_be_visible()
        assert await link.get_attribute("download") is None  # nothing is saved there
        await link.tap()
        await expect(page.get_by_text("报过").or_(page.locator("pre"))).to_be_visible()
        assert popups == []


async def test_on_a_line_that_keeps_no_stream(browser: Browser, desk: Desk) -> None:
    async with device(browser) as context:

        async def cut(route: Route) -> None:
            await route.abort()

        await context.route("**/chat/stream*", cut)
        page = await opened(context, desk)
        await say(page, "3号楼2单元楼道灯不亮")
        await expect(page.get_by_role("button", name="报上去", exact=True)).to_be_visible(timeout=30_000)


async def test_on_a_slow_line(browser: Browser, desk: Desk) -> None:
    async with device(browser) as context:
        page = await context.new_page()
        line = await context.new_cdp_session(page)
        await line.send("Network.enable")
        slow = {"offline": False, "latency": 200, "downloadThroughput": 60_000, "uploadThroughput": 40_000}
        await line.send("Network.emulateNetworkConditions", slow)
        loaded: list[float] = []
        line.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
        await page.goto(f"{desk.address}/chat", timeout=60_000)
        await expect(page.locator(".desk textarea")).to_be_visible(timeout=60_000)
        assert sum(loaded) < 60_000
        await page.locator("input[type=file][multiple]").set_input_files(
            {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        )
        await say(page, "3号楼2单元楼道灯不亮")
        await expect(page.get_by_text("正在发，")).to_be_visible(timeout=60_000)
        await expect(page.get_by_role("button", name="报上去", exact=True)).to_be_visible(timeout=90_000)


@pytest.mark.parametrize("path", ["/chat", "/chat/plain"])
async def test_without_scripts(browser: Browser, desk: Desk, path: str) -> None:
    async with device(browser, java_script_enabled=False) as context:
        page = await opened(context, desk, path)
        await page.wait_for_url("**/chat/plain*")
        await page.locator("textarea").fill("3号楼2单元楼道灯不亮")
        await page.get_by_role("button", name="发送").tap()
        for _ in range(50):
            if await page.get_by_role("button", name="报上去").count():
                break
            await page.get_by_role("link", name="看看有没有新的").tap()
        await page.get_by_role("button", name="报上去").tap()
        for _ in range(50):
            if await page.get_by_text("编号1001").count():
                break
            await page.get_by_role("link", name="看看有没有新的").tap()
        await expect(page.get_by_text("编号1001")).to_be_visible()
        await page.screenshot(path=SHOTS / "chat-plain.png", full_page=True)


async def test_the_plain_page_is_accessible(browser: Browser, desk: Desk) -> None:
    async with device(browser) as context:
        page = await opened(context, desk)
        await say(page, "3号楼2单元楼道灯不亮")
        await expect(page.get_by_role("button", name="报上去", exact=True)).to_be_visible()
        await page.goto(f"{desk.address}/chat/plain?lang=en")
        await accessible(page, "chat-plain-en")


async def test_what_is_said_anew_is_read_aloud_and_the_past_is_not(browser: Browser, desk: Desk) -> None:
    async with device(browser) as context:
        page = await opened(context, desk)
        log = page.get_by_role("log")
        assert await log.get_attribute("aria-live") == "polite"
        await say(page, "你好")
        await expect(page.locator(".message.bot").first).to_be_visible()
        await expect(log).not_to_have_attribute("aria-busy", "true")
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("button", name="发送")).to_be_focused()


async def test_a_worker_tells_of_news_while_no_page_is_in_front(browser: Browser, desk: Desk) -> None:
    async with device(browser) as context:
        await context.grant_permissions(["notifications"], origin=desk.address)
        page = await opened(context, desk)
        line = await context.new_cdp_session(page)
        found: list[dict[str, str]] = []
        line.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
        await line.send("ServiceWorker.enable")
        await say(page, "你好")
        await expect(page.locator(".message.bot").first).to_be_visible()
        await page.locator("summary").click()
        await page.get_by_role("button", name="提醒我", exact=True).tap()
        await expect(page.get_by_text("这个浏览器提醒不了")).to_be_visible()  # a private window has no push service
        await accessible(page, "chat-push")
        told = json.dumps({"title": "回音", "body": "有新消息，点开看。", "tag": "huiyin"})
        push = {"origin": desk.address, "registrationId": found[-1]["registrationId"], "data": told}
        beside = await opened(context, desk, "/board")
        await page.goto("about:blank")
        await line.send("ServiceWorker.deliverPushMessage", push)
        await beside.wait_for_function(
            "() => navigator.serviceWorker.getRegistration('/chat').then(it => it.getNotifications())"
            ".then(all => all.some(it => it.body === '有新消息，点开看。'))"
        )


def test_the_page_asks_at_once_for_all_that_its_scripts_import() -> None:
    found, left = {"chat"}, ["chat"]
    while left:
        script = (HERE / "static" / f"{left.pop()}.js").read_text(encoding="utf-8")
        fresh = set(re.findall(r'from "\./(\w+)\.js"', script)) - found
        found |= fresh
        left += fresh
        assert not re.search(r"\?\.[a-z(\[]|\?\?|\bthis\.#|\bcatch \{|\d_\d", script)  # ES2018, for old phones
    assert found - {"chat"} == set(MODULES)
