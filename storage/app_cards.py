"""Cards in WeCom apps: who has each, what can be pressed on it, and the codes with which it can be changed.

A code serves once and for 72 hours.  The one that came when the card was sent changes it for everybody; what a press
brings changes it for whoever pressed.  Times are machine time, epoch milliseconds.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

from storage.db import Tx

CODE_MS = 71 * 3_600_000  # an hour less than a code lives, for calls that are late
KEPT_MS = 30 * 24 * 3_600_000  # so long is known who has a card; what is pressed later is answered all the same


@dataclass(frozen=True, slots=True)
class AppCard:
    """One card as it is shown."""

    task: str
    users: tuple[str, ...]
    msgid: str
    pressable: frozenset[str]  # button data
    title: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class Code:
    """What a card can be changed with."""

    code: str
    everyone: bool
    rev: int | None  # it was tried with this revision, and nobody knows whether it worked


def put(tx: Tx, card: AppCard, code: str, now_ms: int) -> None:
    """A card was sent; what came with it."""
    tx.run(
        """
        INSERT INTO app_card (task, users, msgid, pressable, title, urgent, at) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (task) DO NOTHING
        """,
        (card.task, "|".join(card.users), card.msgid, _list(card.pressable), card.title, int(card.urgent), now_ms),
    )
    if code:
        _add(tx, card.task, code, True, now_ms)


def renew(tx: Tx, task: str, code: str, now_ms: int) -> None:
    """Somebody pressed something on a card: it can be changed for them once more."""
    if tx.one("SELECT 1 FROM app_card WHERE task = ?", (task,)):
        _add(tx, task, code, False, now_ms)


def _add(tx: Tx, task: str, code: str, everyone: bool, now_ms: int) -> None:
    tx.run(
        "INSERT INTO app_code (code, task, everyone, until) VALUES (?, ?, ?, ?) ON CONFLICT (code) DO NOTHING",
        (code, task, int(everyone), now_ms + CODE_MS),
    )


def get(tx: Tx, task: str) -> AppCard | None:
    """A card as it is shown."""
    row = tx.one("SELECT task, users, msgid, pressable, title, urgent FROM app_card WHERE task = ?", (task,))
    if row is None:
        return None
    return AppCard(row[0], tuple(row[1].split("|")), row[2], frozenset(json.loads(row[3])), row[4], bool(row[5]))


def codes(tx: Tx, task: str, now_ms: int) -> list[Code]:
    """What a card can still be changed with: first what was tried already, then the oldest."""
    rows = tx.all(
        "SELECT code, everyone, rev FROM app_code WHERE task = ? AND until > ? ORDER BY rev IS NULL, everyone, until",
        (task, now_ms),
    )
    return [Code(code, bool(everyone), rev) for code, everyone, rev in rows]


def tried(tx: Tx, code: str, rev: int) -> None:
    """This code is about to be used for a revision."""
    tx.run("UPDATE app_code SET rev = ? WHERE code = ?", (rev, code))


def spent(tx: Tx, code: str) -> None:
    """This code serves no more."""
    tx.run("DELETE FROM app_code WHERE code = ?", (code,))


def shown(tx: Tx, task: str, code: str, pressable: Collection[str], title: str) -> None:
    """The card was changed with this code: these can be pressed on it now, under this title."""
    spent(tx, code)
    tx.run("UPDATE app_card SET pressable = ?, title = ? WHERE task = ?", (_list(pressable), title, task))


def purge(tx: Tx, now_ms: int) -> None:
    """Codes that have expired, and cards of a month ago."""
    tx.run("DELETE FROM app_code WHERE until <= ?", (now_ms,))
    tx.run("DELETE FROM app_card WHERE at <= ?", (now_ms - KEPT_MS,))


def _list(pressable: Collection[str]) -> str:
    return json.dumps(sorted(pressable), ensure_ascii=False)
