"""Labelled messages in text files, one a line: ``light,road | urgent | {3号楼2单元}楼道灯坏了``.

The first code is the label, those after it would be accepted too; a dash is no report.  An emergency names its
danger (``emergency:fire``).  The place stands in braces, a line break is written ``\\n``.
"""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "messages"
TESTS = Path(__file__).parent / "tests"  # never taught
HELD = (8, 9)  # buckets that some models are not taught, so that what they do with them can be measured
_PLACE = re.compile(r"\{(.*?)\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote, and what it means."""

    text: str
    codes: tuple[str, ...]  # the label, then what would be accepted too; empty for what is no report
    urgency: str  # normal, urgent, emergency; empty for what is no report
    danger: str  # its code when it is an emergency
    place: str  # the words that name it; may be empty
    source: str  # the file it stands in
    start: int = 0  # where the place begins in the text

    @property
    def is_report(self) -> bool:
        """Whether somebody should log it."""
        return bool(self.codes)

    @property
    def bucket(self) -> int:
        """0..9, the same for ever: which messages are held out does not depend on their order."""
        return self.order % 10

    @property
    def order(self) -> int:
        """A place among all messages that is the same for ever, and has nothing to do with what they say."""
        return int(hashlib.sha256(self.text.encode()).hexdigest()[:8], 16)


class WrongLine(ValueError):
    """A line that does not mean anything; says which and why."""


def read(folder: Path, codes: Collection[str], dangers: Collection[str]) -> list[Message]:
    """All messages of a folder.  Raises ``WrongLine``."""
    return [message for file in sorted(folder.glob("*.txt")) for message in read_file(file, codes, dangers)]


def read_file(file: Path, codes: Collection[str], dangers: Collection[str]) -> Iterator[Message]:
    """The messages of one file.  Raises ``WrongLine``."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            message = parsed(line, file.stem)
            _check(message, codes, dangers)
        except WrongLine as error:
            raise WrongLine(f"{file.name}:{number}: {error}: {line[:60]}") from None
        yield message


def parsed(line: str, source: str = "") -> Message:
    """One line.  Raises ``WrongLine``."""
    fields = line.split(" | ", 2)
    if len(fields) != 3:
        raise WrongLine("needs three fields: codes | urgency | text")
    labels, level, marked = (field.strip() for field in fields)
    marked = marked.replace("\\n", "\n")
    places = list(_PLACE.finditer(marked))
    if len(places) > 1:
        raise WrongLine("at most one place in braces")
    urgency, _, danger = level.partition(":")
    return Message(
        text=_PLACE.sub(r"\1", marked),
        codes=() if labels == "-" else tuple(code.strip() for code in labels.split(",")),
        urgency="" if level == "-" else urgency,
        danger=danger,
        place=places[0][1] if places else "",
        source=source,
        start=places[0].start() if places else 0,
    )


def _check(message: Message, codes: Collection[str], dangers: Collection[str]) -> None:
    for code in message.codes:
        if code not in codes:
            raise WrongLine(f"{code!r} is no category")
    if message.is_report is not bool(message.urgency) or message.urgency not in ("", "normal", "urgent", "emergency"):
        raise WrongLine("urgency is normal, urgent or emergency:danger; a dash for what is no report")
    if (message.urgency == "emergency") is not bool(message.danger) or message.danger not in ("", *dangers):
        raise WrongLine(f"an emergency names its danger: {', '.join(dangers)}")
    if not message.text.strip():
        raise WrongLine("the text is empty")
