"""The log: to standard error, without any token, whoever wrote the line.

The HTTP library logs whole addresses, and an address of the Bot API holds the token, one of WeCom a token or a key.
"""

import logging
import re
import sys

TOKEN = re.compile(
    r"\d{3,20}:[\w-]{20,}|(?<=access_token=)[\w-]+|(?<=corpsecret=)[\w-]+|(?<=[?&]key=)[\w-]+|(?<=://)[^@/\s]*:[^@/\s]+(?=@)"
)
QUIET = ("apscheduler", "httpx", "httpcore", "telegram", "asyncio", "multipart", "PIL")


class Redacting(logging.Formatter):
    """Formats a record, its exception included, and then takes tokens out."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """The line as it may be seen."""
        line = TOKEN.sub("<token>", super().format(record))
        for secret in self._secrets:
            line = line.replace(secret, "<token>")
        return line


def set_up(level: str, *secrets: str) -> None:
    """Log from this level on; the libraries only what is worth a look, at every level."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
