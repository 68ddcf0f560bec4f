"""Calls an endpoint that speaks OpenAI's protocol.  Its address, its key and what was sent are never named."""

import asyncio
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

LARGEST = 256_000  # bytes of an answer; more is none that we asked for
LONGEST_REST = 300  # s that an endpoint may ask us to wait


class Unanswered(Exception):
    """There is no answer that can be used.

    ``final``: nor will there be one (the key is wrong).  ``charged``: it may have been counted all the same.
    """

    def __init__(
        self, why: str, *, final: bool = False, charged: bool = False, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(why)
        self.final, self.charged, self.retry_after = final, charged, retry_after


class Endpoint:
    """One address with its key."""

    def __init__(self, url: str, key: str | None, within: float) -> None:
        self._url, self._key, self._within = url.rstrip("/"), key, within

    @property
    def host(self) -> str:
        """Who hears what is sent; all of the address that may be shown."""
        return urlsplit(self._url).hostname or ""

    @property
    def in_clear(self) -> bool:
        """Whether others on the way could read along."""
        return urlsplit(self._url).scheme != "https" and self.host not in ("localhost", "127.0.0.1", "::1")

    async def post(self, path: str, **content: Any) -> dict[str, Any]:
        """The answer, a JSON object.  Raises ``Unanswered``."""
        import httpx  # loaded with the first call: most desks have no plug-in

        headers = {"authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            async with (
                asyncio.timeout(self._within),
                httpx.AsyncClient(timeout=self._within, headers=headers) as client,
                client.stream("POST", self._where(path), **content) as answer,
            ):
                if not answer.is_success:
                    raise _refused(answer.status_code, answer.headers.get("retry-after", ""))
                body = b""
                async for part in answer.aiter_bytes():
                    body += part
                    if len(body) > LARGEST:
                        raise Unanswered("answered too much", charged=True)
        except httpx.ConnectError as error:
            raise Unanswered("cannot be reached") from error
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise Unanswered(f"did not answer ({type(error).__name__})", charged=True) from error
        return _object(body)

    def _where(self, path: str) -> str:
        address = urlsplit(self._url)
        if address.path.endswith(path):
            return self._url
        return address._replace(path=f"{address.path}{path}").geturl()


def _refused(status: int, retry_after: str) -> Unanswered:
    wait = timedelta(seconds=min(int(retry_after), LONGEST_REST)) if retry_after.isdecimal() else None
    return Unanswered(f"answered {status}", final=status in (400, 401, 403, 404, 405, 413, 422), retry_after=wait)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unanswered("answered no JSON", charged=True) from error
    if not isinstance(found, dict):
        raise Unanswered("answered no JSON object", charged=True)
    return found
