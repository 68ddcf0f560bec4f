"""What was promised and must be true of any desk at any time, asked of its database and of what it said.

Whatever a simulation did before (tests/test_month.py, tests/torture/days.py), these hold; each gives the breaches.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from domain.promises.spent import PAUSED, RESUMED, Happened
from domain.promises.spent import running as spent
from domain.report import LIVE, MOVES, Report, Status
from storage import chain, history, reports
from storage.db import Tx
from storage.times import from_ms, to_ms

LATE = re.compile(r"(\d{4}) 我们晚了，对不起。.*?前(回您|办完)")
NOBODY = re.compile(r"^(\d{4}) .*到时间了，还没人回话", re.MULTILINE)
NIGHT = timedelta(hours=12)  # quiet hours may lie between a deadline and the word about it

Said = tuple[datetime, str, str]  # when, in which chat, what


def lives(tx: Tx) -> list[tuple[Report, list[Happened]]]:
    """Every report with all that happened to it."""
    found = (reports.get(tx, id_) for (id_,) in tx.all("SELECT id FROM report"))
    return [(report, history.life(tx, report.id)) for report in found if report]


def pauses(tx: Tx, now: datetime) -> Iterator[str]:
    """Every pause is written down, and so is its end; what they add up to is what the report says."""
    for report, life in lives(tx):
        ran, total = spent(life, now)
        standing = sum(event.kind == PAUSED for event in life) - sum(event.kind == RESUMED for event in life)
        if standing != int(report.pause is not None):
            yield f"report {report.number}: {standing} pauses stand, its pause is {report.pause}"
        waits = now - report.pause.since if report.pause else timedelta()
        if report.status in LIVE and report.cycle == 1 and total - ran != report.waited + waits:
            yield f"report {report.number}: waited {report.waited} + {waits}, its history says {total - ran}"


def moves(tx: Tx) -> Iterator[str]:
    """No report ever made a move that its life does not allow, and each stands where its history ends."""
    known = {name for each in MOVES.values() for name in each}
    for id_, number, status in tx.all("SELECT id, number, status FROM report"):
        before: str | None = None
        for kind, after in tx.all("SELECT kind, status FROM report_event WHERE report = ? ORDER BY id", (id_,)):
            if before and kind in known and kind not in MOVES.get(Status(before), {}):
                yield f"report {number}: {kind} from {before}"
            before = after
        if before != status:
            yield f"report {number}: is {status}, its history ends {before}"


def bound(tx: Tx) -> Iterator[str]:
    """Nobody rewrote a history."""
    for verdict in chain.verify(tx, ""):
        if verdict.misfit:
            yield f"the chain of {verdict.community} does not hold: {verdict.misfit}"


def answered(tx: Tx, now: datetime) -> Iterator[str]:
    """Whoever waits past the hour that was promised has been told so."""
    rows = tx.all("SELECT number, status, respond_by, resolve_by, late, pause FROM report WHERE source <> 'round'")
    for number, status, respond_by, resolve_by, told, pause in rows:
        kind = "respond" if status == "open" else "resolve"
        end = {"open": respond_by, "acknowledged": None if pause else resolve_by}.get(status)
        if end is not None and end < to_ms(now - NIGHT) and not (told or "").startswith(kind):
            yield f"report {number}: {kind} was promised for {from_ms(end)}, nobody was told (late: {told})"


def timed(tx: Tx, now: datetime) -> Iterator[str]:
    """Every report that somebody must still do something about wakes the desk again, and nothing overdue waits."""
    for (number,) in tx.all(
        "SELECT number FROM report WHERE status IN ('open', 'acknowledged') AND remind_at IS NULL AND pause IS NULL"
    ):
        yield f"report {number}: nothing will remind anybody of it"
    for kind, subject in tx.all("SELECT kind, subject FROM due WHERE at < ?", (to_ms(now - timedelta(seconds=1)),)):
        yield f"{kind} {subject} was due and was not taken"


def drained(tx: Tx) -> Iterator[str]:
    """Everything that came was handled, everything wanted was said."""
    for id_, error in tx.all("SELECT id, error FROM inbox WHERE state IN ('waiting', 'parked')"):
        yield f"inbox row {id_}: {error}"
    for id_, state, error in tx.all("SELECT id, state, error FROM slot WHERE state IN ('waiting', 'failed')"):
        yield f"slot {id_} {state}: {error}"


def once(said: Iterable[Said], cycles: dict[str, int]) -> Iterator[str]:
    """Nobody hears twice that they were forgotten; in each life of a report (``cycles``) once for each promise."""
    late, nobody = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for _, chat, text in said:
        late.update((chat, f"{number} {what}") for number, what in LATE.findall(text))
        nobody.update((chat, number) for number in NOBODY.findall(text))
    for (chat, what), count in (late + nobody).items():
        if count > cycles.get(what[:4], 1):
            yield f"{chat} was told {count} times: {what}"


def all_of(tx: Tx, now: datetime) -> list[str]:
    """Every breach that the database shows."""
    checks = (pauses(tx, now), moves(tx), bound(tx), answered(tx, now), timed(tx, now), drained(tx))
    return [breach for check in checks for breach in check]
