"""The report bot with python-telegram-bot: ``ConversationHandler``, its states kept in SQLite, rows by aiosqlite.

``python -m benchmarks.peers.ptb_bot PORT DATABASE SECRET API``
"""

import asyncio
import json
import sys
from typing import Any

import aiosqlite
from telegram import Update
from telegram.ext import (
    Application,
    BasePersistence,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PersistenceInput,
    filters,
)

from benchmarks.peers import trade

PLACE, CONFIRM = range(2)
Context = ContextTypes.DEFAULT_TYPE


class Kept(BasePersistence[dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """Conversations and drafts in SQLite, so that a restart does not forget them; written when the library asks."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        super().__init__(store_data=PersistenceInput(bot_data=False, chat_data=False, callback_data=False))
        self._db = db

    async def get_conversations(self, name: str) -> dict[Any, Any]:
        """The states of a conversation, by chat and user."""
        cursor = await self._db.execute("SELECT key, state FROM conversation")
        return {tuple(json.loads(key)): state async for key, state in cursor}

    async def update_conversation(self, name: str, key: Any, new_state: object | None) -> None:
        """One changed."""
        if new_state is None:
            await self._db.execute("DELETE FROM conversation WHERE key = ?", (json.dumps(key),))
        else:
            await self._db.execute("INSERT OR REPLACE INTO conversation VALUES (?, ?)", (json.dumps(key), new_state))

    async def get_user_data(self) -> dict[int, dict[Any, Any]]:
        """All drafts."""
        cursor = await self._db.execute("SELECT account, data FROM user_data")
        return {account: json.loads(data) async for account, data in cursor}

    async def update_user_data(self, user_id: int, data: dict[Any, Any]) -> None:
        """One changed."""
        await self._db.execute("INSERT OR REPLACE INTO user_data VALUES (?, ?)", (user_id, json.dumps(data)))

    async def refresh_user_data(self, user_id: int, user_data: dict[Any, Any]) -> None:
        """Nobody else writes them."""

    async def drop_user_data(self, user_id: int) -> None:
        """Forget somebody."""
        await self._db.execute("DELETE FROM user_data WHERE account = ?", (user_id,))

    async def flush(self) -> None:
        """Every write is committed at once."""

    async def get_bot_data(self) -> dict[Any, Any]:
        """Not kept."""
        return {}

    async def update_bot_data(self, data: dict[Any, Any]) -> None:
        """Not kept."""

    async def refresh_bot_data(self, bot_data: dict[Any, Any]) -> None:
        """Not kept."""

    async def get_chat_data(self) -> dict[int, dict[Any, Any]]:
        """Not kept."""
        return {}

    async def update_chat_data(self, chat_id: int, data: dict[Any, Any]) -> None:
        """Not kept."""

    async def refresh_chat_data(self, chat_id: int, chat_data: dict[Any, Any]) -> None:
        """Not kept."""

    async def drop_chat_data(self, chat_id: int) -> None:
        """Not kept."""

    async def get_callback_data(self) -> None:
        """Not kept."""

    async def update_callback_data(self, data: Any) -> None:
        """Not kept."""


class Bot:
    """The handlers."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        self._db = db

    async def fault(self, update: Update, context: Context) -> int:
        """Somebody says what is wrong."""
        who, text = _who(update), _text(update)
        if not await trade.begin(self._db, who):
            return ConversationHandler.END
        category, draft = trade.kind_of(text), _draft(context)
        if category is None:
            await trade.say(self._db, who.chat, trade.NOT_UNDERSTOOD)
            await self._db.execute("COMMIT")
            return ConversationHandler.END
        draft |= {"category": category, "text": text, "messages": [who.message]}
        await trade.noted(self._db, who)
        state = await self._ask(who, text, draft)
        await self._db.execute("COMMIT")
        return state

    async def place(self, update: Update, context: Context) -> int | None:
        """Somebody says where."""
        who, text, draft = _who(update), _text(update), _draft(context)
        if not await trade.begin(self._db, who):
            return None
        draft["messages"].append(who.message)
        state = await self._ask(who, text, draft)
        await self._db.execute("COMMIT")
        return state

    async def _ask(self, who: trade.Sender, text: str, draft: dict[Any, Any]) -> int:
        found = trade.PLACE.search(text)
        if found is None:
            await trade.say(self._db, who.chat, trade.ASK_WHERE)
            return PLACE
        draft |= {"place": found[0], "building": found[1]}
        known = await trade.same(self._db, draft)
        again = f"\n是不是 {known} 那件？" if known else ""
        await trade.say(self._db, who.chat, trade.summary(draft) + again, (trade.YES, trade.NO))
        return CONFIRM

    async def confirm(self, update: Update, context: Context) -> int | None:
        """Somebody says yes."""
        who = _who(update)
        if not await trade.begin(self._db, who):
            return None
        await trade.filed(self._db, who, _draft(context))
        await self._db.execute("COMMIT")
        _draft(context).clear()
        return ConversationHandler.END

    async def drop(self, update: Update, context: Context) -> int | None:
        """Somebody says no."""
        who = _who(update)
        if not await trade.begin(self._db, who):
            return None
        await trade.dropped(self._db, who)
        await trade.say(self._db, who.chat, trade.DROPPED)
        await self._db.execute("COMMIT")
        _draft(context).clear()
        return ConversationHandler.END


def _who(update: Update) -> trade.Sender:
    message, user = update.message, update.effective_user
    assert message and user
    return trade.Sender(
        update.update_id, message.chat_id, message.message_id, user.first_name, user.language_code or "zh"
    )


def _text(update: Update) -> str:
    assert update.message
    return update.message.text or ""


def _draft(context: Context) -> dict[Any, Any]:
    assert context.user_data is not None
    return context.user_data


async def main(port: int, path: str, secret: str, api: str) -> None:
    """Serve until terminated."""
    db = await trade.opened(path)
    await db.execute("CREATE TABLE conversation (key TEXT PRIMARY KEY, state INTEGER)")
    await db.execute("CREATE TABLE user_data (account INTEGER PRIMARY KEY, data TEXT)")
    bot, words = Bot(db), filters.TEXT & ~filters.COMMAND
    conversation = ConversationHandler(
        entry_points=[MessageHandler(words & filters.ChatType.PRIVATE, bot.fault)],
        states={
            PLACE: [MessageHandler(words, bot.place)],
            CONFIRM: [MessageHandler(filters.Regex(f"^{trade.YES}$"), bot.confirm)],
        },
        fallbacks=[MessageHandler(filters.Regex(f"^{trade.NO}$"), bot.drop), CommandHandler("cancel", bot.drop)],
        name="report",
        persistent=True,
    )
    app = Application.builder().token("1:benchmark").base_url(f"{api}/bot").persistence(Kept(db)).build()
    app.add_handler(conversation)
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
