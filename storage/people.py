"""People, their accounts and roles, and the chats they are in."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

import aiosqlite

from domain.people import Abilities, Chat, ChatKind, Grant, Person, Recipient, Role
from storage.db import Row, Tx
from storage.times import to_ms

Channels = Mapping[str, Abilities]  # what each channel can do, by its name

_CHAT = "id, channel, external, kind, community, lang, grid, person, open"


def by_account(tx: Tx, channel: str, external: str, community: str) -> Person | None:
    """The person behind an account, with their roles in a community."""
    row = tx.one("SELECT person FROM account WHERE channel = ? AND external = ?", (channel, external))
    return person(tx, row[0], community) if row else None


def person(tx: Tx, id_: int, community: str) -> Person | None:
    """A person with their roles in a community."""
    row = tx.one("SELECT id, name, lang FROM person WHERE id = ?", (id_,))
    if row is None:
        return None
    grants = tx.all(
        "SELECT role, trade, grids FROM role WHERE person = ? AND community = ? ORDER BY role", (id_, community)
    )
    return Person(row[0], row[1], row[2], tuple(_grant(*grant) for grant in grants))


def _grant(role: str, trade: str, grids: str) -> Grant:
    return Grant(Role(role), trade, frozenset(grids.split()))


def managed(tx: Tx, person: int) -> tuple[str, ...]:
    """The communities that somebody manages."""
    rows = tx.all("SELECT community FROM role WHERE person = ? AND role = 'manager' ORDER BY community", (person,))
    return tuple(community for (community,) in rows)


def held(tx: Tx, person: int) -> dict[str, frozenset[Role]]:
    """The roles that somebody holds in each community."""
    found: dict[str, frozenset[Role]] = {}
    for community, role in tx.all("SELECT community, role FROM role WHERE person = ? ORDER BY community", (person,)):
        found[community] = found.get(community, frozenset()) | {Role(role)}
    return found


def add_person(tx: Tx, channel: str, external: str, name: str, lang: str) -> Person:
    """Somebody new, with their first account."""
    id_ = tx.insert("INSERT INTO person (name, lang) VALUES (?, ?)", (name, lang))
    tx.run("INSERT INTO account (channel, external, person) VALUES (?, ?, ?)", (channel, external, id_))
    return Person(id_, name, lang)


def grant(tx: Tx, person: int, community: str, role: Role, trade: str, grids: tuple[str, ...]) -> None:
    """Give somebody a role in a community; empty grids mean all of it."""
    tx.run(
        """
        INSERT INTO role (person, community, role, trade, grids) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (person, community, role) DO UPDATE SET trade = excluded.trade, grids = excluded.grids
        """,
        (person, community, role.value, trade, " ".join(grids)),
    )


def end_roles(tx: Tx, person: int, community: str) -> None:
    """Somebody is nothing but a resident in a community from now on."""
    tx.run("DELETE FROM role WHERE person = ? AND community = ?", (person, community))


def log_role(
    tx: Tx,
    at: datetime,
    community: str,
    person: int,
    actor: int | None,
    kind: str,
    role: Role,
    trade: str,
    grids: Collection[str],
) -> None:
    """Write down who was given a role, or whose role ended, and by whom."""
    tx.run(
        """
        INSERT INTO role_event (at, community, person, actor, kind, role, trade, grids) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (to_ms(at), community, person, actor, kind, role.value, trade, " ".join(sorted(grids))),
    )


def set_lang(tx: Tx, person: int, lang: str) -> None:
    """The language somebody is spoken to, in their private chats too."""
    tx.run("UPDATE person SET lang = ? WHERE id = ?", (lang, person))
    tx.run("UPDATE chat SET lang = ? WHERE person = ?", (lang, person))


def chat(tx: Tx, id_: int, channels: Channels) -> Chat | None:
    """A chat by its id."""
    row = tx.one(f"SELECT {_CHAT} FROM chat WHERE id = ?", (id_,))
    return _chat(row, channels) if row else None


def find_chat(tx: Tx, channel: str, external: str, channels: Channels) -> Chat | None:
    """A chat by the platform's name for it."""
    row = tx.one(f"SELECT {_CHAT} FROM chat WHERE channel = ? AND external = ?", (channel, external))
    return _chat(row, channels) if row else None


def add_chat(
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
    return tx.insert(
        """
        INSERT INTO chat (channel, external, kind, community, lang, grid, person, title)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (channel, external, kind.value, community, lang, grid, person, title),
    )


def bind(tx: Tx, chat: int, kind: ChatKind | None, community: str) -> None:
    """What a group is for, and in which community; None leaves it alone."""
    tx.woken.add("bound")
    kind = kind or ChatKind.UNBOUND
    tx.run("UPDATE chat SET kind = ?, community = ? WHERE id = ?", (kind.value, community, chat))


def settle(tx: Tx, chat: int, community: str) -> None:
    """A private chat belongs to this community from now on."""
    tx.run("UPDATE chat SET community = ? WHERE id = ? AND kind = 'private'", (community, chat))


def move_chat(tx: Tx, channel: str, external: str, to: str) -> None:
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
    rows = tx.all("SELECT external FROM chat WHERE channel = ? AND kind = 'duty' AND NOT lost ORDER BY id", (channel,))
    return [str(external) for (external,) in rows]


async def bound_groups(reader: aiosqlite.Connection, channel: str) -> list[tuple[str, str]]:
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


def private_chat(tx: Tx, person: int, community: str, channels: Channels) -> Chat | None:
    """Where we can write to somebody alone about a community, if they ever spoke to us.

    Most people have one private chat: it is theirs whatever community it stands for at the moment.  Of several it
    is the one they used last.
    """
    row = tx.one(
        f"SELECT {_CHAT} FROM chat WHERE person = ? AND NOT lost ORDER BY heard_at DESC, community <> ?, id LIMIT 1",
        (person, community),
    )
    return _chat(row, channels) if row else None


def private_chats(tx: Tx, persons: Collection[int], community: str, channels: Channels) -> dict[int, Chat]:
    """Where we can write to each of these people alone; who never spoke to us there is left out."""
    marks = ", ".join("?" * len(persons)) or "NULL"
    rows = tx.all(
        f"SELECT {_CHAT} FROM chat WHERE person IN ({marks}) AND NOT lost ORDER BY heard_at, community = ?, id DESC",
        (*persons, community),
    )
    chats = (_chat(row, channels) for row in rows)
    return {chat.person: chat for chat in chats if chat.person is not None}  # the last one is the best


def private_rooms(tx: Tx, person: int, channels: Channels) -> tuple[Chat, ...]:
    """All private chats of somebody, in whatever community."""
    rows = tx.all(f"SELECT {_CHAT} FROM chat WHERE person = ? AND NOT lost ORDER BY id", (person,))
    return tuple(_chat(row, channels) for row in rows)


def private_desks(tx: Tx, report: int, tag: str, channels: Channels) -> tuple[Chat, ...]:
    """Private chats in which staff have a report's card."""
    rows = tx.all(
        f"""
        SELECT {_CHAT} FROM chat
        WHERE kind = 'private' AND NOT lost AND id IN (SELECT chat FROM slot WHERE report = ? AND tag = ?) ORDER BY id
        """,
        (report, tag),
    )
    return tuple(_chat(row, channels) for row in rows)


def duty_chats(tx: Tx, community: str, grid: str | None, channels: Channels) -> tuple[Chat, ...]:
    """The duty groups that hear of a grid: its own and those of the whole community."""
    rows = tx.all(
        f"""
        SELECT {_CHAT} FROM chat
        WHERE community = :community AND kind = 'duty' AND NOT lost
          AND (grid IS NULL OR :grid IS NULL OR grid = :grid)
        ORDER BY id
        """,
        {"community": community, "grid": grid},
    )
    return tuple(_chat(row, channels) for row in rows)


def residents_chats(tx: Tx, community: str, channels: Channels) -> tuple[Chat, ...]:
    """The residents' groups of a community."""
    rows = tx.all(
        f"SELECT {_CHAT} FROM chat WHERE community = ? AND kind = 'group' AND NOT lost ORDER BY id", (community,)
    )
    return tuple(_chat(row, channels) for row in rows)


def street_chats(tx: Tx, community: str, channels: Channels) -> tuple[Chat, ...]:
    """Private chats of the street's people who look over a community."""
    rows = tx.all(
        f"""
        SELECT {_CHAT} FROM chat
        WHERE kind = 'private' AND NOT lost
          AND person IN (SELECT person FROM role WHERE community = ? AND role = 'street')
        ORDER BY id
        """,
        (community,),
    )
    return tuple(_chat(row, channels) for row in rows)


def holders(tx: Tx, community: str) -> tuple[Person, ...]:
    """Everybody who has a role in a community."""
    rows = tx.all(
        """
        SELECT person.id, person.name, person.lang, role.role, role.trade, role.grids
        FROM role JOIN person ON person.id = role.person
        WHERE role.community = ? ORDER BY person.id, role.role
        """,
        (community,),
    )
    people: dict[int, Person] = {}
    for id_, name, lang, *grant in rows:
        known = people.get(id_) or Person(id_, name, lang)
        people[id_] = replace(known, grants=(*known.grants, _grant(*grant)))
    return tuple(people.values())


def crew(tx: Tx, community: str, grid: str | None) -> tuple[Person, ...]:
    """Everybody who works on the reports of a grid."""
    return tuple(each for each in holders(tx, community) if each.is_staff(grid))


def recipient(
    tx: Tx, person: int, community: str, group: int, reply_to: str | None, channels: Channels
) -> Recipient | None:
    """Where somebody can be told something: in private if we may, else in the chat where they spoke."""
    room = tx.one(f"SELECT {_CHAT} FROM chat WHERE id = ? AND person = ? AND NOT lost", (group, person))
    if room:  # they may have several private chats: this is the one in which they reported
        return Recipient(person, _chat(room, channels))
    if private := private_chat(tx, person, community, channels):
        return Recipient(person, private)
    spoken = chat(tx, group, channels)
    return Recipient(person, spoken, reply_to) if spoken else None


def forget(tx: Tx, person: int) -> None:
    """Erase somebody: accounts, roles, name, and their name on everything they did."""
    for sql in (
        "DELETE FROM account WHERE person = ?",
        "DELETE FROM role WHERE person = ?",
        "DELETE FROM shift_person WHERE person = ?",
        "DELETE FROM shift_exception WHERE person = ?",
        "DELETE FROM shift_swap WHERE asker = ?",
        "DELETE FROM shift_swap WHERE other = ?",
        "DELETE FROM supporter WHERE person = ?",
        "DELETE FROM draft WHERE person = ?",
        "DELETE FROM prompt WHERE person = ?",
        "DELETE FROM hushed WHERE person = ?",
        "UPDATE report_event SET actor = NULL, text = '' WHERE actor = ?",
        "DELETE FROM role_event WHERE person = ?",
        "DELETE FROM export WHERE person = ?",
        "UPDATE access_log SET person = 0 WHERE person = ?",
        "UPDATE role_event SET actor = NULL WHERE actor = ?",
        "UPDATE invitation SET state = 'void' WHERE inviter = ? AND state IN ('open', 'shown')",
        "UPDATE invitation SET guest = NULL, guest_chat = NULL WHERE guest = ?",
        "DELETE FROM joining WHERE person = ?",
        "UPDATE joining SET guest = NULL, guest_chat = NULL WHERE guest = ?",
        "UPDATE correction SET text = '' WHERE person = ?",
        "UPDATE report SET filed_by = NULL WHERE filed_by = ?",
        "UPDATE report SET assignee = NULL WHERE assignee = ?",
        # An undo must not give it back to them, nor a figure count what nobody did as somebody's.
        "UPDATE report SET pending_was = json_set(pending_was, '$[0]', NULL) "
        "WHERE pending_move IS NOT NULL AND json_extract(pending_was, '$[0]') = ?",
        "UPDATE fact SET assignee = NULL WHERE assignee = ?",
        "UPDATE chat SET person = NULL WHERE person = ?",  # ``purge`` takes its address: one word is still to be said
        "DELETE FROM person WHERE id = ?",
    ):
        tx.run(sql, (person,))


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
    abilities = channels.get(channel, Abilities())
    if openly and abilities.ephemeral:
        abilities = replace(abilities, ephemeral=False)
    return Chat(id_, channel, external, ChatKind(kind), community, lang, grid, person, abilities)


def accounts(tx: Tx, person: int, channel: str) -> list[str]:
    """What somebody is called on a channel."""
    rows = tx.all("SELECT external FROM account WHERE person = ? AND channel = ?", (person, channel))
    return [external for (external,) in rows]
