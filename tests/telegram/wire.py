"""HTTP on a loopback port: requests in, responses out, and connections that break when they are told to."""

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import h11

LARGEST_BODY = 60 << 20  # bytes
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Request:
    """One request; gone is set when whoever made it has hung up."""

    method: str
    target: str
    headers: dict[str, str]  # names in lower case
    body: bytes
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    def header(self, name: str) -> str:
        """One header; nothing if it is not there."""
        return self.headers.get(name.lower(), "")


@dataclass(frozen=True, slots=True)
class Response:
    """What is sent back."""

    status: int
    body: bytes
    content_type: str = "application/json"
    retry_after: int = 0
    headers: tuple[tuple[str, str], ...] = ()


def json_response(status: int, body: dict[str, Any]) -> Response:
    """JSON, with the header that tells when to come again."""
    retry_after = body.get("parameters", {}).get("retry_after", 0)
    return Response(status, json.dumps(body, ensure_ascii=False).encode(), retry_after=retry_after)


Handler = Callable[[Request], Awaitable[Response | None]]  # None: break the connection instead of answering


class Http:
    """A server that can go away and come back on the same port."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler
        self.port = 0
        self.server: asyncio.Server | None = None
        self.reserved: socket.socket | None = None  # keeps the port while the server is away
        self.connections: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listens; the first time on any free port, later on the same."""
        listener, self.reserved = self.reserved or bind(self.port), None
        self.port = listener.getsockname()[1]
        self.server = await asyncio.start_server(self.accept, sock=listener, backlog=512)

    async def stop(self, keep_port: bool = False) -> None:
        """Refuses connections and breaks those that are open."""
        assert self.server is not None
        self.server.close()
        if keep_port:
            self.reserved = bind(self.port)
        connections = list(self.connections)
        for connection in connections:
            connection.cancel()
        await asyncio.gather(*connections, return_exceptions=True)

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serves one connection for as long as it lasts."""
        task = asyncio.current_task()
        assert task is not None
        self.connections.add(task)
        try:
            await Connection(reader, writer, self.handler).serve()
        except (ConnectionError, h11.RemoteProtocolError, asyncio.CancelledError):
            pass
        finally:
            self.connections.discard(task)
            writer.transport.abort()


def bind(port: int) -> socket.socket:
    """A socket on the port that does not listen yet: connecting is refused."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", port))
    return bound


class Connection:
    """One connection, with one request after the other."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, handler: Handler) -> None:
        self.reader = reader
        self.writer = writer
        self.handler = handler
        self.wire = h11.Connection(h11.SERVER)
        self.reading: asyncio.Task[bytes] | None = None

    async def serve(self) -> None:
        """Until either side has had enough."""
        try:
            while request := await self.receive():
                response = await self.handle(request)
                if response is None:
                    return
                await self.answer(response)
                if self.wire.our_state is not h11.DONE:
                    return
                self.wire.start_next_cycle()
        finally:
            if self.reading is not None:
                self.reading.cancel()

    async def receive(self) -> Request | None:
        """The next request; None if there is none."""
        head: h11.Request | None = None
        body = bytearray()
        while len(body) <= LARGEST_BODY:
            match self.wire.next_event():
                case h11.Request() as head:
                    pass
                case h11.Data(data=data):
                    body += data
                case h11.EndOfMessage() if head is not None:
                    headers = {name.decode(): value.decode("latin-1") for name, value in head.headers}
                    return Request(head.method.decode(), head.target.decode(), headers, bytes(body))
                case h11.ConnectionClosed():
                    return None
                case h11.NEED_DATA:
                    self.wire.receive_data(await self.read())
        return None

    async def read(self) -> bytes:
        """The next bytes; none when the other side has hung up."""
        reading = self.reading or asyncio.create_task(self.reader.read(CHUNK))
        self.reading = None
        return await reading

    async def handle(self, request: Request) -> Response | None:
        """Has the request handled, unless whoever made it hangs up before."""
        self.reading = asyncio.create_task(self.reader.read(CHUNK))
        handling = asyncio.ensure_future(self.handler(request))
        try:
            await asyncio.wait({handling, self.reading}, return_when=asyncio.FIRST_COMPLETED)
            if self.reading.done() and (self.reading.exception() or not self.reading.result()):
                request.gone.set()
            return await handling
        finally:
            handling.cancel()

    async def answer(self, response: Response) -> None:
        """Sends the response."""
        headers = [("Content-Type", response.content_type), ("Content-Length", str(len(response.body)))]
        headers += response.headers
        if response.retry_after:
            headers.append(("Retry-After", str(response.retry_after)))
        head = self.wire.send(h11.Response(status_code=response.status, headers=headers))
        data = self.wire.send(h11.Data(data=response.body))
        end = self.wire.send(h11.EndOfMessage())
        self.writer.write((head or b"") + (data or b"") + (end or b""))
        await self.writer.drain()
