"""How the backups went: when one was tried last, when one was made, and why the last try came to nothing."""

from dataclasses import dataclass
from datetime import datetime

from storage import due, meta
from storage.db import Tx
from storage.times import from_ms, to_ms

_TRIED, _MADE, _SIZE, _WHY = "backup_tried", "backup_made", "backup_bytes", "backup_failed"
KIND = "backup"  # of what is due: somebody has to be told


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands."""

    tried: datetime | None = None  # None: nobody ever meant to make one
    made: datetime | None = None
    bytes: int = 0
    why: str = ""  # the last try failed


def standing(tx: Tx) -> Standing:
    """How the backups of this desk stand."""
    tried, made = meta.get(tx, _TRIED), meta.get(tx, _MADE)
    return Standing(
        from_ms(int(tried)) if tried else None,
        from_ms(int(made)) if made else None,
        int(meta.get(tx, _SIZE) or 0),
        meta.get(tx, _WHY) or "",
    )


def begin(tx: Tx, now: datetime) -> Standing:
    """How they stand; from now on if none was ever to be made."""
    if meta.get(tx, _TRIED) is None:
        meta.put(tx, _TRIED, str(to_ms(now)))
    return standing(tx)


def made(tx: Tx, size: int, now: datetime) -> None:
    """One was made."""
    meta.put(tx, _TRIED, str(to_ms(now)))
    meta.put(tx, _MADE, str(to_ms(now)))
    meta.put(tx, _SIZE, str(size))
    meta.drop(tx, _WHY)


def failed(tx: Tx, why: str, now: datetime) -> None:
    """One could not be made; whoever keeps the machine running is told."""
    meta.put(tx, _TRIED, str(to_ms(now)))
    meta.put(tx, _WHY, why[:300])
    due.schedule(tx, now, KIND, "desk")
