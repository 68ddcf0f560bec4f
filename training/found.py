"""How well places are found in messages that were not learnt from: ``python -m training.found``.

Learns without the fifth that is held out, and judges by it and by the messages of tests/places, which are never
learnt from.  More labelled files (JSON lines) may be named as arguments; they are judged by the weights that are
committed.
"""

import math
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.where import places, tagger
from training import fit, messages
from training.measure import labelled
from training.messages import Message
from training.places import UNMARKED, Learner, taught, write

_SURE = 1.96  # standard deviations on either side hold 95 of 100


@dataclass
class Tally:
    """How often it was right."""

    placed: int = 0  # reports that name a place
    exact: int = 0
    half: int = 0  # what was found and what was marked share at least half of each
    placeless: int = 0  # reports that name none
    invented: int = 0

    def add(self, message: Message) -> None:
        """Judge one message."""
        if not message.is_report:
            return
        place = places.find(message.text, fit.HOME)
        words = place.words if place else ""
        if message.place:
            self.placed += 1
            self.exact += words == message.place
            self.half += _half(message, words)
        else:
            self.placeless += 1
            self.invented += bool(words)

    def __str__(self) -> str:
        parts = [("exact", self.exact, self.placed), ("half", self.half, self.placed)]
        parts.append(("invented", self.invented, self.placeless))
        return ", ".join(f"{name} {between(count, of)}" for name, count, of in parts)


def between(count: int, of: int) -> str:
    """A share with its n and where it lies with a certainty of 95 % (Wilson)."""
    if not of:
        return "—"
    share, square = count / of, _SURE**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    wide = _SURE * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return f"{share:.3f} [{middle - wide:.2f}, {middle + wide:.2f}] ({count}/{of})"


def _half(message: Message, words: str) -> bool:
    marked, best, at = range(message.start, message.start + len(message.place)), 0, message.text.find(words)
    while words and at >= 0:
        best = max(best, min(at + len(words), marked.stop) - max(at, marked.start))
        at = message.text.find(words, at + 1)
    return best > 0 and 2 * best >= max(len(words), len(message.place))


def _tallies(told: Sequence[Message]) -> Iterator[tuple[str, Tally]]:
    found: defaultdict[str, Tally] = defaultdict(Tally)
    for message in told:
        language = "zh" if any("一" <= sign <= "鿿" for sign in message.text) else "en"
        found[language].add(message)
        found[f"{language} {message.source}"].add(message)
    return iter(sorted(found.items()))


def _print(title: str, told: Sequence[Message]) -> None:
    print(f"\n{title}")
    for name, tally in _tallies(told):
        print(f"  {name:24} {tally}")


def _where(row: Message) -> Message:
    """With where the place stands, which those files do not say."""
    row_place = row.text.find(row.place)
    return Message(row.text, row.codes, row.urgency, row.danger, row.place, row.source, row_place)


def main(arguments: Sequence[str]) -> None:
    """Print how well places are found."""
    if arguments:
        for name in arguments:
            _print(name, [_where(row) for row in labelled(Path(name))])
        return
    told = messages.read(messages.HERE, fit.CODES, fit.DANGERS)
    learner = Learner(taught([message for message in told if message.bucket not in messages.HELD]))
    learner.learn()
    with tempfile.TemporaryFile() as file:
        write(learner, file)
        file.seek(0)
        tagger.model.cache_clear()
        model = tagger.read(file)
    tagger.model = lambda: model  # type: ignore[assignment]
    held = [message for message in told if message.bucket in messages.HELD and UNMARKED not in message.source]
    _print("a fifth of the messages, held out", held)
    _print("tests/places, written apart", messages.read(messages.TESTS / "places", fit.CODES, fit.DANGERS))


if __name__ == "__main__":
    main(sys.argv[1:])
