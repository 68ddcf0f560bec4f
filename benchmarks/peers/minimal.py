"""A bare Starlette server that keeps each update before it answers, with shared commits: as little as that takes.

``python -m benchmarks.peers.minimal PORT DATABASE SECRET``
"""

import asyncio
import hmac
import json
import socket
import sqlite3
import sys
import threading
import time
from queue import Empty, SimpleQueue

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from benchmarks.peers.inbox import KEEP, SCHEMA

Kept = tuple[tuple[str, str, str, int, str], "asyncio.Future[None]"]


class Writer:
    """One thread that commits whatever waits."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute(SCHEMA)
        self._waiting: SimpleQueue[Kept] = SimpleQueue()
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._run, daemon=True).start()

    async def keep(self, update: dict[str, object]) -> None:
        """Return after the commit."""
        future: asyncio.Future[None] = self._loop.create_future()
        message = update.get("message")
        lane = str(message["chat"]["id"]) if isinstance(message, dict) else ""
        row = ("telegram", str(update["update_id"]), lane, int(time.time() * 1000), json.dumps(update))
        self._waiting.put((row, future))
        await future

    def _run(self) -> None:
        while True:
            batch = [self._waiting.get()]
            while len(batch) < 256:
                try:
                    batch.append(self._waiting.get_nowait())
                except Empty:
                    break
            self._connection.execute("BEGIN IMMEDIATE")
            for row, _ in batch:
                self._connection.execute(KEEP, row)
            self._connection.execute("COMMIT")
            self._loop.call_soon_threadsafe(_resolve, [future for _, future in batch])


def _resolve(futures: "list[asyncio.Future[None]]") -> None:
    for future in futures:
        if not future.done():
            future.set_result(None)


async def main(port: int, path: str, secret: str) -> None:
    """Serve until terminated."""
    writer = Writer(path)

    async def delivered(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get("x-telegram-bot-api-secret-token", ""), secret):
            return PlainTextResponse("forbidden", 403)
        await writer.keep(json.loads(await request.body()))
        return PlainTextResponse("")

    app = Starlette(routes=[Route("/telegram", delivered, methods=["POST"])])
    with socket.create_server(("127.0.0.1", port), backlog=256) as listener:
        print("ready", flush=True)
        options = uvicorn.Config(
            app, http="httptools", log_level="warning", access_log=False, lifespan="off", server_header=False
        )
        await uvicorn.Server(options).serve(sockets=[listener])


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(int(sys.argv[1]), *sys.argv[2:]))
