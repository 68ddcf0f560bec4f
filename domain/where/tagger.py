"""Which stretch of a message names the place: what was learnt from messages that people marked, over spans.py.

A message is cut into tokens: Chinese characters, words, numbers, signs.  Short runs of neighbouring tokens, of their
looks and of their kinds (domain/where/landmarks.py) each have learnt a weight for three statements about the tokens
around them: a place begins here, it ends here, this is inside.  The stretch whose weights add up to most is the
place, unless it stays below what it takes to be one.  Weights are whole numbers; training/places.py learns them.
"""

import re
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat
from math import inf
from typing import IO, NamedTuple
from zipfile import ZipFile

from domain.understanding.lexicon import Lexicon
from domain.where import landmarks, spans

BREAK = "¶"
BEFORE, AFTER = 3, 4  # tokens; a run speaks about its first token, those so far before it and so far after it
WINDOW = BEFORE + 1 + AFTER
FIELDS = 3  # begins, ends, inside
BITS = 16  # of a field in a packed number: a hundred weights of a byte add up without running over

_HALF = 1 << BITS - 1
_MASK = (1 << BITS) - 1
_STEP = FIELDS * BITS
_BIAS = sum(_HALF << BITS * field for field in range(FIELDS))

_TOKEN = re.compile(
    r"[a-z]+(?:['’][a-z]+)?|[0-9]+(?:[-:][0-9]+){0,3}|\n\s*"
    r"|(?<![a-z0-9,.;:])[^\S\n]+|[^\S\n]+(?![a-z0-9\s])"  # a space says something beside Chinese only
    r"|[^\sa-z0-9]"
)
_PARTS = frozenset(",.!?;:。…¶")  # between the clauses of a message
_COUNTED = frozenset("零一二两三四五六七八九十百")


class Token(NamedTuple):
    """A piece of text, what it is called, how it looks, and what kind of word it belongs to."""

    start: int
    end: int
    word: str
    look: str
    kind: str


# --- cutting ---------------------------------------------------------------------------------------------


def tokens(text: str, folded: str) -> list[Token]:
    """The text cut up; what the rules take for a piece of a place shows in the looks."""
    pieces = _marks(spans.pieces(text, folded))
    kinds = _kinds(folded)
    found = []
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        word, shape = _shape(match[0], text[start:end])
        kind = _ENGLISH.get(word, "") if word.isascii() else kinds.get(start, "")
        piece = pieces.get(start, "")
        if piece and end - start > 1 and pieces.get(end - 1, "")[1:] == "e":
            piece = piece[0] + ("s" if piece[1] == "b" else "e")
        found.append(Token(start, end, word, f"/{shape}{piece}", f"|{kind}"))
    return found


def _shape(word: str, written: str) -> tuple[str, str]:
    """What a token is called (a number by its length) and what it looks like."""
    first = word[0]
    if "0" <= first <= "9":
        return _number(word)
    if "a" <= first <= "z":
        if len(word) == 1:
            return word, "L" if written.isupper() else "l"
        return word, "X" if written.isupper() else "C" if written[0].isupper() else "x"
    if first.isspace():
        sign = BREAK if "\n" in word else "_"
        return sign, sign
    if first in _COUNTED:
        return word, "n"
    return (word, "h") if "一" <= first <= "鿿" else (word, word)


def _number(word: str) -> tuple[str, str]:
    """5 is #1, 3-2-501 is #113, 8:30 a time, and what has too many digits for a door is a telephone."""
    if word.isdecimal():
        return f"#{min(len(word), 5)}", "d"
    if ":" in word:
        return ":", ":"
    parts = "".join(str(len(part)) for part in word.split("-"))
    return ("#tel", ":") if len(word) > 10 or "5" <= max(parts) else (f"#{parts}", "d-")


def _marks(pieces: Iterable[spans.Piece]) -> dict[int, str]:
    """The kind of piece at each position, and whether it begins or ends there; the first kind that came counts."""
    marks: dict[int, str] = {}
    for start, end, kind in pieces:
        for at in range(start, end):
            if at not in marks:
                marks[at] = kind + ("b" if at == start else "e" if at == end - 1 else "i")
    return marks


def _words() -> Iterator[tuple[str, str]]:
    for kind, words in (
        ("h", landmarks.HAPPENS),
        ("q", landmarks.SIDES),
        ("t", landmarks.THINGS),
        ("p", landmarks.SPOTS),
        ("m", landmarks.MATTERS),
    ):
        yield from ((word, kind) for word in words.split())


_CHINESE = Lexicon(dict(_words()))
_ENGLISH = {word: kind for kind, words in landmarks.ENGLISH.items() for word in words.split()}


def _kinds(folded: str) -> dict[int, str]:
    if folded.isascii():
        return {}
    kinds: dict[int, str] = {}
    for start, end, kind in _CHINESE.scan(folded):
        last = end - 1
        for at in range(start, end):
            kinds[at] = kind + ("s" if start == last else "b" if at == start else "e" if at == last else "i")
    return kinds


_FIRST = Token(0, 0, "^", "/^", "|^")
_LAST = Token(0, 0, "$", "/$", "|$")


def runs(cut: Sequence[Token]) -> Iterator[tuple[str, ...]]:
    """The runs that begin at each token, the start of the text before them and its end behind them."""
    around = (_FIRST, *cut, _LAST, _LAST, _LAST)
    words = [token.word for token in around]
    looks = [token.look for token in around]
    kinds = [token.kind for token in around]
    rows = (words, looks, kinds, words[1:], looks[1:], kinds[1:], words[2:], looks[2:], kinds[2:], looks[3:], kinds[3:])
    for word, look, kind, word1, look1, kind1, word2, look2, kind2, look3, kind3 in zip(*rows, strict=False):
        two, kinds2 = look + look1, kind + kind1
        yield (
            word,
            look,
            look + kind,
            f"{word}\t{word1}",
            two,
            f"{word}{look}\t{look1}",
            f"{look}\t{word1}",
            f"{look}{kinds2}{look1}",
            word + kind1,
            f"{word}\t{word1}\t{word2}",
            two + look2,
            kinds2 + kind2,
            two + look2 + look3,
            kinds2 + kind2 + kind3,
        )


# --- weighing --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Model:
    """The weights that runs have learnt, packed: a field for each statement about each token around."""

    packed: Mapping[str, int]
    least: int  # what a stretch must weigh to be a place

    def weigh(self, cut: Sequence[Token]) -> list[tuple[int, int, int]]:
        """How much each token begins a place, ends one, lies inside one."""
        found, sums, get = [], 0, self.packed.get
        for around in runs(cut):
            sums += sum(map(get, around, repeat(0)))
            sums, done = _first(sums)
            found.append(done)
        for _ in range(BEFORE):
            sums, done = _first(sums)
            found.append(done)
        return found[BEFORE + 1 : BEFORE + 1 + len(cut)]


def _first(sums: int) -> tuple[int, tuple[int, int, int]]:
    """The sums about the first token, which nothing adds to any more, taken off the packed number."""
    sums += _BIAS  # fields may be below nought; so they are not, and none borrows from the next
    done = (sums & _MASK) - _HALF, (sums >> BITS & _MASK) - _HALF, (sums >> 2 * BITS & _MASK) - _HALF
    return sums >> _STEP, done


def find(text: str, folded: str, known: Sequence[tuple[int, int]] = ()) -> tuple[int, int] | None:
    """Start and end of the place that the text names.

    ``known`` are places that the community has: the best stretch around one of them goes before all others.
    """
    cut = tokens(text, folded)
    weighed = model().weigh(cut)
    around = [_best(weighed, *_covering(cut, start, end)) for start, end in known]
    best = max(around, key=lambda stretch: stretch.weight) if around else _best(weighed)
    if not around and best.weight < model().least:
        return None
    return cut[best.first].start, cut[best.last].end


class _Stretch(NamedTuple):
    first: int
    last: int
    weight: float


def _covering(cut: Sequence[Token], start: int, end: int) -> tuple[int, int, int]:
    """Where a stretch around these characters may begin (in their clause), must have begun, and may end."""
    inside = [index for index, token in enumerate(cut) if token.start < end and token.end > start]
    first, last = inside[0], inside[-1]
    since = first
    while since and cut[since - 1].word not in _PARTS:
        since -= 1
    return since, first, last


def _best(
    weighed: Sequence[tuple[int, int, int]], since: int = 0, begin_by: int | None = None, end_from: int = 0
) -> _Stretch:
    """The stretch of the greatest weight."""
    best, opened, inside = _Stretch(0, 0, -inf), _Stretch(0, 0, -inf), 0
    for index in range(since, len(weighed)):
        begins, ends, within = weighed[index]
        if (begin_by is None or index <= begin_by) and begins - inside > opened.weight:
            opened = _Stretch(index, index, begins - inside)
        inside += within
        if index >= end_from and ends + inside + opened.weight > best.weight:
            best = _Stretch(opened.first, index, ends + inside + opened.weight)
    return best


# --- the weights that come with the program --------------------------------------------------------------

FILE = "tagger.zip"


@cache
def model() -> Model:
    """What training/places.py learnt; read once."""
    with resources.files("domain.where").joinpath(FILE).open("rb") as file:
        return read(file)


def read(file: IO[bytes]) -> Model:
    """The model of a file."""
    with ZipFile(file) as parts:
        learnt = parts.read("runs.txt").decode().split("\n")
        weights = array("b", parts.read("weights"))
        return Model(dict(zip(learnt, _pack(weights), strict=True)), int(parts.read("least")))


def _pack(weights: "array[int]") -> Iterator[int]:
    """Each run's bytes as one number of wider fields."""
    fields = WINDOW * FIELDS
    bias = sum(_HALF << BITS * field for field in range(fields))
    wide = array("H", (weight + _HALF for weight in weights))
    if sys.byteorder == "big":
        wide.byteswap()
    data, width = wide.tobytes(), fields * BITS // 8
    for at in range(0, len(data), width):
        yield int.from_bytes(data[at : at + width], "little") - bias
