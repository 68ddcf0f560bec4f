"""What a command line may ask of the desk: parked rows, corrections, keys, what is held, notes of what was made."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import api_keys
from domain.public import street
from handlers import codes
from storage import backed_up, exports, holding, inbox, lessons, people, street_codes
from storage.db import Database, Tx


async def command(db: Database, request: dict[str, Any]) -> Any:
    """What a command line may ask the running program."""
    match request:
        case {"do": "parked"}:
            return [
                {**row, "received_at": row["received_at"].isoformat()}
                for row in map(_row, await db.write(inbox.parked))
            ]
        case {"do": "retry", "row": int(row)}:
            return await db.write(inbox.retry, row)
        case {"do": "drop", "row": int(row)}:
            return await db.write(inbox.drop, row)
        case {"do": "exported", "community": str(community), "what": str(what)}:
            at = datetime.now(UTC)
            return await db.write(exports.log, at, exports.CONSOLE, community, "export", what)
        case {"do": "backed-up", "bytes": int(size)}:
            return await db.write(backed_up.made, size, datetime.now(UTC))
        case {"do": "outlook"}:
            return (await db.write(holding.outlook, datetime.now(UTC))).plain
        case {"do": "release", "hours": int() | float() | None as hours}:
            now = datetime.now(UTC)
            return await db.write(holding.release, now - timedelta(hours=hours) if hours is not None else None, now)
        case {"do": "corrections", "community": str(community)}:
            return await db.write(_corrections, community)
        case {"do": "unlearn", "community": str(community)}:
            return await db.write(lessons.start_anew, community)
        case {"do": str(do)} if do.startswith("api-key-"):
            return await api_keys.command(db, request)
        case {"do": "street-code", "communities": [*communities]} if communities:
            return await db.write(_street_code, [str(each) for each in communities])
    raise ValueError("unknown command")


def _street_code(tx: Tx, communities: list[str]) -> str:
    """A code for somebody of the street; it is said this once."""
    code = codes.invitation()
    street_codes.make(tx, code.hash, communities, int(datetime.now(UTC).timestamp() * 1000))
    return f"{street.CODE}{code.text}"


def _corrections(tx: Tx, community: str) -> list[dict[str, Any]]:
    """The corrections that count; of whoever made them the initial alone."""
    found = lessons.read(tx, community)
    named = {person: people.person(tx, person, community) for person in {each.person for each in found}}
    return [
        {**asdict(each), "at": each.at.isoformat(), "initial": who.name[:1] if (who := named[each.person]) else "?"}
        for each in found
    ]


def _row(parked: inbox.Parked) -> dict[str, Any]:
    return {
        "id": parked.id,
        "source": parked.source,
        "lane": parked.lane,
        "received_at": parked.received_at,
        "body": _readable(parked.body),
        "error": parked.error,
    }


def _readable(body: str) -> Any:
    """What was in a parked row; damaged ones as they are, since that is what is to be seen."""
    try:
        return json.loads(body)
    except ValueError:
        return body
