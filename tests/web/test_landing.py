"""The page behind a sticker's code: what it offers, and that anybody can read it."""

import re
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, expect

from bot import server
from bot.program import running
from config import community
from config.settings import Settings
from storage.db import Tx
from tests.browser import launched
from tests.web.conftest import Served
from web.site import Site

SAMPLE = community.SAMPLE
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x>',
    "../../etc/passwd",
    "%00",
    "zz'--",
    "😀" * 50,
    "a" * 3000,
    "//",
]
WECHAT = "Mozilla/5.0 (Linux; Android 10; HMA-AL00) AppleWebKit/537.36 Mobile MicroMessenger/8.0.30"


def with_everything(site: Site) -> None:
    """Every channel there is."""
    site.bot = lambda: "huiyin_bot"
    site.weixin = lambda home, sign: f"https://work.weixin.qq.com/kf/kfc1?enc_scene=E&scene_param={quote(sign)}"
    site.chat = "/chat"


@pytest.fixture
async def everywhere(tmp_path: Path) -> AsyncIterator[tuple[httpx.AsyncClient, Site]]:
    """The sample community for real, with every channel."""
    async for each in _serving(tmp_path, SAMPLE):
        yield each


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[tuple[httpx.AsyncClient, Site]]:
    """Two communities with the same buildings; the second alone has a pavilion."""
    files = tmp_path / "files"
    files.mkdir()
    text = SAMPLE.read_text(encoding="utf-8")
    (files / "a.toml").write_text(text, encoding="utf-8")
    text = (
        text.replace('code = "ginkgo"', 'code = "willow"')
        .replace("银杏里社区", "柳岸社区")
        .replace("Ginkgo Lane", "Willow")
    )
    more = 'pagoda = { zh = "凉塔", en = "Pagoda", grid = "g1" }\n'
    (files / "b.toml").write_text(text.replace("[buildings]\n", f"[buildings]\n{more}", 1), encoding="utf-8")
    async for each in _serving(tmp_path, files):
        yield each


async def _serving(folder: Path, file: Path) -> AsyncIterator[tuple[httpx.AsyncClient, Site]]:
    config = Settings(
        database=folder / "h.db", port=0, community=file, public_url="https://desk.example.org", _env_file=None
    )
    with server.listen(config) as listener:
        async with running(config) as program, server.serving(program.site, listener) as address:
            with_everything(program.site)
            async with httpx.AsyncClient(base_url=address, timeout=20, headers={"Accept-Language": "zh"}) as client:
                yield client, program.site


def _links(page: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'class="way[^"]*" href="([^"]+)"', page)]


def _report(tx: Tx, number: int, building: str, grid: str, live: int, category: str = "light") -> None:
    """A public report, as the board's own rules leave it."""
    tx.run(
        """
        INSERT INTO listing (report, number, community, grid, building, area, category, state, live, reported_at,
            due_at, ended_at, late, hidden_at, hidden_why, words)
        VALUES (?, ?, 'ginkgo', ?, ?, '', ?, ?, ?, ?, ?, ?, 0, NULL, '', '')
        """,
        (number, number, grid, building, category, "open" if live else "closed", live, 1_790_000_000_000,
         1_790_000_000_000, None if live else 1_790_000_000_000),
    )  # fmt: skip


async def test_a_lamp_s_code_offers_every_channel_with_the_place_filled_in(
    everywhere: tuple[httpx.AsyncClient, Site],
) -> None:
    client, site = everywhere
    answer = await client.get("/q/ginkgo/D-0231")
    assert answer.status_code == 200
    assert "灯杆 D-0231" in answer.text and "7号楼旁" in answer.text and "D-0231-P" in answer.text
    assert _links(answer.text) == [
        "https://work.weixin.qq.com/kf/kfc1?enc_scene=E&scene_param=D-0231",
        "/chat?sign=D-0231&lang=zh-CN",
        "https://t.me/huiyin_bot?start=ginkgo-D-0231",
    ]
    site.weixin, site.chat, site.bot = lambda home, sign: "", "", lambda: ""
    bare = (await client.get("/q/ginkgo/D-0231")).text
    assert not _links(bare) and "现在只能打电话" in bare and "tel:010-5550-0110" in bare


async def test_the_numbers_stand_there_emergency_first_and_each_can_be_pressed(
    everywhere: tuple[httpx.AsyncClient, Site],
) -> None:
    client, _ = everywhere
    page = (await client.get("/q/ginkgo/b3")).text
    home = community.load(SAMPLE)
    numbers = re.findall(r'href="tel:([^"]+)"', page)
    assert numbers[:4] == ["110", "119", "120", home.phones["duty"]]
    assert {*home.phones.values(), home.grids["g1"].phone} == set(numbers[3:])
    alone = (await client.get("/q/ginkgo/b17")).text  # nobody but the community looks after it
    assert home.companies["anju"].phone not in re.findall(r'href="tel:([^"]+)"', alone)


async def test_what_is_open_there_stands_there_and_nothing_else(everywhere: tuple[httpx.AsyncClient, Site]) -> None:
    client, site = everywhere
    assert "没有正在办的事" in (await client.get("/q/ginkgo/b3")).text
    for number, building, grid, live in ((1001, "b3", "g1", 1), (1002, "b3", "g1", 0), (1003, "b7", "g2", 1)):
        await site.db.write(_report, number, building, grid, live)
    page = (await client.get("/q/ginkgo/b3")).text
    assert re.findall(r'href="/board/(\d+)"', page) == ["1001"]
    assert "我也遇到" in page and "看全部" not in page
    for number in range(1010, 1016):
        await site.db.write(_report, number, "b3", "g1", 1)
    page = (await client.get("/q/ginkgo/b3")).text
    assert len(re.findall(r'href="/board/(\d+)"', page)) == 5
    assert "/board?building=b3&amp;state=open" in page
    assert re.findall(r'href="/board/(\d+)"', (await client.get("/q/ginkgo/D-0231")).text) == ["1003"]


async def test_an_old_or_hostile_code_is_a_page_with_every_way_in(everywhere: tuple[httpx.AsyncClient, Site]) -> None:
    client, _ = everywhere
    for code in ("D-9999", *HOSTILE):
        for path in (
            f"/q/ginkgo/{quote(code, safe='')}",
            f"/q/nowhere/{quote(code, safe='')}",
            f"/q?code={quote(code)}",
        ):
            answer = await client.get(path)
            assert answer.status_code == 404, path
            assert "没找到这个码" in answer.text and "/chat?" in answer.text and "tel:010-5550-0110" in answer.text
            assert "<script>alert" not in answer.text and "<img src=x" not in answer.text
            assert len(answer.text) < 20_000


async def test_a_code_is_found_as_it_is_read_out_and_a_slip_is_asked_about(
    everywhere: tuple[httpx.AsyncClient, Site],
) -> None:
    client, _ = everywhere
    for typed in ("d0231p", "D-0231-P", "D 0231", "Ｄ０２３１"):
        answer = await client.get("/q", params={"code": typed})
        assert (answer.status_code, answer.headers["location"]) == (303, "/q/ginkgo/D-0231")
    slip = await client.get("/q", params={"code": "D-0231-X"})
    assert slip.status_code == 404 and 'href="/q/ginkgo/D-0231"' in slip.text
    assert (await client.get("/q")).status_code == 200
    assert (await client.get("/q/d0231")).status_code == 200
    assert "有东西坏了" in (await client.get("/q/ginkgo")).text


async def test_with_two_communities_a_code_says_whose_it_is_or_it_is_asked(two: tuple[httpx.AsyncClient, Site]) -> None:
    client, _ = two
    page = (await client.get("/q/willow/b3")).text
    assert "柳岸社区" in page and "银杏里社区" not in page
    assert "https://t.me/huiyin_bot?start=willow-b3" in _links(page)
    assert "/chat?community=willow&sign=b3&lang=zh-CN" in _links(page)
    asked = await client.get("/q/b3")
    assert asked.status_code == 200 and _links(asked.text) == ["/q/ginkgo/b3", "/q/willow/b3"]
    assert "凉塔" in (await client.get("/q/pagoda")).text
    nowhere = await client.get("/q/oak/b3")
    assert nowhere.status_code == 404
    assert _links(nowhere.text) == ["/q/ginkgo?lang=zh-CN", "/q/willow?lang=zh-CN"]


async def test_the_same_in_english_and_in_wechat_s_own_browser(everywhere: tuple[httpx.AsyncClient, Site]) -> None:
    client, _ = everywhere
    english = (await client.get("/q/ginkgo/D-0231?lang=en")).text
    assert "lamp post D-0231" in english and "by Building 7" in english
    assert _links(english)[0] == "/chat?sign=D-0231&lang=en"
    inside = (await client.get("/q/ginkgo/b3?lang=zh-CN", headers={"User-Agent": WECHAT})).text
    assert _links(inside)[0].startswith("https://work.weixin.qq.com/") and "微信里打不开这个" in inside
    assert "微信里打不开这个" not in (await client.get("/q/ginkgo/b3")).text


class Balanced(HTMLParser):
    """Every element is closed where it should be, and no id stands there twice."""

    VOID = frozenset({"meta", "link", "img", "input", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        assert len({name for name, _ in attrs}) == len(attrs)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


async def test_its_html_is_whole_and_nothing_comes_from_elsewhere(everywhere: tuple[httpx.AsyncClient, Site]) -> None:
    client, site = everywhere
    await site.db.write(_report, 1001, "b3", "g1", 1)
    for path in ("/q", "/q/ginkgo", "/q/ginkgo/b3", "/q/ginkgo/b4", "/q/ginkgo/x"):
        answer = await client.get(path)
        checked = Balanced()
        checked.feed(answer.text)
        assert not checked.open and len(set(checked.ids)) == len(checked.ids)
        assert not re.search(r'src="(?:https?:)?//|<script|style=', answer.text)
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


# --- in a browser ---------------------------------------------------------------------------------------


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with launched() as chromium:
        yield chromium


@pytest.mark.parametrize("width", [320, 390, 1280])
async def test_everybody_can_read_it_without_javascript(served: Served, browser: Browser, width: int) -> None:
    await served.db.write(_report, 1001, "b3", "g1", 1)
    for path in ("/q/ginkgo/b3?lang=zh-CN", "/q/ginkgo/D-0231-X?lang=en", "/q?lang=en"):
        for scheme in ("light", "dark"):
            context = await browser.new_context(
                viewport={"width": width, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
            )
            page = await context.new_page()
            await page.goto(f"{served.address.rstrip('/')}{path}")
            found = await Axe().run(page)
            assert found.response["violations"] == [], found.generate_report()
            assert await page.evaluate("document.documentElement.scrollWidth") <= width
            heights = await page.evaluate(
                "[...document.querySelectorAll('main a, main button, main input:not([type=hidden])')]"
                ".map(e => e.getBoundingClientRect().height)"
            )
            assert min(heights) >= 24
            await context.close()
    plain = await browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 844})
    page = await plain.new_page()
    await page.goto(f"{served.address.rstrip('/')}/q?lang=zh-CN")
    await page.get_by_label("贴纸上的编号").fill("d0231p")
    await page.get_by_role("button", name="找到它").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("您在 灯杆 D-0231")
    await plain.close()
