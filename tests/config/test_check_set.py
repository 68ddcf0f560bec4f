"""The plain messages by which what was learned is checked."""

from collections import Counter
from pathlib import Path

import pytest

from config import categories, check
from config.errors import ConfigError
from config.settings import Settings


def test_a_dozen_of_each_category_and_a_hundred_that_are_no_report() -> None:
    kinds = categories.load(Settings(_env_file=None).categories)
    assert Counter(code for code, _ in check.load()) == {**dict.fromkeys(kinds.by_code, 12), "": 100}


def test_a_line_without_a_category_is_named(tmp_path: Path) -> None:
    file = tmp_path / "check.txt"
    file.write_text("light | 灯坏了\n灯坏了\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="line 2"):
        check.load(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.txt"):
        check.load(tmp_path / "none.txt")
