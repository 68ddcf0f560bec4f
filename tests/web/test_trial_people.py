"""Everybody of the sample community, and people whom nobody knows, played on the trial page in a real browser."""

from typing import Literal

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.web.test_trial_page import accessible, address, browser, page, press, say

__all__ = ["address", "browser"]  # the fixtures


def picker(opened: Page, pane: Literal["private", "head"] = "private") -> Locator:
    """The choice of whose private chat a pane shows."""
    return opened.locator(f"#pane-{pane}").get_by_role("combobox", name="看谁的私聊")


def private(opened: Page) -> Locator:
    """The first pane."""
    return opened.locator("#pane-private")


async def test_everybody_can_be_chosen_by_who_they_are(browser: Browser, address: str) -> None:
    async with page(browser, "desktop", address) as opened:
        people = [
            "李阿姨 · 居民", "王先生 · 居民", "小赵 · 居民", "周师傅 · 水电师傅", "小陈 · 网格员", "孙姐 · 物业",
            "刘书记 · 负责人", "马大姐 · 志愿者", "老吴 · 新邻居", "小杨 · 新邻居",
        ]  # fmt: skip
        for pane in ("private", "head"):
            assert (await picker(opened, pane).locator("option").all_inner_texts())[: len(people)] == people
        speakers = opened.locator("#pane-duty").get_by_role("combobox", name="说话人")
        assert (await speakers.locator("option").all_inner_texts())[0] == "周师傅 · 水电师傅"
        assert "李阿姨 · 居民" not in await speakers.locator("option").all_inner_texts()


async def test_staff_and_neighbours_in_turn(browser: Browser, address: str) -> None:
    async with page(browser, "desktop", address) as opened:
        await say(opened, 0, "3号楼2单元楼道灯不亮")
        await press(opened, "报上去")
        await expect(private(opened).get_by_text("编号1001")).to_be_visible()
        await opened.locator("textarea").nth(0).fill("还有一件")

        await picker(opened).select_option(label="周师傅 · 水电师傅")
        await expect(opened.get_by_role("region", name="周师傅（私聊）")).to_be_visible()
        await expect(private(opened).get_by_text("编号1001")).to_have_count(0)
        await expect(opened.locator("textarea").nth(0)).to_have_value("")
        await say(opened, 0, "待办")
        await expect(private(opened).get_by_text("待办1件")).to_be_visible()
        await accessible(opened, "trial-staff")

        await press(opened, "接单")
        await press(opened, "今天")
        await expect(opened.get_by_role("button", name="撤销", exact=True).first).to_be_visible()
        await press(opened, "+1 小时")
        news = private(opened).get_by_role("button", name="别的私聊有 1 条新消息，去看李阿姨的")
        await expect(news).to_have_text("1")
        assert "李阿姨 · 居民（1 条新的）" in await picker(opened).locator("option").all_inner_texts()
        await news.click()
        await expect(picker(opened)).to_be_focused()
        await expect(private(opened).get_by_text("有人接了")).to_be_visible()
        await expect(opened.locator("textarea").nth(0)).to_have_value("还有一件")
        await expect(news).to_be_hidden()


async def test_a_newcomer_is_met_and_the_power_goes(browser: Browser, address: str) -> None:
    async with page(browser, "phone", address) as opened:
        await opened.get_by_role("tab", name="李阿姨").tap()
        await picker(opened).select_option(label="老吴 · 新邻居")
        size = await picker(opened).bounding_box()
        assert size is not None
        assert size["height"] >= 44
        await opened.locator("textarea:visible").fill("9号楼1单元门口路灯不亮")
        await opened.locator("textarea:visible").press("Enter")
        await opened.get_by_role("button", name="报上去", exact=True).tap()
        await expect(private(opened).get_by_text("编号1001")).to_be_visible()
        await opened.locator("textarea:visible").fill("写到一半")
        await opened.get_by_role("button", name="时钟和断电").tap()
        await press(opened, "断电")
        await expect(opened.get_by_text("丢失 0")).to_be_visible(timeout=20_000)
        await expect(picker(opened)).to_have_value("newcomer1")
        await expect(opened.locator("textarea:visible")).to_have_value("写到一半")
        await expect(private(opened).get_by_text("编号1001")).to_be_visible()
        await accessible(opened, "trial-newcomer-phone")
        await opened.reload()
        await expect(opened.get_by_role("tab", name="老吴")).to_be_visible()


@pytest.mark.parametrize("width", ["desktop", "phone"])
async def test_two_panes_may_show_the_same_chat(browser: Browser, address: str, width: str) -> None:
    async with page(browser, width, address) as opened:
        if width == "phone":
            await opened.get_by_role("tab", name="刘书记").tap()
        await picker(opened, "head").select_option(label="李阿姨 · 居民")
        box = opened.locator("#pane-head textarea")
        await box.fill("北门垃圾桶满了")
        await box.press("Enter")
        await expect(opened.locator("#pane-head").get_by_text("北门垃圾桶满了").first).to_be_visible()
        if width == "phone":
            await opened.get_by_role("tab", name="李阿姨").first.tap()
        await expect(private(opened).get_by_text("北门垃圾桶满了").first).to_be_visible()


async def test_somebody_in_wechat_sees_what_may_still_be_said(browser: Browser, address: str) -> None:
    async with page(browser, "desktop", address) as opened:
        await picker(opened).select_option(label="何阿姨 · 只有微信")
        strip = private(opened).locator(".session .left")
        await expect(strip).to_have_text("还没说过话：回音不能先开口")
        await private(opened).get_by_role("combobox", name="扫一个码").select_option(label="灯杆 D-0231")
        await expect(private(opened).get_by_text("您在灯杆 D-0231")).to_be_visible()
        await say(opened, 0, "灯不亮")
        await press(opened, "报上去")
        await expect(private(opened).get_by_text("编号1001")).to_be_visible()
        await expect(strip).to_contain_text("回音还能发 4 条 · 到")
        await accessible(opened, "trial-weixin")

        await press(opened, "+7 天")
        await expect(strip).to_contain_text("回音一条也不能发，等您开口")
        await expect(strip).to_contain_text("条先放着")
        await press(opened, "进来")
        await expect(private(opened).get_by_text("1001 我们晚了").last).to_be_visible()
        await say(opened, 0, "转人工")
        await expect(strip).to_contain_text("人工在跟您说")
        await press(opened, "人工说完了")
        await expect(private(opened).get_by_text("人工聊完了")).to_be_visible()
        assert "何阿姨 · 只有微信" not in await opened.locator("#pane-group option").all_inner_texts()


async def test_somebody_in_wechat_on_a_phone(browser: Browser, address: str) -> None:
    async with page(browser, "phone", address) as opened:
        await opened.get_by_role("tab", name="李阿姨").tap()
        await picker(opened).select_option(label="何阿姨 · 只有微信")
        await private(opened).get_by_role("button", name="进来").tap()
        await expect(private(opened).get_by_text("我是银杏里社区的回音")).to_be_visible()
        await accessible(opened, "trial-weixin-phone")
