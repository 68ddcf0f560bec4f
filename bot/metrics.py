"""What Prometheus may ask: how old the queues are, how calls went, which promises were kept.  Figures only.

Counts and durations are noted where things happen; everything else is read when somebody asks.  No label holds
anything that a resident said or is.
"""

import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from config.settings import Settings
from domain.counting.figures import Figures
from handlers.desk import Desk
from storage import figures, gauges
from storage.db import Tx
from storage.engine.schema import VERSION
from storage.gauges import Gauges

CALL = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)  # s
WAIT = (0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 1800)
PERIOD = timedelta(days=7)  # over which kept promises are counted
ANEW = 60.0  # s after which they are counted again
OUTCOMES = ("sent", "put_off", "failed", "held", "expired")


class Metrics:
    """The figures of one running program."""

    def __init__(self, desk: Desk, config: Settings, refused: Callable[[], int] = lambda: 0) -> None:
        self._desk, self._config, self._refused = desk, config, refused
        self.registry = CollectorRegistry()
        self._figured = -ANEW
        self._say_constants()
        self.calls = self._counter("sends", "Calls to a channel, by how they went", "channel", "outcome")
        self.call_seconds = self._histogram("send_seconds", "How long a call to a channel took", CALL)
        self.wait_seconds = self._histogram("wait_seconds", "From wanting a message to its being sent", WAIT)
        self._queues()
        self._rest()
        ProcessCollector(namespace="huiyin", registry=self.registry)

    def called(self, channel: str, outcome: str, took: float, waited: float | None) -> None:
        """A call to a channel ended; the sender's word."""
        self.calls.labels(channel, outcome).inc()
        self.call_seconds.labels(channel).observe(took)
        if outcome == "sent" and waited is not None:
            self.wait_seconds.labels(channel).observe(waited)

    async def page(self) -> bytes:
        """All of them, in Prometheus' text."""
        now = self._desk.clock.now()
        self._take(await self._desk.db.write(gauges.read, now))
        if time.monotonic() - self._figured >= ANEW:
            self._promised(await self._desk.db.write(self._figures))
            self._figured = time.monotonic()
        return generate_latest(self.registry)

    # --- what there is ----------------------------------------------------------------------------------

    def _say_constants(self) -> None:
        self._gauge("start_time_seconds", "When the program started").set(time.time())
        self._gauge("schema_version", "Version of the tables").set(VERSION)
        self._gauge("media_limit_bytes", "How much photos and voice may take").set(self._desk.room()[1])

    def _queues(self) -> None:
        self.arrived = self._gauge("inbox_waiting", "Events that wait to be handled")
        self.arrived_age = self._gauge("inbox_oldest_seconds", "Age of the oldest of them")
        self.parked = self._gauge("inbox_parked", "Events that could not be handled")
        self.unsent = self._gauge("outbox_waiting", "Messages and calls that wait to leave", "channel")
        self.unsent_age = self._gauge("outbox_oldest_seconds", "Age of the oldest of them", "channel")
        self.failed = self._gauge("outbox_failed", "Messages that failed for good", "channel")
        self.due = self._gauge("due_waiting", "What came due and was not taken yet")
        self.due_age = self._gauge("due_oldest_seconds", "How late the oldest of it is")
        self.held = self._gauge("held", "1: everything is held back since a restore")

    def _rest(self) -> None:
        self.live = self._gauge("reports_live", "Reports on which somebody still has to do something", "community")
        self.promises = self._gauge(
            "promises", "Promises that came due within seven days", "community", "promise", "outcome"
        )
        self.media = self._gauge("media_bytes", "What photos and voice messages take")
        self.refused = self._gauge("media_refused", "Photos refused for want of room since the start")
        self.disk = self._gauge("disk_free_bytes", "Free disk space", "folder")
        self.backup = self._gauge("backup_made_seconds", "When the last backup was made; 0: none")
        self._gauge("backup_hour", "The hour at which one is made every day; -1: none is made by itself").set(
            -1 if self._config.trial else self._config.backup_hour
        )
        self.backup_fails = self._gauge("backup_failing", "1: the last try to make a backup failed")
        self.troubles = self._gauge("channel_troubles", "Channels that cannot be reached")

    # --- reading it -------------------------------------------------------------------------------------

    def _take(self, found: Gauges) -> None:
        for gauge, value in (
            (self.arrived, found.arrived),
            (self.arrived_age, found.arrived_age),
            (self.parked, found.parked),
            (self.due, found.due),
            (self.due_age, found.due_age),
            (self.held, found.held),
            (self.backup, found.backup_made),
            (self.backup_fails, found.backup_fails),
            (self.media, self._desk.room()[0]),
            (self.refused, self._refused()),
            (self.troubles, len(self._desk.troubles())),
        ):
            gauge.set(value)
        channels = list(self._desk.channels)
        for by_channel, values in (
            (self.unsent, found.unsent),
            (self.unsent_age, found.unsent_age),
            (self.failed, found.failed),
        ):
            for channel in channels:
                by_channel.labels(channel).set(values.get(channel, 0))
        for code in self._desk.communities:
            self.live.labels(code).set(found.live.get(code, 0))
        for name, folder in (("database", self._config.database.parent), ("backups", self._config.backups)):
            self.disk.labels(name).set(_free(folder))

    def _figures(self, tx: Tx) -> dict[str, Figures]:
        now = self._desk.clock.now()
        return {
            code: figures.of(tx, figures.Wanted(code, now - PERIOD, now, now, home.measure))
            for code, home in self._desk.communities.items()
        }

    def _promised(self, found: dict[str, Figures]) -> None:
        for code, each in found.items():
            for promise, rate in (("response", each.answered), ("resolution", each.resolved)):
                self.promises.labels(code, promise, "kept").set(rate.count)
                self.promises.labels(code, promise, "broken").set(rate.of - rate.count)

    def _gauge(self, name: str, about: str, *labels: str) -> Gauge:
        return Gauge(f"huiyin_{name}", about, labels, registry=self.registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"huiyin_{name}", about, labels, registry=self.registry)

    def _histogram(self, name: str, about: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"huiyin_{name}", about, ("channel",), buckets=buckets, registry=self.registry)


def _free(folder: Path) -> int:
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    return shutil.disk_usage(there).free
