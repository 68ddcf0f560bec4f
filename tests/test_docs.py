"""The documentation says what is true."""

import re
from pathlib import Path

import pytest

from config.settings import Settings
from docs.generate import pages

ROOT = Path(__file__).parent.parent
PROSE = [path for path in ROOT.rglob("*.md") if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)]


@pytest.mark.parametrize(("name", "content"), pages().items())
def test_a_generated_page_is_up_to_date(name: str, content: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == content, "run: make docs"


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for name in (name for name, field in Settings.model_fields.items() if not field.exclude):
        assert f"`HUIYIN_{name.upper()}`" in page


@pytest.mark.parametrize("path", PROSE, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_every_command_exists(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    mentioned = set(re.findall(r"\bmake ([a-z]+)", (ROOT / name).read_text(encoding="utf-8")))
    assert mentioned <= targets
    assert mentioned


def test_the_glossary_names_code_that_exists() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("domain", "storage", "handlers", "bot")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in (".py", ".sql")
    )
    rows = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()[4:]
    for code in re.findall(r"`([A-Za-z_.]+)`", "\n".join(row.split("|")[2] for row in rows)):
        last = code.split(".")[-1]
        assert re.search(rf"\b{last}\b", source) or (ROOT / code.replace(".", "/")).with_suffix(".py").exists(), code
