"""What a smart bot may use for a while: the last word in a chat, to which it can reply, and addresses of files.

Times are machine time, epoch milliseconds.
"""

from dataclasses import dataclass, field

from storage.db import Tx, replacing

REPLY_MS = 24 * 3_600_000 - 600_000  # a reply is taken for a day; ten minutes less, for calls that are late
FILE_MS = 300_000  # a file's address lives five minutes
SAID_MS = 7 * 24 * 3_600_000  # so long a message may have to be tried
GREETING = -1


@dataclass(frozen=True, slots=True)
class Window:
    """The last word in a chat."""

    req_id: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Said:
    """How far a message got, whatever became of the program meanwhile."""

    req_id: str | None  # to what it replies: the same at every try, since a reply counts once for what it answers
    parts: int  # that were acknowledged

    @property
    def greeted(self) -> bool:
        """Whether it was tried as a greeting, which is said at most once."""
        return self.parts == GREETING


@dataclass(frozen=True, slots=True)
class File:
    """Where a file lies, encrypted."""

    url: str = field(repr=False)
    aes_key: str = field(repr=False)
    until_ms: int


def spoken(tx: Tx, chat: str, req_id: str, now_ms: int) -> None:
    """Somebody spoke to the bot in this chat."""
    tx.run(
        """
        INSERT INTO bot_window (chat, req_id, at) VALUES (?, ?, ?)
        ON CONFLICT (chat) DO UPDATE SET req_id = excluded.req_id, at = excluded.at
        """,
        (chat, req_id, now_ms),
    )


def window(tx: Tx, chat: str, now_ms: int) -> Window | None:
    """What can be replied to in this chat now."""
    row = tx.one("SELECT req_id, at FROM bot_window WHERE chat = ? AND at > ?", (chat, now_ms - REPLY_MS))
    return Window(*row) if row else None


def saying(tx: Tx, slot: int, rev: int, chat: str, now_ms: int) -> Said:
    """A message is about to be said, for the first time or once more."""
    row = tx.one("SELECT req_id, parts FROM bot_said WHERE slot = ? AND rev = ?", (slot, rev))
    if row:
        return Said(*row)
    found = window(tx, chat, now_ms)
    said = Said(found.req_id if found else None, 0)
    tx.run(
        replacing("bot_said", ("slot", "rev", "req_id", "parts", "at"), "slot"),
        (slot, rev, said.req_id, said.parts, now_ms),
    )
    return said


def acknowledged(tx: Tx, slot: int, parts: int) -> None:
    """So many parts of it are there; ``GREETING``: it is about to be said as a greeting."""
    tx.run("UPDATE bot_said SET parts = ? WHERE slot = ?", (parts, slot))


def closed(tx: Tx, slot: int, chat: str, req_id: str) -> None:
    """WeCom takes no reply to this any more."""
    tx.run("DELETE FROM bot_window WHERE chat = ? AND req_id = ?", (chat, req_id))
    tx.run("UPDATE bot_said SET req_id = NULL WHERE slot = ?", (slot,))


def lies_at(tx: Tx, name: str, url: str, aes_key: str, now_ms: int) -> None:
    """Somebody sent a file."""
    tx.run(
        "INSERT INTO bot_file (name, url, aes_key, until) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
        (name, url, aes_key, now_ms + FILE_MS),
    )


def file(tx: Tx, name: str) -> File | None:
    """Where it lies, if that is still known."""
    row = tx.one("SELECT url, aes_key, until FROM bot_file WHERE name = ?", (name,))
    return File(*row) if row else None


def fetched(tx: Tx, name: str) -> None:
    """It is here, or never will be: its address and key are erased."""
    tx.run("DELETE FROM bot_file WHERE name = ?", (name,))


def purge(tx: Tx, now_ms: int) -> None:
    """What is over."""
    tx.run("DELETE FROM bot_window WHERE at <= ?", (now_ms - REPLY_MS,))
    tx.run("DELETE FROM bot_said WHERE at <= ?", (now_ms - SAID_MS,))
    tx.run("DELETE FROM bot_file WHERE until <= ?", (now_ms,))
