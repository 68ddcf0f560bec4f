"""Corrections of what was understood, and a mark for each community that changes whenever they do.

The mark is made of all that happened to them, so that it is the same again after a rollback, and never the same
for other contents: whoever remembers what they taught asks for it alone.
"""

import hashlib
from datetime import datetime

from domain.understanding.learning import OF_ALL
from domain.understanding.taught import Correction
from storage.db import Row, Tx
from storage.times import from_ms, to_ms

READ = 4 * OF_ALL  # the newest; what is said twice counts once


def keep(
    tx: Tx,
    community: str,
    report: int | None,
    person: int,
    crew: bool,
    at: datetime,
    what: str,
    before: str,
    after: str,
    text: str,
    author: int | None,
    signs: str,
) -> None:
    """Keep a correction of what we understood.  ``author``: whose words ``text`` is, to be erased with them."""
    row = (community, report, person, int(crew), to_ms(at), what, before, after, text, author, signs)
    tx.run(
        """
        INSERT INTO correction (community, report, person, crew, at, what, "before", "after", text, author, signs)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        row,
    )
    _changed(tx, community, repr(row))


def mark(tx: Tx, community: str) -> str:
    """What the community's corrections are known by now; empty when there never was one."""
    row = tx.one("SELECT mark FROM learning WHERE community = ?", (community,))
    return row[0] if row else ""


def read(tx: Tx, community: str) -> list[Correction]:
    """The corrections that count, oldest first."""
    rows = tx.all(
        """
        SELECT id, person, crew, at, what, "before", "after", text, signs FROM correction
        WHERE community = ? AND id > (SELECT since FROM learning WHERE community = ?)
        ORDER BY id DESC LIMIT ?
        """,
        (community, community, READ),
    )
    return [_from_row(row) for row in reversed(rows)]


def start_anew(tx: Tx, community: str) -> int:
    """What was corrected until now is kept, but teaches nothing more; how many there were."""
    count = len(read(tx, community))
    newest = tx.one("SELECT max(id) FROM correction WHERE community = ?", (community,))
    since = newest[0] if newest and newest[0] else 0
    tx.run("UPDATE learning SET since = ? WHERE community = ?", (since, community))
    _changed(tx, community, f"anew {since}")
    return count


def forget(tx: Tx, person: int) -> None:
    """Erase the words of somebody, and what they taught."""
    mine = tx.all("SELECT DISTINCT community FROM correction WHERE person = ? OR author = ?", (person, person))
    tx.run(
        """
        UPDATE correction SET text = '', signs = '', author = NULL,
            "before" = CASE what WHEN 'place' THEN '' ELSE "before" END,
            "after" = CASE what WHEN 'place' THEN '' ELSE "after" END
        WHERE person = :person OR author = :person
        """,
        {"person": person},
    )
    for (community,) in mine:
        _changed(tx, community, f"forgotten {person}")


def joined(tx: Tx, person: int) -> None:
    """Two people became this one: what both said counts once."""
    for (community,) in tx.all("SELECT DISTINCT community FROM correction WHERE person = ?", (person,)):
        _changed(tx, community, f"joined {person}")


def _changed(tx: Tx, community: str, how: str) -> None:
    made = hashlib.sha256(f"{mark(tx, community)}\n{how}".encode("utf-8", "replace")).hexdigest()[:16]
    tx.run(
        """
        INSERT INTO learning (community, mark) VALUES (?, ?)
        ON CONFLICT (community) DO UPDATE SET mark = excluded.mark
        """,
        (community, made),
    )


def _from_row(row: Row) -> Correction:
    id_, person, crew, at, *words = row
    return Correction(id_, person, bool(crew), from_ms(at), *words)
