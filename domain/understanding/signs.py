"""What a message shows, as names: stretches of its text, and marks that the rules put on it.

The learned model (domain/understanding/model.py) knows each of them by its name, so everything that it goes by can be
read.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from domain.understanding.cues import Cue
from domain.understanding.rules import Seen

READ_AT_MOST = 240  # characters; what a message is about is said by then
_LONGEST = 4  # Chinese characters in a stretch
_EDGE = 3  # characters at either end
_AROUND = " \t\r\n,.!~。…"
_STEM = 5  # letters by which forms of an English word are taken together

_RUN = re.compile(r"[一-鿿]+|[a-z]+(?:'[a-z]+)?|\d+|[?!#@%&:]|[☀-➿\U0001f300-\U0001faff]")
_LETTER = re.compile("[A-Za-z]")
_ASKING = re.compile(r"[?吗呢么][\s.!~。…]*$")

_SCORES = (0.2, 0.9, 1.9, 2.9, 4.9, 7.9)
_LENGTHS = (4, 8, 14, 24, 40, 80, 160, 400)
_CUES = 4  # more of one kind say no more
_PAIRED = {*(f"#{cue.name.lower()}>0" for cue in Cue), "#place", "#asks", "#asks-when", "#danger", "#urgent"}


def stretches(folded: str) -> set[str]:
    """The stretches of a folded text: up to four Chinese characters, one or two English words.

    Every number is the same number, since 3号楼 and 5号楼 break down alike.
    """
    found = set(_ends(folded))
    before = ""
    for run in _RUN.findall(folded[:READ_AT_MOST]):
        if run[0] >= "一":
            found.update(_chinese(run))
            if before == "0":
                found.add(f"0{run[:2]}")
            before = ""
            continue
        word = "0" if run.isdecimal() else run
        found.add(f" {word}")
        if word[0].isalpha() and len(word) > _STEM:
            found.add(f" {word[:_STEM]}-")
        if before:
            found.add(f" {before} {word}")
        before = word
    return found


def _ends(folded: str) -> Iterator[str]:
    """How the message begins and ends: 请问… and …了吗 say what it is for."""
    words = folded.strip(_AROUND)
    for size in range(1, _EDGE + 1):
        yield f"^{words[:size]}"
        yield f"{words[-size:]}$"


def _chinese(run: str) -> Iterator[str]:
    size = len(run)
    for start in range(size):
        for end in range(start + 1, min(size, start + _LONGEST) + 1):
            yield run[start:end]


def marks(folded: str, seen: Seen, has_place: bool) -> set[str]:
    """What the rules saw, and the message's shape; the names begin with ``#``."""
    found = set(_shape(folded, has_place))
    for code, score in seen.scores.items():
        found.update(f"#{code}>{least}" for least in _SCORES if score > least)
    ranked = sorted(seen.scores, key=seen.scores.__getitem__, reverse=True)
    found.update(f"#{rank}={code}" for rank, code in zip(("first", "second"), ranked, strict=False))
    for cue, times in seen.cues.items():
        found.update(f"#{cue.name.lower()}>{least}" for least in range(min(times, _CUES)))
    if seen.danger:
        found.update(("#danger", f"#danger={seen.danger.code}"))
    urgent = {code for code in seen.urgent if not code or seen.scores.get(code, 0) > _SCORES[1]}
    found.update(f"#urgent={code}" for code in urgent)
    if any(urgent):
        found.add("#urgent")
    if seen.vetoed:
        found.add("#vetoed")
    if seen.asks_when:
        found.add("#asks-when")
    found.update(_pairs(found))
    return found


def _pairs(found: set[str]) -> list[str]:
    """Marks that mean something else together: a fault and thanks, a place and a question."""
    alone = sorted(sign for sign in found if sign in _PAIRED)
    first = [sign for sign in found if sign.startswith("#first=")]
    return [a + b for a, b in combinations(alone, 2)] + [a + b for a in first for b in alone]


def _shape(folded: str, has_place: bool) -> Iterator[str]:
    yield from (f"#longer>{least}" for least in _LENGTHS if len(folded) > least)
    if has_place:
        yield "#place"
    if _ASKING.search(folded[-20:]):
        yield "#asks"
    beginning = folded[:100]
    if 2 * len(_LETTER.findall(beginning)) > len(beginning):
        yield "#latin"
