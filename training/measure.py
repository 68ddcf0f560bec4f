"""How well the model understands messages that it was not taught: ``make measure``.

Cross-validated over the training messages, and on the test messages that are never trained on; more labelled
files (JSON lines) may be named as arguments.  ``--learning`` measures what corrections teach instead.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from config import model
from domain.understanding.classification import OFFER, REPORT, Classifier
from domain.understanding.result import Understanding
from training import corrected, fit, messages
from training.messages import Message


@dataclass(frozen=True)
class Judged:
    """A message beside what was understood of it."""

    message: Message
    found: Understanding

    @property
    def best(self) -> str:
        """The best guess at the category, however unsure."""
        return self.found.categories[0][0]


def share(true: int, of: int) -> str:
    """A share with its n."""
    return f"{true / of:.3f} ({true}/{of})" if of else "—"


def f1(rights: int, found: int, there: int) -> str:
    """The harmonic mean of precision and recall."""
    return f"{2 * rights / (found + there):.3f}" if found + there else "—"


def figures(judged: Sequence[Judged]) -> Iterator[tuple[str, str]]:
    """Name and figure, in the order in which they are read."""
    reports = [each for each in judged if each.message.is_report]
    chatter = [each for each in judged if not each.message.is_report]
    found = [each for each in judged if each.found.is_report >= REPORT]
    rights = sum(each.message.is_report for each in found)
    yield "messages, reports", f"{len(judged)}, {len(reports)}"
    yield "report or not, F1", f1(rights, len(found), len(reports))
    yield "false report on chatter", share(sum(each.found.is_report >= REPORT for each in chatter), len(chatter))
    yield "offered in a group, of chatter", share(sum(each.found.is_report >= OFFER for each in chatter), len(chatter))
    yield "offered in a group, of reports", share(sum(each.found.is_report >= OFFER for each in reports), len(reports))
    if not reports:
        return
    firsts = [each.best for each in reports]
    strict = sum(first == each.message.codes[0] for first, each in zip(firsts, reports, strict=True))
    lenient = sum(first in each.message.codes for first, each in zip(firsts, reports, strict=True))
    offered = sum(any(code in each.message.codes for code, _ in each.found.categories[:3]) for each in reports)
    yield "category, strict", share(strict, len(reports))
    yield "category, lenient", share(lenient, len(reports))
    yield "category, macro-F1", f"{macro(reports):.3f}"
    yield "right one among three", share(offered, len(reports))
    dangers = [each for each in judged if each.message.danger]
    alarmed = [each for each in judged if each.found.danger]
    heard = sum(bool(each.found.danger) for each in dangers)
    yield "emergency, recall", share(heard, len(dangers))
    yield "emergency, precision", share(heard, len(alarmed))
    yield (
        "urgency, one of three",
        share(sum(each.found.urgency == each.message.urgency for each in reports), len(reports)),
    )


def macro(reports: Sequence[Judged]) -> float:
    """F1 of each category that is there, averaged."""
    codes = {each.message.codes[0] for each in reports}
    true = Counter(each.message.codes[0] for each in reports)
    said = Counter(each.best for each in reports)
    both = Counter(each.best for each in reports if each.best == each.message.codes[0])
    return sum(2 * both[code] / (true[code] + said[code]) for code in codes) / len(codes)


def judged_by(classifier: Classifier, told: Sequence[Message]) -> list[Judged]:
    """What a classifier understands of each message."""
    return [Judged(message, classifier.understand(message.text, fit.HOME)) for message in told]


def crossed(told: Sequence[Message], folds: int = 5) -> list[Judged]:
    """Every message judged by a model that was taught without it."""
    shown = [fit.look(message) for message in told]
    judged = []
    for fold in range(folds):
        model = fit.fit([each for each in shown if each.message.bucket % folds != fold])
        classifier = Classifier(fit.KINDS, model)
        judged += judged_by(classifier, [each.message for each in shown if each.message.bucket % folds == fold])
    return judged


def labelled(path: Path) -> list[Message]:
    """Messages of a JSON lines file: text, is_report, category, alt, urgency, location, source."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Message(
            text=row["text"],
            codes=(row["category"], *row["alt"]) if row["is_report"] else (),
            urgency=row["urgency"] or "",
            danger="any" if row["urgency"] == "emergency" else "",
            place=row["location"] or "",
            source=f"{path.stem} {row['source']}",
        )
        for row in rows
    ]


def shown(title: str, judged: Sequence[Judged]) -> None:
    """Print the figures of some messages."""
    print(f"\n{title}")
    for name, figure in figures(judged):
        print(f"  {name:32} {figure}")


TESTED = "Test messages, never taught."
Set = tuple[str, str, Sequence[Judged]]  # title, a line about it, what was understood


def judged_sets(classifier: Classifier, files: Sequence[Path]) -> Iterator[Set]:
    """The test messages, and further labelled files by their source."""
    for file in sorted(messages.TESTS.glob("*.txt")):
        told = list(messages.read_file(file, fit.CODES, fit.DANGERS))
        yield file.stem, TESTED, judged_by(classifier, told)
    for path in files:
        judged = judged_by(classifier, labelled(path))
        for source in sorted({each.message.source for each in judged}):
            some = [each for each in judged if each.message.source == source]
            yield source, "Development messages, labelled by others; not part of the project.", some


def main(arguments: list[str]) -> None:
    """Print all figures; without ``--quick`` write the page, too."""
    from training import days, page

    told = messages.read(messages.HERE, fit.CODES, fit.DANGERS)
    if "--learning" in arguments:
        corrected.measure(told)
        return
    files = [Path(each) for each in arguments if not each.startswith("--")]
    classifier = Classifier(fit.KINDS, model.load())
    sets = list(judged_sets(classifier, files))
    talk = judged_by(classifier, messages.read(days.HERE, fit.CODES, fit.DANGERS))
    if "--quick" not in arguments:
        judged = crossed(told)
        about = "Cross-validated: each judged by a model that was taught the others. Most are written to be hard."
        sets.append((page.CROSSED, about, judged))
        page.write(sets, talk)
        for source in sorted({each.message.source for each in judged}):
            shown(source, [each for each in judged if each.message.source == source])
    for title, _, some in sets:
        shown(title, some)
    for lang in days.SHARES:
        expected = days.simulate(talk, lang, OFFER).expected
        print(f"\nwrong offers among {days.MESSAGES:,} ordinary messages, {lang}: {expected:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
