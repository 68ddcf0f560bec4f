"""A community's history as a chain of digests, so that nobody rewrites it quietly.

Each event of a report is bound to the one before it in the community that counted its number, whoever has it now: its
link is the digest of that link and of the event.  Who did it and what they wrote enter as digests with a salt of their
own; forgetting erases words and salts, and the chain still holds.  What was erased says so: an event ``erased`` of the
same report stands later in the chain.
The head, in short, stands in every digest; whoever kept one can show that what came before it was not changed.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from storage.db import Row, Tx

SALT = 16  # bytes
SHORT = 12  # characters of a head that people compare: 48 bits
ERASED = "erased"  # the kind of event that tells of an erasure
PERSONAL = frozenset({"hand_over", "add", "moved"})  # their detail names people or messages: sealed with the words
START = b""
_text = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Sealed:
    """What binds one event: its codes, and the digests of who and of what was said."""

    number: int
    at: int
    kind: str
    status: str
    detail: str
    who: bytes
    said: bytes

    @property
    def body(self) -> bytes:
        """Its digest."""
        codes = [self.number, self.at, self.kind, self.status, self.detail]
        return hashlib.sha256(_text(codes).encode() + self.who + self.said).digest()


@dataclass(frozen=True, slots=True)
class Misfit:
    """The first event that does not fit."""

    event: int  # its place in its community, from 1
    number: int  # the report; 0 where that is not known
    why: str  # link, who, words, unbound, erased, cut


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of looking at one community's chain."""

    community: str
    events: int
    erased: int
    head: str
    misfit: Misfit | None = None
    found: int = 0  # where the head that was asked for stands


def append(tx: Tx, report: int, at: int, actor: int | None, kind: str, detail: str, text: str) -> bool:
    """Write an event of a report down, bound to the last one of its community; False when there is no such report."""
    row = tx.one(
        """
        SELECT home, number, status, link FROM report LEFT JOIN chain ON chain.community = report.home
        WHERE report.id = ?
        """,
        (report,),
    )
    if row is None:
        return False
    community, number, status, last = row
    salts = secrets.token_bytes(2 * SALT)
    who_salt, said_salt = salts[:SALT], salts[SALT:]
    sealed = Sealed(
        number,
        at,
        kind,
        status,
        _open(kind, detail),
        _seal(who_salt, _who(actor)),
        _seal(said_salt, _said(kind, detail, text)),
    )
    bound = link(last or START, sealed.body)
    tx.run(
        """
        INSERT INTO chain (community, events, link) VALUES (?, 1, ?)
        ON CONFLICT (community) DO UPDATE SET events = chain.events + 1, link = excluded.link
        """,
        (community, bound),
    )
    tx.run(
        """
        INSERT INTO report_event (report, at, actor, kind, status, detail, text, who_salt, said_salt, who, said, link)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (report, at, actor, kind, status, detail, text, who_salt, said_salt, sealed.who, sealed.said, bound),
    )
    return True


def head(tx: Tx, community: str) -> tuple[int, str]:
    """How many events there are, and the short head; (0, "") before the first."""
    row = tx.one("SELECT events, link FROM chain WHERE community = ?", (community,))
    return (int(row[0]), short(row[1])) if row else (0, "")


def erase_words(tx: Tx, person: int, at: int) -> None:
    """What was said about the reports of somebody is gone: the words, and what named the messages they stood in."""
    rows = tx.all(
        """
        UPDATE report_event SET text = '', said_salt = NULL,
               detail = CASE WHEN kind IN ('add', 'moved') THEN '' ELSE detail END
        WHERE report IN (SELECT id FROM report WHERE reporter = ?)
          AND said_salt IS NOT NULL AND (text <> '' OR kind IN ('add', 'moved'))
        RETURNING report
        """,
        (person,),
    )
    _noted(tx, rows, at, "words")


def erase_of(tx: Tx, report: int, at: int, what: str = "words") -> None:
    """What was said about this report is gone."""
    rows = tx.all(
        """
        UPDATE report_event SET text = '', said_salt = NULL WHERE report = ? AND text <> '' RETURNING report
        """,
        (report,),
    )
    _noted(tx, rows, at, what)


def erase_who(tx: Tx, actor: int, at: int) -> None:
    """Nobody can tell any more who did this, nor what they wrote."""
    rows = tx.all(
        """
        UPDATE report_event SET actor = NULL, who_salt = NULL, text = '',
                                said_salt = CASE WHEN text = '' THEN said_salt END
        WHERE actor = ? RETURNING report
        """,
        (actor,),
    )
    _noted(tx, rows, at, "who")


def rename(tx: Tx, gone: int, keep: int, at: int) -> None:
    """Two people are one: what ``gone`` did was done by ``keep``; that it was said otherwise is written down."""
    who = tx.all("UPDATE report_event SET actor = ?, who_salt = NULL WHERE actor = ? RETURNING report", (keep, gone))
    handed = tx.all(
        "UPDATE report_event SET detail = ?, said_salt = NULL WHERE kind = 'hand_over' AND detail = ? RETURNING report",
        (str(keep), str(gone)),
    )
    _noted(tx, [*who, *handed], at, "joined")


def _noted(tx: Tx, rows: Iterable[Row], at: int, what: str) -> None:
    for report in sorted({row[0] for row in rows}):
        note(tx, report, at, what)


def note(tx: Tx, report: int, at: int, what: str) -> None:
    """Something of a report's history is about to be erased: that itself is written down."""
    append(tx, report, at, None, ERASED, what, "")


def short(bound: bytes) -> str:
    """The beginning of a head, as people compare it."""
    return bound.hex()[:SHORT]


def link(before: bytes, body: bytes) -> bytes:
    """What binds an event to the one before it."""
    return hashlib.sha256(before + body).digest()


def _seal(salt: bytes, what: str) -> bytes:
    return hashlib.sha256(salt + what.encode()).digest()


def _who(actor: int | None) -> str:
    return "" if actor is None else str(actor)


def _open(kind: str, detail: str) -> str:
    return "" if kind in PERSONAL else detail


def _said(kind: str, detail: str, text: str) -> str:
    return _text([detail if kind in PERSONAL else "", text])


# --- looking whether it holds ---------------------------------------------------------------------------------

_EVENTS = """
    SELECT report.home, report.number, report_event.at, actor, kind, report_event.status, detail,
           report_event.text, who_salt, said_salt, who, said, link
    FROM report_event LEFT JOIN report ON report.id = report_event.report ORDER BY report_event.id
"""


@dataclass(slots=True)
class _Walk:
    """One community's chain, as far as it was looked at."""

    community: str
    wanted: str
    events: int = 0
    erased: int = 0
    bound: bytes = START
    misfit: Misfit | None = None
    found: int = 0
    owed: "dict[int, int] | None" = None  # report -> its first erased event, until it is told of

    def wrong(self, number: int, why: str) -> None:
        """The first that does not fit is kept."""
        if self.misfit is None:
            self.misfit = Misfit(self.events, number, why)


def verify(tx: Tx, wanted: str = "") -> list[Verdict]:
    """Every community's chain, walked from its beginning; ``wanted``: the beginning of a head to look for."""
    walks: dict[str, _Walk] = {}
    for row in _rows(tx):
        community = row[0] or ""
        walk = walks.setdefault(community, _Walk(community, wanted, owed={}))
        _step(walk, row)
    heads = {
        community: (events, bound) for community, events, bound in tx.all("SELECT community, events, link FROM chain")
    }
    for community in heads.keys() - walks.keys():
        walks[community] = _Walk(community, wanted, owed={})
    return [_verdict(walk, *heads.get(walk.community, (0, START))) for walk in walks.values()]


def _rows(tx: Tx) -> Iterator[Row]:
    yield from tx.each(_EVENTS)  # a city has more of them than memory


def _step(walk: _Walk, row: Row) -> None:
    _, number, at, actor, kind, status, detail, text, who_salt, said_salt, who, said, bound = row
    walk.events += 1
    number = number or 0
    if bound is None or who is None or said is None:
        walk.wrong(number, "unbound")
        return
    sealed = Sealed(number, at, kind, status, _open(kind, detail), who, said)
    if link(walk.bound, sealed.body) != bound:
        walk.wrong(number, "link")
    walk.bound = bound
    if walk.wanted and not walk.found and bound.hex().startswith(walk.wanted):
        walk.found = walk.events
    assert walk.owed is not None
    if kind == ERASED:
        walk.owed.pop(number, None)
    if who_salt is not None and _seal(who_salt, _who(actor)) != who:
        walk.wrong(number, "who")
    if said_salt is not None and _seal(said_salt, _said(kind, detail, text)) != said:
        walk.wrong(number, "words")
    if said_salt is None and text:
        walk.wrong(number, "words")
    if who_salt is None and said_salt is None and kind == ERASED:
        walk.wrong(number, "erased")
    if who_salt is None or said_salt is None:
        walk.erased += 1
        walk.owed.setdefault(number, walk.events)


def _verdict(walk: _Walk, events: int, bound: bytes) -> Verdict:
    if walk.misfit is None and (events, bound) != (walk.events, walk.bound):
        walk.misfit = Misfit(min(events, walk.events) + 1, 0, "cut")
    if walk.misfit is None and walk.owed:
        number, event = min(walk.owed.items(), key=lambda each: each[1])
        walk.misfit = Misfit(event, number, "erased")
    head_ = short(walk.bound) if walk.events else ""
    return Verdict(walk.community, walk.events, walk.erased, head_, walk.misfit, walk.found)
