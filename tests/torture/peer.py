"""The same bot, written the usual way: python-telegram-bot's Application, its own polling, SQLite.

It is as careful as that way allows: a draft and a report are committed, with a flush, before anybody hears of them.
The kill rounds run on it too.  What it loses proves that they can tell.
"""

import os
import sqlite3
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

SCHEMA = """
CREATE TABLE IF NOT EXISTS draft (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS report (id INTEGER PRIMARY KEY, draft INTEGER UNIQUE, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS handled (key INTEGER PRIMARY KEY);
"""
Context = ContextTypes.DEFAULT_TYPE


class Desk:
    """What people say becomes a draft, then a report."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = FULL")
        self.db.executescript(SCHEMA)

    async def start(self, update: Update, _: Context) -> None:
        """Somebody opens the chat."""
        assert update.effective_message
        await update.effective_message.reply_text("说一句哪里坏了，就行。")
        self._handled(update)

    async def said(self, update: Update, _: Context) -> None:
        """A line in private: offer to report it."""
        assert update.effective_message
        text = update.effective_message.text or ""
        row = self.db.execute("INSERT INTO draft (text) VALUES (?) RETURNING id", (text,)).fetchall()[0]
        buttons = InlineKeyboardMarkup([[InlineKeyboardButton("报上去", callback_data=f"file:{row[0]}")]])
        await update.effective_message.reply_text(f"要报上去吗？“{text}”", reply_markup=buttons)
        self._handled(update)

    async def told(self, update: Update, _: Context) -> None:
        """``/report …`` in a group: a report at once."""
        assert update.effective_message
        text = (update.effective_message.text or "").partition(" ")[2]
        row = self.db.execute("INSERT INTO report (text) VALUES (?) RETURNING id", (text,)).fetchall()[0]
        await update.effective_message.reply_text(f"收到了，编号{1000 + row[0]}。")
        self._handled(update)

    async def pressed(self, update: Update, _: Context) -> None:
        """The draft becomes a report."""
        query = update.callback_query
        assert query and query.data and update.effective_chat
        draft = int(query.data.partition(":")[2])
        filed = "INSERT OR IGNORE INTO report (draft, text) SELECT id, text FROM draft WHERE id = ?"
        self.db.execute(filed, (draft,))
        (number,) = self.db.execute("SELECT id FROM report WHERE draft = ?", (draft,)).fetchone()
        await query.answer()
        await update.effective_chat.send_message(f"收到了，编号{1000 + number}。")
        self._handled(update)

    async def other(self, update: Update, _: Context) -> None:
        """Anything else needs no answer."""
        self._handled(update)

    def _handled(self, update: Update) -> None:
        self.db.execute("INSERT OR IGNORE INTO handled (key) VALUES (?)", (update.update_id,))


async def announce(application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
    """Say that it serves."""
    print(f"the usual bot: http://{application.bot.username}", flush=True)


def main() -> int:
    """Run it on the settings of ours until it is told to stop."""
    desk = Desk(Path(os.environ["HUIYIN_DATABASE"]))
    base = os.environ["HUIYIN_TELEGRAM_BASE_URL"]
    builder = Application.builder().token(os.environ["HUIYIN_TELEGRAM_TOKEN"]).post_init(announce)
    application = builder.base_url(f"{base}/bot").base_file_url(f"{base}/file/bot").build()
    application.add_handler(CommandHandler("start", desk.start))
    application.add_handler(CommandHandler("report", desk.told))
    application.add_handler(CallbackQueryHandler(desk.pressed))
    application.add_handler(MessageHandler(filters.TEXT & filters.ChatType.PRIVATE, desk.said))
    application.add_handler(MessageHandler(filters.ALL, desk.other))
    application.run_polling(allowed_updates=Update.ALL_TYPES)
    return 0
