"""Calls to the Bot API through python-telegram-bot's ``Bot``, with its errors turned into ours.

Parameters go out as the Bot API names them, and answers come back as plain dictionaries, so that what is newer
than the library (ephemeral messages, Bot API 10.2) works, and nothing an answer holds can fail to parse.
"""

import logging
import warnings
from datetime import timedelta
from typing import Any

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
from telegram.request import HTTPXRequest
from telegram.warnings import PTBUserWarning

from bot.channels import SendFailed

log = logging.getLogger(__name__)

CONNECT, READ = 5.0, 20.0  # s
LOST_TOKEN = timedelta(minutes=5)  # a revoked token may be given back; asking more often helps nobody

# The library would rather have its own methods called; those know less than the Bot API.
warnings.filterwarnings("ignore", message="Please use 'Bot.", category=PTBUserWarning)


class Unreachable(Exception):
    """The Bot API did not answer, or not sensibly."""


class Moved(Exception):
    """The group lives under another id now."""

    def __init__(self, to: str) -> None:
        super().__init__(f"moved to {to}")
        self.to = to


class Client:
    """The Bot API for one token."""

    def __init__(self, token: str, base_url: str) -> None:
        base = base_url.rstrip("/")
        self._calls = HTTPXRequest(connection_pool_size=16, connect_timeout=CONNECT, read_timeout=READ)
        self._polls = HTTPXRequest(connection_pool_size=2, connect_timeout=CONNECT, read_timeout=READ)
        self._bot = Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._calls,
            get_updates_request=self._polls,
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._calls.shutdown()
        await self._polls.shutdown()

    async def ask(self, method: str, read: float = READ, **parameters: Any) -> Any:
        """Call a method outside of the outbox (who am I, what is new).  Raises ``Unreachable``."""
        try:
            return await self._bot.do_api_request(method, api_kwargs=_given(parameters), read_timeout=read)
        except TelegramError as error:
            raise Unreachable(f"{method}: {type(error).__name__}: {error}") from error

    async def call(self, method: str, **parameters: Any) -> Any:
        """Call a method for a slot.  Raises ``SendFailed`` or ``Moved``."""
        try:
            return await self._bot.do_api_request(method, api_kwargs=_given(parameters))
        except RetryAfter as error:
            seconds = error.retry_after
            wait = seconds if isinstance(seconds, timedelta) else timedelta(seconds=seconds)
            raise SendFailed(f"asked to wait {wait}", retry_after=wait) from error
        except ChatMigrated as error:
            raise Moved(str(error.new_chat_id)) from error
        except InvalidToken as error:
            raise SendFailed("the token is not accepted", retry_after=LOST_TOKEN) from error
        except (BadRequest, Forbidden) as error:
            raise SendFailed(error.message, permanent=True) from error
        except TimedOut as error:
            raise SendFailed("no answer in time") from error
        except NetworkError as error:
            raise SendFailed(f"{type(error).__name__}: {error.message[:200]}") from error
        except TelegramError as error:
            raise SendFailed(f"{type(error).__name__}: {error.message[:200]}") from error


def _given(parameters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if value is not None}
