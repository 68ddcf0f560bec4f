"""``huiyin classify``: what the desk makes of messages, as JSON lines or in words."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from domain.community import Community
    from domain.understanding.classification import Classifier

EXAMPLE = '{"id": "1", "text": "3号楼2单元楼道灯坏了"}'
OFFERED = 3  # categories, as on the buttons


class WrongLine(ValueError):
    """A line that is no message; says why."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("files", nargs="*", type=Path, help=f"JSON lines like {EXAMPLE}; without a file: typed in")
    parser.add_argument("--text", action="append", default=[], help="a message itself; may be given several times")
    parser.add_argument("--explain", action="store_true", help="say why, in words instead of JSON")
    parser.add_argument("--community", help="its code: ginkgo; with what its people corrected")
    parser.add_argument("--lang", choices=("zh", "en"), help="the language of the explanation")


def run(options: argparse.Namespace, lang: str) -> int:
    """0: all were read; 1: some lines were none, and are named; 2: nothing could be done."""
    from bot.instance import AlreadyRunning
    from config.errors import ConfigError
    from storage.engine.schema import WrongDatabase

    try:
        desk = _Desk(options.community, lang)
        wrong = 0
        for id_, text, problem in _messages(options):
            if problem:
                wrong += 1
                print(f"huiyin: {problem}", file=sys.stderr)
            else:
                print(
                    desk.explained(text) if options.explain else json.dumps(desk.found(id_, text), ensure_ascii=False)
                )
    except BrokenPipeError:  # whoever read it has seen enough
        sys.stderr.close()
        return 0
    except TimeoutError:
        print("huiyin: the running program does not answer; its log may say why", file=sys.stderr)
        return 2
    except (ConfigError, WrongDatabase, AlreadyRunning, OSError, ValueError, sqlite3.Error) as error:
        print(f"huiyin: {error}", file=sys.stderr)
        return 2
    return 1 if wrong else 0


def _messages(options: argparse.Namespace) -> Iterator[tuple[Any, str, str]]:
    """Id and text of each message, or what is wrong with the line."""
    for number, text in enumerate(options.text, start=1):
        yield str(number), text, ""
    for file in options.files:
        with file.open("rb") as lines:
            yield from _read(lines, str(file))
    if not options.files and not options.text:
        yield from _read(sys.stdin.buffer, "-")


def _read(lines: Iterable[bytes], name: str) -> Iterator[tuple[Any, str, str]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield *_message(line), ""
        except WrongLine as error:
            yield None, "", f"{name}, line {number}: {error}. It should look like {EXAMPLE}"


def _message(line: bytes) -> tuple[Any, str]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise WrongLine(f"is no JSON ({error})") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise WrongLine('has no "text"')
    return row.get("id"), row["text"]


class _Desk:
    """A classifier with the settings, files and language of this machine."""

    def __init__(self, code: str | None, lang: str) -> None:
        from config import categories, community, model, settings
        from domain.understanding.classification import Classifier

        config = settings.load()
        self.community: Community = _one(community.load_all(config.community), code)
        self.kinds = categories.adapted(categories.load(config.categories), self.community)
        self.classifier: Classifier = Classifier(self.kinds, model.load())
        self.lang = lang
        if code is not None and config.there:
            self._learn(config.database, config.server)

    def _learn(self, database: Path, server: str) -> None:
        """What the people of this community corrected, as the desk has it."""
        from bot.request import corrections
        from config import check
        from domain.understanding import taught

        if kept := [correction for correction, _ in corrections(database, self.community.code, server)]:
            plain = taught.check_of(check.load(), self.classifier, self.community)
            made = taught.make(kept, self.classifier, self.community, plain)
            self.classifier, self.community = self.classifier.taught(made.learned), made.home

    def found(self, id_: object, text: str) -> dict[str, Any]:
        """One line of the answer."""
        from domain.understanding.classification import REPORT

        found = self.classifier.understand(text, self.community)
        alone = self.classifier.private(text)  # answered to the person alone, told to the head alone
        return {
            "id": id_,
            "is_report": bool(alone) or found.is_report >= REPORT,
            "category": found.categories[0][0],
            "urgency": "emergency" if alone else found.urgency,
            "location": found.place.words if found.place else None,
            "score": round(found.is_report, 4),
            "categories": [[code, round(share, 4)] for code, share in found.categories[:OFFERED]],
            "danger": alone.code if alone else found.danger,
        }

    def explained(self, text: str) -> str:
        """The same in words, and why."""
        from config import wording

        words = wording.load(self.kinds)
        return "\n".join(words.text(self.lang, key, **args) for key, args in self._lines(text, words)) + "\n"

    def _lines(self, text: str, words: Any) -> Iterator[tuple[str, dict[str, str | int]]]:
        why = self.classifier.why(text, self.community)
        found = why.found
        yield "explain-text", {"text": " ".join(text.split())[:200]}
        yield f"explain-{_verdict(found.is_report)}", {"percent": round(100 * found.is_report)}
        yield from _because("explain-for", why.for_report)
        yield from _because("explain-against", why.against)
        names = [
            words.text(self.lang, "explain-share", category=self._name(code), percent=round(100 * share))
            for code, share in found.categories[:OFFERED]
        ]
        yield "explain-category", {"categories": words.text(self.lang, "explain-comma").join(names)}
        yield from _because("explain-for-category", why.for_category)
        yield f"explain-{found.urgency}", {}
        if found.danger:
            yield "explain-danger-words" if why.danger else "explain-danger-felt", {}
        yield ("explain-place", {"place": found.place.words}) if found.place else ("explain-no-place", {})
        if found.place and (building := self.community.buildings.get(found.place.building or "")):
            yield "explain-building", {"building": building.names.get(self.lang) or next(iter(building.names.values()))}

    def _name(self, code: str) -> str:
        names = self.kinds.get(code).names
        return names.get(self.lang) or next(iter(names.values()))


def _verdict(is_report: float) -> str:
    from domain.understanding.classification import OFFER, REPORT

    return "report" if is_report >= OFFER else "perhaps" if is_report >= REPORT else "chatter"


def _because(key: str, found: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str | int]]]:
    if found:
        yield key, {"words": "、".join(found)}


def _one(homes: dict[str, Community], code: str | None) -> Community:
    if code is None:
        return next(iter(homes.values()))
    if code not in homes:
        raise ValueError(f"there is no community {code!r}; there are: {', '.join(homes)}")
    return homes[code]
