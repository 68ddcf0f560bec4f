"""A PostgreSQL server of our own for tests: started once, without a network, thrown away at the end.

``HUIYIN_TEST_ENGINE=postgresql`` has storage and conversation tests run on it.  It needs the server's programs
(Debian, Ubuntu: ``apt-get install postgresql``); ``HUIYIN_POSTGRES_BIN`` names their folder when they lie elsewhere.
"""

import atexit
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest

from storage.engine import postgres_schema

CHOSEN = os.environ.get("HUIYIN_TEST_ENGINE", "sqlite") == "postgresql"
SQLITE = pytest.mark.skipif(CHOSEN, reason="how SQLite does it")  # a mark for tests of that engine itself
TEMPLATE = "huiyin_template"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "shared_buffers=32MB")
SAFE = ("max_connections=200",)
_count = itertools.count(1)


def programs() -> Path | None:
    """The folder with initdb and postgres; None where there is none."""
    places = [Path(os.environ.get("HUIYIN_POSTGRES_BIN", "/nowhere"))]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    places += [Path(found).resolve().parent] if found else []
    return next((place for place in places if (place / "initdb").exists()), None)


class Server:
    """A running server; databases are copies of one that has our tables."""

    def __init__(self, bin_: Path, settings: tuple[str, ...] = FAST) -> None:
        self._base = Path(tempfile.mkdtemp(prefix="huiyin-pg-"))
        who: dict[str, Any] = {"cwd": self._base}
        if os.geteuid() == 0:  # it refuses to run as root
            nobody = pwd.getpwnam("nobody")
            os.chown(self._base, nobody.pw_uid, nobody.pw_gid)
            who |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        data = self._base / "data"
        make = [
            str(bin_ / "initdb"),
            "-D",
            str(data),
            "-U",
            "huiyin",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, **who)
        own = [part for each in ("listen_addresses=", "log_min_messages=panic", *settings) for part in ("-c", each)]
        self._process = subprocess.Popen([bin_ / "postgres", "-D", data, "-k", self._base, *own], **who)
        atexit.register(self.stop)
        try:
            self._wait()
            self.make(TEMPLATE, "template1")
            postgres_schema.prepare(self.address(TEMPLATE))
        except BaseException:
            self.stop()
            raise

    @property
    def pid(self) -> int:
        """Of the process that all its others are children of."""
        return self._process.pid

    def address(self, name: str) -> str:
        """Of one of its databases."""
        return f"postgresql://huiyin@/{name}?host={self._base}"

    def fresh(self, like: str = TEMPLATE) -> str:
        """The address of a new database with our tables in it, or (``template1``) without."""
        name = f"desk_{next(_count)}"
        self.make(name, like)
        return self.address(name)

    def make(self, name: str, like: str) -> None:
        """Copy a database."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')

    def stop(self) -> None:
        """End it, and leave nothing."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
        shutil.rmtree(self._base, ignore_errors=True)

    def _wait(self) -> None:
        until = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.address("postgres"), connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.02)


@cache
def server() -> Server:
    """The one of this process.  Raises ``RuntimeError`` where PostgreSQL is not installed."""
    found = programs()
    if found is None:
        raise RuntimeError("PostgreSQL's server is not installed here: apt-get install postgresql")
    return Server(found)


def connected() -> "psycopg.Connection[tuple[Any, ...]]":
    """To a new database with our tables."""
    return psycopg.connect(server().fresh())


def fresh() -> str:
    """The address of a new database on it; empty when the tests run on SQLite."""
    return server().fresh() if CHOSEN else ""
