"""What happens to one call: token, parameters, faults, the description, limits, the method, the ledger."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram import description, form, methods
from tests.telegram.errors import ApiError, NotAllowed, bad_request, too_many
from tests.telegram.faults import Fault, Faults
from tests.telegram.limits import Limits, weight
from tests.telegram.state import State
from tests.telegram.wire import Request, Response, json_response

Json = dict[str, Any]
NOT_FOUND = {"ok": False, "error_code": 404, "description": "Not Found"}
UNAUTHORIZED = {"ok": False, "error_code": 401, "description": "Unauthorized"}
NO_METHOD = "Not Found: method not found"


@dataclass(eq=False, slots=True)
class Call:
    """One call of the bot, and what it was told."""

    method: str
    params: Json
    at: float
    result: Any = None
    error: ApiError | None = None
    fault: str = ""  # what went wrong on purpose

    @property
    def ok(self) -> bool:
        """Whether the bot was told that it succeeded."""
        return self.error is None and not self.fault


@dataclass(slots=True)
class Ledger:
    """All calls."""

    calls: list[Call] = field(default_factory=list)  # but getUpdates
    polls: list[Call] = field(default_factory=list)
    refused: list[Call] = field(default_factory=list)  # those that the description of the Bot API does not allow
    limited: int = 0  # those that were too fast
    unauthorized: int = 0  # those with a wrong token


class Gateway:
    """Answers requests."""

    def __init__(self, token: str, state: State, faults: Faults, ledger: Ledger, changed: Callable[[], None]) -> None:
        self.token = token
        self.state = state
        self.faults = faults
        self.ledger = ledger
        self.changed = changed
        self.limits: Limits | None = None
        self.ephemeral = "on"

    async def answer(self, request: Request) -> Response | None:
        """The response to a request; None: the connection breaks."""
        path, _, query = request.target.partition("?")
        kind, _, rest = path.partition("/bot")
        token, _, name = rest.partition("/")
        if kind not in ("", "/file") or not name:
            return json_response(404, NOT_FOUND)
        if token.replace("%3A", ":") != self.token:
            self.ledger.unauthorized += 1
            return json_response(401, UNAUTHORIZED)
        return await (self.download(name, request) if kind else self.call(name, query, request))

    async def download(self, path: str, request: Request) -> Response | None:
        """A file; for faults its method is "file"."""
        file = self.state.world.files.by_path.get(path)
        whole = Response(200, file.content, "application/octet-stream") if file else json_response(404, NOT_FOUND)
        fault = self.faults.next_fault("file", None)
        return await self.misbehave(fault, request, whole) if fault else whole

    async def call(self, name: str, query: str, request: Request) -> Response | None:
        """A call of a method."""
        method = description.method_name(name) or name
        call = Call(method, {}, self.state.now())
        try:
            given = await form.read(query, request.header("Content-Type"), request.body)
        except NotAllowed as error:
            return self.finish(call, error)
        call.params = given.fields
        fault = self.faults.next_fault(method, given.fields.get("chat_id"))
        if fault is None:
            return await self.perform(call, given)
        call.fault = fault.name
        if fault.after:
            return await self.misbehave(fault, request, await self.perform(call, given))
        if fault.hangs and await self.patient(fault, request):
            call.fault = ""
            return await self.perform(call, given)
        self.record(call)
        return fault.response

    async def misbehave(self, fault: Fault, request: Request, true: Response) -> Response | None:
        """What the bot gets instead of the true answer."""
        if fault.hangs:
            return true if await self.patient(fault, request) else None
        return fault.response

    async def patient(self, fault: Fault, request: Request) -> bool:
        """Waits until the bot gives up or the fault is over.  Returns whether the bot still waits."""
        ends = [asyncio.ensure_future(fault.released.wait()), asyncio.ensure_future(request.gone.wait())]
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for end in ends:
                end.cancel()
        return not request.gone.is_set()

    async def perform(self, call: Call, given: form.Form) -> Response:
        """Carries the call out."""
        try:
            call.result = await self.run(call, given)
        except ApiError as error:
            return self.finish(call, error)
        return self.finish(call, None)

    async def run(self, call: Call, given: form.Form) -> Any:
        """What the method answers.  Raises ApiError."""
        if description.method_name(call.method) is None:
            raise NotAllowed(NO_METHOD, 404)
        fields = self.as_older(call.method, given.fields)
        used = {name for name in given.files if name in description.load()["methods"][call.method]}
        raw = fields | {name: given.files[name] for name in used}
        raw = {name: form.attach(value, given.files, used) for name, value in raw.items()}
        args = form.attach(description.check_call(call.method, raw), given.files, used)
        if unused := given.files.keys() - used:
            raise NotAllowed(f"{call.method} has no parameter {min(unused)!r}")
        call.params = args
        self.check_speed(call.method, args)
        return await methods.carry_out(self.state, call.method, args)

    def as_older(self, method: str, fields: Json) -> Json:
        """The parameters as a server before Bot API 10.2 would take them, if this one plays that."""
        new = "ephemeral_message_parameters"
        if self.ephemeral == "on":
            return fields
        if method in methods.PRIVATE_ONLY:
            raise ApiError(404, NO_METHOD)
        if self.ephemeral == "refused" and new in fields:
            raise bad_request(f"{method} has no parameter '{new}'")
        return {name: value for name, value in fields.items() if name != new}

    def check_speed(self, method: str, args: Json) -> None:
        """Raises ApiError if the bot is too fast."""
        chat = self.state.world.find(args.get("chat_id", 0))
        count = weight(method, len(args.get("media", ())) if method == "sendMediaGroup" else 1)
        if self.limits is not None and chat and count and (seconds := self.limits.ask(chat, count)):
            self.ledger.limited += 1
            raise too_many(seconds)

    def finish(self, call: Call, error: ApiError | None) -> Response:
        """Writes the call down and answers it."""
        call.error = error
        self.record(call)
        if error is None:
            return json_response(200, {"ok": True, "result": call.result})
        return json_response(error.code, error.body())

    def record(self, call: Call) -> None:
        """Writes the call down."""
        (self.ledger.polls if call.method == "getUpdates" else self.ledger.calls).append(call)
        if isinstance(call.error, NotAllowed):
            self.ledger.refused.append(call)
        self.changed()
