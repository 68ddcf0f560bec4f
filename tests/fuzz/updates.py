"""Telegram updates: every type of the Bot API's description, filled by chance; sound ones, and spoilt ones.

A sound update (the right types, hostile words and numbers) must be understood, handled and answered in what Telegram
takes.  A spoilt one may be parked; it must never stop what keeps the others.
"""

import json
from pathlib import Path
from typing import Any

from bot.channels.telegram.decode import KINDS, Me, decode, lane
from bot.channels.telegram.intake import receive
from storage import inbox
from storage.db import Tx
from tests.channels.town import Town, town
from tests.desk import ENDLESS, START
from tests.fuzz.chance import Chance, Watch, told
from tests.telegram import FakeTelegram
from tests.telegram.description import load, options
from tests.torture.record import Round

ME = Me(7_000_000_001, "huiyin_bot")
EACH = 5_000  # decoded in a round
PLAYED = 150  # of a round, by the whole program
VERBS = (
    "file drop take handle hand secure park refer close fixed partly unsolved rate nudge support who bind staff".split()
)
_DEEP = 4


def typed(chance: Chance, kind: str, depth: int = 0) -> Any:
    """A value of a type of the description."""
    if kind.startswith("Array of "):
        inner = kind.removeprefix("Array of ")
        least = 1 if inner == "PhotoSize" else 0
        return [typed(chance, inner, depth + 1) for _ in range(chance.randint(least, 3))]
    kind = chance.choice(options(kind))
    match kind:
        case "Integer":
            return chance.number()
        case "Float":
            return chance.choice((0.0, 39.9, 116.4, -90.0, 180.0, 1e-9, -180.0))
        case "String":
            return chance.sound()
        case "Boolean":
            return chance.maybe(0.5)
        case "True":
            return True
    made = {}
    for name, (each, required, *more) in load()["types"].get(kind, {}).items():
        limit: dict[str, Any] = more[0] if more else {}
        if required or (depth < _DEEP and chance.maybe(0.12)):
            made[name] = limit["const"] if "const" in limit else _field(chance, name, each, depth + 1)
    return made


def _field(chance: Chance, name: str, kind: str, depth: int) -> Any:
    """A field; some are understood by their name, as the description says in words only."""
    match name:
        case "date" | "edit_date":
            return chance.choice((0, 1, int(START.timestamp()), int(START.timestamp()) - 9, 2**31 - 1))
        case "data":
            verb, subject = chance.choice(VERBS), chance.choice((0, 1, 2, 2**40, 2**63, -1))
            return chance.choice((f"{verb}:{subject}:0:{chance.sound(9)}", f"{verb}:{subject}", chance.sound(64)))
        case "type" if kind == "String" and depth < 3:
            return chance.choice(("private", "group", "supergroup", "channel", "private"))
        case "status" if kind == "String":
            return chance.choice(("member", "left", "kicked", "administrator", "restricted"))
    return typed(chance, kind, depth)


def update(chance: Chance, number: int) -> dict[str, Any]:
    """A sound update, mostly of the kinds that the bot asks for."""
    kinds = KINDS if chance.maybe(0.9) else tuple(name for name in load()["types"]["Update"] if name != "update_id")
    name = chance.choice(kinds)
    made = typed(chance, load()["types"]["Update"][name][0], 1)
    if name.endswith("message") and chance.maybe(0.7):
        made["text"] = chance.sound()
    return {"update_id": number, name: made}


async def decoded(folder: Path, seed: str) -> Round:
    """Sound ones are understood; whatever comes, its lane is a short text."""
    chance, watch = Chance(seed), Watch()
    for number in range(EACH):
        made = update(chance, number)
        sound = chance.maybe(0.5)
        if sound:
            watch.tried(lambda made=made: decode(made, ME), lambda made=made: told(made))  # type: ignore[misc]
        else:
            made = chance.spoilt(made)
            watch.tried(lambda made=made: lane(made).encode(), lambda made=made: told(made))  # type: ignore[misc]
            spoilt = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError, OSError)
            if isinstance(made, dict):
                watch.tried(lambda made=made: decode(made, ME), lambda made=made: told(made), *spoilt)  # type: ignore[misc]
                watch.inputs -= 1
    return Round(watch.figures(), watch.wrong)


async def played(folder: Path, seed: str) -> Round:
    """The whole program takes them; what it says in answer is what Telegram takes."""
    chance, watch = Chance(seed), Watch()
    async with FakeTelegram(privacy=False) as telegram, town(folder, telegram) as place:
        await place.open()
        if int(seed.rpartition(":")[2]) % 2:  # few say all of it: in every other round all of it is read
            place.desk.floods.paces = ENDLESS
        for number in range(PLAYED):
            await _one(chance, watch, place, update(chance, 10**6 + number))
        await place.settled()
        for row in await place.desk.db.write(inbox.parked):
            watch.note(f"parked, {row.error[:300]}", row.body)
        refused = [call for call in telegram.refused if "chat not found" not in str(call.error)]
        for call in refused:
            if not _unreachable(str(call.error)):
                watch.note(f"Telegram refused {call.method}: {call.error}", told(call.params))
    return Round(watch.figures(), watch.wrong)


def _source(telegram: FakeTelegram) -> str:
    return f"telegram:{telegram.token.partition(':')[0]}"


def _unreachable(error: str) -> bool:
    """The people in an invented update are nobody's: nothing can be shown to them."""
    return any(
        each in error for each in ("not found", "can't initiate", "QUERY_ID", "query is too old", "invalid file")
    )


async def _one(chance: Chance, watch: Watch, place: Town, made: dict[str, Any]) -> None:
    kind = next(name for name in made if name != "update_id")
    part = made[kind]
    if isinstance(part, dict) and chance.maybe(0.8):  # by somebody, in a place, that the desk knows
        who = chance.choice((place.li, place.wang, place.zhou, place.liu))
        where: dict[str, Any] = chance.choice(
            (
                {"id": who.id, "type": "private", "first_name": who.first_name},
                {"id": place.group.id, "type": "supergroup", "title": "x"},
                {"id": place.duty.id, "type": "supergroup", "title": "y"},
            )
        )
        part["from"] = {"id": who.id, "is_bot": False, "first_name": who.first_name}
        part.pop("sender_chat", None)
        for holder in (part, part.get("message")):
            if isinstance(holder, dict) and "chat" in holder:
                holder["chat"] = where
        for gone in ("migrate_to_chat_id", "migrate_from_chat_id"):
            part.pop(gone, None)

    def keep(tx: Tx) -> None:
        receive(tx, _source(place.telegram), [made], place.clock.now())

    watch.inputs += 1
    await place.desk.db.write(keep)


async def kept(folder: Path, seed: str) -> Round:
    """Whatever comes in a batch, however spoilt, is kept: one that is not would hold up all the others for ever."""
    chance, watch = Chance(seed), Watch()
    async with FakeTelegram(privacy=False) as telegram, town(folder, telegram) as place:
        await place.open()
        for number in range(40):
            batch = [chance.spoilt(update(chance, 10**6 + 9 * number + n)) for n in range(9)]
            batch = [json.loads(json.dumps(each)) for each in batch]  # as it comes over the line
            watch.inputs += len(batch)
            try:
                await place.desk.db.write(receive, _source(telegram), batch, place.clock.now())
            except Exception as error:
                watch.note(f"{type(error).__name__}: {error}", told(batch))
        await place.telegram.until(lambda: not place.telegram.updates.pending)
        said = place.telegram.say(place.li, place.group, "3号楼2单元楼道灯不亮")
        await place.settled()
        if not any("要帮您报上去吗" in text for text in place.texts(place.group, place.li)):
            watch.note("nobody is served after it", str(said))
    return Round(watch.figures(), watch.wrong)
