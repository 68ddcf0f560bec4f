"""Find many words in a text in one pass.

Chinese words count wherever they stand; English ones only as whole words, in the singular or plural.
At each position the longest word wins and what it covers is not looked at again, so that 红绿灯 is not
also a 灯.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

# The category file has more patterns than ``re`` remembers, and compiling them takes a fifth of a second.
pattern = lru_cache(maxsize=4096)(re.compile)

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


class Lexicon(Generic[T]):
    """Folded words, each with what it stands for."""

    def __init__(self, words: Mapping[str, T]) -> None:
        starts: defaultdict[str, list[tuple[str, T]]] = defaultdict(list)
        for word in sorted(filter(None, words), key=len, reverse=True):
            starts[word[:2]].append((word, words[word]))
        self._starts = {start: tuple(entries) for start, entries in starts.items()}

    def scan(self, text: str) -> list[tuple[int, int, T]]:
        """What a folded text holds, from left to right: (start, end, what the word stands for)."""
        found = []
        starts = self._starts
        at, end = 0, len(text)
        while at < end:
            step = at + 1
            entries = starts.get(text[at : at + 2], ())
            single = starts.get(text[at], ())
            if (entries or single) and not (at and text[at] in _LETTERS and text[at - 1] in _LETTERS):
                for word, meaning in (*entries, *single):
                    if text.startswith(word, at) and _ends_whole(word, text, at + len(word)):
                        step = at + len(word)
                        found.append((at, step, meaning))
                        break
            at = step
        return found


def _ends_whole(word: str, text: str, end: int) -> bool:
    if word[-1] not in _LETTERS:
        return True
    for plural in ("", "s", "es"):
        after = end + len(plural)
        if text.startswith(plural, end) and text[after : after + 1] not in _LETTERS:
            return True
    return False
