"""Accounts that become one person: the codes, the wrong ones, and everything that names somebody."""

import json
from datetime import datetime

from domain.members.account import Joining, Stage
from domain.people import Role
from storage import chain, forgotten, people
from storage.db import Row, Tx
from storage.times import from_ms, to_ms

_COLUMNS = "id, hash, person, chat, expires_at, state, guest, guest_chat"

# Every column that names a person, besides role, which is united.  tests/storage/test_accounts.py compares it with
# the schema.
NAMES = (
    ("account", "person"),
    ("chat", "person"),
    ("report", "reporter"),
    ("report", "assignee"),
    ("report", "filed_by"),
    ("fact", "assignee"),
    ("report_event", "actor"),
    ("slot", "only_for"),
    ("draft", "person"),
    ("correction", "person"),
    ("correction", "author"),
    ("contact", '"by"'),
    ("media", "person"),
    ("role_event", "person"),
    ("export", "person"),
    ("confided", "person"),
    ("confided", "taken_by"),
    ("access_log", "person"),
    ("role_event", "actor"),
    ("invitation", "inviter"),
    ("invitation", "guest"),
    ("joining", "person"),
    ("joining", "guest"),
    ("shift_swap", "asker"),
    ("shift_swap", "other"),
    ("staff_link", "person"),
    ("browser", "person"),
)
KEYS = (  # where a person is named once: what both have counts once
    ("supporter", "person"),
    ("shift_person", "person"),
    ("shift_exception", "person"),
    ("prompt", "person"),
    ("hushed", "person"),
    ("rating", "person"),
)
REST = {  # by what else those are named
    "supporter": ("report",),
    "shift_person": ("shift",),
    "shift_exception": ("shift", "day"),
    "prompt": ("chat",),
    "hushed": ("chat",),
    "rating": ("report", "cycle"),
}


def put(tx: Tx, joining: Joining) -> None:
    """Store a new code, or how it stands now."""
    if joining.id:
        tx.run(
            "UPDATE joining SET state = ?, guest = ?, guest_chat = ?, expires_at = ? WHERE id = ?",
            (joining.stage.value, joining.guest, joining.guest_chat, to_ms(joining.expires_at), joining.id),
        )
        return
    tx.run("UPDATE joining SET state = 'void' WHERE person = ? AND state = 'open'", (joining.person,))
    tx.run(
        "INSERT INTO joining (hash, person, chat, expires_at, state) VALUES (?, ?, ?, ?, ?)",
        (joining.hash, joining.person, joining.chat, to_ms(joining.expires_at), joining.stage.value),
    )


def get(tx: Tx, id_: int) -> Joining | None:
    """A joining by its id."""
    row = tx.one(f"SELECT {_COLUMNS} FROM joining WHERE id = ?", (id_,))
    return _joining(row) if row else None


def by_hash(tx: Tx, hash_: str) -> Joining | None:
    """The joining with this code."""
    row = tx.one(f"SELECT {_COLUMNS} FROM joining WHERE hash = ?", (hash_,))
    return _joining(row) if row else None


def _joining(row: Row) -> Joining:
    id_, hash_, person, chat, expires_at, state, guest, guest_chat = row
    return Joining(id_, hash_, person, chat, from_ms(expires_at), Stage(state), guest, guest_chat)


def wrong(tx: Tx, chat: int, at: datetime) -> None:
    """A wrong code was written in a chat."""
    tx.run("INSERT INTO wrong_code (chat, at) VALUES (?, ?)", (chat, to_ms(at)))


def wrong_since(tx: Tx, chat: int, since: datetime) -> int:
    """How many wrong codes were written in a chat since then."""
    row = tx.one("SELECT count(*) FROM wrong_code WHERE chat = ? AND at > ?", (chat, to_ms(since)))
    return int(row[0]) if row else 0


def purge(tx: Tx, before: datetime) -> None:
    """Codes and wrong ones that are of no use any more."""
    tx.run("DELETE FROM joining WHERE expires_at < ?", (to_ms(before),))
    tx.run("DELETE FROM wrong_code WHERE at < ?", (to_ms(before),))


def join(tx: Tx, keep: int, gone: int, at: datetime) -> None:
    """Two people are one: whatever names ``gone`` names ``keep`` from now on, and ``gone`` is no more."""
    both = {"keep": keep, "gone": gone}
    tx.run(
        """
        UPDATE slot SET tag = 'receipt:' || report || ':' || :keep
        WHERE report IN (SELECT id FROM report WHERE reporter = :gone) AND tag = 'receipt:' || report || ':' || :gone
          AND NOT EXISTS (
              SELECT 1 FROM slot AS other
              WHERE other.chat = slot.chat AND other.tag = 'receipt:' || slot.report || ':' || :keep
          )
        """,
        both,
    )
    chain.rename(tx, gone, keep, to_ms(at))
    _unite_roles(tx, keep, gone)
    _unite_turns(tx, both)
    for table, column in NAMES:
        tx.run(f"UPDATE {table} SET {column} = :keep WHERE {column} = :gone", both)
    for table, column in KEYS:
        rest = ", ".join(REST[table])
        kept = f"SELECT {rest} FROM {table} WHERE {column} = :keep"
        tx.run(f"DELETE FROM {table} WHERE {column} = :gone AND ({rest}) IN ({kept})", both)
        tx.run(f"UPDATE {table} SET {column} = :keep WHERE {column} = :gone", both)
    tx.run(
        """
        UPDATE report SET pending_was = json_set(pending_was, '$[0]', :keep)
        WHERE pending_move IS NOT NULL AND CAST(json_extract(pending_was, '$[0]') AS INTEGER) = :gone
        """,
        both,
    )
    for id_, concerned in tx.all("SELECT id, concerned FROM report INDEXED BY report_above WHERE above <> ''"):
        if concerned and gone in (named := json.loads(concerned)):
            now = json.dumps(sorted({keep if each == gone else each for each in named}))
            tx.run("UPDATE report SET concerned = ? WHERE id = ?", (now, id_))
    # Nobody supports what they reported themselves.
    tx.run(
        "DELETE FROM supporter WHERE person = :keep AND report IN (SELECT id FROM report WHERE reporter = :keep)", both
    )
    tx.run("DELETE FROM person WHERE id = :gone", both)
    forgotten.joined(tx, gone, keep)


def _unite_roles(tx: Tx, keep: int, gone: int) -> None:
    """Whatever either of them is; the grids of both, all of them when either has all."""
    theirs = tx.all("SELECT community, role, trade, grids FROM role WHERE person = ?", (gone,))
    if theirs and not tx.one("SELECT 1 FROM role WHERE person = ?", (keep,)):  # the name that colleagues know
        tx.run("UPDATE person SET name = (SELECT name FROM person WHERE id = ?) WHERE id = ?", (gone, keep))
    tx.run("DELETE FROM role WHERE person = ?", (gone,))
    for community, role, trade, grids in theirs:
        mine = tx.one(
            "SELECT trade, grids FROM role WHERE person = ? AND community = ? AND role = ?", (keep, community, role)
        )
        if mine:
            trade = mine[0]
            grids = " ".join(sorted({*grids.split(), *mine[1].split()})) if grids and mine[1] else ""
        people.grant(tx, keep, community, Role(role), trade, tuple(grids.split()))


def _unite_turns(tx: Tx, both: dict[str, int]) -> None:
    """Whoever swapped a turn with themselves has it, and what they still ask themselves is off."""
    tx.run(
        """
        UPDATE shift_exception SET what = 'add'
        WHERE person = :keep
          AND (shift, day) IN (SELECT shift, day FROM shift_exception WHERE person = :gone AND what = 'add')
        """,
        both,
    )
    tx.run(
        """
        UPDATE shift_swap SET state = 'void'
        WHERE state = 'open' AND ((asker = :keep AND other = :gone) OR (asker = :gone AND other = :keep))
        """,
        both,
    )
