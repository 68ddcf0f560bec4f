"""What is over is erased in its time: words, photos and voice messages of reports that ended, and old log entries."""

from datetime import datetime

from storage import chain, meta, web
from storage.db import Tx
from storage.times import from_ms, to_ms

BATCH = 200  # reports in one turn


def ended(tx: Tx, community: str, kind: str, until: datetime) -> list[int]:
    """Reports that ended until then and whose data of this kind nobody erased yet, the oldest first; each once."""
    key = f"kept:{kind}:{community}"
    rows = tx.all(
        """
        SELECT report, ended_at FROM fact INDEXED BY fact_ended
        WHERE community = ? AND ended_at > ? AND ended_at <= ? AND ended_at IS NOT NULL ORDER BY ended_at LIMIT ?
        """,
        (community, int(meta.get(tx, key) or 0), to_ms(until), BATCH),
    )
    if rows:
        meta.put(tx, key, str(rows[-1][1]))
    return [report for report, _ in rows]


def erase_words(tx: Tx, report: int, now: datetime) -> bool:
    """What was written about it is gone, also from the messages that showed it; whether there was anything."""
    changed = tx.run(
        """
        UPDATE report SET text = '', photo_url = '', question = '', released = '', version = version + 1
        WHERE id = ? AND status IN ('resolved', 'closed', 'refused', 'withdrawn', 'duplicate')
          AND (text <> '' OR photo_url <> '' OR question <> '' OR released <> '')
        """,
        (report,),
    )
    if changed:
        chain.erase_of(tx, report, to_ms(now), "kept")
        tx.run("DELETE FROM source_message WHERE report = ?", (report,))
        said = tx.all(
            """
            SELECT CAST(platform_id AS INTEGER) FROM slot JOIN chat ON chat.id = slot.chat
            WHERE slot.report = ? AND slot.state = 'sent' AND platform_id IS NOT NULL
              AND chat.channel IN ('web', 'staff')
            ORDER BY slot.id
            """,
            (report,),
        )
        for (message,) in said:  # our own web chat is a platform that we can ask
            web.change(tx, message, {"deleted": True})
        tx.run(
            "UPDATE slot SET content = '{}' WHERE report = ? AND state IN ('sent', 'failed', 'expired', 'cancelled')",
            (report,),
        )
    return changed == 1


def erase_media(tx: Tx, report: int, kind: str) -> int:
    """Its photos or voice messages are gone; their files follow (storage/copies.py)."""
    return tx.run(
        """
        DELETE FROM attachment WHERE report = ? AND kind = ?
          AND report IN (
              SELECT id FROM report WHERE status IN ('resolved', 'closed', 'refused', 'withdrawn', 'duplicate')
          )
        """,
        (report, kind),
    )


def erase_log(tx: Tx, community: str, until: datetime) -> None:
    """Entries of who looked at what, from before then."""
    tx.run("DELETE FROM access_log WHERE community = ? AND at < ?", (community, to_ms(until)))


def looked(tx: Tx, community: str, limit: int) -> list[tuple[datetime, int, str, str, int | None]]:
    """(when, who, what, detail, report) of who looked at or took out what, the latest first."""
    rows = tx.all(
        """
        SELECT at, person, what, detail, report FROM access_log INDEXED BY access_log_community
        WHERE community = ? ORDER BY at DESC, id DESC LIMIT ?
        """,
        (community, limit),
    )
    return [(from_ms(at), person, what, detail, report) for at, person, what, detail, report in rows]
