"""Whether the program was away, and whether the disk fills up: what has to be told when it is there again.

Being alive is marked by machine time, and so is how long nothing was; what people read are the same moments.
"""

from datetime import datetime, timedelta

from storage import due, meta
from storage.db import Tx
from storage.times import from_ms

AWAY, DISK = "away", "disk"  # kinds of what is due
LONG = timedelta(minutes=30)
SOON = timedelta(minutes=3)  # until what platforms kept meanwhile has come in, and can be counted
_ALIVE, _SINCE, _UNTIL, _FREE = "alive_at", "away_since", "away_until", "disk_free"


def alive(tx: Tx, machine_ms: int) -> None:
    """The program lives at this moment."""
    meta.put(tx, _ALIVE, str(machine_ms))


def came_back(tx: Tx, machine_ms: int, now: datetime) -> bool:
    """The program starts; True when it was away for so long that people are told."""
    last = int(meta.get(tx, _ALIVE) or machine_ms)
    meta.put(tx, _ALIVE, str(machine_ms))
    if from_ms(machine_ms) - from_ms(last) < LONG:
        return False
    if meta.get(tx, _SINCE) is None:  # else the last return was not told yet, and this is still the same
        meta.put(tx, _SINCE, str(last))
    meta.put(tx, _UNTIL, str(machine_ms))
    due.schedule(tx, now + SOON, AWAY, "desk")
    return True


def span(tx: Tx) -> tuple[datetime, datetime] | None:
    """From when to when it was away, once; None when that was told."""
    since, until = meta.get(tx, _SINCE), meta.get(tx, _UNTIL)
    meta.drop(tx, _SINCE)
    return (from_ms(int(since)), from_ms(int(until))) if since and until else None


def said_between(tx: Tx, community: str, since: datetime, until: datetime) -> int:
    """How many reports a community's people made in this time."""
    row = tx.one(
        "SELECT count(*) FROM fact WHERE community = ? AND reported_at >= ? AND reported_at < ?",
        (community, int(since.timestamp() * 1000), int(until.timestamp() * 1000)),
    )
    return int(row[0]) if row else 0


def disk_low(tx: Tx, megabytes: int, now: datetime) -> None:
    """There is little room left; somebody has to be told."""
    meta.put(tx, _FREE, str(megabytes))
    due.schedule(tx, now, DISK, "desk")


def free(tx: Tx) -> int:
    """How many megabytes were free when that was seen last."""
    return int(meta.get(tx, _FREE) or 0)
