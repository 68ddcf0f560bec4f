"""Chats: which there are, whose they are, and where somebody can be told something."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from domain.people import Abilities, Chat, ChatKind, Person, Recipient
from storage.db import Reader, Row, Tx
from storage.times import to_ms

Channels = Mapping[str, Abilities]  # what each channel can do, by its name
PAGES = "staff"  # the channel of the chats beside the staff pages: nothing is sent there unasked


_CHAT = "id, channel, external, kind, community, lang, grid, person, open"
_ADD = """
    INSERT INTO chat (channel, external, kind, community, lang, grid, person, title) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


def get(tx: Tx, id_: int, channels: Channels) -> Chat | None:
    """A chat by its id."""
    row = tx.one(f"SELECT {_CHAT} FROM chat WHERE id = ?", (id_,))
    return _chat(row, channels) if row else None


def find(tx: Tx, channel: str, external: str, channels: Channels) -> Chat | None:
    """A chat by the platform's name for it."""
    row = tx.one(f"SELECT {_CHAT} FROM chat WHERE channel = ? AND external = ?", (channel, external))
    return _chat(row, channels) if row else None


def add(
    tx: Tx,
    channel: str,
    external: str,
    kind: ChatKind,
    community: str,
    lang: str,
    *,
    grid: str | None = None,
    person: int | None = None,
    title: str = "",
) -> int:
    """A chat we did not know; its id."""
    return tx.insert(_ADD, (channel, external, kind.value, community, lang, grid, person, title))


def opened(tx: Tx, channel: str, external: str, community: str, person: Person, channels: Channels) -> Chat:
    """The private chat of somebody who never wrote there before."""
    new = (channel, external, ChatKind.PRIVATE.value, community, person.lang, None, person.id, "")
    return _chat(tx.all(f"{_ADD} RETURNING {_CHAT}", new)[0], channels)


def bind(tx: Tx, chat: int, kind: ChatKind | None, community: str) -> None:
    """What a group is for, and in which community; None leaves it alone."""
    tx.woken.add("bound")
    kind = kind or ChatKind.UNBOUND
    tx.run("UPDATE chat SET kind = ?, community = ? WHERE id = ?", (kind.value, community, chat))


def settle(tx: Tx, chat: int, community: str) -> None:
    """A private chat belongs to this community from now on."""
    tx.run("UPDATE chat SET community = ? WHERE id = ? AND kind = 'private'", (community, chat))


def move(tx: Tx, channel: str, external: str, to: str) -> None:
    """A group has a new name on its platform; what waits for it follows.  Again changes nothing."""
    if tx.one("SELECT 1 FROM chat WHERE channel = ? AND external = ?", (channel, to)) is None:
        tx.run("UPDATE chat SET external = ? WHERE channel = ? AND external = ?", (to, channel, external))


def set_lost(tx: Tx, channel: str, external: str, lost: bool) -> bool:
    """The bot was removed or blocked there, or let in again.  False when that is no news."""
    news = "UPDATE chat SET lost = :lost WHERE channel = :channel AND external = :external AND lost != :lost"
    return bool(tx.run(news, {"lost": int(lost), "channel": channel, "external": external}))


def title(tx: Tx, chat: int) -> str:
    """What a group is called."""
    row = tx.one("SELECT title FROM chat WHERE id = ?", (chat,))
    return str(row[0]) if row else ""


def set_open(tx: Tx, channel: str, external: str, openly: bool) -> None:
    """Whether everything said in this group is said to all."""
    tx.run("UPDATE chat SET open = ? WHERE channel = ? AND external = ?", (int(openly), channel, external))


def duty_externals(tx: Tx, channel: str) -> list[str]:
    """The platform's names of the duty groups."""
    return externals(tx, channel, ChatKind.DUTY)


def externals(tx: Tx, channel: str, kind: ChatKind) -> list[str]:
    """The platform's names of the chats of a kind."""
    found = "SELECT external FROM chat WHERE channel = ? AND kind = ? AND lost = 0 ORDER BY id"
    return [str(external) for (external,) in tx.all(found, (channel, kind.value))]


async def bound_groups(reader: Reader, channel: str) -> list[tuple[str, str]]:
    """Title and platform's name of every group that serves a community, also of one that was lost."""
    rows = await reader.execute_fetchall(
        "SELECT title, external FROM chat WHERE channel = ? AND kind IN ('group', 'duty')", (channel,)
    )
    return [(str(title), str(external)) for title, external in rows]


def hush(tx: Tx, chat: int, person: int) -> None:
    """Leave somebody alone in a group: they said so."""
    tx.run("INSERT INTO hushed (chat, person) VALUES (?, ?) ON CONFLICT DO NOTHING", (chat, person))


def is_hushed(tx: Tx, chat: int, person: int) -> bool:
    """Whether somebody wants to be left alone in a group."""
    return tx.one("SELECT 1 FROM hushed WHERE chat = ? AND person = ?", (chat, person)) is not None


def heard(tx: Tx, chat: int, person: int, at: datetime) -> None:
    """Somebody used this private chat; written only when it was not the one they used last."""
    tx.run(
        """
        UPDATE chat SET heard_at = max(
            :at, 1 + (SELECT max(other.heard_at) FROM chat AS other WHERE other.person = :person AND other.id <> :chat))
        WHERE id = :chat AND heard_at <=
            (SELECT max(other.heard_at) FROM chat AS other WHERE other.person = :person AND other.id <> :chat)
        """,
        {"chat": chat, "person": person, "at": to_ms(at)},
    )


def private(tx: Tx, person: int, community: str, channels: Channels) -> Chat | None:
    """Where we can write to somebody alone about a community, if they ever spoke to us.

    Most people have one private chat: it is theirs whatever community it stands for at the moment.  Of several it
    is the one they used last.
    """
    row = tx.one(
        f"SELECT {_CHAT} FROM chat WHERE person = ? AND lost = 0 AND channel <> ? "
        "ORDER BY heard_at DESC, community <> ?, id LIMIT 1",
        (person, PAGES, community),
    )
    return _chat(row, channels) if row else None


def privates(tx: Tx, persons: Collection[int], community: str, channels: Channels) -> dict[int, Chat]:
    """Where we can write to each of these people alone; who never spoke to us there is left out.

    One whose platform counts is the last choice: these are staff, who hear of much.
    """
    if not persons:
        return {}
    marks = ", ".join("?" * len(persons))
    rows = tx.all(
        f"SELECT {_CHAT} FROM chat WHERE person IN ({marks}) AND lost = 0 AND channel <> ? "
        "ORDER BY heard_at, community = ?, id DESC",
        (*persons, PAGES, community),
    )
    chats = sorted((_chat(row, channels) for row in rows), key=lambda chat: not chat.abilities.counted)
    return {chat.person: chat for chat in chats if chat.person is not None}  # the last one is the best


def private_rooms(tx: Tx, person: int, channels: Channels) -> tuple[Chat, ...]:
    """All private chats of somebody, in whatever community."""
    rows = tx.all(f"SELECT {_CHAT} FROM chat WHERE person = ? AND lost = 0 ORDER BY id", (person,))
    return tuple(_chat(row, channels) for row in rows)


def private_desks(tx: Tx, report: int, tag: str, channels: Channels) -> tuple[Chat, ...]:
    """Private chats in which staff have a report's card."""
    rows = tx.all(
        f"""
        SELECT {_CHAT} FROM chat
        WHERE kind = 'private' AND lost = 0 AND id IN (SELECT chat FROM slot WHERE report = ? AND tag = ?) ORDER BY id
        """,
        (report, tag),
    )
    return tuple(_chat(row, channels) for row in rows)


def duty(tx: Tx, community: str, grid: str | None, channels: Channels) -> tuple[Chat, ...]:
    """The duty groups that hear of a grid: its own and those of the whole community."""
    rows = tx.all(
        f"""
        SELECT {_CHAT} FROM chat
        WHERE community = :community AND kind = 'duty' AND lost = 0
          AND (grid IS NULL OR :grid IS NULL OR grid = :grid)
        ORDER BY id
        """,
        {"community": community, "grid": grid},
    )
    return tuple(_chat(row, channels) for row in rows)


def residents(tx: Tx, community: str, channels: Channels, weekly: bool = False) -> tuple[Chat, ...]:
    """The residents' groups of a community; ``weekly``: also those that take the weekly post and nothing else."""
    rows = tx.all(
        f"SELECT {_CHAT} FROM chat WHERE community = ? AND kind = 'group' AND lost = 0 ORDER BY id", (community,)
    )
    found = (_chat(row, channels) for row in rows)
    return tuple(chat for chat in found if weekly or not chat.abilities.weekly)


def street(tx: Tx, community: str, channels: Channels) -> tuple[Chat, ...]:
    """Private chats of the street's people who look over a community."""
    rows = tx.all(
        f"""
        SELECT {_CHAT} FROM chat
        WHERE kind = 'private' AND lost = 0 AND channel <> ?
          AND person IN (SELECT person FROM role WHERE community = ? AND role = 'street')
        ORDER BY id
        """,
        (PAGES, community),
    )
    return tuple(_chat(row, channels) for row in rows)


def recipient(
    tx: Tx, person: int, community: str, group: int, reply_to: str | None, channels: Channels
) -> Recipient | None:
    """Where somebody can be told something: in private if we may, else in the chat where they spoke."""
    of_theirs = f"SELECT {_CHAT} FROM chat WHERE id = ? AND person = ? AND lost = 0 AND channel <> ?"
    room = tx.one(of_theirs, (group, person, PAGES))
    if room:  # they may have several private chats: this is the one in which they reported
        return Recipient(person, _chat(room, channels))
    if alone := private(tx, person, community, channels):
        return Recipient(person, alone)
    spoken = get(tx, group, channels)
    return Recipient(person, spoken, reply_to) if spoken else None


def adopt(tx: Tx, chat: int, person: int) -> None:
    """Somebody who was forgotten writes again before their chat's address was erased."""
    tx.run("UPDATE chat SET person = ? WHERE id = ? AND kind = 'private' AND person IS NULL", (person, chat))


def purge(tx: Tx) -> None:
    """Erase the addresses of people who were forgotten, once the last word to them has left."""
    tx.run(
        """
        UPDATE chat SET external = 'gone:' || id
        WHERE kind = 'private' AND person IS NULL AND external NOT LIKE 'gone:%'
          AND NOT EXISTS (SELECT 1 FROM slot WHERE slot.chat = chat.id AND slot.state = 'waiting')
        """
    )


def _chat(row: Row, channels: Channels) -> Chat:
    id_, channel, external, kind, community, lang, grid, person, openly = row
    abilities = channels.get(channel, Abilities()).of(external)
    if openly and abilities.ephemeral:
        abilities = replace(abilities, ephemeral=False)
    return Chat(id_, channel, external, ChatKind(kind), community, lang, grid, person, abilities)
