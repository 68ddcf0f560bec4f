"""The log: to standard error, without any token, and without words of residents, whoever wrote the line.

The HTTP library logs whole addresses, and an address of the Bot API holds the token, one of WeCom a token or a key.
"""

import asyncio
import json
import logging
import re
import sqlite3
import sys
from datetime import UTC, datetime
from traceback import format_tb
from typing import Any

TOKEN = re.compile(
    r"\d{3,20}:[\w-]{20,}|(?<=access_token=)[\w-]+|(?<=corpsecret=)[\w-]+|(?<=[?&]key=)[\w-]+|(?<=://)[^@/\s]*:[^@/\s]+(?=@)"
)
OF_THE_MACHINE = (OSError, sqlite3.Error, asyncio.TimeoutError)  # errors that never repeat what somebody said
OURS = ("bot", "config", "domain", "handlers", "huiyin", "storage", "web")  # whose lines we know


class Redacting(logging.Formatter):
    """Formats a record, its exception included, and then takes tokens out."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """The line as it may be seen."""
        return self._clean(super().format(record))

    def formatException(self, ei: Any) -> str:
        """Where it was raised, and its kind: what it says may be somebody's words, unless the machine says it."""
        return "\n".join(_places(ei[1])) if ei and ei[1] else ""

    def _clean(self, line: str) -> str:
        line = TOKEN.sub("<token>", line)
        for secret in self._secrets:
            line = line.replace(secret, "<token>")
        return line


def _places(error: BaseException) -> list[str]:
    lines = []
    if before := error.__cause__ or (None if error.__suppress_context__ else error.__context__):
        lines += [*_places(before), "", "which led to:", ""]
    lines += ["Traceback (most recent call last):", *(each.rstrip("\n") for each in format_tb(error.__traceback__))]
    said = f": {error}" if isinstance(error, OF_THE_MACHINE) else ""
    lines.append(f"{type(error).__qualname__}{said}")
    for each in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        lines += [f"  | {line}" for line in _places(each)]
    return lines


class Structured(Redacting):
    """The same as one JSON object a line, for programs that read logs."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it may be seen."""
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self._clean(record.getMessage()),
        }
        if record.exc_info:
            said["exception"] = self._clean(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)


def set_up(level: str, *secrets: str, structured: bool = False) -> None:
    """Log from this level on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Structured(secrets) if structured else Redacting(secrets))
    logging.basicConfig(handlers=[handler], force=True)
    levels(level)


def levels(level: str) -> None:
    """Our own lines from this level on.

    Of any library only what is worth a look: below that some write all they send, ask and are told.
    """
    logging.getLogger().setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    for name in OURS:
        logging.getLogger(name).setLevel(level)
