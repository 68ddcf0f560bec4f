"""Reports and what hangs on them: supporters, photos, events, and the messages they came from."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from domain.report import Report
from storage import chain
from storage.db import Conflict, Tx
from storage.report_rows import COLUMNS, from_row, to_row
from storage.times import from_ms, to_ms

EARLIER = timedelta(days=61)  # a like failure at the same place within two months is worth telling staff
FIRST_NUMBER = 1001  # four digits from the first report on: a number people can say

_SELECT = f"SELECT {', '.join(COLUMNS)} FROM report"
_INSERT = f"INSERT INTO report ({', '.join(COLUMNS)}) VALUES ({', '.join(f':{name}' for name in COLUMNS)})"
_UPDATE = (
    f"UPDATE report SET {', '.join(f'{name} = :{name}' for name in COLUMNS if name != 'id')} "
    "WHERE id = :id AND version = :version - 1"
)


class VersionConflict(Conflict):
    """Somebody else changed the report between loading and storing it."""


def fresh(tx: Tx, community: str) -> tuple[int, int]:
    """The id and number of the next report; taken when it is put within the same transaction."""
    row = tx.one(
        """
        SELECT (SELECT max(number) + 1 FROM report WHERE home = :community),
               (SELECT value FROM meta WHERE key = 'report_floor'),
               (SELECT value FROM meta WHERE key = 'number_floor:' || :community)
        """,
        {"community": community},
    )
    assert row is not None
    number, *floors = row
    # The first that may be given after a restore: those before it may be out there (storage/engine/backup.py).
    first, least = (int(floor or 0) for floor in floors)
    return max(tx.next_report(), first), max(number or FIRST_NUMBER, least)


def put(tx: Tx, report: Report) -> None:
    """Store a new report or the next version of a loaded one.  Raises ``VersionConflict``."""
    row = to_row(report)
    if report.version == 0:
        tx.run(_INSERT, row)
    elif tx.run(_UPDATE, row) != 1:
        raise VersionConflict(f"report {report.number} was changed meanwhile")


def get(tx: Tx, id_: int) -> Report | None:
    """A report by its id."""
    row = tx.one(f"{_SELECT} WHERE id = ?", (id_,))
    return from_row(row) if row else None


def outside(tx: Tx, id_: int, chat: int) -> str | None:
    """The community that counted a report's number, when the chat stands for another one."""
    row = tx.one(
        "SELECT report.home FROM report, chat WHERE report.id = ? AND chat.id = ? AND report.home <> chat.community",
        (id_, chat),
    )
    return str(row[0]) if row else None


def by_number(tx: Tx, community: str, number: int) -> Report | None:
    """A report by the number people call it, in the community that counted it, whoever has it by now."""
    row = tx.one(f"{_SELECT} WHERE home = ? AND number = ?", (community, number))
    return from_row(row) if row else None


def guest(tx: Tx, community: str, number: int) -> Report | None:
    """What another community counted and this one has, when only one is called so."""
    rows = tx.all(
        f"{_SELECT} INDEXED BY report_guest WHERE community = ? AND number = ? AND home <> community LIMIT 2",
        (community, number),
    )
    return from_row(rows[0]) if len(rows) == 1 else None


def of_person(tx: Tx, person: int, community: str | None, limit: int = 8) -> list[Report]:
    """What somebody reported in a community, or (None) anywhere, newest first."""
    rows = tx.all(
        f"""
        {_SELECT} WHERE reporter = :person AND home = coalesce(:community, home)
        ORDER BY id DESC LIMIT :limit
        """,
        {"person": person, "community": community, "limit": limit},
    )
    return [from_row(row) for row in rows]


def filed_by(tx: Tx, person: int, community: str, limit: int = 8) -> list[Report]:
    """What somebody filed in a community for others, newest first."""
    rows = tx.all(
        f"{_SELECT} WHERE filed_by = ? AND home = ? ORDER BY reported_at DESC, id DESC LIMIT ?",
        (person, community, limit),
    )
    return [from_row(row) for row in rows]


def live(tx: Tx, community: str) -> list[Report]:
    """What somebody still has to do, without complaints, the most pressing answer first; at most 200."""
    rows = tx.all(
        f"""
        {_SELECT} INDEXED BY report_live
        WHERE community = ? AND status IN ('open', 'acknowledged') AND above = '' ORDER BY respond_by LIMIT 200
        """,
        (community,),
    )
    return [from_row(row) for row in rows]


def complaints(tx: Tx, community: str) -> list[Report]:
    """Complaints about those who work here that somebody still has to decide; the most pressing first."""
    rows = tx.all(
        f"""
        {_SELECT} INDEXED BY report_above
        WHERE community = ? AND above <> '' AND status IN ('open', 'acknowledged') ORDER BY respond_by LIMIT 200
        """,
        (community,),
    )
    return [from_row(row) for row in rows]


def alarm(tx: Tx, community: str, danger: str, category: str, building: str, since: datetime) -> Report | None:
    """The latest report of this danger in a building since then that somebody still has to do something about."""
    row = tx.one(
        f"""
        {_SELECT}
        WHERE community = ? AND building = ? AND category = ? AND reported_at >= ? AND danger = ?
          AND status IN ('open', 'acknowledged')
        ORDER BY reported_at DESC, id DESC LIMIT 1
        """,
        (community, building, category, to_ms(since), danger),
    )
    return from_row(row) if row else None


def known(tx: Tx, community: str) -> list[Report]:
    """The known incidents that are running or announced, the earliest first."""
    rows = tx.all(
        f"""
        {_SELECT} INDEXED BY report_known
        WHERE community = ? AND known IS NOT NULL AND status IN ('open', 'acknowledged') ORDER BY id
        """,
        (community,),
    )
    return [from_row(row) for row in rows]


def near(tx: Tx, community: str, building: str, category: str, since: datetime, but: int) -> list[Report]:
    """What others reported of a category in a building since then, and somebody still has to do; the newest first."""
    rows = tx.all(
        f"""
        {_SELECT}
        WHERE community = ? AND building = ? AND category = ? AND reported_at >= ?
          AND status IN ('open', 'acknowledged') AND reporter IS NOT ? AND known IS NULL
        ORDER BY reported_at DESC, id DESC LIMIT 20
        """,
        (community, building, category, to_ms(since), but),
    )
    return [from_row(row) for row in rows]


def since(tx: Tx, community: str, when: datetime) -> list[Report]:
    """What was reported since then and is still to be done, and the known incidents that began or were told since."""
    rows = tx.all(
        f"""
        {_SELECT}
        WHERE id IN (SELECT report FROM fact WHERE community = :community AND reported_at >= :since)
          AND community = :community AND status IN ('open', 'acknowledged') AND duplicate_of IS NULL
        ORDER BY id
        """,
        {"community": community, "since": to_ms(when)},
    )
    found = {report.id: report for report in map(from_row, rows)}
    begun = (each for each in known(tx, community) if each.known and each.known.begins >= when)
    return list({**found, **{report.id: report for report in begun}}.values())


def newest(tx: Tx, community: str, when: datetime, limit: int) -> list[Report]:
    """What was reported since then, the newest first."""
    rows = tx.all(
        f"""
        {_SELECT} INDEXED BY report_newest
        WHERE community = ? AND reported_at >= ? ORDER BY id DESC LIMIT ?
        """,
        (community, to_ms(when), limit),
    )
    return [from_row(row) for row in rows]


def lately(tx: Tx, community: str, category: str, building: str | None, since: datetime) -> list[Report]:
    """What residents reported of a category since then, in a building or (None) anywhere, and nobody finished.

    Without danger; the earliest first.
    """
    rows = tx.all(f"{_SELECT} {_lately(building)} ORDER BY id", _about(community, category, building, since))
    return [from_row(row) for row in rows]


def are_many(tx: Tx, community: str, category: str, building: str | None, since: datetime, enough: int) -> bool:
    """Whether so many people are behind what ``lately`` finds: no row is loaded."""
    row = tx.one(
        f"""
        WITH found AS (SELECT id, reporter FROM report {_lately(building)})
        SELECT count(*) FROM (
            SELECT reporter FROM found UNION SELECT person FROM found JOIN supporter ON supporter.report = found.id
        ) AS said
        """,
        _about(community, category, building, since),
    )
    return row is not None and row[0] >= enough


def _lately(building: str | None) -> str:
    period = "id IN (SELECT report FROM fact WHERE community = :community AND reported_at >= :since)"
    return f"""
        WHERE {period if building is None else "building = :building AND reported_at >= :since"}
          AND community = :community AND category = :category AND status IN ('open', 'acknowledged')
          AND reporter IS NOT NULL AND danger IS NULL AND pending_move IS NULL AND known IS NULL
          AND visibility <> 'private'
    """


def _about(community: str, category: str, building: str | None, since: datetime) -> dict[str, Any]:
    return {"community": community, "category": category, "since": to_ms(since), "building": building}


def to_remind(tx: Tx, community: str, until: datetime, limit: int) -> list[Report]:
    """Reports whose next reminder is due until then, the earliest first."""
    rows = tx.all(
        f"{_SELECT} WHERE community = ? AND remind_at <= ? ORDER BY remind_at, id LIMIT ?",
        (community, to_ms(until), limit),
    )
    return [from_row(row) for row in rows]


def reminded(tx: Tx, reminders: Iterable[tuple[int, datetime | None, str]]) -> None:
    """(report, next reminder, the broken promise its resident was told of last) of each that was reminded of."""
    tx.many(
        "UPDATE report SET remind_at = ?, late = ? WHERE id = ?",
        [(to_ms(at), late, id_) for id_, at, late in reminders],
    )


def next_reminder(tx: Tx, community: str) -> datetime | None:
    """When the next reminder of a community is due."""
    row = tx.one("SELECT min(remind_at) FROM report WHERE community = ? AND remind_at IS NOT NULL", (community,))
    return from_ms(row[0]) if row else None


def provisional(tx: Tx) -> list[Report]:
    """Open reports whose resolution was promised in working days of a year that was not published then."""
    rows = tx.all(
        f"""
        {_SELECT} INDEXED BY report_provisional
        WHERE provisional = 1 AND status IN ('open', 'acknowledged') ORDER BY id
        """
    )
    return [from_row(row) for row in rows]


def held(tx: Tx, community: str, person: int) -> list[Report]:
    """What somebody has in hand, and what they had until a move that may still be undone."""
    rows = tx.all(
        f"""
        {_SELECT} INDEXED BY report_live
        WHERE community = :community AND status IN ('open', 'acknowledged') AND above = ''
          AND (assignee = :person OR CAST(json_extract(pending_was, '$[0]') AS INTEGER) = :person)
        UNION
        {_SELECT} INDEXED BY report_pending
        WHERE community = :community AND pending_move IS NOT NULL AND above = ''
          AND (assignee = :person OR CAST(json_extract(pending_was, '$[0]') AS INTEGER) = :person)
        ORDER BY number
        """,
        {"community": community, "person": person},
    )
    return [from_row(row) for row in rows]


def alike(tx: Tx, report: Report) -> int:
    """How many like failures the same place had in the two months before."""
    if report.place.building is None:
        return 0
    row = tx.one(
        """
        SELECT count(*) FROM report
        WHERE community = ? AND building = ? AND category = ? AND reported_at >= ? AND reported_at <= ? AND id < ?
          AND status NOT IN ('withdrawn', 'duplicate') AND above = ''
        """,
        (
            report.community,
            report.place.building,
            report.category,
            to_ms(report.reported_at - EARLIER),
            to_ms(report.reported_at),
            report.id,
        ),
    )
    return int(row[0]) if row else 0


def attach(tx: Tx, report: int, kind: str, media: Iterable[str], after: bool, message: str | None = None) -> None:
    """Add photos or voice messages; ``message`` brought them, when they were added later."""
    if rows := [(report, kind, int(after), name, message) for name in media]:
        tx.many("INSERT INTO attachment (report, kind, after, media, message) VALUES (?, ?, ?, ?, ?)", rows)


def detach_after(tx: Tx, report: int, keep: bool = False) -> None:
    """The repair was undone: its photos go; or it did not last, and they stay (``keep``) with the others."""
    if keep:
        tx.run("UPDATE attachment SET after = 2 WHERE report = ? AND after = 1", (report,))
        return
    tx.run("DELETE FROM attachment WHERE report = ? AND after = 1", (report,))


def media(tx: Tx, report: int) -> tuple[tuple[str, ...], tuple[str, ...], str | None, int]:
    """Photos before, photos after, and the latest voice message of a report; those of its duplicates stand by it.

    The number says how many of the photos before show a repair that did not last.
    """
    rows = tx.all(
        """
        SELECT kind, CASE WHEN report = :report THEN after ELSE 0 END, media FROM attachment
        WHERE report = :report OR report IN (SELECT id FROM report WHERE duplicate_of = :report)
        ORDER BY id
        """,
        {"report": report},
    )
    before = tuple(name for kind, after, name in rows if kind == "photo" and after != 1)
    afterwards = tuple(name for kind, after, name in rows if kind == "photo" and after == 1)
    repairs = sum(kind == "photo" and after == 2 for kind, after, _ in rows)
    voices = [name for kind, _, name in rows if kind == "voice"]
    return before, afterwards, voices[-1] if voices else None, repairs


def showing(tx: Tx, media: str) -> list[Report]:
    """The reports that have this photo or voice message."""
    rows = tx.all(f"{_SELECT} WHERE id IN (SELECT report FROM attachment WHERE media = ?)", (media,))
    return [from_row(row) for row in rows]


def own_photos(tx: Tx, report: int, reporter: int) -> tuple[str, ...]:
    """The photos from before the repair that the reporter sent; not those of staff or of neighbours."""
    rows = tx.all(
        """
        SELECT attachment.media FROM attachment JOIN media ON media.name = attachment.media
        WHERE attachment.report = ? AND attachment.kind = 'photo' AND attachment.after = 0 AND media.person = ?
        ORDER BY attachment.id
        """,
        (report, reporter),
    )
    return tuple(name for (name,) in rows)


def support(tx: Tx, report: int, person: int, chat: int, at: datetime, via: int | None = None) -> None:
    """Somebody has the same problem; counted once."""
    tx.run(
        "INSERT INTO supporter (report, person, chat, at, via) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (report, person, chat, to_ms(at), via),
    )


def unsupport(tx: Tx, report: int, person: int) -> None:
    """Somebody is no supporter any more."""
    tx.run("DELETE FROM supporter WHERE report = ? AND person = ?", (report, person))


def part(tx: Tx, report: int, via: int) -> None:
    """Whoever came with that report is no supporter any more."""
    tx.run("DELETE FROM supporter WHERE report = ? AND via = ?", (report, via))


def came_with(tx: Tx, report: int, via: int) -> frozenset[int]:
    """Who supports a report only since that one was merged into it."""
    return frozenset(
        person for (person,) in tx.all("SELECT person FROM supporter WHERE report = ? AND via = ?", (report, via))
    )


def supporters(tx: Tx, report: int) -> list[tuple[int, int]]:
    """(person, chat) of everybody who has the same problem, in order of joining."""
    rows = tx.all("SELECT person, chat FROM supporter WHERE report = ? ORDER BY at, person", (report,))
    return [(person, chat) for person, chat in rows]


def supporting(tx: Tx, report: int, enough: int) -> int:
    """How many have the same problem; 0 when they are fewer than ``enough``."""
    row = tx.one("SELECT 1 FROM supporter WHERE report = ? LIMIT 1 OFFSET ?", (report, enough - 1))
    if row is None:
        return 0
    return int(tx.all("SELECT count(*) FROM supporter WHERE report = ?", (report,))[0][0])


def supports(tx: Tx, report: int, person: int) -> int | None:
    """The chat in which somebody said that they have the same problem; None when they did not."""
    row = tx.one("SELECT chat FROM supporter WHERE report = ? AND person = ?", (report, person))
    return int(row[0]) if row else None


def supported(tx: Tx, ids: Iterable[int]) -> frozenset[int]:
    """Which of these reports somebody else has, too."""
    sql = "SELECT DISTINCT report FROM supporter WHERE report IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"
    return frozenset(id_ for (id_,) in tx.all(sql, (json.dumps(list(ids)),)))


def take_in_hand(tx: Tx, chat: int, platform_id: str, tag: str) -> None:
    """The message under which somebody pressed stands for the report from now on, if it is one of ours."""
    row = tx.one("SELECT id FROM slot WHERE chat = ? AND platform_id = ? AND tag IS NULL", (chat, platform_id))
    if row:
        tx.run("UPDATE slot SET tag = NULL WHERE chat = ? AND tag = ?", (chat, tag))
        tx.run("UPDATE slot SET tag = ? WHERE id = ?", (tag, row[0]))


def link(tx: Tx, chat: int, messages: Iterable[str], at: datetime, draft: int | None, report: int | None) -> None:
    """Remember what a message became part of."""
    tx.many(
        """
        INSERT INTO source_message (chat, message, at, draft, report) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (chat, message) DO UPDATE SET draft = excluded.draft, report = excluded.report
        """,
        [(chat, message, to_ms(at), draft, report) for message in messages],
    )


def linked(tx: Tx, chat: int, message: str) -> tuple[int | None, int | None]:
    """The draft and the report that a message of somebody belongs to."""
    row = tx.one("SELECT draft, report FROM source_message WHERE chat = ? AND message = ?", (chat, message))
    return (row[0], row[1]) if row else (None, None)


def latest_in(tx: Tx, chat: int, person: int, since: datetime) -> Report | None:
    """The newest report that somebody made in a chat since then, for themselves or for others."""
    row = tx.one(
        f"""
        {_SELECT} WHERE id IN (
            (SELECT id FROM report WHERE reporter = :person AND chat = :chat AND reported_at >= :since
             ORDER BY id DESC LIMIT 1),
            (SELECT id FROM report WHERE filed_by = :person AND chat = :chat AND reported_at >= :since
             ORDER BY reported_at DESC, id DESC LIMIT 1)
        )
        ORDER BY id DESC LIMIT 1
        """,
        {"person": person, "chat": chat, "since": to_ms(since)},
    )
    return from_row(row) if row else None


def forget(tx: Tx, person: int, at: datetime) -> None:
    """What somebody reported stays as a case: category, place of the building, state; no words, no photos."""
    mine = "SELECT id FROM report WHERE reporter = :person"
    params = {"person": person}
    tx.run(f"DELETE FROM attachment WHERE after = 0 AND report IN ({mine})", params)
    chain.erase_words(tx, person, to_ms(at))
    tx.run(f"DELETE FROM source_message WHERE report IN ({mine})", params)
    tx.run(
        """
        UPDATE report SET text = '', photo_url = '', question = '', reporter = NULL, message = NULL,
                          version = version + 1, released = '', published = 0
        WHERE reporter = :person
        """,
        params,
    )
