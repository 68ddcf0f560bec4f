"""The web server inside the program: uvicorn on a socket of ours."""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn

from bot.patience import Patient
from config.errors import ConfigError
from config.settings import PLACE, Settings
from web.app import application
from web.site import Site

CONNECTIONS = 800  # at once, below what a process may open by default; beyond it the answer is 503 at once
STOP_WITHIN = 4  # s for open pages to go


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own: stopping is the program's business."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield


@asynccontextmanager
async def serving(site: Site, listener: socket.socket, proxies: str = "127.0.0.1") -> AsyncIterator[str]:
    """Answer requests until the block is left; the address.  Raises what ends the server.

    ``proxies``: whose word is taken for the address of who asks.
    """
    options = uvicorn.Config(
        application(site),
        log_config=None,  # its lines go where ours go, and are looked through like them
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        forwarded_allow_ips=proxies or [],
        timeout_graceful_shutdown=STOP_WITHIN,
        http=Patient,
        limit_concurrency=CONNECTIONS,
    )
    server = _Server(options)
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve(sockets=[listener]))
        host, port = listener.getsockname()[:2]
        site.here = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        site.ready = True
        try:
            yield f"{site.here}/"
        finally:
            site.stop()
            server.should_exit = True


def listen(config: Settings) -> socket.socket:
    """The listening socket.  Raises ``ConfigError`` when the port is taken."""
    try:
        family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
        return socket.create_server((config.host, config.port), family=family, backlog=256)
    except OSError as error:
        problem = f"cannot listen on {config.host}:{config.port} ({os.strerror(error.errno or 0)})"
        raise ConfigError(PLACE, "HUIYIN_PORT", problem, str(config.port + 1)) from error
