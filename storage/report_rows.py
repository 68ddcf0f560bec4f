"""A report as the rows of its table, and back."""

import json
from typing import Any

from domain.categories import Urgency, Visibility
from domain.incidents.known import Known
from domain.report import Pause, Pending, Report, Stand, Status, Taken
from domain.understanding.result import Place
from storage.db import Row
from storage.times import MS, from_ms, to_ms

COLUMNS = (
    "id", "number", "community", "grid", "building", "place", "category", "urgency", "danger", "text",
    "reporter", "chat", "message", "source", "reported_at", "since", "respond_by", "resolve_by", "status",
    "cycle", "version", "call", "assignee", "acknowledged_at", "coming", "promised_at", "resolved_at", "note",
    "reason", "question", "appealed", "denied", "duplicate_of", "pending_move", "pending_back_to",
    "pending_until", "pending_before", "pending_was", "secured", "secured_at", "filed_by", "provisional", "pause",
    "pause_since", "pause_until", "pause_note", "pause_times", "waited", "remind_at", "clock", "late",
    "told_at", "published", "known", "visibility", "shown_by", "hidden_at", "hidden_why", "released",
    "above", "concerned",
    "photo_url", "home", "going", "at_street",
)  # fmt: skip


def to_row(report: Report) -> dict[str, object]:
    """The columns of a report as the table takes them; the version is the next one."""
    pending, pause = report.pending, report.pause
    return {
        "id": report.id,
        "number": report.number,
        "community": report.community,
        "grid": report.place.grid,
        "building": report.place.building,
        "place": report.place.words,
        "category": report.category,
        "urgency": report.urgency.value,
        "danger": report.danger,
        "text": report.text,
        "reporter": report.reporter,
        "chat": report.chat,
        "message": report.message,
        "source": report.source,
        "reported_at": to_ms(report.reported_at),
        "since": to_ms(report.since),
        "respond_by": to_ms(report.respond_by),
        "resolve_by": to_ms(report.resolve_by),
        "status": report.status.value,
        "cycle": report.cycle,
        "version": report.version + 1,
        "call": int(report.call),
        "assignee": report.assignee,
        "acknowledged_at": to_ms(report.acknowledged_at),
        "coming": report.coming,
        "promised_at": to_ms(report.promised_at),
        "resolved_at": to_ms(report.resolved_at),
        "note": report.note,
        "reason": report.reason,
        "question": report.question,
        "appealed": int(report.appealed),
        "denied": int(report.denied),
        "duplicate_of": report.duplicate_of,
        "pending_move": pending.move if pending else None,
        "pending_back_to": pending.back_to.value if pending else None,
        "pending_until": to_ms(pending.until) if pending else None,
        "pending_before": f"{pending.before}:{pending.origin}" if pending and pending.before else None,
        "pending_was": _was(pending) if pending else None,
        "secured": report.secured,
        "secured_at": to_ms(report.secured_at),
        "filed_by": report.filed_by,
        "provisional": int(report.provisional),
        "pause": pause.kind if pause else None,
        "pause_since": to_ms(pause.since) if pause else None,
        "pause_until": to_ms(pause.until) if pause else None,
        "pause_note": pause.note if pause else None,
        "pause_times": pause.times if pause else None,
        "waited": report.waited // MS,
        "remind_at": to_ms(report.remind_at),
        "clock": report.clock,
        "late": report.late,
        "told_at": to_ms(report.told_at),
        "published": int(report.published),
        "known": _of_known(report.known) if report.known else None,
        "visibility": report.visibility.value,
        "shown_by": report.shown_by,
        "hidden_at": to_ms(report.hidden_at),
        "hidden_why": report.hidden_why,
        "released": report.released,
        "above": report.above,
        "concerned": json.dumps(report.concerned) if report.concerned else "",
        "photo_url": report.photo_url,
        "home": report.home,
        "going": report.going,
        "at_street": int(report.at_street),
    }


def from_row(values: Row) -> Report:
    """The report in a row that holds ``COLUMNS`` in their order."""
    row = dict(zip(COLUMNS, values, strict=True))
    return Report(
        id=row["id"],
        number=row["number"],
        community=row["community"],
        category=row["category"],
        urgency=Urgency(row["urgency"]),
        place=Place(row["place"], row["building"], row["grid"]),
        text=row["text"],
        reporter=row["reporter"],
        chat=row["chat"],
        message=row["message"],
        reported_at=from_ms(row["reported_at"]),
        since=from_ms(row["since"]),
        respond_by=from_ms(row["respond_by"]),
        resolve_by=from_ms(row["resolve_by"]),
        status=Status(row["status"]),
        cycle=row["cycle"],
        version=row["version"],
        danger=row["danger"],
        call=bool(row["call"]),
        assignee=row["assignee"],
        acknowledged_at=from_ms(row["acknowledged_at"]),
        coming=row["coming"],
        promised_at=from_ms(row["promised_at"]),
        resolved_at=from_ms(row["resolved_at"]),
        note=row["note"],
        reason=row["reason"],
        question=row["question"],
        appealed=bool(row["appealed"]),
        denied=bool(row["denied"]),
        duplicate_of=row["duplicate_of"],
        source=row["source"],
        secured=row["secured"],
        secured_at=from_ms(row["secured_at"]),
        filed_by=row["filed_by"],
        pending=_pending(row) if row["pending_move"] else None,
        provisional=bool(row["provisional"]),
        pause=_pause(row) if row["pause"] else None,
        waited=row["waited"] * MS,
        remind_at=from_ms(row["remind_at"]),
        clock=row["clock"],
        late=row["late"],
        told_at=from_ms(row["told_at"]),
        published=bool(row["published"]),
        known=_known(row["known"]) if row["known"] else None,
        visibility=Visibility(row["visibility"]),
        shown_by=row["shown_by"],
        hidden_at=from_ms(row["hidden_at"]),
        hidden_why=row["hidden_why"],
        released=row["released"],
        above=row["above"],
        concerned=tuple(json.loads(row["concerned"])) if row["concerned"] else (),
        photo_url=row["photo_url"],
        counted_by=row["home"] if row["home"] != row["community"] else "",
        going=row["going"],
        at_street=bool(row["at_street"]),
    )


def _of_known(known: Known) -> str:
    times = to_ms(known.begins), to_ms(known.until)
    return json.dumps([known.area, *times, known.words, known.planned], ensure_ascii=False)


def _known(text: str) -> Known:
    area, begins, until, words, planned = json.loads(text)
    return Known(tuple(area), from_ms(begins), from_ms(until), words, planned)


def _pause(row: dict[str, Any]) -> Pause:
    since, until = from_ms(row["pause_since"]), from_ms(row["pause_until"])
    return Pause(row["pause"], since, until, row["pause_note"], row["pause_times"])


def _pending(row: dict[str, Any]) -> Pending:
    earlier, _, origin = (row["pending_before"] or "").partition(":")
    assignee, acknowledged_at, coming, promised_at, secured, secured_at, *stands = json.loads(row["pending_was"])
    return Pending(
        row["pending_move"],
        Status(row["pending_back_to"]),
        from_ms(row["pending_until"]),
        earlier,
        Taken(assignee, from_ms(acknowledged_at), coming, from_ms(promised_at), secured, from_ms(secured_at)),
        Status(origin or Status.OPEN),
        *(_stand(each) for each in stands),
    )


def _was(pending: Pending) -> str:
    taken = pending.was
    times = to_ms(taken.acknowledged_at), to_ms(taken.promised_at), to_ms(taken.secured_at)
    stands = [_of_stand(each) for each in (pending.stood, pending.between)]
    return json.dumps([taken.assignee, times[0], taken.coming, times[1], taken.secured, times[2], *stands])


def _of_stand(stand: Stand | None) -> list[object] | None:
    if stand is None:
        return None
    pause = stand.pause
    shown = [pause.kind, to_ms(pause.since), to_ms(pause.until), pause.note, pause.times] if pause else None
    return [shown, stand.waited // MS, to_ms(stand.resolve_by)]


def _stand(values: list[Any] | None) -> Stand | None:
    if values is None:
        return None
    shown, waited, resolve_by = values
    pause = Pause(shown[0], from_ms(shown[1]), from_ms(shown[2]), *shown[3:]) if shown else None
    return Stand(pause, waited * MS, from_ms(resolve_by))
