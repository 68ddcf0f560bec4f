"""The routes that WeCom delivers to: who may come in.  What is inside, bot/channels/wecom knows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

log = logging.getLogger(__name__)

LARGEST = 1024 * 1024  # bytes of a delivery
LONGEST = 4096  # characters of what stands in the address; an echostr has some hundred
WINDOW = 300  # s that the time in the address may differ from this machine's: what is older is a replay
ANSWER = 4.5  # s; WeCom waits for 5 and then delivers again
REMIND = 60  # s between two lines in the log about refused deliveries of one address
CLOSE = {"Connection": "close"}


class Refused(Exception):
    """It is not taken.  Whoever sent it learns the status and nothing else."""

    def __init__(self, status: int = 403) -> None:
        super().__init__(str(status))
        self.status = status


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands in the address of a delivery."""

    signature: str
    timestamp: str
    nonce: str


@dataclass(frozen=True, slots=True)
class Callback:
    """What a route needs to know of one callback; all three raise ``Refused``."""

    path: str
    wrapped: Callable[[bytes], str]  # the encrypted part of a body
    open: Callable[[Signed, str], str]  # what is inside, once its signature is right
    receive: Callable[[Signed, str], Awaitable[None]]  # keeps what was inside; returns after the commit
    now: Callable[[], float]  # machine time, epoch seconds


def route(callback: Callback) -> Route:
    """GET proves to WeCom that the secrets are known here; POST is answered 200 once what came is kept."""

    warned = float("-inf")

    async def called(request: Request) -> Response:
        nonlocal warned
        try:
            async with asyncio.timeout(ANSWER):
                if request.method == "POST":
                    return await _delivered(callback, request)
                return _proven(callback, request)
        except Refused as refused:
            if callback.now() - warned >= REMIND:  # whoever sets it up looks here, since the console says nothing
                warned = callback.now()
                log.warning(_REFUSED, callback.path, refused.status)
            return PlainTextResponse("", refused.status, CLOSE)
        except ClientDisconnect:
            return PlainTextResponse("", 400, CLOSE)
        except TimeoutError:
            log.warning("a delivery to %s could not be kept in time; WeCom repeats it", callback.path)
            return PlainTextResponse("", 503, CLOSE)

    return Route(callback.path, called, methods=["GET", "POST"])


_REFUSED = (
    "something for %s was refused (%s): if it is WeCom, Token and EncodingAESKey there differ from the WeCom file"
)


def _proven(callback: Callback, request: Request) -> Response:
    """The text inside, and nothing around it: no quotes, no line end."""
    signed = _signed(request)
    text = callback.open(signed, _value(request, "echostr").replace(" ", "+"))  # a + that was not encoded
    _check_time(callback, signed)
    return PlainTextResponse(text)


async def _delivered(callback: Callback, request: Request) -> Response:
    signed = _signed(request)
    text = callback.open(signed, callback.wrapped(await _body(request)))
    _check_time(callback, signed)
    await callback.receive(signed, text)
    return PlainTextResponse("")


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise Refused(413)
    return bytes(body)


def _signed(request: Request) -> Signed:
    return Signed(_value(request, "msg_signature"), _value(request, "timestamp"), _value(request, "nonce"))


def _value(request: Request, name: str) -> str:
    values = request.query_params.getlist(name)
    if len(values) != 1 or not 0 < len(values[0]) <= LONGEST:
        raise Refused(400)
    return values[0]


def _check_time(callback: Callback, signed: Signed) -> None:
    """After the signature: only then is a wrong time worth a line in the log."""
    stamp = signed.timestamp
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        raise Refused(400)
    off = callback.now() - int(stamp)
    if abs(off) > WINDOW:
        log.warning("a delivery to %s is %.0f s off: a replay, or this machine's clock is wrong", callback.path, off)
        raise Refused
