"""Keys of programs that may report here: only their hashes; how much each may send is counted where it is kept."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from storage.db import Reader, Row, Tx
from storage.times import from_ms

HOUR, DAY = 3_600, 86_400  # s
_COLUMNS = "id, community, label, per_hour, per_day, made_at, used_at, revoked_at"


@dataclass(frozen=True, slots=True)
class Key:
    """A key, without the secret."""

    id: int
    community: str
    label: str  # whose program it is
    per_hour: int
    per_day: int
    made_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of the limit that ends first."""

    limit: int
    remaining: int  # -1: there was none, and this one does not count
    reset: int  # epoch seconds


def hashed(secret: str) -> str:
    """What is stored of a key: it is long and random, so that nothing slower is needed."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def make(tx: Tx, hash_: str, community: str, label: str, per_hour: int, per_day: int, now_ms: int) -> int:
    """A new key; its number."""
    return tx.insert(
        "INSERT INTO api_key (hash, community, label, per_hour, per_day, made_at) VALUES (?, ?, ?, ?, ?, ?)",
        (hash_, community, label, per_hour, per_day, now_ms),
    )


def listed(tx: Tx) -> list[Key]:
    """All keys ever made, the oldest first."""
    return [_key(row) for row in tx.all(f"SELECT {_COLUMNS} FROM api_key ORDER BY id")]


def get(tx: Tx, id_: int) -> Key | None:
    """A key by its number."""
    row = tx.one(f"SELECT {_COLUMNS} FROM api_key WHERE id = ?", (id_,))
    return _key(row) if row else None


def limit(tx: Tx, id_: int, per_hour: int, per_day: int) -> bool:
    """How much it may send from now on.  False when no such key is valid."""
    changed = "UPDATE api_key SET per_hour = ?, per_day = ? WHERE id = ? AND revoked_at IS NULL"
    return bool(tx.run(changed, (per_hour, per_day, id_)))


def revoke(tx: Tx, id_: int, now_ms: int) -> bool:
    """It opens nothing any more; what came with it stays.  False when no such key is valid."""
    return bool(tx.run("UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (now_ms, id_)))


async def find(reader: Reader, hash_: str) -> Key | None:
    """The valid key with this hash."""
    sql = f"SELECT {_COLUMNS} FROM api_key WHERE hash = ? AND revoked_at IS NULL"
    rows = list(await reader.execute_fetchall(sql, (hash_,)))
    return _key(tuple(rows[0])) if rows else None


def spend(tx: Tx, id_: int, now_ms: int) -> Left | None:
    """Count one more; nothing is counted where a limit is used up.  None when the key is not valid any more."""
    row = tx.one(
        "SELECT per_hour, per_day, hour, in_hour, day, in_day FROM api_key WHERE id = ? AND revoked_at IS NULL", (id_,)
    )
    if row is None:
        return None
    per_hour, per_day, hour, in_hour, day, in_day = row
    now = now_ms // 1000
    this_hour, this_day = now // HOUR, now // DAY
    used_hour, used_day = (in_hour if hour == this_hour else 0), (in_day if day == this_day else 0)
    left = [
        Left(per_hour, per_hour - used_hour - 1, (this_hour + 1) * HOUR),
        Left(per_day, per_day - used_day - 1, (this_day + 1) * DAY),
    ]
    if over := [each for each in left if each.remaining < 0]:
        worst = max(over, key=lambda each: each.reset)
        return Left(worst.limit, -1, worst.reset)
    tx.run(
        "UPDATE api_key SET hour = ?, in_hour = ?, day = ?, in_day = ?, used_at = ? WHERE id = ?",
        (this_hour, used_hour + 1, this_day, used_day + 1, now_ms, id_),
    )
    return min(left, key=lambda each: each.remaining)


def _key(row: Row) -> Key:
    id_, community, label, per_hour, per_day, made, used, revoked = row
    return Key(id_, community, label, per_hour, per_day, from_ms(made), from_ms(used), from_ms(revoked))
