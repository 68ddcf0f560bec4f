"""From the code on a wall to how it was rated, with nothing but browsers: no Telegram, no WeCom."""

import io
import re
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from bot import cli, server
from bot.program import running
from config.settings import Settings
from storage import reports
from tests.desk import Running, StandingClock
from tests.web.chat.test_page import WEIXIN, accessible, browser, device, photo, press, say
from tests.web.test_trial_page import lamp

__all__ = ["browser"]  # the fixture


@dataclass(frozen=True, slots=True)
class Street:
    """A desk that only browsers reach: its address, what is behind it, and what it printed when it started."""

    address: str
    desk: Running
    manager: str


@pytest.fixture
async def street(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> AsyncIterator[Street]:
    """A new desk with a public address and nothing else."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    at = f"http://127.0.0.1:{port}"
    config = Settings(database=tmp_path / "huiyin.db", port=port, public_url=at, _env_file=None)
    clock = StandingClock()
    with server.listen(config) as listener:
        async with running(config, clock) as program, server.serving(program.site, listener):
            printed = capfd.readouterr().out
            (code,) = set(re.findall(r"/start (manager-\w+)", printed))
            assert f"{at}/chat" in printed
            yield Street(at, Running(program.desk, program.site, clock), code)


def scanned(folder: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a phone reads off the sticker on building 3."""
    monkeypatch.chdir(folder)
    assert cli.main(["qr", "b3", "--png", "--out", "stickers", "--address", address]) == 0
    (sticker,) = (folder / "stickers").glob("*.png")
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(sticker.read_bytes())).convert("L"))
    return code.text


def heard(page: Page, text: str) -> Locator:
    """What the desk said with these words, the newest."""
    return page.locator(".message.bot").filter(has_text=text).last


async def answered(page: Page, text: str, says: str) -> str:
    """Say something; the whole of what is said to it."""
    await say(page, text)
    await expect(heard(page, says)).to_be_visible()
    return await heard(page, says).inner_text()


async def hired(street: Street, head: BrowserContext, phone: BrowserContext) -> str:
    """The first manager, by what the console printed, asks an electrician in: the electrician's link to the pages."""
    manager, electrician = await head.new_page(), await phone.new_page()
    await manager.goto(f"{street.address}/chat")
    await answered(manager, f"/start {street.manager}", "负责人")
    await answered(manager, "邀请", "请一位什么人")
    for label in ("工作人员", "水电师傅", "全部"):
        await press(manager, label)
    invitation = heard(manager, "/start join-")
    await expect(invitation).to_be_visible()
    (code,) = re.findall(r"/start join-\S+", await invitation.inner_text())
    await electrician.goto(f"{street.address}/chat")
    await electrician.locator("summary").tap()
    await electrician.locator("#name").fill("小吴")
    await press(electrician, "记下")
    await electrician.keyboard.press("Escape")
    await answered(electrician, code, "已经告诉")
    await expect(heard(manager, "小吴来了")).to_be_visible()
    await press(manager, "同意")
    await expect(heard(electrician, "您现在是")).to_be_visible()
    words = await answered(electrician, "网页", "/staff/in/")
    (link,) = re.findall(r"http\S+/staff/in/[\w-]+", words)
    return str(link)


async def test_from_a_scanned_code_to_its_rating(
    browser: Browser, street: Street, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In WeChat with touch, a while without a line, on a second device; staff on a phone; reopened, and rated."""
    code = scanned(tmp_path, street.address, monkeypatch)
    assert code == f"{street.address}/q/ginkgo/b3"
    async with (
        device(browser, "desktop") as head,
        device(browser) as stairwell,
        device(browser, user_agent=WEIXIN) as pocket,
        device(browser, "desktop") as home,
    ):
        link = await hired(street, head, stairwell)

        resident = await pocket.new_page()
        await resident.goto(code)
        await accessible(resident, "journey-1-landing")
        await resident.get_by_role("link", name="就在网页上说").tap()
        await expect(resident.get_by_text("您在3号楼，不用再说在哪儿")).to_be_visible()
        await resident.locator("input[type=file][multiple]").set_input_files(
            {"name": "灯.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        )
        await resident.locator("textarea").fill("2单元楼道灯")
        await pocket.set_offline(True)
        await resident.locator("textarea").press_sequentially("不亮")
        await resident.get_by_role("button", name="发送").tap()
        await expect(resident.get_by_text("还没送出去")).to_be_visible()
        await accessible(resident, "journey-2-offline")
        await pocket.set_offline(False)
        await expect(resident.get_by_role("button", name="报上去", exact=True)).to_be_visible(timeout=30_000)
        await press(resident, "报上去")
        await expect(heard(resident, "编号1001")).to_be_visible()
        await accessible(resident, "journey-3-receipt")

        await resident.locator("summary").click()
        await press(resident, "拿一个码")
        await expect(heard(resident, "/link ")).to_be_visible()
        (joining,) = re.findall(r"[A-Z2-7]{5}-[A-Z2-7]{5}", await heard(resident, "/link ").inner_text())
        desktop = await home.new_page()
        await desktop.goto(f"{street.address}/chat")
        await desktop.locator("summary").click()
        await desktop.get_by_label("在别处说过话？写那边给的码：").fill(joining)
        await press(desktop, "连上")
        await press(resident, "是我")
        await expect(heard(desktop, "编号1001")).to_be_visible()
        await resident.close()

        staff = await stairwell.new_page()
        await staff.goto(link)
        await accessible(staff, "journey-4-door")
        await staff.get_by_role("button", name="打开").tap()
        await staff.wait_for_url("**/staff/queue*")
        await accessible(staff, "journey-5-queue")
        await staff.get_by_role("link", name="灯 3号楼2单元").tap()
        await staff.wait_for_url("**/report/1001*")
        await accessible(staff, "journey-6-report")
        actions = staff.locator("#actions")
        await actions.get_by_role("button", name="接单").tap()
        await actions.get_by_role("button", name="今天").tap()
        await expect(staff.locator(".stands")).to_contain_text("接了")
        await actions.get_by_role("button", name="问一句").tap()
        await expect(staff.locator("#talk")).to_contain_text("想问住户什么")
        await staff.locator("#words").fill("是几楼的灯？")
        await staff.get_by_role("button", name="发出").tap()
        await expect(heard(desktop, "是几楼的灯？")).to_be_visible()
        await expect(staff.locator("#talk")).to_contain_text("问过去了")
        await accessible(staff, "journey-7-asked")
        await say(desktop, "四楼到五楼之间")
        await expect(staff.locator("#about")).to_contain_text("四楼到五楼之间")
        await accessible(desktop, "journey-7b-answered")
        await mended(street, staff, "换了灯泡")

        resident = await pocket.new_page()
        await resident.goto(f"{street.address}/chat")
        await expect(heard(resident, "换了灯泡")).to_be_visible()
        await expect(heard(resident, "换了灯泡").locator(".photos img").first).to_be_visible()
        await accessible(resident, "journey-8-ending")
        await press(resident, "没好")
        await expect(heard(resident, "对不起，没修好")).to_be_visible()
        await accessible(resident, "journey-9-not-fixed")
        assert await status(street) == ("open", 2)
        await staff.goto(f"{street.address}/staff/report/1001")
        await expect(staff.locator("#about")).to_contain_text("第2次办")
        await accessible(staff, "journey-10-again")
        await actions.get_by_role("button", name="接单").tap()
        await actions.get_by_role("button", name="今天").tap()
        await mended(street, staff, "换了开关")
        await press(resident, "好了")
        await press(resident, "满意")
        await expect(resident.get_by_role("button", name="满意", exact=True)).to_have_count(0)
        await accessible(resident, "journey-11-rated")
        assert await status(street) == ("closed", 2)


async def mended(street: Street, staff: Page, note: str) -> None:
    """Resolved on the pages with words and a photo, and the minute passed in which it could be taken back."""
    await staff.locator("#actions").get_by_role("button", name="办结").tap()
    asked = staff.locator("#talk li").filter(has_text="怎么修的").last
    await expect(asked.get_by_role("button", name="不办了")).to_be_visible()
    await staff.locator("#photo").set_input_files({"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": lamp()})
    await staff.locator("#words").fill(note)
    await staff.get_by_role("button", name="发出").tap()
    await expect(staff.locator(".stands")).to_contain_text(note)
    await street.desk.pass_time(timedelta(seconds=60))


async def status(street: Street) -> tuple[str, int]:
    """How the report stands, and how often it was worked on."""
    await street.desk.settled()
    report = await street.desk.desk.db.write(reports.by_number, "ginkgo", 1001)
    assert report is not None
    return report.status, report.cycle
