"""What people write is understood at once, whatever they write; and no pattern of ours takes longer than its text."""

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from config import categories, community, model
from config.settings import HERE
from domain import buttons
from domain.talk import contacts
from domain.understanding.classification import Classifier
from tests.fuzz.chance import NASTY, Chance, Watch, told
from tests.torture.record import Round

EACH = 1_500
PARSER: Any = re._parser  # type: ignore[attr-defined]  # what the library itself reads patterns with
OURS = ("bot", "config", "domain", "handlers", "storage", "web")
LONG = 3_000  # characters; twice that may take a little more than twice the time
NOTICED = 0.05  # s; what takes less is not worth a ratio
RATIO = 5.0  # linear is 2, square is 4: harmless at this length, what is longer is cut before it comes here


async def understood(folder: Path, seed: str) -> Round:
    """What a message says, and the contact in it."""
    chance, watch = Chance(seed), Watch()
    home = community.load(HERE / "sample" / "community.toml")
    classifier = Classifier(categories.load(HERE / "categories.toml"), model.load())
    classifier.understand("", home)
    for _ in range(EACH):
        text = chance.sound()
        watch.tried(lambda text=text: classifier.understand(text, home), lambda text=text: told(text))  # type: ignore[misc]
        watch.tried(lambda text=text: contacts.split(text), lambda text=text: told(text))  # type: ignore[misc]
        watch.tried(lambda text=text: buttons.parse(text), lambda text=text: told(text))  # type: ignore[misc]
        watch.inputs -= 2
    return Round(watch.figures(), watch.wrong)


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that a module of ours holds, and those of the dangers."""
    found: dict[str, re.Pattern[str]] = {}
    for name, module in sorted(sys.modules.items()):
        if name.partition(".")[0] in OURS:
            for value in vars(module).values():
                for each in _within(value):
                    found.setdefault(each.pattern, each)
    kinds = categories.load(HERE / "categories.toml")
    for danger in kinds.dangers.values():
        for text in (*danger.patterns, *danger.vetoes):
            found.setdefault(text, re.compile(text))
    return {pattern: each for pattern, each in found.items() if isinstance(pattern, str)}


def _within(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from (each for inner in value.values() for each in _within(inner))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (each for inner in value for each in _within(inner))


def pumped(pattern: re.Pattern[str]) -> set[str]:
    """What may keep this pattern busy when it is repeated: signs that its own parts take, alone and in pairs."""
    signs: set[str] = set()
    _signs(PARSER.parse(pattern.pattern, pattern.flags & ~re.DEBUG), signs)
    few = sorted(signs)[:24]
    return {*few, *(a + b for a in few[:6] for b in few[:6]), "".join(few), *NASTY[:8], "1号楼", ", ", "不", "a b"} - {
        ""
    }


def _signs(parsed: Any, found: set[str]) -> None:
    for code, value in parsed:
        name = str(code)
        if name == "LITERAL":
            found.add(chr(value))
        elif name == "IN":
            _signs(value, found)
        elif name == "RANGE":
            found.add(chr(value[0]))
        elif name == "CATEGORY":
            found |= {"SPACE": {" "}, "DIGIT": {"1"}, "WORD": {"a"}}.get(str(value).rpartition("_")[2], set())
        elif name == "BRANCH":
            for each in value[1]:
                _signs(each, found)
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _signs(value[2], found)
        elif name in ("SUBPATTERN",):
            _signs(value[3], found)
        elif name in ("ASSERT", "ASSERT_NOT"):
            _signs(value[1], found)
        elif name == "ATOMIC_GROUP":
            _signs(value, found)


async def searched(folder: Path, seed: str) -> Round:
    """Each pattern on what could keep it busy, at a length and at twice that."""
    import web.app  # noqa: F401

    watch = Watch()
    found = patterns()
    for pattern in found.values():
        for pump in pumped(pattern):
            watch.inputs += 1
            _pumped(watch, pattern, pump)
    return Round(watch.figures() | {"patterns": len(found)}, watch.wrong)


def _pumped(watch: Watch, pattern: re.Pattern[str], pump: str) -> None:
    """From short to long, so that one without end is noticed early."""
    length, before = LONG >> 6, 0.0
    while length <= 2 * LONG:
        began = time.thread_time()
        pattern.search(pump * (length // len(pump)) + "\x00")
        spent = time.thread_time() - began
        watch.slowest = max(watch.slowest, spent)
        if spent > NOTICED:
            if spent > RATIO * before:
                watch.note(f"{spent:.3f} s for {length}, {before:.3f} s for half", told([pattern.pattern[:300], pump]))
            return
        length, before = 2 * length, spent
