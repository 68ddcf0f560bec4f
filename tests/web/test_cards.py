"""The contact cards: what stands on them, and that each fits its page."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from bot import server
from bot.program import running
from config import community
from config.settings import Settings
from tests.browser import launched
from tests.web.conftest import Served

SAMPLE = Path(community.__file__).parent / "sample" / "community.toml"
HOME = community.load(SAMPLE)
PAGES = re.compile(rb"/Type\s*/Page\b(?!s)")


async def test_a_card_names_officer_company_and_every_number(served: Served) -> None:
    page = (await served.client.get("/card/b3?lang=zh-CN")).text
    for text in ("3号楼", "第一网格", "网格员 小陈", "安居物业", "值班电话", "电梯救援", "110", "119", "120"):
        assert text in page
    numbers = re.findall(r'href="tel:([^"]+)"', page)
    assert numbers[:3] == ["110", "119", "120"]
    own = {number for name, number in HOME.phones.items() if name != "property"}
    assert own | {HOME.grids["g1"].phone, HOME.companies["anju"].phone} == set(numbers[3:])
    assert len(numbers) == len(set(numbers))
    assert "没有物业" not in page and "都是编的" in page


async def test_a_building_without_a_company_says_so_and_gives_no_company_s_number(served: Served) -> None:
    page = (await served.client.get("/card/b17?lang=zh-CN")).text
    assert "这栋楼没有物业，归社区管。" in page
    assert HOME.companies["anju"].phone not in page
    assert "No property company" in (await served.client.get("/card/b17?lang=en")).text


async def test_an_unknown_building_or_community_is_a_page_that_says_so(served: Served) -> None:
    for path in ("/card/b99", "/card/<script>", "/card/b3?community=nowhere", "/cards?community=nowhere"):
        answer = await served.client.get(path, headers={"Accept-Language": "zh"})
        assert answer.status_code == 404
        assert "没有这栋楼的联系卡" in answer.text and "<script>" not in answer.text


async def test_all_cards_are_on_one_page_in_the_order_of_the_file(served: Served) -> None:
    page = (await served.client.get("/cards?lang=zh-CN&size=a6")).text
    assert re.findall(r'aria-labelledby="card-(\w+)"', page) == list(HOME.buildings)
    assert "/static/cards-a6.css" in page
    assert "/static/cards-a4.css" in (await served.client.get("/cards?size=poster")).text


async def test_nothing_comes_from_elsewhere_and_the_results_lead_here(served: Served) -> None:
    answer = await served.client.get("/card/b3")
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text)
    assert "style=" not in answer.text
    assert 'href="/cards"' in (await served.client.get("/board")).text


async def test_each_of_two_communities_has_its_own_cards_and_the_bot_is_named(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.toml").write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    north = SAMPLE.read_text(encoding="utf-8").replace('code = "ginkgo"', 'code = "north"').replace("小陈", "小方")
    (files / "b.toml").write_text(north, encoding="utf-8")
    config = Settings(database=tmp_path / "h.db", port=0, community=files, _env_file=None)
    with server.listen(config) as listener:
        async with running(config) as program, server.serving(program.site, listener) as address:
            program.site.bot = lambda: "huiyin_bot"
            async with httpx.AsyncClient(base_url=address, timeout=20) as client:
                first = (await client.get("/card/b3?lang=zh-CN")).text
                second = (await client.get("/card/b3?lang=zh-CN&community=north")).text
    assert "小陈" in first and "小方" not in first
    assert "小方" in second and "小陈" not in second
    assert "/cards?community=north&amp;lang=zh-CN" in second or "/cards?community=north&lang=zh-CN" in second
    assert "https://t.me/huiyin_bot?start=b3" in first


# --- in a browser ---------------------------------------------------------------------------------------


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with launched() as chromium:
        yield chromium


@pytest.mark.parametrize("width", [390, 1280])
async def test_a_card_is_readable_by_everybody(served: Served, browser: Browser, width: int) -> None:
    problems: list[str] = []
    for path in ("/card/b17?lang=zh-CN", "/cards?lang=en", "/card/b99"):
        context = await browser.new_context(viewport={"width": width, "height": 844})
        page = await context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        await page.goto(f"{served.address.rstrip('/')}{path}")
        found = await Axe().run(page)
        assert found.response["violations"] == [], found.generate_report()
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        await context.close()
    assert problems == []


@pytest.mark.parametrize("size", ["a4", "a6"])
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
async def test_on_paper_each_building_has_one_page(served: Served, browser: Browser, size: str, lang: str) -> None:
    page = await browser.new_page()
    for path, pages in (("/card/b17", 1), ("/cards", len(HOME.buildings))):
        await page.goto(f"{served.address.rstrip('/')}{path}?size={size}&lang={lang}")
        printed = await page.pdf(prefer_css_page_size=True)
        assert len(PAGES.findall(printed)) == pages
    # A4's type is twice A6's; the smallest on A6 is no smaller than seven points.
    await page.emulate_media(media="print")
    smallest = await page.evaluate(
        "Math.min(...[...document.querySelectorAll('.sheet *')].map(e => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert smallest / 96 * 72 >= (14 if size == "a4" else 7)
