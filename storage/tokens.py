"""What programs of others reported, by the token that they were given, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Reader, Tx
from storage.times import to_ms


@dataclass(frozen=True, slots=True)
class Became:
    """What became of what was posted."""

    community: str
    done: bool  # False: it waits to be handled
    number: int | None  # of the report; None when it waits, or became none
    notice: str


def keep(tx: Tx, token: str, key: int, at: datetime) -> None:
    """Something was posted."""
    tx.run("INSERT INTO posted (token, key, at) VALUES (?, ?, ?)", (token, key, to_ms(at)))


def lead(tx: Tx, token: str, report: int | None, notice: str = "") -> None:
    """It was handled: it leads to this report from now on, or to none."""
    tx.woken.add("posted")
    tx.run("UPDATE posted SET done = 1, report = ?, notice = ? WHERE token = ?", (report, notice, token))


async def find(reader: Reader, token: str) -> Became | None:
    """What became of it; None when nobody was given this token."""
    sql = """
        SELECT api_key.community, posted.done, report.number, posted.notice FROM posted
        JOIN api_key ON api_key.id = posted.key LEFT JOIN report ON report.id = posted.report
        WHERE posted.token = ?
    """
    rows = list(await reader.execute_fetchall(sql, (token,)))
    return Became(rows[0][0], bool(rows[0][1]), rows[0][2], rows[0][3]) if rows else None
