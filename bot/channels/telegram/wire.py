"""The wire to the Bot API: python-telegram-bot's calls, carried by aiohttp.

The library's own carrier, httpx, takes six times as much of the processor, which was most of what a message cost.
What is promised of it stays: proxies from the environment, certificates as httpx finds them, no redirects.
"""

import json
from contextlib import AbstractAsyncContextManager
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from config.errors import ConfigError
from config.settings import PLACE

CONNECT = 10.0  # s until there is a connection: its name looked up, its certificate seen
WHOLE = 900.0  # s for a call with files in it; nine photos over the slowest line
JSON = {"Content-Type": "application/json"}
NO_CONNECTION = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)


class NobodyThere(NetworkError):
    """There was no connection, so the call was certainly not carried out."""


class Wire(BaseRequest):
    """Connections to one address, at most so many; ``read``: seconds of silence that are waited for."""

    def __init__(self, address: str, connections: int, read: float) -> None:
        self._connections, self._read = connections, read
        self._secure = urlsplit(address).scheme == "https"
        self._proxy = proxy_to(address)
        self._opened: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds of silence that are waited for when nobody says otherwise."""
        return self._read

    async def initialize(self) -> None:
        """Connections are made when they are needed."""

    async def shutdown(self) -> None:
        """Close the connections."""
        if self._opened is not None:
            await self._opened.close()
            self._opened = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """Status and body of what is answered.  Raises ``TimedOut`` or ``NetworkError``, which never name the address.

        That holds the token; so what aiohttp raised is not kept as their cause.
        """
        read = read_timeout if isinstance(read_timeout, int | float) else self._read
        whole = WHOLE if request_data is not None and request_data.contains_files else CONNECT + 2 * read
        try:
            async with self._ask(method, url, read, whole, **_body(request_data)) as answer:
                return answer.status, await answer.read()
        except NO_CONNECTION as error:
            raise NobodyThere(_said(error)) from None
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(_said(error)) from None

    def file(self, url: str) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        """A file on its way here.  Raises ``aiohttp.ClientError`` or ``TimeoutError``."""
        return self._ask("GET", url, self._read, WHOLE)

    def _ask(
        self, method: str, url: str, read: float, whole: float, **body: Any
    ) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        timeout = aiohttp.ClientTimeout(total=whole, connect=CONNECT, sock_read=read)
        return self._session.request(method, url, timeout=timeout, proxy=self._proxy, allow_redirects=False, **body)

    @property
    def _session(self) -> aiohttp.ClientSession:
        if self._opened is None:
            secure = httpx.create_ssl_context() if self._secure else False
            connector = aiohttp.TCPConnector(limit=self._connections, ssl=secure)
            self._opened = aiohttp.ClientSession(connector=connector, headers={"User-Agent": self.USER_AGENT})
        return self._opened


def proxy_to(address: str) -> str | None:
    """The proxy that the environment names for an address (``HTTPS_PROXY``, ``ALL_PROXY``, ``NO_PROXY``).

    Raises ``ConfigError`` for one that is not spoken here.
    """
    where, named = urlsplit(address), getproxies()
    name = where.scheme if named.get(where.scheme) else "all"
    proxy = named.get(name)
    if not proxy or proxy_bypass(where.hostname or ""):
        return None
    kind, _, rest = proxy.rpartition("://")
    if kind not in ("", "http", "https"):
        problem = f"Telegram is not reached through a {kind} proxy"
        raise ConfigError(PLACE, f"{name.upper()}_PROXY", problem, "http://127.0.0.1:3128")
    return f"{kind or 'http'}://{rest}"


def _body(data: RequestData | None) -> dict[str, Any]:
    """Parameters as JSON; with files among them as a form."""
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": json.dumps(data.parameters).encode(), "headers": JSON}
    form = aiohttp.FormData(data.json_parameters, quote_fields=False, default_to_multipart=True)  # names as they are
    for name, (called, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=called, content_type=kind)
    return {"data": form}


def _said(error: Exception) -> str:
    """What went wrong; only its kind where aiohttp would say the address."""
    silent = (TimeoutError, aiohttp.ClientResponseError, aiohttp.InvalidURL)
    return type(error).__name__ if isinstance(error, silent) else f"{type(error).__name__}: {error}"
