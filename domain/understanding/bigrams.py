"""Cuts texts into overlapping pairs of characters, so that two Chinese characters are found as they stand.

Pure, and the only place that knows how: what is written for the search and what is asked of it are cut alike.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LONGEST = 60  # characters of a question; nobody types more into a search box
WORDS = 6  # of one question


def plain(text: str) -> str:
    """Letters and digits alone, folded: full-width as half-width, capitals as small letters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in unicodedata.normalize("NFKC", folded) if each.isalnum())


def cut(text: str) -> str:
    """The pairs of a text and its last character, which is found by itself."""
    kept = plain(text)
    return " ".join(kept[at : at + 2] for at in range(len(kept)))


def words(question: str) -> list[str]:
    """What somebody looks for, word by word; all of them are to be found."""
    found = (plain(word) for word in question[:LONGEST].split())
    return [word for word in found if word][:WORDS]


def code(kind: str, name: str) -> str:
    """A token that no text contains, for the code of a category (``c``), building (``b``) or grid (``g``)."""
    return kind + "".join(f"{byte:02x}" for byte in name.encode())


@dataclass(frozen=True, slots=True)
class Called:
    """What people call a category, a building or a grid: its names, of which a part is enough, and whole words."""

    names: frozenset[str]
    words: frozenset[str] = frozenset()

    def by(self, word: str) -> bool:
        """Whether somebody may mean it by this word."""
        return word in self.words or any(_part(word, name) for name in self.names)


def _part(word: str, name: str) -> bool:
    """Whether a name holds this word; a number only as a whole, for 13号楼 is not 3号楼."""
    at = name.find(word)
    while at >= 0:
        end = at + len(word)
        cut = word[0].isdecimal() and at > 0 and name[at - 1].isdecimal()
        if not cut and not (word[-1].isdecimal() and end < len(name) and name[end].isdecimal()):
            return True
        at = name.find(word, at + 1)
    return False


def called(names: Iterable[str], whole: Iterable[str] = ()) -> Called:
    """The same, from words as they are written."""
    return Called(frozenset(map(plain, names)), frozenset(map(plain, whole)))


def asked(question: str, names: Mapping[str, Called]) -> str | None:
    """The question in SQLite's full-text language; None when nothing is asked.

    ``names``: token of a code -> what it is called.  A word is found in what staff released, or as what people call
    the category, the building or the grid.
    """
    return " AND ".join(f"({_anywhere(word, names)})" for word in words(question)) or None


def _anywhere(word: str, names: Mapping[str, Called]) -> str:
    called = [token for token, those in names.items() if those.by(word)]
    if word.isdecimal():
        called.append(f"n{word}")  # the number of a report
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    phrase = f'"{" ".join(pairs)}"' if pairs else f'"{word}" *'
    return " OR ".join((f"words : {phrase}", *(f"codes : {token}" for token in called)))
