"""Answers that go wrong, each for the next so many calls that fit."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.wire import Response
from tests.wecom.errors import WeComError

PAGE = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>\r\n"


@dataclass(eq=False, slots=True)
class Fault:
    """One thing that goes wrong."""

    name: str
    path: str = ""  # what the path ends with; "": every call
    times: int = 1
    after: bool = False  # the call is carried out all the same, and only the answer goes wrong
    skip: int = 0  # so many calls that fit go well first
    response: Response | None = None  # instead of the true one; none: no answer at all
    hangs: bool = False  # the answer does not come until the caller gives up, or release()
    hits: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def fits(self, path: str) -> bool:
        """Whether this call is one that goes wrong."""
        if self.times <= 0 or not path.endswith(self.path):
            return False
        self.skip -= 1
        return self.skip < 0

    def release(self) -> None:
        """Lets the calls that hang go on as if nothing had been."""
        self.times = 0
        self.released.set()


class Faults:
    """What goes wrong next.  where: path="kf/send_msg", times=2, after=True, skip=1."""

    faults: list[Fault]
    changed: Callable[[], None]

    def next_fault(self, path: str) -> Fault | None:
        """The oldest fault that fits the call; it counts as used."""
        fault = next((fault for fault in self.faults if fault.fits(path)), None)
        if fault is not None:
            fault.times -= 1
            fault.hits += 1
        return fault

    def break_next(self, name: str, **where: Any) -> Fault:
        """The general form of all the others."""
        fault = Fault(name, **where)
        self.faults.append(fault)
        return fault

    def refuse(self, code: int, **where: Any) -> Fault:
        """An error of the API, for no reason that the caller could see."""
        body = json.dumps(WeComError(code).body()).encode()
        return self.break_next("refused", response=Response(200, body), **where)

    def server_error(self, status: int = 502, **where: Any) -> Fault:
        """A page of the web server in front."""
        return self.break_next("server error", response=Response(status, PAGE, "text/html"), **where)

    def page(self, **where: Any) -> Fault:
        """200, and HTML."""
        return self.break_next("page", response=Response(200, PAGE, "text/html"), **where)

    def garbage(self, body: bytes = b"\x00\xff{]", **where: Any) -> Fault:
        """200, and no JSON."""
        return self.break_next("garbage", response=Response(200, body), **where)

    def wrong_json(self, body: bytes = b'{"surprise":[]}', **where: Any) -> Fault:
        """200, and JSON that is not what the call answers."""
        return self.break_next("wrong JSON", response=Response(200, body), **where)

    def hang(self, **where: Any) -> Fault:
        """No answer until the caller gives up; after=True: it was taken all the same."""
        return self.break_next("hang", hangs=True, **where)

    def drop(self, **where: Any) -> Fault:
        """The connection breaks; after=True: it was taken all the same."""
        return self.break_next("drop", **where)
