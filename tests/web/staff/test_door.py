"""The door of the staff pages: who comes in with what, and how it closes again."""

import re
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from domain.people import Role
from storage import browsers, people
from storage.db import Tx
from tests.web.conftest import Served
from tests.web.staff.desk import Browser, hashed, let_in, link, somebody
from web.staff.door import WRONG

HOME = "ginkgo"
_LAST = "SELECT content FROM web_message WHERE chat = ? ORDER BY id DESC LIMIT 1"


@pytest.fixture
async def zhou(served: Served) -> int:
    """An electrician of the sample community."""
    return await somebody(served.db, "老周", HOME, Role.STAFF)


@pytest.fixture
async def browser(served: Served) -> AsyncIterator[Browser]:
    """A browser that nobody let in."""
    async with httpx.AsyncClient(base_url=served.address, timeout=20) as client:
        yield Browser(client, served.db)


async def _in(browser: Browser) -> bool:
    return (await browser.client.get("/staff/queue")).status_code == 200


async def test_the_chat_gives_the_link(served: Served, browser: Browser) -> None:
    """网页, in private: the electrician of the trial gets one, a resident does not."""
    links = {}
    for who in ("zhou", "li"):
        fields = {"as": who, "chat": f"private:{who}", "key": f"please-{who}", "text": "网页"}
        headers = {"Origin": served.address.rstrip("/")}
        assert (await served.client.post("/trial/say", data=fields, headers=headers)).status_code == 200
        await browser.settled()
        (last,) = await served.db.write(Tx.all, _LAST, (f"private:{who}",))
        links[who] = re.findall(r"http://[^/]+(/staff/in/[\w-]+)", last[0])
    assert links["li"] == []
    await browser.send(links["zhou"][0])
    assert await _in(browser)
    assert "周师傅" in (await browser.client.get("/staff/me")).text


async def test_looking_at_a_link_does_not_use_it(served: Served, zhou: int, browser: Browser) -> None:
    """Previews and scanners of chats look at every link; they press nothing."""
    path = await link(served.db, zhou)
    for _ in range(3):
        assert (await browser.look(path)).status_code == 200
        assert (await browser.client.head(path)).status_code == 200
    assert not await _in(browser)
    assert (await browser.send(path)).status_code == 200
    assert await _in(browser)


async def test_a_link_works_once(served: Served, zhou: int, browser: Browser) -> None:
    path = await link(served.db, zhou)
    await browser.send(path)
    async with httpx.AsyncClient(base_url=served.address) as client:
        other = Browser(client, served.db)
        assert (await other.send(path)).status_code == 403
        assert "用不了" in other.page
        assert not await _in(other)


async def test_a_link_is_void_after_its_minutes_and_by_the_next(served: Served, zhou: int, browser: Browser) -> None:
    old = await link(served.db, zhou, minutes=0)
    assert (await browser.send(old)).status_code == 403
    first, second = await link(served.db, zhou), await link(served.db, zhou)
    assert (await browser.send(first)).status_code == 403
    assert (await browser.send(second)).status_code == 200


async def test_only_a_page_of_ours_can_open_the_door(served: Served, zhou: int, browser: Browser) -> None:
    """Another site cannot put somebody into an account that it chose."""
    path = await link(served.db, zhou)
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}, {}):
        assert (await browser.client.post(path, headers=headers)).status_code == 403
    assert (await browser.send(path)).status_code == 200


async def test_a_word_that_was_put_into_the_browser_opens_nothing(served: Served, zhou: int, browser: Browser) -> None:
    """Session fixation: the cookie that lets in is made at the door, never before."""
    browser.client.cookies.set("huiyin-staff", "chosen-by-somebody-else")
    await browser.send(await link(served.db, zhou))
    words = [cookie.value for cookie in browser.client.cookies.jar if cookie.name == "huiyin-staff" and cookie.value]
    assert await served.db.write(lambda tx: browsers.find(tx, hashed("chosen-by-somebody-else"), 0)) is None
    assert any(word != "chosen-by-somebody-else" and len(word) > 40 for word in words)


async def test_the_cookie_is_out_of_reach(served_for_real: Served) -> None:
    served = served_for_real
    zhou = await somebody(served.db, "老周", HOME, Role.STAFF)
    headers = {"Origin": "https://desk.example.org"}
    response = await served.client.post(await link(served.db, zhou), headers=headers)
    told = response.headers["set-cookie"]
    assert told.startswith("__Host-huiyin-staff=")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(re.split("; ", told))
    assert response.headers["cache-control"] == "no-store"


async def test_a_hundred_wrong_links(served: Served, zhou: int, browser: Browser) -> None:
    """After a few none is looked at for the rest of the minute; nobody else is shut out for it but that address."""
    codes = [(await browser.send(f"/staff/in/{'x' * 40}{n}")).status_code for n in range(100)]
    assert codes[:WRONG] == [403] * WRONG
    assert 429 in codes
    assert codes.count(403) <= 3 * WRONG  # the minute may begin anew while this runs, twice on a slow machine
    assert not await _in(browser)


async def test_a_good_link_has_to_wait_then(served: Served, zhou: int, browser: Browser) -> None:
    """Whoever is shut out learns nothing by it; within the minute, which may begin anew while this runs."""
    refused = None
    while refused is None:
        began = int(time.time() // 60)
        while (await browser.send(f"/staff/in/{'x' * 43}")).status_code != 429:
            pass
        response = await browser.send(await link(served.db, zhou))
        refused = response.status_code if int(time.time() // 60) == began else None
        if refused is None:
            await served.db.write(browsers.end_all, zhou)
    assert refused == 429
    assert not await _in(browser)


@pytest.mark.parametrize("word", ["", "x", "%00", "..%2f..%2fetc", "x" * 5000, "'; DROP TABLE browser; --", "灯"])
async def test_words_that_are_no_link(word: str, browser: Browser) -> None:
    assert (await browser.look(f"/staff/in/{word}")).status_code in (200, 404)
    assert (await browser.send(f"/staff/in/{word}")).status_code in (403, 404)


async def test_what_is_kept_opens_nothing(served: Served, zhou: int, browser: Browser) -> None:
    """Whoever reads the database finds hashes: neither is a key."""
    path = await link(served.db, zhou)
    kept = await served.db.write(lambda tx: tx.all("SELECT hash FROM staff_link"))
    assert kept == [(hashed(path.rpartition("/")[2]),)]
    assert (await browser.send(f"/staff/in/{kept[0][0]}")).status_code == 403
    await browser.send(path)
    ((word,),) = await served.db.write(lambda tx: tx.all("SELECT hash FROM browser"))
    browser.client.cookies.clear()
    browser.client.cookies.set("huiyin-staff", word)
    assert not await _in(browser)


async def test_it_ends_with_the_role(served: Served, zhou: int) -> None:
    """At the next look, whatever the page shows; and it does not come back with another role."""
    browser = await let_in(served.address, served.db, zhou)
    assert await _in(browser)
    await served.db.write(people.end_roles, zhou, HOME)
    assert (await browser.look("/staff/queue")).status_code == 401
    assert "请先从聊天里进来" in browser.page
    assert (await browser.press("card:1:0:")).status_code == 401
    await served.db.write(people.grant, zhou, HOME, Role.STAFF, "electrician", ())
    assert not await _in(browser)


async def test_idle_too_long_and_over_at_last(served: Served, zhou: int) -> None:
    for column, back in (("seen_at", browsers.IDLE_MS), ("began_at", browsers.ENDS_MS)):
        browser = await let_in(served.address, served.db, zhou)
        assert await _in(browser)
        await served.db.write(Tx.run, f"UPDATE browser SET {column} = {column} - {back}")
        assert not await _in(browser)


async def test_leaving_and_leaving_everywhere(served: Served, zhou: int) -> None:
    phone, desk, hall = [await let_in(served.address, served.db, zhou) for _ in range(3)]
    await hall.send("/staff/out")
    assert not await _in(hall)
    await desk.look("/staff/me")
    assert desk.page.count('name="browser"') == 3  # phone, desk, and everywhere
    other = await let_in(served.address, served.db, await somebody(served.db, "小陈", HOME, Role.STAFF))
    ids = await served.db.write(lambda tx: tx.all("SELECT id FROM browser WHERE person = ? ORDER BY id", (zhou,)))
    await other.send("/staff/me", browser=ids[0][0])  # somebody else's
    assert await _in(phone)
    await desk.send("/staff/me", browser=ids[0][0])
    assert not await _in(phone)
    assert await _in(desk)
    await desk.send("/staff/me", browser="all")
    assert not await _in(desk)
    assert await _in(other)


async def test_whoever_is_forgotten_is_out(served: Served, zhou: int) -> None:
    browser = await let_in(served.address, served.db, zhou)
    await served.db.write(people.forget, zhou, datetime(2026, 11, 22, tzinfo=UTC))
    assert not await _in(browser)


async def test_residents_get_no_link_and_no_page(served: Served) -> None:
    """A link for whoever holds no role lets nobody in."""
    li = await somebody(served.db, "李阿姨", HOME, None)
    browser = await let_in(served.address, served.db, li)
    assert not await _in(browser)


@pytest.mark.parametrize(
    "path", ["/staff", "/staff/queue", "/staff/report/1", "/staff/talk", "/staff/me", "/staff/stream"]
)
async def test_nobody_sees_a_page_from_outside(path: str, browser: Browser) -> None:
    response = await browser.client.get(path)
    assert response.status_code == 401
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/staff/press", "/staff/say", "/staff/out", "/staff/me"])
async def test_a_foreign_page_can_do_nothing(path: str, served: Served, zhou: int) -> None:
    browser = await let_in(served.address, served.db, zhou)
    fields = {"data": "lang:0:0:en", "text": "x", "key": "k" * 24, "back": "/staff", "browser": "all", "message": ""}
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "same-site"}, {}):
        assert (await browser.client.post(path, data=fields, headers=headers)).status_code == 403
    assert await _in(browser)
    assert not await served.db.write(lambda tx: tx.all("SELECT 1 FROM inbox WHERE source = 'staff'"))


async def test_back_leads_to_our_pages_alone(served: Served, zhou: int) -> None:
    browser = await let_in(served.address, served.db, zhou)
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example", "/staff\\..\\x", "javascript:alert(1)"):
        headers = {"Origin": served.address.rstrip("/")}
        fields = {"data": "phones:0:0:", "key": "k" * 24 + str(hash(back) % 999), "back": back, "message": ""}
        response = await browser.client.post("/staff/press", data=fields, headers=headers)
        assert response.status_code == 303
        assert re.match(r"/staff(/talk|%5C..%5Cx)\?said=", response.headers["location"])
