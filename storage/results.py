"""What became of the message that tells a reporter how it ended: the platform took it, or never will.

Either comes back as a row of the inbox, in the same transaction that writes down how the call went.
"""

from datetime import datetime

from storage import inbox, sending
from storage.db import Tx
from storage.times import to_ms

SOURCE = "desk"


def sent(tx: Tx, slot: int, rev: int, platform_id: str, now: datetime) -> None:
    """The platform took this revision; when it is the first of an ending, the reporter has been told."""
    tells = tx.one("SELECT report, tells FROM slot WHERE id = ? AND sent_rev = 0 AND tells IS NOT NULL", (slot,))
    sending.sent(tx, slot, rev, platform_id)
    if tells:
        _note(tx, "told", slot, int(tells[0]), int(tells[1]), now)


def give_up(tx: Tx, slot: int, rev: int, state: str, error: str, now: datetime) -> None:
    """This revision will never leave; when it was an ending that nobody saw yet, the reporter has not been told."""
    sending.give_up(tx, slot, rev, state, error)
    tells = tx.one(
        """
        SELECT report, tells FROM slot
        WHERE id = ? AND sent_rev = 0 AND tells IS NOT NULL AND state IN ('failed', 'expired')
        """,
        (slot,),
    )
    if tells:
        _note(tx, "untold", slot, int(tells[0]), int(tells[1]), now)


def _note(tx: Tx, what: str, slot: int, report: int, cycle: int, now: datetime) -> None:
    # In the lane of the report's own timers, so that what comes of one report stays in order.
    body = {"what": what, "report": report, "cycle": cycle, "at": to_ms(now)}
    inbox.receive(tx, SOURCE, f"{what}:{slot}:{cycle}", f"clock:{report}", body, now)
