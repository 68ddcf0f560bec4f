"""What happens to one call: its parameters, faults, the token, what it does, the ledger."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from tests.telegram.wire import Request, Response, json_response
from tests.wecom.errors import WeComError
from tests.wecom.faults import Fault, Faults
from tests.wecom.form import Upload, read_json, read_upload
from tests.wecom.routes import KEYED, OPEN, ROUTES
from tests.wecom.state import State
from tests.wecom.world import App, Json

BASE = "/cgi-bin/"
PASSING = {-1, 40014, 42001, 45009}  # refusals that say nothing against the caller
NO_ERROR: Json = {"errcode": 0, "errmsg": "ok"}


@dataclass(eq=False, slots=True)
class Call:
    """One call, and what it was told."""

    path: str  # without /cgi-bin/
    query: Json
    body: Json
    at: float
    app: App | None = None
    upload: Upload | None = None
    answer: Any = None
    error: WeComError | None = None
    fault: str = ""  # what went wrong on purpose

    @property
    def ok(self) -> bool:
        """Whether the caller was told that it succeeded."""
        return self.error is None and not self.fault


class Gateway:
    """Answers requests."""

    def __init__(self, state: State, faults: Faults, changed: Callable[[], None]) -> None:
        self.state = state
        self.faults = faults
        self.changed = changed
        self.calls: list[Call] = []

    @property
    def refused(self) -> list[Call]:
        """The calls that a good caller does not make."""
        return [call for call in self.calls if call.error and call.error.code not in PASSING]

    async def answer(self, request: Request) -> Response | None:
        """The response to a request; None: the connection breaks."""
        path, _, query = request.target.partition("?")
        if request.method == "GET" and path in self.state.files:
            return self.file(path)
        if not path.startswith(BASE):
            return Response(404, b"", "text/plain")
        call = Call(path.removeprefix(BASE), dict(parse_qsl(query, keep_blank_values=True)), {}, self.state.clock())
        fault = self.faults.next_fault(call.path)
        if fault is None:
            return await self.perform(call, request)
        call.fault = fault.name
        if fault.after:
            true = await self.perform(call, request)
            return true if fault.hangs and await patient(fault, request) else fault.response
        if fault.hangs and await patient(fault, request):
            call.fault = ""
            return await self.perform(call, request)
        self.record(call)
        return fault.response

    def file(self, path: str) -> Response:
        """A file of the smart bot, for whoever has the address in time."""
        content, name, until = self.state.files[path]
        if self.state.clock() >= until:
            return Response(403, b"", "text/plain")
        head = (("Content-Disposition", f"attachment; filename*=UTF-8''{name}"),)
        return Response(200, content, "application/octet-stream", headers=head)

    async def perform(self, call: Call, request: Request) -> Response:
        """Carries the call out."""
        try:
            call.answer = await self.run(call, request)
        except WeComError as error:
            call.error, call.answer = error, error.body()
        self.record(call)
        return call.answer if isinstance(call.answer, Response) else json_response(200, NO_ERROR | call.answer)

    async def run(self, call: Call, request: Request) -> Any:
        """What the call answers.  Raises WeComError."""
        if request.header("Content-Type").startswith("multipart/"):
            call.upload = await read_upload(request)
        elif request.method == "POST":
            call.body = read_json(request.body)
        if call.path in OPEN:
            return OPEN[call.path](self.state, call.query, call.upload)
        if call.path in KEYED:
            return KEYED[call.path](self.state, call.query, call.body, call.upload)
        if call.path not in ROUTES:
            raise WeComError(40058, f"the fake does not know {call.path}")
        need, does = ROUTES[call.path]
        call.app = self.state.tokens.app(call.query, self.state.clock())
        if need and need not in call.app.may:
            raise WeComError(48002)
        return does(self.state, call.app, call.query | call.body, call.upload)

    def record(self, call: Call) -> None:
        """Writes the call down."""
        self.calls.append(call)
        self.changed()


async def patient(fault: Fault, request: Request) -> bool:
    """Waits until the caller gives up or the fault is over.  Returns whether the caller still waits."""
    ends = [asyncio.ensure_future(fault.released.wait()), asyncio.ensure_future(request.gone.wait())]
    try:
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for end in ends:
            end.cancel()
    return not request.gone.is_set()


def dumps(value: Any) -> str:
    """JSON, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
