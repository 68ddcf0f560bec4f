"""Stickers: read back by a decoder that did not make them, from paper and from pictures; and what goes wrong."""

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from bot import cli
from bot.stickers import design
from bot.stickers.sheet import LAYOUTS
from config import community
from domain.where import stickers

HOME = community.load(community.SAMPLE)
CODES = [*HOME.buildings, *HOME.assets]
URL = "https://desk.example.org"
AT = ["--address", URL]
Made = Callable[..., int]


@pytest.fixture
def qr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """The command, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "HUIYIN_PUBLIC_URL", "HUIYIN_COMMUNITY"):
        monkeypatch.delenv(name, raising=False)
    return lambda *arguments: cli.main(["qr", *arguments])


def pages(path: Path, dpi: int = 110) -> list[Image.Image]:
    """The sheets as a printer would lay them down."""
    return [page.render(scale=dpi / 72).to_pil() for page in pypdfium2.PdfDocument(path)]


def read(picture: Image.Image) -> list[str]:
    return [each.text for each in zxingcpp.read_barcodes(picture.convert("L"))]


def text(path: Path) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


@pytest.mark.parametrize("size", ["a4", "a6", "small"])
def test_every_code_on_the_sheets_reads_back(qr: Made, size: str) -> None:
    assert qr(*AT, "--size", size) == 0
    path = Path("ginkgo-stickers.pdf")
    layout = LAYOUTS[size]
    sheets = pages(path)
    assert len(sheets) == -(-len(CODES) // (layout.across * layout.down))
    assert sorted(code for sheet in sheets for code in read(sheet)) == sorted(
        f"{URL}/q/ginkgo/{code}" for code in CODES
    )


def test_a_sheet_reads_back_when_it_was_printed_badly(qr: Made) -> None:
    assert qr("D-0231", *AT, "--size", "small") == 0
    [sheet] = pages(Path("ginkgo-stickers.pdf"))
    photo = sheet.crop((0, 0, 400, 500)).rotate(7, fillcolor="white", expand=True).resize((260, 320))
    assert read(photo) == [f"{URL}/q/ginkgo/D-0231"]
    photo.paste((90, 90, 90), (120, 150, 132, 162))  # a scratch
    assert read(photo) == [f"{URL}/q/ginkgo/D-0231"]


def test_what_the_paper_says_copies_out(qr: Made) -> None:
    assert qr(*AT) == 0
    words = text(Path("ginkgo-stickers.pdf"))
    for code in CODES:
        assert stickers.spoken(code) in words
    for building in HOME.buildings.values():
        assert building.names["zh-CN"] in words
    for said in (
        "灯杆 D-0231",
        "7号楼旁",
        "银杏里社区",
        "试用样张",
        HOME.phones["duty"],
        "desk.example.org/q",
        "110 119 120",
    ):
        assert said in words
    assert qr("b3", *AT, "--lang", "en", "--out", "en.pdf") == 0
    assert "Building 3" in text(Path("en.pdf")) and "号楼" not in text(Path("en.pdf"))


def test_a_picture_of_each_reads_back(qr: Made) -> None:
    assert qr("D-0231", "b3", *AT, "--png", "--out", "pictures") == 0
    assert sorted(path.name for path in Path("pictures").iterdir()) == ["D-0231.png", "b3.png"]
    for code in ("D-0231", "b3"):
        with Image.open(f"pictures/{code}.png") as picture:
            assert picture.size == (1240, 1753)
            assert read(picture) == [f"{URL}/q/ginkgo/{code}"]


def test_around_each_code_four_modules_stay_white() -> None:
    for address in (f"{URL}/q/ginkgo/b3", f"https://{'long.' * 30}example.org/q/ginkgo/D-0231"):
        label = design.Label("银杏里社区", "b3", "3" * 60, "第一网格", address, "B3-N", "010-5550-0110", "x/q", False)
        parts = list(design.sticker(label, lambda key, **_: "字" * 12))
        [code] = [part for part in parts if isinstance(part, design.Code)]
        quiet = design.QUIET * code.side / len(code.rows)
        for part in parts:
            match part:
                case design.Words():
                    above, below = part.y - 0.88 * part.size, part.y + 0.12 * part.size
                    assert below <= code.y - quiet or above >= code.y + code.side + quiet, part
                    assert part.left >= design.EDGE - 0.01
                    assert part.left + design.width(part.text, part.size) <= design.WIDE - design.EDGE + 0.01
                    assert below <= design.HIGH
                case design.Box():
                    assert part.y + part.h <= code.y - quiet or part.y >= code.y + code.side + quiet


def test_without_an_address_it_says_what_is_missing(qr: Made, capsys: pytest.CaptureFixture[str]) -> None:
    assert qr() == 2
    assert "HUIYIN_PUBLIC_URL" in capsys.readouterr().err
    assert qr("--address", "desk.example.org") == 2
    assert "no web address" in capsys.readouterr().err
    assert list(Path().iterdir()) == []


def test_the_address_of_the_settings_is_taken_and_nothing_is_written_over(
    qr: Made, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIYIN_PUBLIC_URL", "https://huiyin.example.cn/desk/")
    assert qr("b3", "--out", "one.pdf") == 0
    assert [read(page) for page in pages(Path("one.pdf"))] == [["https://huiyin.example.cn/desk/q/ginkgo/b3"]]
    before = Path("one.pdf").read_bytes()
    assert qr("b4", "--out", "one.pdf") == 1
    assert Path("one.pdf").read_bytes() == before and "--overwrite" in capsys.readouterr().err
    assert qr("b4", "--out", "one.pdf", "--overwrite") == 0
    assert qr("b4", "--png", "--out", "p") == 0 and qr("b4", "--png", "--out", "p") == 1
    assert sorted(path.name for path in Path().iterdir()) == ["one.pdf", "p"]


def test_only_what_was_asked_for_is_made(qr: Made, capsys: pytest.CaptureFixture[str]) -> None:
    assert qr(*AT, "--what", "things", "--out", "t.pdf") == 0
    assert [code for page in pages(Path("t.pdf")) for code in read(page)] != []
    assert "B3-N" not in text(Path("t.pdf")) and "D-0231-P" in text(Path("t.pdf"))
    assert qr(*AT, "d0231p", "--out", "d.pdf") == 0
    assert "D-0231-P" in text(Path("d.pdf"))
    assert qr(*AT, "b99", "D-1") == 2
    assert "b99, D-1" in capsys.readouterr().err
    assert qr(*AT, "--community", "oak") == 2
    assert "ginkgo" in capsys.readouterr().err


def test_a_list_is_printed_and_what_the_desk_does_not_know_is_named(
    qr: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("lamps.csv").write_bytes("编号,名称,楼\nD-0231,灯杆,7栋\nD-0777,路灯,三十号楼\n".encode("gb18030"))
    assert qr(*AT, "--csv", "lamps.csv") == 2
    assert "line 3" in capsys.readouterr().err
    Path("lamps.csv").write_text("编号,名称,楼\nD-0231,灯杆,7栋\nD-0777,路灯,3号楼\n", encoding="utf-8-sig")
    assert qr(*AT, "--csv", "lamps.csv") == 0
    told = capsys.readouterr().err
    assert "D-0777" in told and "D-0231" not in told and 'assets_csv = "lamps.csv"' in told
    assert "路灯 D-0777" in text(Path("ginkgo-stickers.pdf"))


def test_hostile_names_become_neither_paths_nor_markup(qr: Made) -> None:
    rows: list[list[Any]] = [
        ["code", "name", "building"],
        ["A-1", "<b>&\x0b'\"", "b3"],
        ["灯-1", "=1+1", "b3"],
        ["桩-1", "😀" * 30, "b3"],
    ]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    Path("list.csv").write_text(out.getvalue(), encoding="utf-8")
    assert qr(*AT, "--csv", "list.csv", "--png", "--out", "p") == 0
    assert sorted(path.name for path in Path("p").iterdir()) == ["A-1.png", "_-1-2.png", "_-1.png"]
    found = sorted(read(Image.open(path))[0] for path in Path("p").iterdir())
    assert [unquote(each) for each in found] == [f"{URL}/q/ginkgo/{code}" for code in ("桩-1", "灯-1", "A-1")]
    assert all(each.isascii() for each in found)
    assert qr(*AT, "--csv", "list.csv") == 0
    assert "<b>&" in text(Path("ginkgo-stickers.pdf"))


def test_nothing_heavy_is_loaded_until_a_sticker_is_made() -> None:
    code = (
        "import sys; from bot import cli, program; cli.parser(); "
        "print([name for name in ('fpdf', 'segno', 'fontTools') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_words_that_have_no_room_are_cut_and_shown_to_be() -> None:
    lines = design.wrapped("电动自行车" * 20, 6.4, 87, 2)
    assert len(lines) == 2 and lines[1].endswith("…")
    assert all(design.width(line, 6.4) <= 87 for line in lines)
    assert list(design.wrapped("3号楼", 6.4, 87, 2)) == ["3号楼"]
