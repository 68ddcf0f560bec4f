"""``huiyin init``: what people paste is understood, what is written is read back, and nothing is written over."""

import os
import pty
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.init import write as init_write
from bot.init.ask import QUESTIONS
from bot.init.names import Misread, in_chinese, value
from bot.init.read import community as understood
from config import categories, community, wording
from config.settings import HERE
from domain.community import Community

WAIT = 30
WORDS = wording.load(categories.load(HERE / "categories.toml"), strict=True)
ANSWERS = {question.key: question.default for question in QUESTIONS} | {
    "name": "云杉社区",
    "duty": "010-5550-0110",
    "grids": "3",
    "companies": "安居物业 010-5550-0120",
}


def read(**raw: str) -> Community:
    return understood(ANSWERS | raw)[0]


def rows(home: Community) -> list[tuple[str, str, str, tuple[str, ...], str | None]]:
    return [(b.code, b.names["zh-CN"], b.grid, b.aliases, b.company) for b in home.buildings.values()]


# --- what people paste ----------------------------------------------------------------------------------

THREE = [(f"b{n}", f"{n}号楼", "g1", (), "c1") for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "column",
    [
        "1-3号楼",
        "１－３号楼",
        "1号楼 到 3号楼",
        "1号楼~3号楼",
        "第1至3号楼",
        "1-3",
        "1\r\n2\r\n3\r\n",
        "1号楼\n2号\n3号楼\n3栋",
        "1、2、3号楼",
        "1号楼,2号楼,3号楼",
        "序号\t楼栋\t户数\n1\t1号楼\t120\n2\t2号楼\t96\n3\t3号楼\t88",
        "1\t1号楼\t120户\n2\t2号楼\t96户\n3\t3号楼\t88户",
        '\ufeff"1号楼"\t"第一网格"\n"2号楼"\t\n"3号楼"\t',
    ],
)
def test_a_column_of_buildings_however_it_is_written(column: str) -> None:
    assert rows(read(buildings=column, grids="1")) == THREE


@pytest.mark.parametrize(
    "columns",
    [
        "楼名\t网格\t别名\t物业\r\n１号楼\t第一网格\t邮局楼、老邮局\t安居物业\r\n2号楼\t第二网格\t\t无\r\n",
        "物业,别名,网格,楼名\n安居物业,邮局楼/老邮局,1,1号楼\n无物业,,2,2号楼",
        "1号楼\t第一网格\t邮局楼 老邮局\n第2网格\t无物业\t2号楼",
        "1号楼=邮局楼、老邮局 网格1\n2号楼 g2 无",
        "第一网格\n1号楼=邮局楼、老邮局\n第二网格\n2号楼,无物业",
    ],
)
def test_columns_in_any_order_with_or_without_a_header(columns: str) -> None:
    assert rows(read(buildings=columns)) == [
        ("b1", "1号楼", "g1", ("邮局楼", "老邮局"), "c1"),
        ("b2", "2号楼", "g2", (), None),
    ]


def test_five_hundred_buildings() -> None:
    pasted = "\r\n".join(f"{n}号楼\t第{in_chinese(1 + n % 20)}网格\t\t" for n in range(1, 501))
    home = read(buildings=pasted, grids="20")
    assert len(home.buildings) == 500 and {each.grid for each in home.buildings.values()} == set(home.grids)


def test_what_is_there_twice_is_said_and_no_hindrance() -> None:
    home, notes = understood(
        ANSWERS
        | {
            "buildings": "3号楼 第一网格 邮局楼\n三栋 第一网格\n4号楼 第二网格 邮局楼\n4号楼 第三网格",
            "places": "北门",
        }
    )
    assert [each.names["zh-CN"] for each in home.buildings.values()] == ["3号楼", "4号楼", "北门"]
    assert [note.key for note in notes] == ["twice", "two-grids", "alias", "first-grid"]


def test_a_column_nobody_knows_is_said_and_a_row_of_totals_is_no_building() -> None:
    home, notes = understood(
        ANSWERS
        | {"grids": "1", "buildings": "序号\t楼号\t俗名\t楼长\n1\t1号楼\t老干部楼\t王某\n2\t2号楼\t\t\n\t合计\t2栋\t"}
    )
    assert [(each.names["zh-CN"], each.aliases) for each in home.buildings.values()] == [
        ("1号楼", ("老干部楼",)), ("2号楼", ()),
    ]  # fmt: skip
    assert [(note.key, note.args) for note in notes] == [("column", {"name": "楼长"})]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("010-5550-8850 （24小时）", "010-5550-8850"),
        ("值班室010-5550-8801", "010-5550-8801"),
        ("没有", None),
        ("无", None),
        ("", None),
    ],
)
def test_a_number_with_words_around_it_and_none_at_all(written: str, number: str | None) -> None:
    assert read(buildings="1号楼", grids="1", gas=written).phones.get("gas") == number


def test_letters_seats_and_names() -> None:
    home = read(buildings="A1-A3\nB座\n东区5号楼\n邮局楼\nBuilding 7\n十二号楼", grids="1")
    assert {each.code: each.names["en"] for each in home.buildings.values()} == {
        "ba1": "Building A1", "ba2": "Building A2", "ba3": "Building A3", "bb": "Building B", "p1": "东区5号楼",
        "p2": "邮局楼", "b7": "Building 7", "b12": "Building 12",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ({"buildings": "1-5号楼"}, "loose"),
        ({"buildings": "1号楼 第九网格"}, "grid"),
        ({"buildings": "1号楼 第一网格 万家物业"}, "building-company"),
        ({"buildings": "18-1号楼 第一网格"}, "range"),
        ({"buildings": "1-9000号楼 第一网格"}, "range"),
        ({"buildings": " \n"}, "buildings"),
        ({"duty": "打给我"}, "phone"),
        ({"gas": "1"}, "phone"),
        ({"code": "银杏"}, "code"),
        ({"code": "manager"}, "code"),
        ({"zone": "北京"}, "zone"),
        ({"companies": "安居物业"}, "company"),
        ({"grids": "0"}, "grids"),
        ({"grids": "东片\n东片"}, "grid-twice"),
        ({"shifts": "白班"}, "shifts"),
        ({"shifts": "08:00-26:00"}, "shifts"),
        ({"name": "  "}, "name"),
    ],
)
def test_what_cannot_be_meant_is_explained_with_an_example(answer: dict[str, str], key: str) -> None:
    with pytest.raises(Misread) as caught:
        read(**{"buildings": "1号楼 第一网格"} | answer)
    assert caught.value.key == key
    for lang in wording.LANGUAGES:
        assert WORDS.text(lang, f"init-wrong-{key}", **caught.value.args_of_text)


def test_grids_with_officers_companies_and_shifts() -> None:
    home = read(
        grids="网格\t网格员\t电话\n第一网格\t小陈\t010－5550－0171\n东片,小何\n",
        companies="安居物业：010-5550-0120\n无",
        shifts="白班 早8点到晚8点，夜班 20:00-次日8:00，中班 12:00-12:30",
        buildings="东片 1号楼",
    )
    first, second = home.grids.values()
    assert (first.officer, first.phone, second.names["en"], second.officer) == ("小陈", "010-5550-0171", "东片", "小何")
    assert [company.names["zh-CN"] for company in home.companies.values()] == ["安居物业"]
    assert [(shift.code, shift.since.hour, shift.until.hour) for shift in home.shifts] == [
        ("day", 8, 20), ("night", 20, 8), ("shift3", 12, 12),
    ]  # fmt: skip


@given(st.integers(1, 99))
def test_numbers_in_chinese(number: int) -> None:
    assert value(in_chinese(number)) == number


# --- what is written is read back -----------------------------------------------------------------------

TEXT = st.text(
    st.sampled_from("abAB12３一十东门楼栋号格网第座=、，,;/-~到 \t\"\\#{}[]'\x7f\x85\u2028\u200bé😀")
    | st.characters(codec="utf-8"),
    max_size=12,
)
LINES = st.lists(
    st.lists(
        TEXT | st.sampled_from(["3号楼", "1-4栋", "Building 3", "第一网格", "第二网格", "安居物业", "无", "丰巢"]),
        min_size=1,
        max_size=4,
    ).map("\t".join),
    max_size=6,
).map("\n".join)
PHONE = st.from_regex(r"\A\+?[0-9]{3}[0-9 -]{0,8}[0-9]\Z")


@given(
    st.fixed_dictionaries(
        {"name": TEXT, "name_en": TEXT, "duty": PHONE, "buildings": LINES, "places": LINES},
        optional={
            "grids": st.sampled_from(["1", "2", "12"]) | LINES,
            "companies": st.just("") | st.tuples(TEXT, PHONE).map("\t".join),
            "gas": PHONE,
            "code": st.from_regex(r"\A[a-z][a-z0-9_]{0,31}\Z"),
            "shifts": st.sampled_from(["无", "0:00-24:00", "08:00-20:00,20:00-08:00"]),
        },
    ),
    st.sampled_from(wording.LANGUAGES),
)
def test_the_reader_reads_what_was_agreed_to(raw: dict[str, str], lang: str) -> None:
    try:
        home, notes = understood(ANSWERS | raw)
    except Misread as misread:
        assert WORDS.text(lang, f"init-wrong-{misread.key}", **misread.args_of_text)
        return
    for note in notes:
        assert WORDS.text(lang, f"init-note-{note.key}", **note.args)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "community.toml"
        path.write_text(init_write.community_file(home, _say(lang)), encoding="utf-8", newline="")
        assert replace(community.load(path), file="") == home


def _say(lang: str) -> init_write.Say:
    def say(key: str) -> str:
        return WORDS.text(lang, key, **({"name": "#\\"} if key == "init-file-head" else {}))

    return say


def test_every_example_in_the_file_is_right_once_its_mark_is_gone(tmp_path: Path) -> None:
    """The examples that a newcomer uncomments."""
    for lang in wording.LANGUAGES:
        text = init_write.community_file(read(buildings="1号楼 第一网格"), _say(lang))
        awake = "\n".join(
            line.removeprefix("# ") if re.match(r"# \w+ = ", line) else line for line in text.splitlines()
        )
        path = tmp_path / f"{lang}.toml"
        path.write_text(awake, encoding="utf-8")
        home = community.load(path)
        assert home.buildings["b99"].point and home.shifts[0].days == {5, 6} and home.phones["lift"]
        kinds = categories.adapted(categories.load(HERE / "categories.toml"), home)
        assert kinds.get("light").respond.total_seconds() == 12 * 3600


# --- the command ----------------------------------------------------------------------------------------


def environment(**more: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYIN_", "LC_", "LANG"))}
    return plain | {"LANG": "zh_CN.UTF-8", "PYTHONPATH": str(HERE.parent), "PYTHONUTF8": "1"} | more


def huiyin(folder: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this folder."""
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *words],
        cwd=folder, env=environment(**env), stdin=subprocess.DEVNULL,
        text=True, capture_output=True, timeout=WAIT, check=False,
    )  # fmt: skip


FLAGS = ("init", "--yes", "--name", "云杉社区", "--duty", "010-5550-0110", "--grids", "2", "--buildings", "b.tsv")
BUILDINGS = "楼名\t网格\n1-9号楼\t第一网格\n10-18号楼\t第二网格\n"


def test_flags_write_two_files_that_are_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "b.tsv").write_bytes(BUILDINGS.encode("gb18030"))  # as spreadsheets save it in China
    done = huiyin(tmp_path, *FLAGS)
    assert done.returncode == 0, done.stderr
    path, env = tmp_path / "communities" / "home.toml", tmp_path / ".env"
    assert len(community.load(path).buildings) == 18
    assert env.stat().st_mode & 0o777 == 0o600
    assert "HUIYIN_COMMUNITY=communities\n" in env.read_text(encoding="utf-8")
    before = path.read_bytes(), env.read_bytes()
    again = huiyin(tmp_path, *FLAGS)
    assert again.returncode == 1 and "--force" in again.stdout
    assert (path.read_bytes(), env.read_bytes()) == before
    anew = huiyin(tmp_path, *FLAGS, "--force", "--name", "新名字")
    assert anew.returncode == 0 and community.load(path).names["zh-CN"] == "新名字"
    (copy,) = path.parent.glob("*.bak")
    assert copy.read_bytes() == before[0]


def test_a_token_that_is_there_stays_there(tmp_path: Path) -> None:
    (tmp_path / "b.tsv").write_text(BUILDINGS, encoding="utf-8")
    (tmp_path / ".env").write_text("HUIYIN_TELEGRAM_TOKEN=123456789:AAF-a_token_that_nobody_gave\n")
    done = huiyin(tmp_path, *FLAGS)
    assert done.returncode == 0 and "HUIYIN_COMMUNITY=communities" in done.stdout
    assert (tmp_path / ".env").read_text().count("\n") == 1
    anew = huiyin(tmp_path, *FLAGS, "--force")
    assert anew.returncode == 0
    written = (tmp_path / ".env").read_text(encoding="utf-8")
    assert "\nHUIYIN_TELEGRAM_TOKEN=123456789:AAF-a_token_that_nobody_gave\n" in written
    assert "\nHUIYIN_DATABASE=var/home.db\n" in written


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--duty", "打给我"), "--duty："),
        (("--grids", "nowhere.txt"), "nowhere.txt"),
        (("--buildings", "nowhere.txt"), "--buildings："),
        (("--phone", "oil=123"), "--phone："),
        (("--code", "Ü"), "--code："),
        (("--name", ""), "--name："),
    ],
)
def test_a_wrong_flag_is_explained_and_nothing_written(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    (tmp_path / "b.tsv").write_text(BUILDINGS, encoding="utf-8")
    done = huiyin(tmp_path, *FLAGS, *words)
    assert done.returncode == 2 and says in done.stderr and "Traceback" not in done.stderr
    assert os.listdir(tmp_path) == ["b.tsv"]


def test_english_on_request(tmp_path: Path) -> None:
    (tmp_path / "b.tsv").write_text("Building 1, Grid 1\nBuilding 2, Grid 2\n", encoding="utf-8")
    done = huiyin(tmp_path, *FLAGS, LANG="en_GB.UTF-8")
    assert done.returncode == 0 and "Next:" in done.stdout
    assert "# Numbers shown to residents" in (tmp_path / "communities" / "home.toml").read_text(encoding="utf-8")


# --- the dialogue, in a terminal ------------------------------------------------------------------------


def _heard() -> None:
    """Ctrl-C is heard, as under every shell at a keyboard: what runs in the background is started deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """Somebody at a keyboard."""

    def __init__(self, folder: Path, *words: str) -> None:
        self._keyboard, inside = pty.openpty()
        self.seen = ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "init", *words],
            cwd=folder, env=environment(TERM="dumb"), stdin=inside, stdout=inside, stderr=inside,
            start_new_session=True, preexec_fn=_heard,
        )  # fmt: skip
        os.close(inside)

    def until(self, words: str) -> None:
        """Read on until these words are shown."""
        at = len(self.seen)
        while words not in self.seen[at:]:
            try:
                self.seen += os.read(self._keyboard, 65536).decode("utf-8", "replace").replace("\r\n", "\n")
            except OSError:  # the other side has gone
                raise AssertionError(f"never said {words!r}:\n{self.seen}") from None

    def type(self, text: str) -> None:
        """Type or paste."""
        os.write(self._keyboard, text.encode())

    def end(self) -> int:
        code = self.process.wait(WAIT)
        os.close(self._keyboard)
        return code


def dialogue(terminal: Terminal, answers: Mapping[str, str]) -> None:
    for question, answer in answers.items():
        terminal.until(question)
        terminal.type(answer)


def test_somebody_at_a_keyboard_sets_up_a_community(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    pasted = "楼名\t网格\r\n" + "".join(f"{n}号楼\t第{in_chinese(1 + n // 10)}网格\r\n" for n in range(1, 19))
    with_a_blank_row = pasted.replace("9号楼\t", "\r\n9号楼\t", 1)
    dialogue(
        terminal,
        {
            "社区叫什么": "云杉社区\n",
            "短代号": "spruce\n",
            "时区": "<\n",
            "给社区起": "\n",
            "在哪个时区": "\n",
            "值班电话": "打给我\n",
            "不是电话号码": "010-5550-0110\n",
            "物业公司和电话": "安居物业 010-5550-0120\n\n",
            "燃气抢修": "\n",
            "自来水": "\n",
            "供电": "\n",
            "电梯救援": "\n",
            "物业电话": "\n",
            "几个网格": "2\n",
            "有哪些楼": with_a_blank_row + "\n",
            "还有哪些地方": "快递柜=丰巢\n\n",
            "值班分几班": "\n",
            "token": "\n",
            "写入？": "010-1\n",
            "没看懂": "5\n",
            "值班电话，": "010-5550-0111\n",
            "\n写入？": "\n",
        },
    )
    terminal.until("接下来")
    assert terminal.end() == 0
    home = community.load(tmp_path / "communities" / "home.toml")
    assert len(home.buildings) == 19 and home.phones == {"duty": "010-5550-0111", "property": "010-5550-0120"}
    assert "18 处" not in terminal.seen and "快递柜" in terminal.seen


def test_whoever_presses_ctrl_c_in_the_middle_leaves_nothing_behind(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    dialogue(terminal, {"社区叫什么": "云杉社区\n"})
    terminal.until("短代号")
    terminal.process.send_signal(signal.SIGINT)
    terminal.until("什么都没写")
    assert terminal.end() == 1
    assert os.listdir(tmp_path) == []


def test_answers_that_end_in_the_middle_leave_nothing_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot.cli", "init"]
    ended = subprocess.run(
        command, cwd=tmp_path, env=environment(), input="云杉社区\n", text=True, capture_output=True, timeout=WAIT
    )
    assert ended.returncode == 1 and "什么都没写" in ended.stdout
    assert os.listdir(tmp_path) == []
