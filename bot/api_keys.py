"""Keys of programs that may report here, as a command line makes, limits and revokes them."""

import secrets
import time
from dataclasses import asdict
from datetime import datetime
from typing import Any

from storage import api_keys
from storage.db import Database, Tx

BEGINS = "hy_"  # so that a key is known for one wherever it turns up


async def command(db: Database, request: dict[str, Any]) -> Any:
    """What is asked of the running program.  A secret is in an answer once, and nowhere after that."""
    now_ms = int(time.time() * 1000)
    match request:
        case {"do": "api-key-make", "community": str(home), "label": str(label), "hour": int(hour), "day": int(day)}:
            secret = BEGINS + secrets.token_urlsafe(24)
            id_ = await db.write(api_keys.make, api_keys.hashed(secret), home, label, hour, day, now_ms)
            return {"id": id_, "key": secret}
        case {"do": "api-key-list"}:
            return await db.write(_listed)
        case {"do": "api-key-limit", "id": int(id_), "hour": hour, "day": day}:
            return await db.write(_limit, id_, hour, day)
        case {"do": "api-key-revoke", "id": int(id_)}:
            return await db.write(api_keys.revoke, id_, now_ms)
    raise ValueError("unknown command")


def _listed(tx: Tx) -> list[dict[str, Any]]:
    return [
        {name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(key).items()}
        for key in api_keys.listed(tx)
    ]


def _limit(tx: Tx, id_: int, hour: int | None, day: int | None) -> bool:
    """What is not named stays as it is."""
    key = api_keys.get(tx, id_)
    return key is not None and api_keys.limit(tx, id_, hour or key.per_hour, day or key.per_day)
