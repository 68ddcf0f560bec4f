"""Calls to the Bot API through python-telegram-bot's ``Bot``, with its errors turned into ours.

Parameters go out as the Bot API names them, and answers come back as plain dictionaries, so that what is newer
than the library (ephemeral messages, Bot API 10.2) works, and nothing an answer holds can fail to parse.
"""

import asyncio
import logging
import os
import warnings
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import aiohttp
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.warnings import PTBUserWarning

from bot.channels import SendFailed
from bot.channels.telegram.wire import NobodyThere, Wire
from bot.logs import TOKEN

log = logging.getLogger(__name__)

READ = 20.0  # s of silence
WHOLE = 120.0  # s for one file
GONE = frozenset({400, 403, 404, 410})  # no such file; or no more: the path that getFile gives is good for an hour
AGAIN = (0.5, 1.0, 2.0, 5.0, 10.0)  # s between tries while nothing can be reached; the last one repeats
MALFORMED = (KeyError, TypeError, ValueError, AttributeError)  # the library met JSON that is no answer
LOST_TOKEN = timedelta(minutes=5)  # a revoked token may be given back; asking more often helps nobody

os.environ.setdefault("PTB_TIMEDELTA", "true")  # times as the library will give them from its next version on

# The library would rather have its own methods called; those know less than the Bot API.
warnings.filterwarnings("ignore", message="Please use 'Bot.", category=PTBUserWarning)


class Unreachable(Exception):
    """The Bot API did not answer, or not sensibly; ``refused``: it did, and said no."""

    def __init__(self, message: str, refused: bool = False) -> None:
        super().__init__(message)
        self.refused = refused


class TooLarge(Exception):
    """A file is larger than we take."""


class Moved(Exception):
    """The group lives under another id now."""

    def __init__(self, to: str) -> None:
        super().__init__(f"moved to {to}")
        self.to = to


class Client:
    """The Bot API for one token."""

    def __init__(self, token: str, base_url: str) -> None:
        self.trouble: str | None = None  # why it cannot be reached; None = all is well
        base = base_url.rstrip("/")
        self._calls, self._polls = Wire(base, 16, READ), Wire(base, 2, READ)
        self._bot = Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._calls,
            get_updates_request=self._polls,
        )
        self._address = f"{base}/file/bot{token}/"

    async def close(self) -> None:
        """Close the connections."""
        await self._calls.shutdown()
        await self._polls.shutdown()

    async def ask(self, method: str, read: float = READ, **parameters: Any) -> Any:
        """Call a method outside of the outbox (who am I, what is new).  Raises ``Unreachable``."""
        try:
            answer = await self._bot.do_api_request(method, api_kwargs=_given(parameters), read_timeout=read)
        except (BadRequest, Forbidden) as error:
            self._reached()
            raise Unreachable(f"{method}: {error}", refused=True) from error
        except (TelegramError, *MALFORMED) as error:
            self._missed(f"{method}: {type(error).__name__}: {str(error)[:200]}")
            raise Unreachable(f"{method}: {type(error).__name__}: {str(error)[:200]}") from error
        self._reached()
        return answer

    async def call(self, method: str, **parameters: Any) -> Any:
        """Call a method for a slot.  Raises ``SendFailed`` or ``Moved``.

        While nothing at all can be reached it waits here: the slot is not at fault, and its chat keeps its order.
        """
        tries = 0
        while True:
            try:
                answer = await self._bot.do_api_request(method, api_kwargs=_given(parameters))
            except NetworkError as error:
                if isinstance(error, BadRequest) or not self._is_outage(method, error):
                    raise self._failure(error) from error
            except (TelegramError, *MALFORMED) as error:
                raise self._failure(error) from error
            else:
                self._reached()
                return answer
            await asyncio.sleep(AGAIN[min(tries, len(AGAIN) - 1)])
            tries += 1

    async def download(self, path: str, largest: int) -> bytes:
        """The file that getFile named, at most so many bytes.  Raises ``TooLarge`` or ``SendFailed``."""
        content = bytearray()
        try:
            async with asyncio.timeout(WHOLE), self._calls.file(self._address + quote(path)) as answer:
                if answer.status != HTTPStatus.OK:
                    raise SendFailed(f"{answer.status} for a file", permanent=answer.status in GONE)
                async for part in answer.content.iter_chunked(1 << 16):
                    content += part
                    if len(content) > largest:
                        raise TooLarge(path)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise SendFailed(f"a file did not come: {type(error).__name__}") from None
        return bytes(content)

    def _failure(self, error: Exception) -> SendFailed | Moved:
        """What an error means for a slot."""
        match error:
            case RetryAfter():
                wait = error.retry_after
                wait = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
                return SendFailed(f"asked to wait {wait}", retry_after=wait)
            case ChatMigrated():
                return Moved(str(error.new_chat_id))
            case InvalidToken():
                return SendFailed("the token is not accepted", retry_after=LOST_TOKEN)
            case BadRequest() | Forbidden():
                return SendFailed(error.message, permanent=True)
            case TimedOut():
                return SendFailed("no answer in time")
        return SendFailed(f"{type(error).__name__}: {str(error)[:200]}")

    def _is_outage(self, method: str, error: NetworkError) -> bool:
        """Whether nothing can be reached, so that the call was certainly not carried out or everything fails."""
        if isinstance(error, NobodyThere):
            self._missed(f"{method}: {type(error).__name__}: {str(error)[:200]}")
            return True
        return self.trouble is not None and not isinstance(error, TimedOut)

    def _missed(self, why: str) -> None:
        if self.trouble is None:
            log.warning("Telegram is unreachable, trying again: %s", why)
        self.trouble = TOKEN.sub("<token>", why)

    def _reached(self) -> None:
        if self.trouble is not None:
            log.warning("Telegram is reachable again")
            self.trouble = None


def _given(parameters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if value is not None}
