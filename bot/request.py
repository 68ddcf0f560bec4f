"""What a command line asks of the desk: through the running program, or directly when none runs."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from domain.understanding.taught import Correction


async def ask(database: Path, request: dict[str, Any], server: str = "") -> Any:
    """The answer.  Raises ``ValueError`` on a no, ``TimeoutError`` when the program does not answer."""
    from bot import instance
    from bot.commands import command
    from storage.db import open_database

    try:
        if server:
            raise ConnectionError  # whoever asks may write beside the others
        return await instance.ask(database, request)
    except ConnectionError:
        alone = nullcontext() if server else instance.only_one(database, instance.COMMAND)
        with alone:
            async with open_database(database, server) as db:
                return await command(db, request)


def corrections(database: Path, community: str, server: str = "") -> list[tuple[Correction, str]]:
    """A community's corrections that count, and the initial of whoever made each."""
    from domain.understanding.taught import Correction

    rows = asyncio.run(ask(database, {"do": "corrections", "community": community}, server))
    initials = [row.pop("initial") for row in rows]
    kept = [Correction(**{**row, "at": datetime.fromisoformat(row["at"])}) for row in rows]
    return list(zip(kept, initials, strict=True))
