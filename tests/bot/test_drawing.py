"""The digest's picture and the A4 page: every character drawn, nothing outside, the size that was promised."""

import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from config import categories, wording
from config.settings import HERE
from storage import drawing
from storage.drawing import Bar, Column, Number, Rate, Sheet

WEEK = Sheet(
    form="week",
    title="银杏里社区",
    dates="这一周（11月16日—11月22日）",
    numbers=(Number("23", "大家说了"), Number("1", "晚了，对不起", True), Number("19", "办好了"), Number("4", "在办")),
    remark="一半的事9小时内有人回话。",
    bars_title="都是什么事",
    bars=(Bar("灯", 8), Bar("路", 5), Bar("充电桩", 4), Bar("其他", 6)),
    trend_title="八周来",
    trend=tuple(Column(f"11/{day}", day, 20 - day) for day in range(1, 9)),
    heard="大家说了",
    done="办好了",
    thanks="谢谢开口的邻居。",
    foot="回音 · 件件有回音 · 数字到11月22日15:37",
)
MONTH = replace(WEEK, form="month", rates_head=("比率", "这个月", "上个月"), rates=(Rate("响应率", "96%", "91%"),))
LONG = "recycling, bulky waste, and whatever else nobody wants to keep at home any longer"
HUGE = replace(
    WEEK,
    title=LONG * 2,
    numbers=tuple(Number("9999", LONG, late) for late in (False, True, False, False)),
    bars=tuple(Bar(LONG, 9999 // each) for each in range(1, 8)),
    trend=tuple(Column("11/22", 9999, 9999) for _ in range(8)),
    remark=LONG * 3,
    thanks=LONG * 3,
)
TINY = replace(WEEK, numbers=WEEK.numbers[:1], bars=(), trend=(), remark="")
SHEETS = {"week": WEEK, "month": MONTH, "huge": HUGE, "huge month": replace(HUGE, form="month"), "tiny": TINY}


def opened(sheet: Sheet) -> Image.Image:
    """The picture as it comes out."""
    return Image.open(io.BytesIO(drawing.png(sheet)))


@pytest.mark.parametrize("name", SHEETS)
def test_a_picture_has_its_size(name: str) -> None:
    image = opened(SHEETS[name])
    if SHEETS[name].form == "month":
        assert image.size == (1240, 1754)  # A4 at 150 dpi
    else:
        assert image.width == 1080 and 500 < image.height <= 1920  # what is kept without being made smaller


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_drawn_across_the_edge(name: str) -> None:
    image = opened(SHEETS[name]).convert("RGB")
    width, height = image.size
    edge = [image.getpixel((x, y)) for x in (4, width - 5) for y in range(height)]
    assert set(edge) == {image.getpixel((0, 0))}


def test_every_character_that_we_write_is_in_the_font() -> None:
    words = wording.load(categories.load(HERE / "categories.toml"))
    texts = [path.read_text(encoding="utf-8") for path in Path(wording.FOLDER).glob("*/digest.ftl")]
    texts += [(HERE / "categories.toml").read_text(encoding="utf-8")]
    texts += [(HERE / "sample" / "community.toml").read_text(encoding="utf-8")]
    texts += [words.text(lang, "list-join") for lang in wording.LANGUAGES]
    assert {sign for sign in "".join(texts) if not drawing.can_draw(sign)} == set()


def test_what_the_font_lacks_gets_the_printers_sign() -> None:
    assert not drawing.can_draw("\U0001f600") and drawing.can_draw("䶮") and drawing.can_draw(drawing.MISSING)
    assert drawing.drawable("灯\U0001f600") == f"灯{drawing.MISSING}"


def test_chinese_is_really_drawn() -> None:
    """Two titles of the same length differ: boxes would be the same."""
    one, other = (drawing.png(replace(TINY, title=title)) for title in ("银杏里社区", "柳岸新社区"))
    assert one != other


@settings(deadline=None, max_examples=40)  # the first one loads the font
@given(st.text(max_size=60), st.integers(60, 900), st.sampled_from((26, 38, 54)))
def test_what_is_cut_fits(text: str, room: int, px: int) -> None:
    text = drawing.drawable(text)
    assert drawing.width(drawing.fit(text, room, px), px) <= room
    text = " ".join(text.split())
    lines = drawing.wrap(text, room, px)
    assert len(lines) <= 2 and all(drawing.width(each, px) <= room for each in lines)
    if not lines or not lines[-1].endswith("…"):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@settings(deadline=None, max_examples=40)  # the first one loads the font
@given(st.text(max_size=80))
def test_any_name_makes_a_picture(title: str) -> None:
    assert drawing.svg(replace(TINY, title=title)).startswith("<svg")


def test_it_is_drawn_in_a_process_of_its_own() -> None:
    command = [sys.executable, "-m", "storage.drawing"]
    done = subprocess.run(command, input=json.dumps(WEEK.packed()).encode(), capture_output=True, check=True)
    assert done.stdout == drawing.png(WEEK)
