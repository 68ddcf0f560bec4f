"""The trial page in a real browser, on the real program with its supervisor."""

import asyncio
import io
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from PIL import Image, ImageDraw
from playwright.async_api import Browser, Page, expect

from tests.browser import launched

SHOTS = Path(__file__).parent.parent / "screenshots"
WIDTHS = {"desktop": (1440, 900), "phone": (390, 844)}


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with launched() as chromium:
        yield chromium


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """The whole program as ``make run`` starts it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "HUIYIN_DATABASE": str(tmp_path / "huiyin.db"), "HUIYIN_PORT": str(port)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "run", env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    line = await process.stdout.readline()
    assert b"http://" in line
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


@asynccontextmanager
async def page(browser: Browser, width: str, address: str, path: str = "/") -> AsyncIterator[Page]:
    """A page of this width whose scripts raise nothing."""
    wide, high = WIDTHS[width]
    context = await browser.new_context(viewport={"width": wide, "height": high}, has_touch=width == "phone")
    opened = await context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    await opened.goto(address + path)
    yield opened
    assert problems == []
    await context.close()


def lamp() -> bytes:
    """A picture of a lamp that shines again."""
    image = Image.new("RGB", (480, 320), "#3a3f46")
    glow = Image.radial_gradient("L").resize((420, 420)).point(lambda value: 255 - value)
    image.paste("#ffd98a", (30, -60), glow)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 262, 480, 320), fill="#5b5248")
    draw.line((240, 0, 240, 88), fill="#1d2024", width=5)
    draw.polygon([(190, 128), (290, 128), (262, 86), (218, 86)], fill="#2b5d63")
    draw.ellipse((216, 112, 264, 160), fill="#fff6d8")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


async def say(opened: Page, pane: int, text: str) -> None:
    box = opened.locator("textarea").nth(pane)
    await box.fill(text)
    await box.press("Enter")


async def press(opened: Page, label: str) -> None:
    await opened.get_by_role("button", name=label, exact=True).last.click()


async def accessible(opened: Page, name: str) -> None:
    """Nothing that axe finds, nothing wider than the screen; a picture to look at."""
    SHOTS.mkdir(exist_ok=True)
    await opened.screenshot(path=SHOTS / f"{name}.png")
    found = await Axe().run(opened)
    assert found.violations_count == 0, found.generate_report()
    assert await opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


async def test_the_whole_loop_on_a_desktop(browser: Browser, address: str) -> None:
    async with page(browser, "desktop", address) as opened:
        await say(opened, 1, "3号楼2单元楼道灯不亮")
        await press(opened, "报上去")
        await expect(opened.get_by_text("编号1001")).to_be_visible()
        await press(opened, "接单")
        await press(opened, "今天")
        await expect(opened.get_by_role("button", name="撤销", exact=True).first).to_be_visible()
        await press(opened, "+1 小时")
        await expect(opened.get_by_text("有人接了")).to_be_visible()
        await press(opened, "办结")
        await expect(opened.get_by_text("写一句")).to_be_visible()
        await (
            opened.locator("input[type=file][accept*=image]")
            .nth(2)
            .set_input_files({"name": "灯.jpg", "mimeType": "image/jpeg", "buffer": lamp()})
        )
        await say(opened, 2, "换了新灯")
        await expect(opened.get_by_role("button", name="撤销", exact=True).first).to_be_visible()
        await press(opened, "+1 小时")
        await expect(opened.get_by_role("button", name="没好", exact=True)).to_be_visible()
        await expect(opened.locator("img[src^='/trial/media/']").first).to_be_visible()
        await accessible(opened, "trial-desktop")
        await opened.goto(f"{address}/board")
        await expect(opened.locator("#r1001")).to_be_visible()
        await accessible(opened, "board-desktop")


async def said(opened: Page, pane: str) -> list[str]:
    """What a chat shows, from above to below."""
    return await opened.locator(f"#pane-{pane} .message:visible .bubble").all_inner_texts()


async def test_a_reload_keeps_the_order_in_which_things_were_said(browser: Browser, address: str) -> None:
    async with page(browser, "desktop", address) as opened:
        await say(opened, 1, "3号楼2单元楼道灯不亮")
        await press(opened, "报上去")
        card = opened.locator("#pane-group").get_by_text("等值班的人接")
        await expect(card).to_be_visible()
        await say(opened, 1, "今天天气真好")
        await expect(opened.locator("#pane-group").get_by_text("今天天气真好")).to_be_visible()
        await press(opened, "接单")
        await press(opened, "今天")
        await press(opened, "+1 小时")  # both cards change where they stand
        await expect(opened.locator("#pane-group").get_by_text("水电师傅接了")).to_be_visible()
        before = {pane: await said(opened, pane) for pane in ("group", "duty")}
        assert before["group"][-1] == "今天天气真好"
        await opened.reload()
        await expect(opened.locator("#pane-group .log[aria-busy]")).to_have_count(0)
        assert {pane: await said(opened, pane) for pane in before} == before
        await press(opened, "办结")  # and what is said now comes at the end
        await expect(opened.locator("#pane-duty .message:visible").last).to_contain_text("写一句")


async def test_on_a_phone_the_chats_are_tabs(browser: Browser, address: str) -> None:
    async with page(browser, "phone", address) as opened:
        await opened.get_by_role("tab", name="居民群").tap()
        await opened.get_by_role("button", name="报修").tap()
        await opened.locator("textarea:visible").press("Enter")
        await opened.get_by_role("button", name="报上去", exact=True).tap()
        await expect(opened.get_by_text("编号1001")).to_be_visible()
        await accessible(opened, "trial-phone")
        await opened.get_by_role("tab", name="值班群").tap()
        await expect(opened.get_by_role("button", name="接单", exact=True)).to_be_visible()
        await accessible(opened, "trial-phone-duty")
        await opened.goto(f"{address}/board")
        await accessible(opened, "board-phone")


async def test_the_power_goes_in_the_middle_of_a_conversation(browser: Browser, address: str) -> None:
    async with page(browser, "desktop", address) as opened:
        await say(opened, 1, "3号楼2单元楼道灯不亮")
        await expect(opened.get_by_role("button", name="报上去", exact=True)).to_be_visible()
        await press(opened, "断电")
        await say(opened, 0, "北门路面有个大坑")
        await expect(opened.get_by_text("丢失 0")).to_be_visible(timeout=20_000)
        await press(opened, "报上去")
        await expect(opened.get_by_text("编号1001")).to_be_visible()
        await expect(opened.get_by_text("北门路面有个大坑", exact=True)).to_have_count(1)
        await accessible(opened, "trial-after-power-cut")


async def test_in_english_everything_is_english(browser: Browser, address: str) -> None:
    async with page(browser, "desktop", address, "/trial") as opened:
        await opened.get_by_role("link", name="English").click()
        await expect(opened.get_by_text("Invented").or_(opened.get_by_text("invented")).first).to_be_visible()
        await say(opened, 1, "The stairwell light in building 3 is broken")
        await press(opened, "File it")
        await expect(opened.get_by_text("Your number is 1001")).to_be_visible()
        await accessible(opened, "trial-english")
