"""The dialogue of ``huiyin init``: asks until an answer can be meant.  The terminal stands behind ``Console``."""

import select
import sys
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.init import read as read
from bot.init.names import Misread, value
from bot.init.paste import Known

with suppress(ImportError):
    import readline  # noqa: F401 - lets people correct what they type

BACK = frozenset(("<", "《", "〈", "上一步", "back"))  # what people type to correct the answer before
MORE_WITHIN = 0.3  # s; a blank row inside a paste is followed by the rest of it at once

Say = Callable[..., str]
Raw = MutableMapping[str, str]


class Console(Protocol):
    """Where somebody reads and writes."""

    def show(self, text: str) -> None:
        """Show it."""

    def line(self) -> str:
        """The next line.  Raises ``EOFError`` when there is none."""

    def more(self) -> bool:
        """Whether the next line is there already: somebody pasted."""


class Terminal:
    """Standard input and output."""

    def show(self, text: str) -> None:
        """Show it."""
        print(text, flush=True)

    def line(self) -> str:
        """The next line.  Raises ``EOFError`` when there is none."""
        return input("> " if sys.stdin.isatty() else "")

    def more(self) -> bool:
        """Whether the next line is there already."""
        return sys.stdin.isatty() and bool(select.select([sys.stdin], [], [], MORE_WITHIN)[0])


@dataclass(frozen=True, slots=True)
class Question:
    """One answer that is wanted."""

    key: str
    default: str = ""
    lines: bool = False
    needed: bool = False


QUESTIONS = (
    Question("name", needed=True),
    Question("name_en"),
    Question("code", read.CODE_IF_NONE),
    Question("zone", read.ZONE),
    Question("duty", needed=True),
    Question("companies", lines=True),
    *(Question(name) for name in read.PHONES),
    Question("grids", read.GRIDS, lines=True),
    Question("buildings", lines=True, needed=True),
    Question("places", lines=True),
    Question("shifts", read.SHIFTS),
    Question("token"),
    Question("public_url"),
)
_READ: Mapping[str, Callable[[str], object]] = {
    "name": read.name,
    "name_en": read.one_line,
    "code": read.code,
    "zone": read.zone,
    "duty": read.phone,
    **dict.fromkeys(read.PHONES, read.phone_or_none),
    "companies": read.companies,
    "grids": read.grids,
    "shifts": read.shifts,
    "token": read.token,
    "public_url": read.public_url,
}


def check(key: str, raw: Mapping[str, str], folder: Path | None) -> None:
    """Raise ``Misread`` when this answer cannot be meant.  A ``folder`` must not hold such a community yet."""
    if not raw[key].strip() and key in NEEDED:
        raise Misread("needed")
    if key in _READ:
        _READ[key](raw[key])
    else:
        known = Known(read.grids(raw["grids"]), read.companies(raw["companies"]))
        read.spots({**raw, "places": raw["places"] if key == "places" else ""}, known)
    path = folder / f"{read.code(raw['code'])}.toml" if folder and key == "code" else None
    if path and path.exists():
        raise Misread("exists", path=str(path))


NEEDED = frozenset(question.key for question in QUESTIONS if question.needed)


def defaults(raw: Mapping[str, str]) -> dict[str, str]:
    """What just pressing Enter means, after the answers so far."""
    found = {question.key: question.default for question in QUESTIONS}
    with suppress(Misread):
        for company in list(read.companies(raw.get("companies", "")).values())[:1]:
            found["property"] = company.phone
    return found


@dataclass(slots=True)
class Dialogue:
    """Asks what the flags left open."""

    console: Console
    say: Say
    folder: Path | None  # where no community of this code may be yet
    lang: str

    def run(self, raw: Raw) -> None:
        """Every answer that is missing."""
        self.console.show(self.say("init-hello"))
        given = frozenset(raw)  # by flags
        asked: list[Question] = []
        todo = list(QUESTIONS)
        while todo:
            question = todo.pop(0)
            if question.key not in given and self._matters(question.key, raw):
                if not self.ask(question, raw):
                    todo = [*asked[-1:], question, *todo]
                    del asked[-1:]
                    continue
                asked.append(question)
            raw.setdefault(question.key, defaults(raw)[question.key])
        self.settle(raw)

    def ask(self, question: Question, raw: Raw) -> bool:
        """One answer, until it can be meant.  False when they want to go back to the question before."""
        while True:
            self._pose(question, raw)
            answer = self._lines(question) if question.lines else self.console.line().strip()
            if answer.strip() in BACK:
                return False
            raw[question.key] = answer or defaults(raw)[question.key]
            try:
                check(question.key, {**_EMPTY, **raw}, self.folder)
                return True
            except read.Loose as loose:
                self._add(loose, raw)
                return True
            except Misread as misread:
                self.console.show(f"! {self.say(f'init-wrong-{misread.key}', **misread.args_of_text)}")

    def settle(self, raw: Raw) -> None:
        """Ask again what no longer fits after another answer was changed."""
        for key in ("grids", "buildings", "places"):
            try:
                check(key, raw, None)
            except read.Loose as loose:
                self._add(loose, raw)
            except Misread as misread:
                self.console.show(f"! {self.say(f'init-wrong-{misread.key}', **misread.args_of_text)}")
                self.ask(next(each for each in QUESTIONS if each.key == key), raw)

    def _matters(self, key: str, raw: Mapping[str, str]) -> bool:
        return not (key == "name_en" and self.lang == "zh-CN") and not (key == "public_url" and not raw.get("token"))

    def _pose(self, question: Question, raw: Mapping[str, str]) -> None:
        default = defaults(raw)[question.key]
        asked = self.say(f"init-ask-{question.key}")
        between = "\n" if "\n" in asked else " "
        shown = between + self.say("init-default", default=default) if default else ""
        self.console.show(f"\n{asked}{shown}")
        if question.lines:
            self.console.show(self.say("init-lines"))

    def _lines(self, question: Question) -> str:
        lines: list[str] = []
        while (line := self.console.line()).strip() or self.console.more():
            lines.append(line)
            if question.key == "grids" and len(lines) == 1 and value(line.strip()) and not self.console.more():
                break  # a number says it all
        return "\n".join(lines)

    def _add(self, loose: read.Loose, raw: Raw) -> None:
        """Ask for the grids that a column of buildings did not say, until all have one."""
        wrong: Misread | None = loose
        while wrong:
            self.console.show(f"\n{self.say(f'init-wrong-{wrong.key}', **wrong.args_of_text)}")
            self.console.show(self.say("init-lines"))
            more = f"{raw['buildings']}\n{self._lines(Question('buildings', lines=True))}"
            wrong = _wrong_with(more, raw)
            if wrong is None or isinstance(wrong, read.Loose):
                raw["buildings"] = more


def _wrong_with(buildings: str, raw: Raw) -> Misread | None:
    try:
        check("buildings", {**_EMPTY, **raw, "buildings": buildings}, None)
    except Misread as misread:
        return misread
    return None


_EMPTY = {question.key: question.default for question in QUESTIONS}
