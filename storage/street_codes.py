"""Codes that make somebody one of the street, from the console: each works once, and not for long."""

import json
from collections.abc import Sequence
from datetime import timedelta

from storage import meta
from storage.db import Tx

WITHIN = timedelta(hours=24)
_KEY = "street_code:"
_MS = timedelta(milliseconds=1)


def make(tx: Tx, hash_: str, communities: Sequence[str], machine_ms: int) -> None:
    """A code for these communities; only its hash is kept.  Those that are too old go."""
    for key, value in tx.all("SELECT key, value FROM meta WHERE key >= ? AND key < ?", (_KEY, "street_code;")):
        if json.loads(value)[0] < machine_ms:
            meta.drop(tx, key)
    meta.put(tx, _KEY + hash_, json.dumps([machine_ms + WITHIN // _MS, list(communities)]))


def use(tx: Tx, hash_: str, machine_ms: int) -> tuple[str, ...]:
    """The communities that a code is for; it is used up.  None of them: there is no such code, or it is too old."""
    kept = meta.get(tx, _KEY + hash_)
    if kept is None:
        return ()
    meta.drop(tx, _KEY + hash_)
    until, communities = json.loads(kept)
    return tuple(communities) if machine_ms < until else ()
