"""Answers that go wrong, each for the next so many calls that fit."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.errors import ApiError, too_many
from tests.telegram.wire import Response, json_response
from tests.telegram.world import Chat, User

GATEWAY_PAGE = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>\r\n"


@dataclass(eq=False, slots=True)
class Fault:
    """One thing that goes wrong."""

    name: str
    times: int
    method: str | None
    chat_id: int | None
    after: bool  # the call is carried out all the same, and only the answer goes wrong
    response: Response | None = None  # instead of the true one; none: no answer at all
    hangs: bool = False  # the answer does not come until the bot gives up, or release()
    hits: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def fits(self, method: str, chat_id: Any) -> bool:
        """Whether this call is one that goes wrong."""
        wanted = self.method is None or self.method.lower() == method.lower()
        return self.times > 0 and wanted and (self.chat_id is None or str(chat_id) == str(self.chat_id))

    def release(self) -> None:
        """Lets the calls that hang go on as if nothing had been."""
        self.times = 0
        self.released.set()


class Faults:
    """What goes wrong next.  method None stands for every method, chat None for every chat."""

    faults: list[Fault]
    changed: Callable[[], None]

    def next_fault(self, method: str, chat_id: Any) -> Fault | None:
        """The oldest fault that fits the call; it counts as used."""
        fault = next((fault for fault in self.faults if fault.fits(method, chat_id)), None)
        if fault is not None:
            fault.times -= 1
            fault.hits += 1
        return fault

    def break_next(
        self,
        name: str,
        times: int = 1,
        method: str | None = None,
        chat: Chat | User | None = None,
        after: bool = False,
        response: Response | None = None,
        hangs: bool = False,
    ) -> Fault:
        """The general form of all the others."""
        fault = Fault(name, times, method, chat.id if chat else None, after, response, hangs)
        self.faults.append(fault)
        return fault

    def refuse(self, error: ApiError, **where: Any) -> Fault:
        """An error of the API, for no reason that the bot could see."""
        return self.break_next("refused", response=json_response(error.code, error.body()), **where)

    def too_many(self, seconds: int = 1, **where: Any) -> Fault:
        """429 with retry_after."""
        return self.refuse(too_many(seconds), **where)

    def server_error(self, code: int = 502, **where: Any) -> Fault:
        """500 as the API says it, or 502 as the web server in front of it does."""
        if code == 500:
            return self.refuse(ApiError(500, "Internal Server Error"), **where)
        response = Response(code, GATEWAY_PAGE, "text/html")
        return self.break_next("server error", response=response, **where)

    def garbage(self, body: bytes = b"\x00\xff{]", **where: Any) -> Fault:
        """200, and no JSON."""
        return self.break_next("garbage", response=Response(200, body), **where)

    def wrong_json(self, body: bytes = b'{"ok":true,"result":{"surprise":[]}}', **where: Any) -> Fault:
        """200, and JSON that is not what the method answers."""
        return self.break_next("wrong JSON", response=Response(200, body), **where)

    def hang(self, **where: Any) -> Fault:
        """No answer until the bot gives up."""
        return self.break_next("hang", hangs=True, **where)

    def drop(self, **where: Any) -> Fault:
        """The connection breaks."""
        return self.break_next("drop", **where)
