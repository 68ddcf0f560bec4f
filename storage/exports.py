"""Exports that people asked for in the chat, and the log of who took what out.

What waits is made by bot/exporter.py, one at a time in a community; a process that dies in between makes it again.
"""

import json
from datetime import date, datetime, timedelta

from domain.counting.exporting import Export
from storage import inbox
from storage.db import Row, Tx
from storage.times import from_ms, to_ms

KEPT = timedelta(hours=1)  # how long a file is there
CONSOLE = -1  # in the log: somebody at the machine itself; 0 is a person who was forgotten
TRIES = 3  # deaths of the process before it is given up

_COLUMNS = (
    "id, community, person, chat, since, until, format, layout, words, grids, lang, at, state, percent, reports, file"
)


def ask(tx: Tx, export: Export) -> int | None:
    """Store what somebody wants; its id.  None while another is made in the community."""
    if tx.one("SELECT 1 FROM export WHERE community = ? AND state = 'waiting'", (export.community,)):
        return None
    tx.woken.add("export")
    id_ = tx.insert(
        """
        INSERT INTO export (community, person, chat, since, until, format, layout, words, grids, lang, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            export.community, export.person, export.chat, export.since.isoformat(), export.until.isoformat(),
            export.format, export.layout, int(export.words), json.dumps(export.grids), export.lang, to_ms(export.at),
        ),
    )  # fmt: skip
    return id_


def log(tx: Tx, at: datetime, person: int, community: str, what: str, detail: str, report: int | None = None) -> None:
    """Write down who looked at or took out what."""
    tx.run(
        "INSERT INTO access_log (at, person, community, what, detail, report) VALUES (?, ?, ?, ?, ?, ?)",
        (to_ms(at), person, community, what, detail, report),
    )


def looked_since(tx: Tx, person: int, report: int, since: datetime) -> bool:
    """Whether it was written down since that somebody opened this report."""
    found = "SELECT 1 FROM access_log WHERE person = ? AND report = ? AND what = 'opened' AND at > ? LIMIT 1"
    return tx.one(found, (person, report, to_ms(since))) is not None


def get(tx: Tx, id_: int) -> Export | None:
    """One export."""
    row = tx.one(f"SELECT {_COLUMNS} FROM export WHERE id = ?", (id_,))
    return _export(row) if row else None


def take(tx: Tx) -> Export | None:
    """The oldest that waits; counted as tried.  One under which the process died too often fails instead."""
    for (id_,) in tx.all("SELECT id FROM export WHERE state = 'waiting' AND tries >= ?", (TRIES,)):
        ended(tx, id_, "failed")
    row = tx.one("SELECT id FROM export INDEXED BY export_waiting WHERE state = 'waiting' ORDER BY id LIMIT 1")
    if row is None:
        return None
    tx.run("UPDATE export SET tries = tries + 1 WHERE id = ?", row)
    return get(tx, row[0])


def moved(tx: Tx, id_: int, percent: int) -> None:
    """It is so far; whoever waits for it is told."""
    tx.run("UPDATE export SET percent = ? WHERE id = ?", (percent, id_))
    _arrives(tx, id_, percent)


def ended(tx: Tx, id_: int, state: str, reports: int = 0, file: str = "") -> None:
    """It is done or failed; the word of that arrives as anything else does."""
    tx.run("UPDATE export SET state = ?, reports = ?, file = ? WHERE id = ?", (state, reports, file, id_))
    _arrives(tx, id_, 100)


def _arrives(tx: Tx, id_: int, step: int) -> None:
    row = tx.one("SELECT community, at, tries, state FROM export WHERE id = ?", (id_,))
    assert row is not None
    community, at, tries, state = row
    body = {"kind": "export", "subject": str(id_), "cycle": 0, "step": step, "at": at}
    inbox.receive(tx, "clock", f"export:{id_}:{tries}:{step}:{state}", f"clock:export:{community}", body, from_ms(at))


def waiting(tx: Tx) -> bool:
    """Whether any is still to be made."""
    return tx.one("SELECT 1 FROM export WHERE state = 'waiting' LIMIT 1") is not None


def purge(tx: Tx, now: datetime) -> None:
    """Forget those that ended and whose file is gone; who took what stays in the log."""
    tx.run("DELETE FROM export WHERE state <> 'waiting' AND at < ?", (to_ms(now - 24 * KEPT),))


def _export(row: Row) -> Export:
    id_, community, person, chat, since, until, format_, layout, words, grids, lang, at, *rest = row
    return Export(
        id_, community, person, chat, date.fromisoformat(since), date.fromisoformat(until), format_, layout,
        bool(words), tuple(json.loads(grids)), lang, from_ms(at), *rest,
    )  # fmt: skip
