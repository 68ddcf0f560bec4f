"""The shipped category file can be read, and a wrong one says what is wrong with it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from config import categories, community
from config.errors import ConfigError
from domain.categories import Visibility

CONFIG = Path(categories.__file__).parent
SHIPPED = CONFIG / "categories.toml"

CODES = """
    light road charger manhole drainage water_supply electricity gas heating elevator building fire_safety sanitation
    greenery parking traffic noise pollution pets illegal_construction security facilities services suggestion other
"""

OTHER = """
[category.other]
zh = "其他"
en = "other"
respond_hours = 24
resolve_days = 10
visibility = "public"
trade = "head"
keywords_zh = ["快递"]
"""
FIRE = """
[danger.fire]
category = "other"
phones = ["119"]
patterns_zh = ["着火"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "categories.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_file_has_the_25_categories_in_order() -> None:
    assert list(categories.load(SHIPPED).by_code) == CODES.split()


def test_every_category_is_complete() -> None:
    for category in categories.load(SHIPPED).by_code.values():
        assert category.names.keys() == {"zh-CN", "en"}
        assert len(category.names["zh-CN"]) <= 4, "it must fit on a button"
        assert timedelta(0) < category.respond <= timedelta(hours=24) <= category.resolve
        assert category.elsewhere.keys() == {"zh-CN", "en"}
        assert any(word.isascii() for word in category.keywords)
        assert not all(word.isascii() for word in category.keywords)


def test_what_concerns_neighbours_is_only_counted() -> None:
    counted = {"noise", "pets", "parking", "illegal_construction", "security", "services"}
    for category in categories.load(SHIPPED).by_code.values():
        expected = Visibility.FIGURES if category.code in counted else Visibility.PUBLIC
        assert category.visibility is expected, category.code


def test_the_sample_community_has_every_number_that_a_danger_names() -> None:
    phones = community.load(CONFIG / "sample" / "community.toml").phones
    for danger in categories.load(SHIPPED).dangers.values():
        assert danger.phones
        assert [name for name in danger.phones if not name.isdigit() and name not in phones] == []


def test_a_strong_word_outweighs_a_plain_one_and_capitals_are_folded(tmp_path: Path) -> None:
    loaded = categories.load(write(tmp_path, OTHER + 'strong_en = ["KTV"]\nkeywords_en = ["Shop"]'))
    assert loaded.get("other").keywords == {"快递": 1.0, "ktv": 3.0, "shop": 1.0}


def test_an_unknown_code_falls_back_to_other(tmp_path: Path) -> None:
    assert categories.load(write(tmp_path, OTHER)).get("roof").code == "other"


def test_a_file_without_dangers_is_allowed(tmp_path: Path) -> None:
    assert categories.load(write(tmp_path, OTHER)).dangers == {}


def test_patterns_of_a_danger_are_folded_but_keep_their_marks(tmp_path: Path) -> None:
    text = OTHER + FIRE.replace('"着火"', "'著火|ＫＴＶ.{0,3}煙|\\S号'")
    assert categories.load(write(tmp_path, text)).dangers["fire"].patterns == ("着火|ktv.{0,3}烟|\\S号",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("zh = ", "is not TOML"),
        ("", "category: should be a table, but is missing"),
        (OTHER.replace("other]", "light]"), "category.other: is missing"),
        (
            OTHER.replace('zh = "其他"', ""),
            'category.other.zh: should be a text in quotes, but is missing. Example: zh = "',
        ),
        (OTHER.replace('"其他"', "7"), "category.other.zh: should be a text in quotes, not 7"),
        (OTHER.replace("= 24", '= "soon"'), "category.other.respond_hours: should be a number above 0, not 'soon'"),
        (OTHER.replace("= 24", "= 0"), "category.other.respond_hours: should be a number above 0, not 0"),
        (OTHER.replace("= 24", "= nan"), "category.other.respond_hours: should be a number above 0, not nan"),
        (OTHER.replace("= 10", "= true"), "category.other.resolve_days: should be a number above 0, not True"),
        (OTHER.replace('"public"', '"open"'), 'should be one of figures, private, public, not "open"'),
        (OTHER.replace('"head"', '"wizard"'), "category.other.trade: should be one of cleaner, electrician"),
        (OTHER.replace("keywords_zh", "keyword_zh"), "did you mean keywords_zh?"),
        (OTHER.replace('["快递"]', '"快递"'), "category.other.keywords_zh: should be a list of texts in quotes"),
        (OTHER.replace("快递", "…坏"), "needs one word before and one after the …"),
        (OTHER + FIRE.replace("other", "roof"), 'danger.fire.category: should be one of other, not "roof"'),
        (OTHER + FIRE.replace("着火", "着(火"), 'danger.fire.patterns_zh: "着(火" is not a pattern'),
        (OTHER + FIRE.replace('"着火"', ""), "danger.fire.patterns_zh: at least one pattern is needed"),
        (
            OTHER + 'standard = ["E1037"]',
            'category.other.standard: "E1037" is no code of it. Example: standard = ["E01037"]',
        ),
        (OTHER + 'standard_old = ["P0118-"]', 'category.other.standard_old: "P0118-" is no code of it'),
        (OTHER + FIRE + 'seen_by = "nobody"', "danger.fire.seen_by: should be one of everybody, head, staff"),
        (OTHER + FIRE + "lasting = 1", "danger.fire.lasting: should be true or false, not 1"),
        (OTHER + '[harmless]\nanywhere_zh = ["("]', 'harmless.anywhere_zh: "(" is not a pattern'),
        (OTHER + "[danger]\nfire = 1", "danger.fire: should be a table, not 1"),
        (OTHER + "[categories]", "categories: nothing is called so here; did you mean category?"),
    ],
)
def test_a_wrong_file_says_where_and_what(tmp_path: Path, text: str, says: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError, match=re.escape(says)) as caught:
        categories.load(path)
    assert str(caught.value).startswith(str(path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: cannot be read"):
        categories.load(tmp_path / "nowhere.toml")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "categories.toml"
    path.write_bytes('zh = "灯"'.encode("gbk"))
    with pytest.raises(ConfigError, match="save it as UTF-8"):
        categories.load(path)


def with_question(text: str) -> str:
    return f'{OTHER}[category.other.questions.pole]\nzh = "编号"\nen = "Number"\n{text}\n{FIRE}'


def test_a_category_may_ask_something(tmp_path: Path) -> None:
    values = 'values = { yes = { zh = "有", en = "yes", danger = "fire" }, no = { zh = "没有", en = "no" } }'
    found = categories.load(write(tmp_path, with_question(f'datatype = "singlevaluelist"\nrequired = true\n{values}')))
    (question,) = found.by_code["other"].questions
    assert (question.code, question.names["en"], question.answer, question.required) == (
        "pole",
        "Number",
        "singlevaluelist",
        True,
    )
    assert [(choice.key, choice.names["zh-CN"], choice.danger) for choice in question.choices] == [
        ("yes", "有", "fire"),
        ("no", "没有", None),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('datatype = "word"', "datatype"),
        ('datatype = "singlevaluelist"', "values: belongs to"),
        ('datatype = "string"\nvalues = { a = { zh = "一", en = "a" } }', "values: belongs to"),
        ('datatype = "singlevaluelist"\nvalues = { A = { zh = "一", en = "a" } }', "values.A: should be a short code"),
        ('datatype = "singlevaluelist"\nvalues = { a = { zh = "一" } }', "values.a.en"),
        (
            'datatype = "singlevaluelist"\nvalues = { a = { zh = "一", en = "a", danger = "flood" } }',
            "no danger is called",
        ),
        ('datatype = "string"\nrequires = true', "requires"),
    ],
)
def test_a_question_that_cannot_be_meant_so_is_explained(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ConfigError) as error:
        categories.load(write(tmp_path, with_question(text)))
    assert problem in str(error.value)
