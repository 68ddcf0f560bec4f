"""How full the queues are and how old what waits in them is: read at one moment, for whoever watches from outside."""

from dataclasses import dataclass
from datetime import datetime

from storage import backed_up, holding
from storage.db import Tx
from storage.times import to_ms


@dataclass(frozen=True, slots=True)
class Gauges:
    """One look; ages in seconds."""

    arrived: int
    arrived_age: float
    parked: int
    unsent: dict[str, int]  # channel -> messages and calls that wait
    unsent_age: dict[str, float]
    failed: dict[str, int]
    due: int  # came due and was not taken
    due_age: float
    live: dict[str, int]  # community -> reports that go on
    held: bool
    backup_made: float  # epoch seconds; 0: none so far
    backup_fails: bool


def read(tx: Tx, now: datetime) -> Gauges:
    """Look at everything."""
    at = to_ms(now)
    arrived = tx.one("SELECT count(*), min(received_at) FROM inbox WHERE state = 'waiting'")
    parked = tx.one("SELECT count(*) FROM inbox WHERE state = 'parked'")
    due = tx.one("SELECT count(*), min(at) FROM due WHERE at <= ?", (at,))
    waiting = tx.all(
        """
        SELECT chat.channel, count(*), min(slot.wanted_at) FROM slot INDEXED BY slot_waiting
        JOIN chat ON chat.id = slot.chat WHERE slot.state = 'waiting' GROUP BY chat.channel
        """
    )
    failed = tx.all(
        """
        SELECT chat.channel, count(*) FROM slot INDEXED BY slot_failed
        JOIN chat ON chat.id = slot.chat WHERE slot.state = 'failed' GROUP BY chat.channel
        """
    )
    live = tx.all("""SELECT community, count(*) FROM fact INDEXED BY fact_live WHERE "end" = '' GROUP BY community""")
    backups = backed_up.standing(tx)
    assert arrived and parked and due
    return Gauges(
        int(arrived[0]),
        _age(at, arrived[1]),
        int(parked[0]),
        {channel: int(count) for channel, count, _ in waiting},
        {channel: _age(at, oldest) for channel, _, oldest in waiting},
        {channel: int(count) for channel, count in failed},
        int(due[0]),
        _age(at, due[1]),
        {community: int(count) for community, count in live},
        holding.is_held(tx),
        backups.made.timestamp() if backups.made else 0.0,
        bool(backups.why),
    )


def _age(now: int, since: int | None) -> float:
    return max(0, now - since) / 1000 if since is not None else 0.0
