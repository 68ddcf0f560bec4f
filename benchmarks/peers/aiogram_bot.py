"""The report bot with aiogram 3: states by ``aiogram-fsm-sqlitestorage``, rows by aiosqlite, its own aiohttp server.

``python -m benchmarks.peers.aiogram_bot PORT DATABASE SECRET API``
"""

import asyncio
import logging
import sqlite3
import sys

import aiosqlite
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message, Update
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiogram_fsm_sqlitestorage import SQLiteStorage
from aiohttp import web

from benchmarks.peers import trade


class Report(StatesGroup):  # type: ignore[misc, unused-ignore]  # untyped where it is not installed
    """How far a report is."""

    place = State()
    confirm = State()


class Desk:
    """The handlers.  One message at a time holds the connection: its transaction is nobody else's."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        self._db, self._turn = db, asyncio.Lock()

    async def fault(self, message: Message, event_update: Update, state: FSMContext) -> None:
        """Somebody says what is wrong."""
        who, text = _who(message, event_update), message.text or ""
        async with self._turn:
            if not await trade.begin(self._db, who):
                return
            category = trade.kind_of(text)
            if category is None:
                await trade.say(self._db, who.chat, trade.NOT_UNDERSTOOD)
            else:
                await trade.noted(self._db, who)
                draft = {"category": category, "text": text, "messages": [who.message]}
                await self._ask(who, text, draft, state)
            await self._db.execute("COMMIT")

    async def place(self, message: Message, event_update: Update, state: FSMContext) -> None:
        """Somebody says where."""
        who = _who(message, event_update)
        async with self._turn:
            if not await trade.begin(self._db, who):
                return
            draft = await state.get_data()
            draft["messages"].append(who.message)
            await self._ask(who, message.text or "", draft, state)
            await self._db.execute("COMMIT")

    async def _ask(self, who: trade.Sender, text: str, draft: dict[str, object], state: FSMContext) -> None:
        found = trade.PLACE.search(text)
        if found is None:
            await trade.say(self._db, who.chat, trade.ASK_WHERE)
            await _now(state, Report.place, draft)
            return
        draft |= {"place": found[0], "building": found[1]}
        known = await trade.same(self._db, draft)
        again = f"\n是不是 {known} 那件？" if known else ""
        await trade.say(self._db, who.chat, trade.summary(draft) + again, (trade.YES, trade.NO))
        await _now(state, Report.confirm, draft)

    async def confirm(self, message: Message, event_update: Update, state: FSMContext) -> None:
        """Somebody says yes."""
        who = _who(message, event_update)
        async with self._turn:
            if await trade.begin(self._db, who):
                await trade.filed(self._db, who, await state.get_data())
                await self._db.execute("COMMIT")
        await state.clear()

    async def drop(self, message: Message, event_update: Update, state: FSMContext) -> None:
        """Somebody says no."""
        who = _who(message, event_update)
        async with self._turn:
            if await trade.begin(self._db, who):
                await trade.dropped(self._db, who)
                await trade.say(self._db, who.chat, trade.DROPPED)
                await self._db.execute("COMMIT")
        await state.clear()


async def _now(state: FSMContext, where: State, draft: dict[str, object]) -> None:
    await state.set_state(where)
    await state.set_data(draft)


def _who(message: Message, update: Update) -> trade.Sender:
    assert message.from_user
    user = message.from_user
    return trade.Sender(
        update.update_id, message.chat.id, message.message_id, user.first_name, user.language_code or "zh"
    )


async def main(port: int, path: str, secret: str, api: str) -> None:
    """Serve until terminated."""
    logging.getLogger().setLevel(logging.WARNING)  # the storage turns on what nobody reads
    states = f"{path}.states"
    with sqlite3.connect(states) as once:  # the same journal for all; the storage leaves it as it finds it
        once.execute("PRAGMA journal_mode = WAL")
    desk = Desk(await trade.opened(path))
    dispatcher = Dispatcher(storage=SQLiteStorage(states))
    dispatcher.message.register(desk.drop, Command("cancel"))
    dispatcher.message.register(desk.drop, F.text == trade.NO, StateFilter(Report.place, Report.confirm))
    dispatcher.message.register(desk.place, Report.place)
    dispatcher.message.register(desk.confirm, Report.confirm, F.text == trade.YES)
    dispatcher.message.register(desk.fault, F.chat.type == "private", F.text)
    bot = Bot("1:benchmark", session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    app = web.Application()
    # Answered when it is handled: then a crash loses nothing, and what one person says stays in order.
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=secret).register(app, "/telegram")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, backlog=256).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), *sys.argv[2:]))
