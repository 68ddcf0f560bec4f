"""The repository's own rules: what its tooling files may and must say."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
SETTINGS = tomllib.loads(PYPROJECT)
DEPENDENCIES = [*SETTINGS["project"]["dependencies"], *SETTINGS["dependency-groups"]["dev"]]


@pytest.mark.parametrize("path", sorted((ROOT / "req").iterdir()), ids=lambda path: path.name)
def test_a_lock_file_names_no_host(path: Path) -> None:
    assert "://" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_a_dependency_says_why_it_is_there(dependency: str) -> None:
    lines = [line.strip() for line in PYPROJECT.splitlines()]
    at = next(n for n, line in enumerate(lines) if line.startswith(f'"{dependency}"'))
    assert lines[at - 1].startswith("#") or "#" in lines[at]


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_a_dependency_is_locked(dependency: str) -> None:
    name = re.split(r"[^\w.-]", dependency)[0].replace(".", "-").lower()
    lock = "base" if dependency in SETTINGS["project"]["dependencies"] else "dev"
    assert f"\n{name}==" in (ROOT / f"req/{lock}.txt").read_text(encoding="utf-8"), "run: make lock"


def test_git_never_takes_the_data_of_a_running_bot() -> None:
    assert "/var/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
