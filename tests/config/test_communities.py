"""Several community files in one folder."""

import re
from pathlib import Path

import pytest

from config import categories, community
from config.errors import ConfigError
from config.settings import Settings
from tests.communities import two

KINDS = categories.load(Settings(_env_file=None).categories)


def test_a_folder_of_files_is_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    assert list(community.load_all(two(tmp_path))) == ["ginkgo", "willow"]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="holds no community file"):
        community.load_all(tmp_path)


def test_two_files_with_the_same_code_are_refused_by_name(tmp_path: Path) -> None:
    homes = two(tmp_path)
    second = homes / "2-willow.toml"
    second.write_text(second.read_text(encoding="utf-8").replace('"willow"', '"ginkgo"'), encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(f'{second}: code: another file is called "ginkgo" too')):
        community.load_all(homes)


@pytest.mark.parametrize("code", ["manager", "join"])
def test_a_code_that_begins_other_links_is_refused(tmp_path: Path, code: str) -> None:
    homes = two(tmp_path)
    second = homes / "2-willow.toml"
    second.write_text(second.read_text(encoding="utf-8").replace('"willow"', f'"{code}"'), encoding="utf-8")
    with pytest.raises(ConfigError, match="begins links of another kind"):
        community.load_all(homes)


def test_each_community_has_its_own_categories(tmp_path: Path) -> None:
    ginkgo, willow = community.load_all(two(tmp_path)).values()
    assert categories.adapted(KINDS, ginkgo).get("light").visibility == "public"
    assert categories.adapted(KINDS, willow).get("light").visibility == "figures"


def test_a_wrong_change_of_a_category_names_the_file_it_stands_in(tmp_path: Path) -> None:
    homes = two(tmp_path)
    second = homes / "2-willow.toml"
    second.write_text(second.read_text(encoding="utf-8").replace('"figures"', '"secret"'), encoding="utf-8")
    willow = community.load_all(homes)["willow"]
    with pytest.raises(ConfigError, match=re.escape(f"{second}: categories.light.visibility")):
        categories.adapted(KINDS, willow)
