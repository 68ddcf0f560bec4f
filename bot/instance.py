"""One running program per database: a lock that names its holder, and a socket to talk to it.

SQLite before 3.51.3 can corrupt a WAL file when two processes write at once, so a second copy refuses to
start, and a command line that writes asks the running program to do it.
"""

import asyncio
import fcntl
import hashlib
import json
import logging
import os
import socket
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from storage.engine.schema import WrongDatabase, unusable

log = logging.getLogger(__name__)

SOCKET_PATH_LIMIT = 100  # bytes; the kernel takes 108
REQUEST_LIMIT = 64 * 1024
ANSWER_WITHIN = 10.0  # s
COMMAND = "a command, process"  # who holds the database for a moment
SEVERAL = 64  # processes of one desk on one machine
PATIENCE = 5.0  # s to wait for a command's end

Answer = Callable[[dict[str, Any]], Awaitable[Any]]


class AlreadyRunning(Exception):
    """Another process holds the database; the message names it."""


@contextmanager
def only_one(database: Path, who: str = "process") -> Iterator[None]:
    """Hold the database for this process.  Raises ``AlreadyRunning``, ``WrongDatabase`` if there is no place for it.

    ``COMMAND`` holds it for a moment; whoever comes then waits for its end.
    """
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        file = _locked(database)
    except OSError as error:
        raise WrongDatabase(unusable(database, error)) from error
    with file:
        file.truncate(0)
        file.write(f"{who} {os.getpid()}")
        file.flush()
        try:
            yield
        finally:  # while it is still held: whoever opened it meanwhile finds it gone, and opens the next one
            Path(file.name).unlink(missing_ok=True)


@contextmanager
def one_of_several(database: Path) -> Iterator[Path]:
    """A place of this process beside others on a server: by it is named what is its own.  Raises ``WrongDatabase``."""
    for n in range(1, SEVERAL + 1):
        place = database.with_name(f"{database.name}.{socket.gethostname()}.{n}")
        with ExitStack() as stack:
            try:
                stack.enter_context(only_one(place))
            except AlreadyRunning:
                continue
            yield place
            return
    raise AlreadyRunning(f"{SEVERAL} processes run on {database} here already.")


def gone(database: Path) -> bool:
    """Whether a desk lived on a file that is not there any more, or empty: then nobody begins anew without being told.

    Every desk leaves ``.hand`` beside its file, and nobody who deletes a file deletes that by mistake.
    """
    return _beside(database, ".hand").exists() and not (database.exists() and database.stat().st_size)


def _locked(database: Path) -> TextIO:
    path, until = _beside(database, ".lock"), time.monotonic() + PATIENCE
    while True:
        file = path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(path, file):
                return file
            file.close()  # its holder took it away just now
            continue
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            file.close()
        if not holder.startswith(COMMAND) or time.monotonic() > until:
            raise AlreadyRunning(
                f"{database} is in use by {holder}. Stop that one first, or set HUIYIN_DATABASE to another file."
            )
        time.sleep(0.05)


def _is_at(path: Path, file: TextIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def socket_path(database: Path) -> Path:
    """Where the running program listens: beside the database, or in the temporary folder when that is too long."""
    path = _beside(database.resolve(), ".sock")
    if len(os.fsencode(path)) <= SOCKET_PATH_LIMIT:
        return path
    name = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"huiyin-{os.getuid()}-{name}.sock"


async def listen(database: Path, answer: Answer) -> asyncio.Server:
    """Answer commands, one JSON line each; only this user can connect."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = json.loads(await reader.readline())
            reply = {"ok": await answer(request)}
        except Exception as error:
            log.warning("a command failed: %s", error)
            reply = {"error": str(error)}
        with suppress(ConnectionError):  # whoever asked may be gone
            writer.write(json.dumps(reply, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            await writer.drain()
        writer.close()

    path = socket_path(database)
    path.unlink(missing_ok=True)
    server = await asyncio.start_unix_server(serve, path, limit=REQUEST_LIMIT)
    path.chmod(0o600)
    return server


async def ask(database: Path, request: dict[str, Any]) -> Any:
    """Have the running program do something.

    Raises ``ConnectionError`` when none runs, ``ValueError`` on a no, ``TimeoutError`` when it does not answer.
    """
    try:
        reader, writer = await asyncio.open_unix_connection(socket_path(database), limit=16 * 1024 * 1024)
    except OSError as error:
        raise ConnectionError(f"no program is running on {database}") from error
    try:
        writer.write(json.dumps(request, ensure_ascii=False).encode() + b"\n")
        async with asyncio.timeout(ANSWER_WITHIN):
            line = await reader.readline()
    finally:
        writer.close()
    if not line:
        raise ConnectionError("the running program went away")
    reply = json.loads(line)
    if "error" in reply:
        raise ValueError(reply["error"])
    return reply["ok"]


def _beside(database: Path, suffix: str) -> Path:
    return database.with_name(database.name + suffix)
