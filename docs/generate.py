"""Makes the pages that must not drift from the code: ``make docs``.  tests/test_docs.py compares them."""

import re
from pathlib import Path

from config.settings import Settings
from domain.people import GRANTED, Role
from domain.permissions import MAY
from domain.public.visibility import SEES, Kind, Sight
from domain.report import MOVES

HERE = Path(__file__).parent


def pages() -> dict[str, str]:
    """File name -> content of every generated page."""
    made = {"settings.md": _settings(), "lifecycle.md": _lifecycle(), "roles.md": _roles()}
    return made | {name: _with_table(name, words) for name, words in SIGHTS.items()}


def _settings() -> str:
    rows = "".join(
        f"| `HUIYIN_{name.upper()}` | {_shown(field.default)} | {field.description} |\n"
        for name, field in Settings.model_fields.items()
        if not field.exclude
    )
    return (
        "# Settings\n\n<!-- made by `make docs` from config/settings.py -->\n\n"
        "Set them in the environment, or in a file `.env` in the folder where Huiyin starts. "
        "A wrong value stops the start and says which one, why, and how it should look.\n\n"
        f"| name | default | what it decides |\n|---|---|---|\n{rows}"
    )


def _shown(default: object) -> str:
    if default is None:
        return "not set"
    if isinstance(default, Path) and default.is_absolute():  # a file that comes with the program
        default = default.relative_to(HERE.parent)
    return f"`{default}`"


def _lifecycle() -> str:
    arrows = sorted({(status, to, name) for status, moves in MOVES.items() for name, to in moves.items()})
    diagram = "".join(f"    {status} --> {to}: {name}\n" for status, to, name in arrows if status != to)
    table = "".join(
        f"| {status} | {name} | {to} | {', '.join(sorted(MAY[name]))} |\n"
        for status, moves in MOVES.items()
        for name, to in moves.items()
    )
    return (
        "# The life of a report\n\n<!-- made by `make docs` from MOVES in domain/report.py -->\n\n"
        f"```mermaid\nstateDiagram-v2\n    [*] --> open\n{diagram}```\n\n"
        "Who may make which move:\n\n| from | move | to | who |\n|---|---|---|---|\n" + table
    )


def _roles() -> str:
    shown = [Role.RESIDENT, Role.REPORTER, Role.SUPPORTER, Role.FILER, Role.ASSIGNEE, *GRANTED]
    head = f"| action | {' | '.join(shown)} |\n|---|{'---|' * len(shown)}\n"
    rows = "".join(
        f"| {action} | {' | '.join('yes' if role in roles or Role.RESIDENT in roles else '' for role in shown)} |\n"
        for action, roles in MAY.items()
    )
    return (
        "# Who may do what\n\n<!-- made by `make docs` from MAY in domain/permissions.py -->\n\n"
        "Reporter, supporter, filer (who filed it for somebody else) and assignee are what somebody is to one report; "
        "the roles after them are held in a "
        "community, staff and volunteers for some of its grids or for all. Whether the state of a report allows a move "
        f"is [the life of a report](lifecycle.md). [The work pages](staff.md) ask the same table."
        f"\n\n{_purposes(shown)}\n{head}{rows}"
    )


def _purposes(roles: list[Role]) -> str:
    """What each role is for, as the glossary says; a role that it does not explain is the error."""
    known = _known_roles()
    return "".join(f"- **{role}** ({known[role][1]}): {known[role][0]}\n" for role in roles)


def _known_roles() -> dict[str, tuple[str, str]]:
    glossary = (HERE / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+): ([^|]+) \|.*\| ([^|]+) \|$", glossary, re.MULTILINE)
    return {word: (what, chinese) for word, what, chinese in rows}


# What each cell of the table of who sees what says, in the language of the page.
SIGHTS = {
    "privacy.md": {Sight.NOTHING: "", Sight.COUNT: "counted", Sight.FACTS: "facts", Sight.WHOLE: "all"},
    "privacy.zh-CN.md": {Sight.NOTHING: "", Sight.COUNT: "只计数", Sight.FACTS: "大概", Sight.WHOLE: "全部"},
}
_TABLE = re.compile(r"(<!-- SEES -->\n).*?(<!-- /SEES -->)", re.DOTALL)


def _with_table(name: str, words: dict[Sight, str]) -> str:
    """A page written by hand, with the table of domain/public/visibility.py between its two marks."""
    kinds = list(Kind)
    chinese = {role: found[1] for role, found in _known_roles().items()}
    rows = "".join(
        f"| {chinese[role] if 'zh' in name else role} | {' | '.join(words[SEES[kind][role]] for kind in kinds)} |\n"
        for role in SEES[Kind.PUBLIC]
    )
    head = f"| | {' | '.join(kinds)} |\n|---|{'---|' * len(kinds)}\n"
    page = (HERE / name).read_text(encoding="utf-8")
    return _TABLE.sub(lambda marks: f"{marks[1]}{head}{rows}{marks[2]}", page)


def main() -> None:
    """Write the pages."""
    for name, content in pages().items():
        (HERE / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
