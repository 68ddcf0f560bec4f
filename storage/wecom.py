"""What WeCom's callbacks leave for those who ask further: that something waits at a 微信客服 account."""

import json
from dataclasses import dataclass
from datetime import datetime

from storage import inbox, meta
from storage.db import Reader, Tx

WOKEN = "kf"  # who listens for this asks 微信客服 what is new


@dataclass(frozen=True, slots=True)
class Called:
    """The last callback of an account; its token is good for ten minutes of machine time."""

    token: str
    at_ms: int


def called(tx: Tx, account: str, key: str, token: str, now: datetime, machine_ms: int) -> bool:
    """An account has something new.  False when this callback came before."""
    source = f"kf:{account}"
    if not inbox.remember(tx, source, f"called:{key}", source, now):
        return False
    meta.put(tx, f"kf_called:{account}", json.dumps([token, machine_ms]))
    tx.woken.add(WOKEN)
    return True


def last_call(tx: Tx, account: str) -> Called | None:
    """The last callback of an account."""
    value = meta.get(tx, f"kf_called:{account}")
    return Called(*json.loads(value)) if value else None


async def heard(reader: Reader, source: str) -> bool:
    """Whether anything came from there in the days that the inbox remembers."""
    rows = await reader.execute_fetchall("SELECT 1 FROM inbox WHERE source = ? LIMIT 1", (source,))
    return bool(list(rows))
