"""What leaves, and what became of the message that tells a reporter how it ended: the platform took it, or never will.

Either comes back as a row of the inbox, in the same transaction that writes down how the call went.
"""

from datetime import datetime

from storage import inbox, sending, sessions
from storage.db import Row, Tx
from storage.sending import Slot
from storage.times import to_ms

SOURCE = "desk"


Ending = tuple[int, int, int]  # slot, report, cycle


def leaving(tx: Tx, now_ms: int, busy: frozenset[int], limit: int, now: datetime) -> list[Slot]:
    """The next slot of each chat that is not busy (``sending.ready``); where a platform counts, what carries them."""
    found: list[Slot] = []
    away = busy
    while len(found) < limit and (ready := sending.ready(tx, now_ms, away, limit - len(found))):
        leave = [slot for slot in (_leaving(tx, slot, now_ms, now) for slot in ready) if slot]
        found += leave
        if len(leave) == len(ready):
            break
        away |= {slot.chat for slot in ready}  # some of them hold back: others may go in their place
    return found


def _leaving(tx: Tx, slot: Slot, now_ms: int, now: datetime) -> Slot | None:
    session = sessions.get(tx, slot.chat)
    if session is None:
        return slot
    claimed = sessions.claim(tx, session, now, now_ms)
    for ending in claimed.untold:
        _note(tx, "untold", ending, now)
    return sending.get(tx, claimed.parcel) if claimed.parcel else None


def sent(tx: Tx, slot: int, rev: int, platform_id: str, now: datetime) -> None:
    """The platform took this revision; when it is the first of an ending, the reporter has been told."""
    tells = tx.one("SELECT id, report, tells FROM slot WHERE id = ? AND sent_rev = 0 AND tells IS NOT NULL", (slot,))
    endings = sessions.carried(tx, slot)
    sending.sent(tx, slot, rev, platform_id)
    sessions.arrived(tx, slot, platform_id)
    if tells:
        _note(tx, "told", _ending(tells), now)
    for ending in endings:
        _note(tx, "told", ending, now, by=slot)


def give_up(tx: Tx, slot: int, rev: int, state: str, error: str, now: datetime) -> None:
    """This revision will never leave; when it was an ending that nobody saw yet, the reporter has not been told."""
    if sessions.is_parcel(tx, slot):
        _give_up_parcel(tx, slot, rev, state, error, now)
        return
    sending.give_up(tx, slot, rev, state, error)
    tells = tx.one(
        """
        SELECT id, report, tells FROM slot
        WHERE id = ? AND sent_rev = 0 AND tells IS NOT NULL AND state IN ('failed', 'expired')
        """,
        (slot,),
    )
    if tells:
        _note(tx, "untold", _ending(tells), now)


def _give_up_parcel(tx: Tx, parcel: int, rev: int, state: str, error: str, now: datetime) -> None:
    if state == "expired":  # the code for one message came too late: the words are as good as ever
        hold(tx, parcel, now)
        return
    endings = sessions.carried(tx, parcel)
    sending.give_up(tx, parcel, rev, state, error)
    sessions.failed(tx, parcel, error)
    for ending in endings:
        _note(tx, "untold", ending, now, by=parcel)


def hold(tx: Tx, slot: int, now: datetime) -> None:
    """The platform takes nothing until they come again: so long what the slot carries is held."""
    if not sessions.is_parcel(tx, slot):
        give_up(tx, slot, 1, "failed", "the platform takes nothing there", now)
        return
    endings = sessions.carried(tx, slot)
    sessions.held(tx, slot)
    for ending in endings:
        _note(tx, "untold", ending, now, by=slot)


def bounced(tx: Tx, chat: int, platform_id: str, now: datetime) -> None:
    """The platform took this message and did not deliver it: who was told by it was not."""
    parcel = sessions.of_message(tx, chat, platform_id)
    if parcel is None:
        return
    endings = sessions.carried(tx, parcel)
    sessions.held(tx, parcel)
    for ending in endings:
        _note(tx, "bounced", ending, now, by=parcel)


def _note(tx: Tx, what: str, ending: Ending, now: datetime, by: int = 0) -> None:
    # In the lane of the report's own timers, so that what comes of one report stays in order.  What a parcel carried
    # may be carried again by another, and told then.
    slot, report, cycle = ending
    body = {"what": what, "report": report, "cycle": cycle, "at": to_ms(now)}
    inbox.receive(tx, SOURCE, f"{what}:{slot}:{cycle}" + (f":{by}" if by else ""), f"clock:{report}", body, now)


def _ending(row: Row) -> Ending:
    slot, report, cycle = row
    return int(slot), int(report), int(cycle)
