"""People, their accounts and roles, and the chats they are in."""

from collections.abc import Collection, Iterable
from datetime import datetime

from domain.people import Grant, Person, Role
from storage import chain
from storage.db import Row, Tx
from storage.times import to_ms

_WITH_ROLES = """
    SELECT person.id, person.name, person.lang, role.role, role.trade, role.grids
    FROM person LEFT JOIN role ON role.person = person.id AND role.community = :community
"""


def by_account(tx: Tx, channel: str, external: str, community: str) -> Person | None:
    """The person behind an account, with their roles in a community."""
    rows = tx.all(
        f"""
        {_WITH_ROLES}
        WHERE person.id = (SELECT person FROM account WHERE channel = :channel AND external = :external)
        ORDER BY role.role
        """,
        {"channel": channel, "external": external, "community": community},
    )
    return next(iter(_people(rows)), None)


def person(tx: Tx, id_: int, community: str) -> Person | None:
    """A person with their roles in a community."""
    rows = tx.all(f"{_WITH_ROLES} WHERE person.id = :id ORDER BY role.role", {"id": id_, "community": community})
    return next(iter(_people(rows)), None)


def _people(rows: Iterable[Row]) -> tuple[Person, ...]:
    """The people in these rows, each with the roles that stand beside their name."""
    found: dict[tuple[int, str, str], list[Grant]] = {}
    for id_, name, lang, role, trade, grids in rows:
        grants = found.setdefault((id_, name, lang), [])
        if role is not None:
            grants.append(Grant(Role(role), trade, frozenset(grids.split())))
    return tuple(Person(*who, tuple(grants)) for who, grants in found.items())


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


def overseen(tx: Tx, person: int) -> tuple[str, ...]:
    """The communities that somebody of the street looks over."""
    rows = tx.all("SELECT community FROM role WHERE person = ? AND role = 'street' ORDER BY community", (person,))
    return tuple(community for (community,) in rows)


def is_overseen(tx: Tx, community: str) -> bool:
    """Whether somebody of the street looks over a community."""
    return tx.one("SELECT 1 FROM role WHERE community = ? AND role = 'street' LIMIT 1", (community,)) is not None


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


def rename(tx: Tx, person: int, name: str) -> None:
    """What somebody wants to be called."""
    tx.run("UPDATE person SET name = ? WHERE id = ?", (name, person))


def set_lang(tx: Tx, person: int, lang: str) -> None:
    """The language somebody is spoken to, in their private chats too."""
    tx.run("UPDATE person SET lang = ? WHERE id = ?", (lang, person))
    tx.run("UPDATE chat SET lang = ? WHERE person = ?", (lang, person))


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
    return _people(rows)


def crew(tx: Tx, community: str, grid: str | None) -> tuple[Person, ...]:
    """Everybody who works on the reports of a grid."""
    return tuple(each for each in holders(tx, community) if each.is_staff(grid))


def forget(tx: Tx, person: int, at: datetime) -> None:
    """Erase somebody: accounts, roles, name, and their name on everything they did."""
    chain.erase_who(tx, person, to_ms(at))
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
        "DELETE FROM confided WHERE person = ?",
        "UPDATE confided SET taken_by = NULL WHERE taken_by = ?",
        "DELETE FROM role_event WHERE person = ?",
        "DELETE FROM export WHERE person = ?",
        "UPDATE access_log SET person = 0 WHERE person = ?",
        "UPDATE role_event SET actor = NULL WHERE actor = ?",
        "UPDATE invitation SET state = 'void' WHERE inviter = ? AND state IN ('open', 'shown')",
        "UPDATE invitation SET guest = NULL, guest_chat = NULL WHERE guest = ?",
        "DELETE FROM joining WHERE person = ?",
        "DELETE FROM staff_link WHERE person = ?",
        "DELETE FROM browser WHERE person = ?",
        "UPDATE joining SET guest = NULL, guest_chat = NULL WHERE guest = ?",
        "UPDATE report SET filed_by = NULL WHERE filed_by = ?",
        "UPDATE report SET assignee = NULL WHERE assignee = ?",
        # An undo must not give it back to them, nor a figure count what nobody did as somebody's.
        "UPDATE report SET pending_was = json_set(pending_was, '$[0]', NULL) "
        "WHERE pending_move IS NOT NULL AND CAST(json_extract(pending_was, '$[0]') AS INTEGER) = ?",
        "UPDATE fact SET assignee = NULL WHERE assignee = ?",
        "UPDATE chat SET person = NULL WHERE person = ?",  # ``purge`` takes its address: one word is still to be said
        "DELETE FROM person WHERE id = ?",
    ):
        tx.run(sql, (person,))


def accounts(tx: Tx, person: int, *channels: str) -> list[str]:
    """Somebody's accounts on these channels."""
    marks = ", ".join("?" * len(channels))
    rows = tx.all(f"SELECT external FROM account WHERE person = ? AND channel IN ({marks})", (person, *channels))
    return [str(external) for (external,) in rows]
