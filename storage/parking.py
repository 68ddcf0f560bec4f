"""Setting an event aside, and waking the desk to say so: at most once an hour, however many there are."""

from datetime import datetime, timedelta

from storage import due, inbox, meta
from storage.db import Tx
from storage.times import from_ms, to_ms

APART = timedelta(hours=1)  # between two notices
_COUNT, _LAST = "parked_untold", "parked_notice"


def set_aside(tx: Tx, id_: int, error: str, now: datetime) -> bool:
    """Park a row of the inbox; somebody will be told.  False when it does not wait any more."""
    if not inbox.park(tx, id_, error):
        return False
    meta.put(tx, _COUNT, str(int(meta.get(tx, _COUNT) or 0) + 1))
    last = meta.get(tx, _LAST)
    at = from_ms(int(last)) if last else None
    # The hour counts from when a notice was to be given: one that cannot be handled, and is parked itself, does not
    # call for the next at once.  A time further ahead than that is of a clock that was set back.
    if at is None or not now - APART < at <= now + APART:
        at = now
    elif at <= now:
        at += APART
    else:
        return True  # it stands already
    due.schedule(tx, at, "parked", "desk")
    meta.put(tx, _LAST, str(to_ms(at)))
    return True


def untold(tx: Tx) -> int:
    """How many were set aside since this was asked last."""
    count = int(meta.get(tx, _COUNT) or 0)
    meta.drop(tx, _COUNT)
    return count
