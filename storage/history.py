"""What was done to reports: who did what when, one row each.

Codes stand in ``detail``, what people wrote stands in ``text``, so that it can be erased.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.promises.spent import Happened
from domain.report import Status
from storage import chain
from storage.db import Tx
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Past:
    """What the cards of a report show of its history."""

    resolver: int | None = None  # who resolved it last
    remark: str = ""  # what staff noted last under the card
    handed: int = 0  # how often it was handed over
    exchanges: tuple[tuple[str, str], ...] = ()  # what staff asked the resident, and what came back, in order
    again: str = ""  # the move with which this cycle began, after the first
    before: tuple[int | None, str] | None = None  # who resolved the cycle before, with what words


def log(tx: Tx, report: int, at: datetime, actor: int | None, kind: str, detail: str, text: str) -> None:
    """Write down who did what."""
    if chain.append(tx, report, to_ms(at), actor, kind, detail, text):
        tx.woken.add("moved")


def past(tx: Tx, report: int) -> Past:
    """What the cards of a report show of its history; one walk over its rows."""
    rows = tx.all(
        """
        SELECT kind, actor, text FROM report_event
        WHERE report = ? AND kind IN (
            'resolve', 'undo', 'reopen', 'reopen_by_phone', 'grant', 'remark', 'hand_over', 'ask', 'answer'
        )
        ORDER BY id
        """,
        (report,),
    )
    resolver, remark, handed, question, again = None, "", 0, "", ""
    done: tuple[int | None, str] | None = None
    before = done
    exchanges: list[tuple[str, str]] = []
    for kind, actor, text in rows:
        match kind:
            case "resolve":
                resolver, done = actor, (actor, text)
            case "undo":
                done = None
            case "reopen" | "reopen_by_phone" | "grant":
                again, before, done = kind, done if done and done[1] else None, None
            case "remark":
                remark = text or remark
            case "hand_over":
                handed += 1
            case "ask":
                question = text
            case "answer" if text:
                exchanges.append((question, text))
    return Past(resolver, remark, handed, tuple(exchanges), again, before)


def last(tx: Tx, report: int, kind: str, actor: int) -> datetime | None:
    """When somebody last did something of this kind to a report."""
    row = tx.one("SELECT max(at) FROM report_event WHERE report = ? AND kind = ? AND actor = ?", (report, kind, actor))
    return from_ms(row[0]) if row and row[0] is not None else None


def life(tx: Tx, report: int) -> list[Happened]:
    """All that happened to a report, in order: from it domain/promises/spent.py computes the time its clock ran."""
    rows = tx.all("SELECT at, kind, status FROM report_event WHERE report = ? ORDER BY id", (report,))
    return [Happened(from_ms(at), str(kind), Status(status)) for at, kind, status in rows]
