"""Single values that belong to the database itself: the desk's clock, and what it may serve."""

import secrets

from storage.db import Tx


def get(tx: Tx, key: str) -> str | None:
    """A stored value."""
    row = tx.one("SELECT value FROM meta WHERE key = ?", (key,))
    return row[0] if row else None


def put(tx: Tx, key: str, value: str) -> None:
    """Store a value."""
    tx.run(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def drop(tx: Tx, key: str) -> None:
    """Forget a value."""
    tx.run("DELETE FROM meta WHERE key = ?", (key,))


def salt(tx: Tx) -> str:
    """What tells the names that this database gives from those of any other."""
    found = get(tx, "salt") or secrets.token_hex(5)
    put(tx, "salt", found)
    return found
