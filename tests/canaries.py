"""What may stand in no line of any log while the tests run: tokens, secrets, phone numbers, and what people say.

tests/conftest.py listens to every record that any logger makes, ours and those of the libraries; where tests run a
process of its own and read what it wrote to standard error, they hand that to ``silent``.
"""

import copy
import logging
import re
from functools import cache
from pathlib import Path
from typing import Any

from bot.logs import Redacting

SPOKEN = 7  # characters: shorter words may stand anywhere
PHONE = re.compile(r"(?<![a-z0-9_.:/-])1[3-9]\d{9}(?![a-z0-9_.])", re.IGNORECASE)
PARTS = (
    "楼道灯不亮",  # what residents say in most tests
    "蓝梯子旁边",
    "canary",
    "token_that_nobody",
    "a_fake_token_of_no_bot",
    "hush-nobody-may-read",
    "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",  # a key of a callback
    "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
)
_SENTENCE = re.compile(r"[\u4e00-\u9fff]|\w+ \w+ \w+")  # one word may be anything: a command, a path
_secrets: set[str] = set()


def secret(made: str) -> str:
    """Remember one that a test made up as it went."""
    _secrets.add(made)
    return made


@cache
def spoken() -> frozenset[str]:
    """What people say in the conversations that stand written down."""
    from tests.transcript import parse  # not before a line is there to be looked at

    said: set[str] = set()
    for path in (Path(__file__).parent / "conversations").glob("*.txt"):
        for step in parse(path.read_text())[1]:
            words = re.split(r"[:\N{FULLWIDTH COLON}] ?", step.text, maxsplit=1)[-1].strip()
            if len(words) >= SPOKEN and _SENTENCE.search(words) and not words.startswith(("/", "[")):
                said.add(words)
    return frozenset(said)


def wrong(line: str) -> str:
    """What of it nobody may read; empty when all is well."""
    found = [part for part in (*PARTS, *_secrets, *spoken()) if part in line] + PHONE.findall(line)
    return f"{found} in the log: {line[:1500]}" if found else ""


def silent(log: str) -> str:
    """The log of another process.  Raises ``AssertionError`` when it betrays somebody."""
    betrayed = [told for line in log.splitlines() if (told := wrong(line))]
    assert not betrayed, "\n".join(betrayed)
    return log


class Ears:
    """Hears every record as it would be written, wherever it goes then."""

    def __init__(self) -> None:
        self.betrayed: list[str] = []
        self.heard = 0
        self._make, self._form = logging.getLogRecordFactory(), Redacting(())

    def __call__(self, *about: Any, **more: Any) -> logging.LogRecord:
        """Make a record, and look at it."""
        record = self._make(*about, **more)
        self.heard += 1
        if told := wrong(self._form.format(copy.copy(record))):
            self.betrayed.append(told)
        return record
