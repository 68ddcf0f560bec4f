"""python-telegram-bot's own webhook server, which keeps each update with aiosqlite and a commit of its own.

``python -m benchmarks.peers.ptb_intake PORT DATABASE SECRET API``
"""

import asyncio
import sys
import time

import aiosqlite
from telegram import Update
from telegram.ext import Application, ContextTypes, TypeHandler

from benchmarks.peers.inbox import KEEP, SCHEMA


async def main(port: int, path: str, secret: str, api: str) -> None:
    """Serve until terminated."""
    async with aiosqlite.connect(path) as db:
        await db.execute("PRAGMA journal_mode = WAL")
        await db.execute("PRAGMA synchronous = FULL")
        await db.execute(SCHEMA)

        async def keep(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            lane = str(update.effective_chat.id) if update.effective_chat else ""
            row = ("telegram", str(update.update_id), lane, int(time.time() * 1000), update.to_json())
            await db.execute(KEEP, row)
            await db.commit()

        app = Application.builder().token("1:benchmark").base_url(f"{api}/bot").build()
        app.add_handler(TypeHandler(Update, keep))
        async with app:
            await app.start()
            assert app.updater
            await app.updater.start_webhook(
                "127.0.0.1", port, "telegram", secret_token=secret, webhook_url="https://bot.example.org/telegram"
            )
            print("ready", flush=True)
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), *sys.argv[2:]))
