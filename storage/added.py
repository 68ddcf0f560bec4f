"""What somebody added to a report after it was filed, message by message: it may prove to be about something else."""

from collections.abc import Sequence

from domain.talk.additions import Added
from storage.db import Tx

TOGETHER_MS = 60_000  # the photos of an album, and the words beside them


def just(tx: Tx, report: int, chat: int, person: int, message: str) -> tuple[Added, ...]:
    """What this message added to the report, with all that the same person added within a minute of it."""
    at = tx.one("SELECT at FROM source_message WHERE chat = ? AND message = ? AND report = ?", (chat, message, report))
    if at is None:
        return ()
    rows = tx.all(
        """
        SELECT e.detail, e.text FROM report_event e
        JOIN source_message s ON s.chat = ? AND s.message = e.detail AND s.report = e.report
        WHERE e.report = ? AND e.kind = 'add' AND e.actor = ? AND abs(s.at - ?) <= ?
        ORDER BY e.id
        """,
        (chat, report, person, at[0], TOGETHER_MS),
    )
    return tuple(Added(str(each), str(text), *_media(tx, report, str(each))) for each, text in rows)


def take_back(tx: Tx, report: int, messages: Sequence[str]) -> None:
    """What came with these messages no longer belongs to the report."""
    tx.many(
        "DELETE FROM attachment WHERE report = ? AND after = 0 AND message = ?",
        [(report, message) for message in messages],
    )


def _media(tx: Tx, report: int, message: str) -> tuple[tuple[str, ...], str | None]:
    rows = tx.all(
        "SELECT kind, media FROM attachment WHERE report = ? AND after = 0 AND message = ? ORDER BY id",
        (report, message),
    )
    voices = [name for kind, name in rows if kind == "voice"]
    return tuple(name for kind, name in rows if kind == "photo"), voices[-1] if voices else None
