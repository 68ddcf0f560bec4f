"""Calls to WeCom's API: access tokens, time limits, bounded answers, and errors by the table in codes.py.

An address holds a secret or a token, and a body what residents said: neither is ever part of an error or a log
line.  Of what WeCom answers, an error carries its number and the sender's IP address, which the console asks for.
"""

import asyncio
import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import Message
from typing import Any
from urllib.parse import unquote

import httpx

from bot.channels import SendFailed
from bot.channels.wecom.codes import Verdict, failure, rule

log = logging.getLogger(__name__)

CONNECT, READ = 5.0, 15.0  # s
WHOLE, WHOLE_FILE = 30.0, 120.0  # s for one call
EARLY = 300.0  # s before its end that a token is fetched anew
REST = 30.0  # s until a secret that was refused is shown again; asking often gets an address blocked
ANSWER = 16 << 20  # bytes of a JSON answer: 1000 messages of 2 KB with room
LARGEST = 20 << 20  # bytes of a file; document/path/90253
UPLOADS = {"image": 10 << 20, "voice": 2 << 20, "video": 10 << 20, "file": 20 << 20}  # bytes; the same page
SMALLEST = 6  # bytes; "more than 5"
AWAY = timedelta(seconds=60)  # between tries at an address that answers, but not as WeCom does

_IP = re.compile(r"from ip:\s*([0-9a-fA-F.:]{3,45}\b)")


class TooLarge(SendFailed):
    """A file is larger than we, or WeCom, take."""

    def __init__(self, what: str, largest: int) -> None:
        super().__init__(f"{what}: more than {largest >> 20} MiB", permanent=True)


@dataclass(frozen=True, slots=True)
class Credential:
    """Whose call it is; ``name`` is what may be shown."""

    name: str  # corp/agent; empty for calls whose failing is nobody's trouble
    corp: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class File:
    """What media/get gave."""

    content: bytes = field(repr=False)
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class _Token:
    value: str = field(repr=False)
    until: float  # by the loop's clock


class Client:
    """WeCom's API at one address."""

    def __init__(self, base: str, *, read: float = READ, longest: int = ANSWER) -> None:
        self._base, self._longest = base.rstrip("/"), longest
        limits = httpx.Limits(max_connections=20, max_keepalive_connections=10)
        self._http = httpx.AsyncClient(timeout=httpx.Timeout(read, connect=CONNECT), limits=limits)
        self._tokens: dict[tuple[str, str], _Token] = {}
        self._locks: dict[tuple[str, str], asyncio.Lock] = {}
        self._refused: dict[tuple[str, str], tuple[float, SendFailed]] = {}  # until when, and why
        self.seen_from = ""  # the address of ours that WeCom refused last
        self._troubles: dict[str, str] = {}  # whose -> what is wrong; "" = nothing can be reached

    @property
    def trouble(self) -> str | None:
        """What is wrong, for staff; None when all is well."""
        return "; ".join(f"WeCom: {why}" for why in self._troubles.values()) or None

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def post(self, who: Credential, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to e.g. ``kf/send_msg``.  Raises ``SendFailed``, or ``Held``."""
        return await self._with_token(who, path, "POST", {}, json=dict(body))

    async def get(self, who: Credential, path: str, **params: str) -> dict[str, Any]:
        """The answer to a question.  Raises ``SendFailed``."""
        return await self._with_token(who, path, "GET", params)

    async def upload(self, who: Credential, kind: str, name: str, content: bytes) -> str:
        """The media_id of a file, good for three days in the whole corp.  Raises ``SendFailed``."""
        _check_size(kind, content)
        files = {"media": (name, content)}
        answer = await self._with_token(who, "media/upload", "POST", {"type": kind}, files=files)
        return _media_id(answer)

    async def download(self, who: Credential, media_id: str, largest: int = LARGEST) -> File:
        """The file of a media_id.  Raises ``TooLarge``, or ``SendFailed``: permanent when it is gone."""
        token = await self._token(who)
        try:
            return await self._file(who, media_id, token, largest)
        except SendFailed as failed:
            if rule(failed.code).verdict is not Verdict.TOKEN:
                raise
        return await self._file(who, media_id, await self._token(who, failing=token), largest)

    async def push(self, name: str, key: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Say something through a 消息推送 webhook.  Raises ``SendFailed``."""
        return await self._judged(name, "webhook/send", "POST", {"key": key}, json=dict(body))

    async def upload_to(self, name: str, key: str, kind: str, filename: str, content: bytes) -> str:
        """The media_id of a file for a webhook.  Raises ``SendFailed``."""
        _check_size(kind, content)
        files = {"media": (filename, content)}
        params = {"key": key, "type": kind}
        return _media_id(await self._judged(name, "webhook/upload_media", "POST", params, files=files))

    async def prove(self, who: Credential) -> None:
        """Get an access token, so that a wrong secret shows at once.  Raises ``SendFailed``."""
        await self._token(who)

    # --- access tokens ------------------------------------------------------------------------------------

    async def _with_token(
        self, who: Credential, path: str, method: str, params: Mapping[str, str], **content: Any
    ) -> dict[str, Any]:
        """Call with an access token; when it is refused, with a new one, once."""
        token = await self._token(who)
        try:
            return await self._judged(who.name, path, method, {**params, "access_token": token}, **content)
        except SendFailed as failed:
            if rule(failed.code).verdict is not Verdict.TOKEN:
                raise
        token = await self._token(who, failing=token)
        return await self._judged(who.name, path, method, {**params, "access_token": token}, **content)

    async def _token(self, who: Credential, failing: str = "") -> str:
        """The access token; ``failing`` was refused just now, and only whoever comes first fetches another."""
        key = (who.corp, who.secret)
        async with self._locks.setdefault(key, asyncio.Lock()):
            now = asyncio.get_running_loop().time()
            known = self._tokens.get(key)
            if known and known.value != failing and now < known.until:
                return known.value
            until, refusal = self._refused.get(key, (0.0, None))
            if refusal and now < until:
                raise SendFailed(str(refusal), retry_after=refusal.retry_after, code=refusal.code)
            self._tokens[key] = fresh = await self._fetch(who, key, now)
            return fresh.value

    async def _fetch(self, who: Credential, key: tuple[str, str], now: float) -> _Token:
        self._tokens.pop(key, None)
        self._refused.pop(key, None)
        params = {"corpid": who.corp, "corpsecret": who.secret}
        try:
            answer = await self._judged(who.name, "gettoken", "GET", params)
        except SendFailed as failed:
            if failed.code and failed.retry_after:
                self._refused[key] = (now + REST, failed)
            raise
        token, seconds = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not token or not isinstance(seconds, int):
            raise SendFailed("gettoken: no token in the answer")
        return _Token(token, now + max(seconds - EARLY, seconds / 2))

    # --- one call -----------------------------------------------------------------------------------------

    async def _judged(
        self, name: str, path: str, method: str, params: Mapping[str, str], **content: Any
    ) -> dict[str, Any]:
        """The answer, when its errcode is 0.  Raises what its errcode means."""
        answer = self._object(path, await self._asked(path, method, params, **content))
        self._judge(name, path, answer)
        return answer

    def _judge(self, name: str, path: str, answer: Mapping[str, Any]) -> None:
        code = answer["errcode"]
        if code == 0:
            if self._troubles.pop(name, None):
                log.warning("WeCom takes calls of %s again", name)
            return
        self.seen_from = _address(answer.get("errmsg")) or self.seen_from
        failed = failure(code, path, self.seen_from if "企业可信IP" in rule(code).why else "")
        found = rule(code)
        if name and (found.verdict is Verdict.ALARM or found.told):
            self._trouble(name, f"{name}: {failed}")
        raise failed

    async def _asked(self, path: str, method: str, params: Mapping[str, str], **content: Any) -> bytes:
        try:
            async with (
                asyncio.timeout(WHOLE_FILE if "files" in content else WHOLE),
                self._http.stream(method, self._where(path), params=dict(params), **content) as answer,
            ):
                self._check_status(path, answer)
                return await _whole(path, answer, self._longest)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise self._missed(path, error) from None  # its chain would show the address
        except TooLarge:
            raise SendFailed(f"{path}: an answer without end") from None

    async def _file(self, who: Credential, media_id: str, token: str, largest: int) -> File:
        path = "media/get"
        params = {"access_token": token, "media_id": media_id}
        try:
            async with (
                asyncio.timeout(WHOLE_FILE),
                self._http.stream("GET", self._where(path), params=params) as answer,
            ):
                self._check_status(path, answer)
                attached = answer.headers.get("content-disposition", "")
                body = await _whole(path, answer, largest)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise self._missed(path, error) from None
        if not attached:  # a file always has a name; without one it is an error in JSON
            self._judge(who.name, path, self._object(path, body))
            raise SendFailed(f"{path}: no file in the answer")
        self._reached()
        return File(body, _filename(attached), answer.headers.get("content-type", ""))

    def _where(self, path: str) -> str:
        return f"{self._base}/cgi-bin/{path}"

    def _check_status(self, path: str, answer: httpx.Response) -> None:
        status = answer.status_code
        if status == httpx.codes.OK:
            return
        self._trouble("", f"{path} answered {status}")
        raise SendFailed(f"{path}: answered {status}", retry_after=None if status >= 500 else AWAY)

    def _object(self, path: str, body: bytes) -> dict[str, Any]:
        """A JSON object with an errcode; anything else is no answer of WeCom's, and does not say what became of it."""
        try:
            found = json.loads(body)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict) or type(found.get("errcode")) is not int:
            self._trouble("", f"{path} answered nonsense")
            raise SendFailed(f"{path}: answered nonsense")
        self._reached()
        return found

    def _missed(self, path: str, error: Exception) -> SendFailed:
        self._trouble("", f"{path}: {type(error).__name__}")
        return SendFailed(f"{path}: {type(error).__name__}")

    def _trouble(self, name: str, why: str) -> None:
        if self._troubles.get(name) != why:
            log.warning("WeCom: %s", why)
        self._troubles[name] = why

    def _reached(self) -> None:
        if self._troubles.pop("", None):
            log.warning("WeCom answers again")


async def _whole(path: str, answer: httpx.Response, largest: int) -> bytes:
    body = bytearray()
    async for part in answer.aiter_bytes(1 << 16):
        body += part
        if len(body) > largest:
            raise TooLarge(path, largest)
    return bytes(body)


def _media_id(answer: Mapping[str, Any]) -> str:
    found = answer.get("media_id")
    if not isinstance(found, str) or not found:
        raise SendFailed("no media_id in the answer")
    return found


def _check_size(kind: str, content: bytes) -> None:
    if len(content) > UPLOADS[kind]:
        raise TooLarge(f"a {kind} to upload", UPLOADS[kind])
    if len(content) < SMALLEST:
        raise SendFailed(f"a {kind} to upload: less than {SMALLEST} bytes", permanent=True)


def _address(errmsg: object) -> str:
    """Which address of ours WeCom saw, if it says so."""
    found = _IP.search(errmsg) if isinstance(errmsg, str) else None
    return found[1] if found else ""


def _filename(disposition: str) -> str:
    """The name in a Content-Disposition, ``filename*`` first; never a path."""
    starred = re.search(r"filename\*\s*=\s*utf-8''([^;]+)", disposition, re.IGNORECASE)
    if starred:
        name = unquote(starred[1])
    else:
        message = Message()
        message["content-disposition"] = disposition
        name = message.get_filename() or ""
    return re.split(r"[\\/]", name)[-1].strip()[:200]
