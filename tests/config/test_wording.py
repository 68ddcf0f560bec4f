"""Both languages say everything, with the same variables; and whatever the code says has its words."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from config import categories, community, wording
from config.categories import TRADES
from config.settings import Settings
from config.wording import FOLDER, LANGUAGES, Wording
from domain import lines
from domain.lines import Day, Hour, Joined, Term, line
from domain.people import GRANTED
from domain.promises.spent import PAUSED, RESUMED
from domain.report import MOVES, Status
from domain.reports import alerts

ROOT = Path(__file__).parents[2]
FILES = sorted(path.name for path in (FOLDER / LANGUAGES[0]).glob("*.ftl"))
SETTINGS = Settings(_env_file=None)
KINDS = categories.load(SETTINGS.categories)
HOME = community.load(SETTINGS.community)
ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


class _Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.found.add(node.id.name)


def texts(lang: str, name: str) -> dict[str, set[str]]:
    """The texts of a wording file with the variables that each takes."""
    resource = FluentParser().parse((FOLDER / lang / name).read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for entry in resource.body:
        assert not isinstance(entry, ftl.Junk), f"{lang}/{name}: {entry.content!r}"
        if isinstance(entry, ftl.Message):
            assert entry.id.name not in found, f"{lang}/{name}: {entry.id.name} twice"
            variables = _Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.found
    return found


ALL = {key: variables for name in FILES for key, variables in texts(LANGUAGES[0], name).items()}


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def words() -> Wording:
    return wording.load(KINDS, strict=True)


@pytest.mark.parametrize("name", FILES)
def test_every_language_has_the_same_texts_and_variables(name: str) -> None:
    first, *others = (texts(lang, name) for lang in LANGUAGES)
    for other in others:
        assert other == first


def test_no_text_is_in_two_files() -> None:
    assert sum(len(texts(LANGUAGES[0], name)) for name in FILES) == len(ALL)


def test_every_text_is_made_without_an_error(words: Wording, lang: str) -> None:
    for key, variables in ALL.items():
        for count in (0, 1, 2):
            given: dict[str, str | int] = {name: count for name in variables}
            assert words.text(lang, key, **given) or key.startswith(("alert-media", "answer-ok"))


def test_chinese_is_written_with_chinese_punctuation() -> None:
    for text in (FOLDER / "zh-CN" / "chat.ftl").read_text(encoding="utf-8").splitlines():
        said = text.partition("=")[2]
        assert not re.search(r"[\u4e00-\u9fff][,:;!?]|[,;!?][\u4e00-\u9fff]", said), text


# --- what the code names ------------------------------------------------------------------------------


def calls(*names: str) -> Iterator[tuple[Path, ast.Call]]:
    """Calls of functions with these names in the packages that speak."""
    for package in ("domain", "handlers"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                    if name in names:
                        yield path, node


def keys(node: ast.expr) -> Iterator[str]:
    """The keys that an argument can be: a text, one of two, or a pattern with ``*`` for what varies."""
    match node:
        case ast.Constant(str(value)):
            yield value
        case ast.IfExp():
            yield from keys(node.body)
            yield from keys(node.orelse)
        case ast.JoinedStr():
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)


def test_every_text_that_a_decision_names_exists() -> None:
    named = {key for _, call in calls("line") if call.args for key in keys(call.args[0])}
    named |= {f"button-{key}" for _, call in calls("button") if call.args for key in keys(call.args[0])}
    assert len(named) > 150
    for key in named - {"text", "category"}:
        pattern = re.compile(re.escape(key).replace(r"\*", ".+"))
        assert any(pattern.fullmatch(each) for each in ALL), key


def test_every_line_is_given_what_its_text_wants() -> None:
    for path, call in calls("line"):
        if any(keyword.arg is None for keyword in call.keywords):  # **title: the transcripts say them all
            continue
        given = {keyword.arg for keyword in call.keywords}
        for key in keys(call.args[0]) if call.args else ():
            if key in ALL:
                assert ALL[key] <= given, f"{path.name}:{call.lineno}: {key}"


def test_every_code_has_its_words(lang: str, words: Wording) -> None:
    named = {f"card-{each}" for each in Status} | {f"progress-{each}" for each in Status}
    named |= {f"standing-{each}" for each in ("open", "handed", "taken", "resolved", "refused", "duplicate")}
    named |= {f"status-{each}" for each in Status} | {f"queue-{each}" for each in ("open", "acknowledged")}
    named |= {f"trade-{each}" for each in (*TRADES, "staff", "head")}
    named |= {f"danger-{each}" for each in KINDS.dangers}
    named |= {f"phone-{each}" for each in HOME.phones}
    named |= {f"refusal-{each}" for each in alerts.REASONS} | {f"button-refuse-{each}" for each in alerts.REASONS}
    named |= {f"button-coming-{each}" for each in alerts.COMING} | {f"button-skip-{each}" for each in alerts.SKIPS}
    named |= {f"answer-{each}" for each in ("acknowledge", "resolve", "refuse")}
    named |= {f"{what}-{role}" for what in ("role", "can") for role in GRANTED}
    named |= {"refused-status", "refused-role", "place-unknown", "place-somewhere"}
    assert {key for key in named if not words.has(lang, key)} == set()


def test_every_category_has_a_name_and_knows_where_else_to_go(lang: str, words: Wording) -> None:
    for code in KINDS.by_code:
        assert words.term(lang, "category", code)


# --- times and other arguments ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "dated", "said"),
    [
        (0, False, "今天12:00"),
        (-5, False, "今天上午7:00"),
        (21, False, "明天上午9:00"),
        (21, True, "11月23日上午9:00"),
        (-24, False, "昨天12:00"),
        (48, False, "11月24日12:00"),
        (-9, False, "今天凌晨3:00"),
    ],
)
def test_an_hour_is_said_as_people_say_it(words: Wording, hours: int, dated: bool, said: str) -> None:
    assert words.moment("zh-CN", NOON + timedelta(hours=hours), NOON, ZONE, dated) == said


@pytest.mark.parametrize(
    ("days", "dated", "said"),
    [(0, False, "今天"), (1, False, "明天"), (-1, False, "昨天"), (2, False, "11月24日"), (0, True, "11月22日")],
)
def test_a_day_is_said_by_name_or_by_its_date(words: Wording, days: int, dated: bool, said: str) -> None:
    assert words.day("zh-CN", NOON + timedelta(days=days), NOON, ZONE, dated) == said


def test_every_kind_of_argument_is_put_into_words(words: Wording) -> None:
    arguments: tuple[lines.Arg, ...] = (
        "a", 3, Term("category", "light"), Hour(NOON), Day(NOON), timedelta(hours=1, minutes=5), Joined(("a", "b")),
        line("coming-on", day=Day(NOON)),
    )  # fmt: skip
    said = [words.line("zh-CN", line("quoted", text=each), NOON, ZONE) for each in arguments]
    assert said == ["“a”", "“3”", "“灯”", "“今天12:00”", "“今天”", "“1小时5分钟”", "“a、b”", "“今天来”"]


def test_a_missing_argument_is_an_error_when_strict_and_only_then(words: Wording) -> None:
    with pytest.raises(Exception, match="number"):
        words.text("en", "receipt")
    assert wording.load(KINDS).text("en", "receipt")


def test_an_unknown_code_is_shown_as_it_is(words: Wording) -> None:
    assert words.term("en", "trade", "astronaut") == "astronaut"


def test_every_text_that_a_page_names_exists() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "web" / "templates").glob("*.html"))
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "web").rglob("*.py"))
    named = set(re.findall(r"""\bt\(["']([a-z-]+)["']""", pages))
    named |= {f"web-{key}" for key in re.findall(r"""_refuse\(request, "([a-z-]+)\"""", code)}
    assert named
    for key in named:
        assert key in ALL or any(each.startswith(key) for each in ALL if key.endswith("-")), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_is_written_down_of_a_report_has_words_in_the_export(lang: str) -> None:
    files = [each.read_text() for folder in ("domain", "handlers") for each in (ROOT / folder).rglob("*.py")]
    written = {kind for each in files for kind in re.findall(r'\bLog\([^,]+, "(\w+)"', each)}
    assert {"told", "support", "remark"} <= written
    kinds = written | {move for moves in MOVES.values() for move in moves} | {PAUSED, RESUMED, "publish_photos"}
    known = wording.load(KINDS).keys(lang, "export-event-")
    assert sorted(each for each in kinds if f"export-event-{each}" not in known) == []
