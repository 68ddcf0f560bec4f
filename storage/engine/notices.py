"""What one process tells the others on the same server: that there is something to read, to send, to show.

Told beside the transactions and together where many come at once: a NOTIFY within them would make every commit wait
for all others.  One that is lost costs a second, after which everybody looks anyway (``EVERY``).
"""

import logging
import queue
import threading
import time
import uuid
from collections.abc import Callable, Iterable

import psycopg

log = logging.getLogger(__name__)

CHANNEL = "huiyin"
EVERY = 1.0  # s; what nobody told of is found that late
TOGETHER = 0.005  # s; what comes within is told at once
AGAIN = 1.0  # s until a server that went away is tried anew


class Notices:
    """Two threads: one tells, one listens."""

    def __init__(self, server: str, heard: Callable[[set[str]], object]) -> None:
        self._server, self._heard = server, heard
        self._me = uuid.uuid4().hex[:8]
        self._known: set[str] = set()  # what was ever told of: all of it may have been missed
        self._queue: queue.SimpleQueue[frozenset[str] | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._threads = [
            threading.Thread(target=each, name=name, daemon=True)
            for each, name in ((self._tell, "teller"), (self._listen, "listener"))
        ]
        for thread in self._threads:
            thread.start()

    def tell(self, woken: Iterable[str]) -> None:
        """Let the others know, soon."""
        if told := frozenset(woken):
            self._queue.put(told)

    def close(self) -> None:
        """Tell what is left, and leave."""
        self._closed.set()
        self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _tell(self) -> None:
        connection: psycopg.Connection[tuple[object, ...]] | None = None
        while (told := self._queue.get()) is not None:
            all_ = set(told)
            time.sleep(TOGETHER)
            while not self._queue.empty():
                more = self._queue.get()
                if more is None:
                    self._queue.put(None)
                    break
                all_ |= more
            self._known |= all_
            try:
                if connection is None or connection.closed:
                    connection = psycopg.connect(self._server, autocommit=True, connect_timeout=10)
                    connection.execute("SET synchronous_commit = off")  # nothing is lost with a notice
                connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, " ".join((self._me, *sorted(all_)))))
            except psycopg.Error as error:
                log.warning("could not tell the other processes: %s", error)
                if connection is not None:
                    connection.close()
        if connection is not None:
            connection.close()

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                with psycopg.connect(self._server, autocommit=True, connect_timeout=10) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    self._hear(connection)
            except psycopg.Error as error:
                log.warning("cannot hear the other processes: %s", error)
                self._closed.wait(AGAIN)

    def _hear(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        self._tell_here({"inbox", "outbox", *self._known})
        looked = time.monotonic()
        while not self._closed.is_set():
            for notice in connection.notifies(timeout=0.2, stop_after=1):
                who, *what = notice.payload.split()
                if who != self._me:
                    self._known |= set(what)
                    self._tell_here(set(what))
            if time.monotonic() - looked > EVERY:
                looked = time.monotonic()
                self._tell_here({"inbox", "outbox"})

    def _tell_here(self, what: set[str]) -> None:
        try:
            self._heard(what)
        except RuntimeError:  # the loop is closed: the program ends
            self._closed.set()
