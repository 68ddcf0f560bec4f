"""What only one of several processes may do at a time, held by name: poll, send, ring the clock.

A holder renews it; one that died loses it when its time is over, by the clock of the server, which all share.  Each new
holder gets a higher token, and the writes that claim work check it, so that a holder that slept through the end of
its time claims nothing more.
"""

from storage.db import Tx


class Fenced(Exception):
    """Somebody else holds it by now."""


def take(tx: Tx, name: str, holder: str, seconds: float) -> int:
    """Have it, for the first time or again; the token, 0 while another one has it."""
    row = tx.one(
        """
        INSERT INTO lease (name, holder, token, until)
        VALUES (:name, :holder, 1, clock_timestamp() + make_interval(secs => :seconds))
        ON CONFLICT (name) DO UPDATE SET
            holder = excluded.holder, until = excluded.until,
            token = lease.token + CASE WHEN lease.holder = excluded.holder THEN 0 ELSE 1 END
        WHERE lease.holder = excluded.holder OR lease.until < clock_timestamp()
        RETURNING token
        """,
        {"name": name, "holder": holder, "seconds": seconds},
    )
    return int(row[0]) if row else 0


def give_back(tx: Tx, name: str, token: int) -> None:
    """Let whoever waits have it at once."""
    tx.run("UPDATE lease SET until = clock_timestamp(), holder = '' WHERE name = ? AND token = ?", (name, token))


def check(tx: Tx, name: str, token: int) -> None:
    """Raises ``Fenced`` unless this token is the last one."""
    if not tx.one("SELECT 1 FROM lease WHERE name = ? AND token = ?", (name, token)):
        raise Fenced(f"somebody else holds {name} by now")
