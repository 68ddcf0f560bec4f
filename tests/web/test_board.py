"""The results board over real HTTP and in a real browser: what it shows, and what it never shows."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from axe_playwright_python.async_playwright import Axe

from config.settings import Settings
from domain.categories import Visibility
from domain.report import Report, Status
from storage import chain, facts, history, reports
from storage.db import Tx
from tests.browser import launched
from tests.communities import two
from tests.domain.cases import report
from tests.web.conftest import Served, serve

NOW = datetime.now(UTC).replace(microsecond=0)
HOSTILE = "<script>alert(1)</script>\"'&{{ 7*7 }}"
LAMP = replace(
    report(),
    reported_at=NOW - timedelta(days=2),
    since=NOW - timedelta(days=2),
    respond_by=NOW - timedelta(days=1),
    resolve_by=NOW + timedelta(days=1),
)


def file(tx: Tx, *many: Report) -> None:
    """Store reports as the desk does."""
    for each in many:
        reports.put(tx, each)
        facts.note(tx, each, NOW)
        history.log(tx, each.id, each.reported_at, each.reporter, "reported", each.category, "")


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Served]:
    """Two communities behind a public address, each with a broken lamp, number 1001."""
    config = Settings(
        database=tmp_path / "huiyin.db",
        community=two(tmp_path),
        port=0,
        public_url="https://desk.example.org",
        _env_file=None,
    )
    async with serve(config) as it:
        others = replace(LAMP, id=8, community="willow", visibility=Visibility.FIGURES)
        await it.db.write(file, LAMP, others, replace(LAMP, id=9, number=1002, community="willow", category="elevator"))
        yield it


async def page(served: Served, path: str, lang: str = "zh-CN", status: int = 200) -> str:
    """A page as it is read in this language."""
    joint = "&" if "?" in path else "?"
    answer = await served.client.get(f"{path}{joint}lang={lang}")
    assert answer.status_code == status, (path, answer.text)
    return answer.text


async def test_where_the_results_were_leads_to_the_board(both: Served) -> None:
    answer = await both.client.get("/results?community=willow&lang=en")
    assert (answer.status_code, answer.headers["location"]) == (301, "/board?community=willow&lang=en")


async def test_the_first_community_is_shown_and_the_others_are_a_click_away(both: Served) -> None:
    shown = await page(both, "/board")
    assert '<p class="community">银杏里社区</p>' in shown
    assert 'href="/board?community=willow"' in shown


async def test_a_community_shows_its_own_reports_and_hides_what_it_does_not_publish(both: Served) -> None:
    shown = await page(both, "/board?community=willow")
    assert '<p class="community">柳岸社区</p>' in shown
    assert "编号 1002" in shown and "编号 1001" not in shown  # willow publishes no lamps
    assert "/board?community=willow&amp;lang=en" in shown  # another language is the same page
    assert "编号 1002" in await page(both, "/board/1002?community=willow")
    await page(both, "/board/1002", status=404)


async def test_a_community_that_is_not_there_is_not_found(both: Served) -> None:
    answer = await both.client.get("/board?community=oak")
    assert answer.status_code == 404
    assert "no community is called 'oak' here" in answer.json()["error"]


async def test_one_community_has_nothing_to_choose(served: Served) -> None:
    assert "community=" not in await page(served, "/board")


async def test_what_is_not_public_cannot_be_told_from_what_is_not_there(both: Served) -> None:
    secret = replace(LAMP, id=20, number=1020, visibility=Visibility.PRIVATE)
    await both.db.write(file, secret)
    answers = [await page(both, f"/board/{number}", status=404) for number in (1020, 1021, 10**11)]
    assert len({answer.replace("1020", "N").replace("1021", "N").replace(str(10**11), "N") for answer in answers}) == 1


async def test_what_left_the_public_view_leaves_number_date_and_reason(both: Served) -> None:
    gone = replace(LAMP, version=1, visibility=Visibility.FIGURES, hidden_at=NOW, hidden_why="named")
    await both.db.write(file, gone)
    for shown in (await page(both, "/board"), await page(both, "/board/1001", status=410)):
        assert "不公开了：里面提到了人" in shown and "编号 1001" in shown
        listed = shown[shown.index("<ol class") :]
        assert "3号楼" not in listed and "/board/1001" not in listed
    assert "路灯 ·" not in await page(both, "/board/1001", status=410)


async def test_a_broken_promise_stands_on_the_page_and_in_the_timeline(both: Served) -> None:
    shown = await page(both, "/board/1001")
    assert "没做到，已经晚了1天" in shown
    assert "说好的时间到了，没人回话" in shown
    front = await page(both, "/board")
    assert "超时了" in front and "对不起" in front
    assert front.index("说到没做到") < front.index("说到做到")


async def test_words_are_shown_only_as_staff_released_them(both: Served) -> None:
    assert LAMP.text not in await page(both, "/board/1001")
    await both.db.write(file, replace(LAMP, version=1, released=HOSTILE))
    shown = await page(both, "/board/1001")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown and "{{ 7*7 }}" in shown
    assert "<script" not in shown and "onerror" not in shown


HOSTILE_QUERIES = (
    f"?q={HOSTILE}",
    "?q=%00%ff&state=%3Cscript%3E&category='&grid=\"&building=<img src=x onerror=alert(1)>",
    "?before=abc&after=-1",
    "?before=" + "9" * 400,
    "?after=999999999999",
    "?since=2026-99-99&until=0001-01-01&days=-7",
    "?since=9999-12-31&until=2026-11-01",
    "?lang=xx&q=" + "灯" * 5000,
    "?before=1&after=1&days=7&state=late&q=灯",
    "?q=%22%20OR%20NEAR(&q=*",
)


@pytest.mark.parametrize("query", HOSTILE_QUERIES)
async def test_any_address_is_answered_and_repeats_nothing_unescaped(both: Served, query: str) -> None:
    answer = await both.client.get(f"/board{query}")
    assert answer.status_code == 200
    assert not re.search(r"<script|<img src=x|onerror=alert\(1\)>", answer.text)


async def test_filters_and_words_narrow_the_list_and_stay_in_the_form(both: Served) -> None:
    await both.db.write(file, replace(LAMP, id=30, number=1030, category="road", status=Status.CLOSED, resolved_at=NOW))
    shown = await page(both, "/board?category=road&state=done")
    assert "这样找，一件也没有" not in shown
    assert "编号 1030" in shown and "编号 1001" not in shown
    assert '<option value="road" selected>' in shown and '<option value="done" selected>' in shown
    assert "编号 1001" in await page(both, "/board?q=路灯")
    assert "编号 1030" not in await page(both, "/board?q=路灯")
    assert "编号 1030" in await page(both, "/board?q=1030 3号楼")
    assert "这样找，一件也没有" in await page(both, "/board?q=没有的词")


async def test_pages_are_small_and_hold_no_script_and_no_style_of_their_own(both: Served) -> None:
    await both.db.write(file, *(replace(LAMP, id=100 + n, number=2000 + n) for n in range(50)))
    for path in ("/", "/board/1001", "/board?state=late", "/board/figures", "/board/plan", "/screen", "/screen?page=1"):
        for lang in ("zh-CN", "en"):
            shown = await page(both, path, lang)
            assert len(shown.encode()) < 60_000
            assert not re.search(r"<script(?! src=)|<style| style=| on\w+=", shown)
            assert f'<html lang="{lang}">' in shown and ("og:title" in shown or "/screen" in path)
            assert len(re.findall("<h1", shown)) == 1
            ids = re.findall(r' id="([^"]+)"', shown)
            assert len(ids) == len(set(ids))


class Strict(HTMLParser):
    """Every element is closed where it should be, and a paragraph holds no block."""

    VOID = frozenset("meta link img input br hr".split())
    BLOCKS = frozenset("p div ul ol dl table section form h1 h2 h3 nav figure blockquote details".split())

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        assert not (tag in self.BLOCKS and "p" in self.open), (tag, self.open)
        assert tag != "time" or "datetime" in names  # what stands in it is for people
        assert not (tag in ("a", "button", "input") and "a" in self.open), (tag, self.open)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "svg" in self.open, tag

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, (tag, self.open)


async def test_every_page_is_well_formed(both: Served) -> None:
    await both.db.write(file, replace(LAMP, version=1, released=HOSTILE))
    for path in (*PATHS, "/board/1001", "/board?q=%3Cb%3E&state=done&days=7", "/cards", "/card/b3", "/card/none"):
        for lang in ("zh-CN", "en"):
            parser = Strict()
            answer = await both.client.get(path, params=None, headers={"Accept-Language": lang})
            parser.feed(answer.text)
            assert parser.open == [], path


async def test_the_trial_page_is_well_formed(served: Served) -> None:
    for lang in ("zh-CN", "en"):
        parser = Strict()
        parser.feed(await page(served, "/trial", lang))
        assert parser.open == []


async def test_a_refusal_keeps_no_promise_and_what_is_withdrawn_in_time_breaks_none(both: Served) -> None:
    begun = replace(LAMP, id=50, number=1050, resolved_at=NOW - timedelta(days=1, hours=1), reason="not_ours")
    refused = replace(begun, status=Status.REFUSED)
    withdrawn = replace(begun, id=51, number=1051, status=Status.WITHDRAWN, reason=None)
    late = replace(withdrawn, id=52, number=1052, resolved_at=NOW - timedelta(hours=1))
    await both.db.write(file, refused, withdrawn, late)
    shown = await page(both, "/board/1050")
    assert shown.count("没做到，说了办不了") == 2 and "做到了，" not in shown  # as the figures count it
    shown = await page(both, "/board/1051")
    assert shown.count("不用办了") == 2 and "做到" not in shown
    assert "没做到，到时间还没办" in await page(both, "/board/1052")


async def test_a_report_says_what_comes_next_and_how_to_reach_somebody(both: Served) -> None:
    shown = await page(both, "/board/1001")
    assert "我们晚了，对不起" in shown
    assert shown.count('href="tel:010-5550-0110"') == 2  # beside what comes next, and under every page
    assert 'href="/chat?community=ginkgo&amp;lang=zh-CN"' in shown
    assert 'href="/q/ginkgo"' in shown


async def test_how_many_are_late_is_said_of_all_and_the_listed_ones_are_a_part(both: Served) -> None:
    noise = replace(LAMP, id=40, number=1040, category="noise", visibility=Visibility.FIGURES)
    await both.db.write(file, noise)
    front, figures = await page(both, "/board"), await page(both, "/board/figures?days=7")
    assert "现在超时 2 件" in front and "其中 1 件能一件件看" in front
    assert "现在超时 2 件" in figures
    assert "新报 2 件：1 件一件件列在公示栏，1 件牵涉到人，只算进数。" in figures


async def test_a_building_is_found_by_its_whole_number(both: Served) -> None:
    other = replace(LAMP, id=60, number=1060, place=replace(LAMP.place, building="b13", grid="g1"))
    await both.db.write(file, other)
    for asked in ("3号楼", "3号楼 灯", "3"):
        shown = await page(both, f"/board?q={asked}")
        assert "编号 1001" in shown and "编号 1060" not in shown, asked
    assert "编号 1060" in await page(both, "/board?q=13号楼")
    only = await page(both, "/board?building=b13")
    assert "编号 1060" in only and "编号 1001" not in only and '<option value="b13" selected>' in only


async def test_last_week_is_seven_whole_days_from_monday_on(both: Served) -> None:
    zone = timezone(timedelta(hours=8))
    today = datetime.now(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday() + 7)
    inside = replace(
        LAMP, id=70, number=1070, category="road", reported_at=monday, respond_by=monday + timedelta(days=6, hours=23)
    )
    outside = replace(inside, id=71, number=1071, category="elevator", respond_by=monday - timedelta(minutes=1))
    outside = replace(outside, reported_at=outside.respond_by, resolve_by=outside.respond_by)
    await both.db.write(file, inside, outside)
    shown = await page(both, "/board/figures?days=last")
    assert f"since={monday:%Y-%m-%d}&amp;until={monday + timedelta(days=6):%Y-%m-%d}" in shown
    kinds = shown[shown.index('id="kinds"') : shown.index('id="grids"')]
    row = kinds[kinds.index("路</a>") :]
    assert re.search(r"<td>1</td>", row[: row.index("</tr>")])  # reported at its first minute
    assert "电梯</a>" not in kinds


async def test_everybody_may_read_how_it_is_counted_and_the_fingerprint_of_the_history(both: Served) -> None:
    count, head = await both.db.write(chain.head, "ginkgo")
    shown = await page(both, "/board/how?community=ginkgo")
    assert f"记录到第{count}条，指纹 {head}" in shown
    assert "/open311/v2/requests.json?jurisdiction_id=ginkgo" in shown
    assert "365天" in await page(both, "/privacy")


async def test_an_unknown_address_is_words_for_people_and_json_for_programs(both: Served) -> None:
    people = await both.client.get("/nothing?lang=zh-CN", headers={"Accept": "text/html,*/*"})
    assert people.status_code == 404 and "没有这一页" in people.text and "010-5550-0110" in people.text
    programs = await both.client.get("/nothing")
    assert programs.status_code == 404 and programs.json() == {"error": "Not Found"}


async def test_letters_grow_with_what_the_browser_is_set_to(both: Served) -> None:
    async with launched() as browser:
        opened = await browser.new_page(locale="zh-CN", viewport={"width": 390, "height": 844})
        for path in ("/", "/board/1001", "/board/figures", "/board/how"):
            await opened.goto(both.address.rstrip("/") + path)
            small = await opened.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
            await opened.evaluate("document.documentElement.style.fontSize = '200%'")
            large = await opened.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
            assert large == 2 * small
            assert await opened.evaluate("document.documentElement.scrollWidth") <= 390, path


LOOKS = [(360, "zh-CN", "light"), (360, "en", "dark"), (768, "en", "light"), (1280, "zh-CN", "dark")]


async def test_the_figures_count_what_is_not_listed_and_split_only_what_is(both: Served) -> None:
    noise = replace(LAMP, id=40, number=1040, category="noise", visibility=Visibility.FIGURES)
    care = replace(LAMP, id=41, number=1041, category="services", visibility=Visibility.PRIVATE)
    await both.db.write(file, noise, care)
    shown = await page(both, "/board/figures?days=7")
    kinds = shown[shown.index('id="kinds"') : shown.index('id="grids"')]
    assert ">灯</a>" in kinds and "噪" not in kinds and "便民" not in kinds
    assert "2 次没按时回话" in shown  # the lamp and the noise, not what is private
    assert "评的不到 3 件" in shown


async def test_the_plan_marks_what_is_open_where_and_the_list_says_the_same(both: Served) -> None:
    shown = await page(both, "/board/plan")
    said = "3号楼，没办好 1 件，其中 1 件超时"
    assert f'aria-label="{said}"' in shown and f">{said}</a>" in shown
    assert shown.count('class="badge late"') == 1
    assert "/board?community=ginkgo&amp;building=b3&amp;state=open" in shown


async def test_the_display_turns_by_a_header_and_can_be_stopped(both: Served) -> None:
    answer = await both.client.get("/screen?lang=zh-CN")
    assert answer.headers["refresh"] == "15; url=/screen?community=ginkgo&lang=zh-CN&page=1"
    assert "http-equiv" not in answer.text and "<script" not in answer.text
    still = await both.client.get("/screen?lang=zh-CN&page=1&still=1")
    assert "refresh" not in still.headers
    assert "还没办好的" in still.text and "3号楼" in still.text
    last = await page(both, "/screen?page=2")
    assert "110" in last and "有事打这里" in last
    assert "李" not in last + still.text + answer.text


async def test_in_a_browser_axe_finds_nothing_and_nothing_is_wider_than_the_screen(both: Served) -> None:
    await both.db.write(file, replace(LAMP, version=1, released="灯不亮" * 30))
    async with launched() as browser:
        for width, lang, scheme in LOOKS:
            context = await browser.new_context(
                viewport={"width": width, "height": 800},
                locale=lang,
                color_scheme=scheme,  # type: ignore[arg-type]
            )
            opened = await context.new_page()
            for path in PATHS:
                await opened.goto(both.address.rstrip("/") + path)
                found = (await Axe().run(opened)).response["violations"]
                assert [(each["id"], each["nodes"][0]["target"]) for each in found] == [], (path, width, lang, scheme)
                assert await opened.evaluate("document.documentElement.scrollWidth") <= width, (path, width, lang)
            await context.close()


PATHS = [
    "/",
    "/board?q=路灯&category=light",
    "/board?q=没有",
    "/board/1001",
    "/board/4",
    "/board?community=willow",
    "/board/figures",
    "/board/plan",
    "/board/how",
    "/privacy",
    "/screen",
    "/screen?page=1",
    "/screen?page=2&still=1",
]


async def test_the_list_works_by_keyboard_alone(both: Served) -> None:
    async with launched() as browser:
        opened = await browser.new_page(locale="zh-CN", viewport={"width": 360, "height": 800})
        await opened.goto(both.address)
        await opened.keyboard.press("Tab")
        assert await opened.evaluate("document.activeElement.className") == "skip"
        await opened.locator("#q").focus()
        await opened.keyboard.type("路灯")
        await opened.keyboard.press("Enter")
        await opened.wait_for_url("**/board?**")
        await opened.locator(".report .what a").first.focus()
        await opened.keyboard.press("Enter")
        await opened.wait_for_url("**/board/1001**")


async def test_the_feed_is_atom_with_the_same_filters_and_no_words(both: Served) -> None:
    await both.db.write(file, replace(LAMP, id=30, number=1030, category="road", released=HOSTILE))
    answer = await both.client.get("/board.atom?category=road&lang=en")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    space = "{http://www.w3.org/2005/Atom}"
    assert [each.findtext(f"{space}title") for each in feed.iter(f"{space}entry")] == ["road, Building 3"]
    for name in ("id", "title", "updated"):
        assert feed.findtext(f"{space}{name}")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{space}link")}
    assert links["self"] == "https://desk.example.org/board.atom?community=ginkgo&category=road&lang=en"
    hostile = await both.client.get("/board.atom", params={"q": HOSTILE})
    assert len(ElementTree.fromstring(hostile.content).findall(f"{space}entry")) == 1  # its own words, as words
    assert b"<script" not in hostile.content


async def test_on_paper_it_is_dark_on_light_whatever_the_screen_prefers(both: Served) -> None:
    async with launched() as browser:
        opened = await browser.new_page(locale="zh-CN", color_scheme="dark")
        await opened.goto(both.address)
        await opened.emulate_media(media="print", color_scheme="dark")
        inks = await opened.evaluate(
            "['h1', '.report .what a', '.broken h3'].map(s => getComputedStyle(document.querySelector(s)).color)"
        )
        assert inks == ["rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(143, 44, 27)"]
        assert await opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert not await opened.locator(".finder").is_visible()
