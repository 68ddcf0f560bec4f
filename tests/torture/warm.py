"""Starts the real program over and over without importing it each time: a warm process forks for every life.

One JSON line on standard input is one life: ``{"env": {…}, "folder": …}``.  It answers ``@pid N`` and, when that life
is over, ``@end CODE``; between the two stands what the program prints.  The life itself is an ordinary process with
its own sockets and files, and dies like one.
"""

import asyncio
import gc
import json
import logging
import os
import sqlite3
import sys
import tempfile
from pathlib import Path

from bot import lease, server
from bot.__main__ import main
from bot.channels.telegram import limits
from bot.program import running
from config.settings import Settings
from handlers.talk.streams import PACES
from storage.engine import schema
from tests.desk import ENDLESS
from tests.telegram.fake import TOKEN
from tests.torture import peer, recorder

LOG = "log"


def live(env: dict[str, str], folder: str) -> int:
    """One life, in a process of its own; its exit code."""
    os.environ.update(env)
    os.chdir(folder)
    with Path(LOG).open("ab") as log:
        os.dup2(log.fileno(), 2)
    if record := env.get("TORTURE_RECORD"):
        recorder.install(Path(record))
    if mode := env.get("TORTURE_SYNCHRONOUS"):
        careless(mode)
    PACES.update(ENDLESS)  # eight people say what a whole street would
    if "TORTURE_HASTY" in env:  # a street that talks for a day in a minute would wait for the limits of one head's chat
        limits.OVERALL = limits.CHAT = limits.GROUP = (1_000, 1.0)
    if lasts := env.get("TORTURE_LEASE"):
        lease.LASTS, lease.RENEWED = float(lasts), 0.5
    return peer.main() if "TORTURE_PEER" in env else main()


def careless(mode: str) -> None:
    """Flush as SQLite does in this mode, not as the product asks it to: to see what that would cost."""
    real = schema._set_up

    def set_up(connection: sqlite3.Connection, fresh: bool) -> None:
        real(connection, fresh)
        connection.execute(f"PRAGMA synchronous = {mode}")

    schema._set_up = set_up


async def heat(folder: Path) -> None:
    """Run a desk that reaches nobody, once: what it loads, every life finds loaded."""
    logging.disable()
    nowhere = {"telegram_token": TOKEN, "telegram_base_url": "http://127.0.0.1:9"}
    config = Settings(database=folder / "huiyin.db", port=0, _env_file=None, **nowhere)  # type: ignore[arg-type]
    with server.listen(config) as listener:
        async with running(config) as program, server.serving(program.site, listener):
            pass
    logging.disable(logging.NOTSET)


def serve() -> None:
    """Fork a life for every line, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(heat(Path(folder)))
    gc.freeze()
    for line in sys.stdin:
        wanted = json.loads(line)
        sys.stdout.flush()
        if not (pid := os.fork()):
            code = 1
            try:
                code = live(**wanted)
            finally:
                sys.stdout.flush()
                os._exit(code)
        print(f"\n@pid {pid}", flush=True)
        print(f"\n@end {os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}", flush=True)


if __name__ == "__main__":
    serve()
