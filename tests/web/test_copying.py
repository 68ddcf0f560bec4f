"""[复制] on the trial page: the words are in the clipboard, and the button says so."""

import pytest
from playwright.async_api import Browser, expect

from tests.web.test_trial_page import address, browser, page, press, say

__all__ = ["address", "browser"]

NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"  # as on a page that came by HTTP


@pytest.mark.parametrize("plain_http", [False, True])
async def test_a_receipt_is_copied(browser: Browser, address: str, plain_http: bool) -> None:
    async with page(browser, "desktop", address) as opened:
        await opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
        if plain_http:
            await opened.evaluate(NO_CLIPBOARD)
        await say(opened, 2, "/report 老周来电 3号楼下水堵了")
        await press(opened, "复制")
        await expect(opened.get_by_role("button", name="复制好了", exact=True)).to_be_visible()
        box = opened.locator("textarea").nth(2)
        await box.focus()
        await opened.keyboard.press("Control+V")
        assert (await box.input_value()).startswith("您说的3号楼下水的事记上了，编号1001")
        await expect(opened.get_by_role("button", name="复制", exact=True)).to_be_visible()
