"""Who was erased, by number alone, so that no backup from before brings them back for good.

The list is also kept beside the database and among the backups (bot/backup/); a restore takes it from there, and
whoever of them the backup still knows is erased anew before anything goes out.
"""

from collections.abc import Mapping
from datetime import datetime

from storage import due, meta
from storage.db import Tx
from storage.holding import AFTER_ALL
from storage.times import from_ms, to_ms

_GONE, _JOINED = "forgotten:", "joined:"


def note(tx: Tx, person: int, now: datetime) -> None:
    """Somebody is erased, with everybody they ever were before accounts of theirs were joined."""
    for each in (person, *(_was(tx, person))):
        meta.put(tx, f"{_GONE}{each}", str(to_ms(now)))
    tx.woken.add("forgotten")


def joined(tx: Tx, gone: int, keep: int) -> None:
    """Two people are one: a backup from before still knows the other one."""
    meta.put(tx, f"{_JOINED}{gone}", str(keep))


def listed(tx: Tx) -> dict[int, int]:
    """Everybody who was erased: number -> when, epoch milliseconds."""
    return {int(key.removeprefix(_GONE)): int(at) for key, at in _under(tx, _GONE)}


def again(tx: Tx, people: Mapping[int, int], now: datetime) -> int:
    """Whoever of these is still known is to be erased anew; how many."""
    known = [each for each in people if tx.one("SELECT 1 FROM person WHERE id = ?", (each,))]
    for person in known:
        due.schedule(tx, now, AFTER_ALL, str(person))
    for person in people.keys() - set(known):
        meta.put(tx, f"{_GONE}{person}", str(people[person]))
    return len(known)


def when(tx: Tx, person: int) -> datetime | None:
    """When somebody was erased; None: they were not."""
    at = meta.get(tx, f"{_GONE}{person}")
    return from_ms(int(at)) if at else None


def _was(tx: Tx, person: int) -> list[int]:
    pairs = {int(key.removeprefix(_JOINED)): int(keep) for key, keep in _under(tx, _JOINED)}
    found = [gone for gone, keep in pairs.items() if keep == person]
    for each in found:  # grows while it is walked: joined twice in a row
        found += [gone for gone, keep in pairs.items() if keep == each and gone not in found]
    return found


def _under(tx: Tx, prefix: str) -> list[tuple[str, str]]:
    rows = tx.all("SELECT key, value FROM meta WHERE key >= ? AND key < ?", (prefix, prefix[:-1] + ";"))
    return [(str(key), str(value)) for key, value in rows]
