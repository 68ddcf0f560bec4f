"""The running program: ``python -m bot``."""

import asyncio
import contextlib
import logging
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import uvicorn

from bot import instance
from bot.program import running
from config import settings
from config.errors import ConfigError
from config.settings import Settings
from storage.schema import WrongDatabase
from web.app import application

STOP_WITHIN = 4  # s for open pages to go


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own: stopping is our business."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield


async def serve(config: Settings) -> None:
    """Run until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    listener = _listener(config)
    async with running(config) as program:
        site = program.site
        options = uvicorn.Config(
            application(site), log_level="warning", access_log=False, lifespan="off", server_header=False,
            timeout_graceful_shutdown=STOP_WITHIN,
        )  # fmt: skip
        server = _Server(options)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        site.ready = True
        host, port = listener.getsockname()[:2]
        print(f"Huiyin 回音  http://{f'[{host}]' if ':' in host else host}:{port}/", flush=True)
        await asyncio.wait([serving, asyncio.create_task(stop.wait())], return_when=asyncio.FIRST_COMPLETED)
        site.stop()
        server.should_exit = True
        await serving


def _listener(config: Settings) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
        return socket.create_server((config.host, config.port), family=family, backlog=256)
    except OSError as error:
        raise ConfigError(
            Path(".env"),
            "HUIYIN_PORT",
            f"cannot listen on {config.host}:{config.port} ({error.strerror})",
            str(config.port + 1),
        ) from error


def main() -> int:
    """Start the program; the exit code."""
    try:
        config = settings.load()
        logging.basicConfig(
            level=config.log_level,
            format="%(asctime)s %(levelname)s %(name)s: %(message)s",
            stream=sys.stderr,
        )
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        asyncio.run(serve(config))
    except (ConfigError, WrongDatabase, instance.AlreadyRunning) as error:
        print(f"huiyin: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
