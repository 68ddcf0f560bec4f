"""What a command line asks of the desk: through the running program, or directly when none runs."""

from pathlib import Path
from typing import Any


async def ask(database: Path, request: dict[str, Any]) -> Any:
    """The answer.  Raises ``ValueError`` on a no, ``TimeoutError`` when the program does not answer."""
    from bot import instance
    from bot.program import command
    from storage.db import open_database

    try:
        return await instance.ask(database, request)
    except ConnectionError:
        with instance.only_one(database, instance.COMMAND):
            async with open_database(database) as db:
                return await command(db, request)
