"""/handover: what passes on to the next shift: what nobody has, what was promised for today, what is in whose hands.

Posted in the duty group at each change of shift, when there is anything: what is new since it was said there last in
full, all else as a number.  When that is, is domain/duty/roster.py.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zlib import crc32

from domain.buttons import data
from domain.context import Context
from domain.duty.roster import Run, Shift, runs
from domain.duty.shift_words import named
from domain.effects import Priority, Say
from domain.lines import Arg, Button, Hour, Joined, Line, Rows, Term, line
from domain.people import Chat, Person
from domain.report import Report, Status
from domain.reports import cards

LISTED = 6  # reports of one section
BUTTONS = 12  # under one message
DAY = timedelta(days=1)
MOMENT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Section:
    """Reports that pass on for one reason; ``person`` has them in hand."""

    kind: str  # nobody, today, of, calls
    reports: tuple[Report, ...]
    person: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """Duty changes hands: which turns end at this moment, and which begin."""

    at: datetime
    out: tuple[Run, ...]
    into: tuple[Run, ...]

    @property
    def grids(self) -> frozenset[str]:
        """The grids that it concerns; empty when it is all of them."""
        each = [run.shift.grids for run in (*self.out, *self.into)]
        return frozenset().union(*each) if all(each) else frozenset()

    @property
    def leaving(self) -> frozenset[int]:
        """Whose turn is over, and who does not go on in the next."""
        staying = {person for run in self.into for person in run.people}
        return frozenset(person for run in self.out for person in run.people) - staying


def change(ctx: Context, shifts: Sequence[Shift], at: datetime) -> Change:
    """What changes at a moment at which somebody comes or leaves."""
    around = [run for run in runs(shifts, ctx.community.zone, at - MOMENT, at) if run.people]
    out, into = (run for run in around if run.end == at), (run for run in around if run.begin == at)
    return Change(at, tuple(out), tuple(into))


def sections(
    ctx: Context, live: Sequence[Report], calls: Sequence[Report], held: Collection[int]
) -> tuple[Section, ...]:
    """What passes on, sorted by why, each report once; ``held``: whose work in hand is listed.

    What waits for a date or for others stays with whoever has it.
    """
    taken = [each for each in live if each.status is Status.ACKNOWLEDGED and each.pause is None]
    today = tuple(each for each in taken if _is_for_today(ctx, each))
    rest = [each for each in taken if each not in today]
    found = (
        Section("nobody", tuple(each for each in live if each.status is Status.OPEN)),
        Section("today", today),
        *(
            Section("of", tuple(each for each in rest if each.assignee == person), person)
            for person in dict.fromkeys(each.assignee for each in rest)
            if person and person in held
        ),
        Section("calls", tuple(calls)),
    )
    return tuple(section for section in found if section.reports)


def _is_for_today(ctx: Context, report: Report) -> bool:
    """Whether somebody promised to come by today, and has not finished."""
    if report.promised_at is None or report.coming not in ("hour", "today", "tomorrow"):
        return False
    zone = ctx.community.zone
    day = report.promised_at + (DAY if report.coming == "tomorrow" else timedelta())
    return day.astimezone(zone).date() <= ctx.now.astimezone(zone).date()


def shown(section: Section) -> tuple[Report, ...]:
    """The reports of a section that are named."""
    return section.reports[:LISTED]


def said(ctx: Context, found: Sequence[Section], remarks: Mapping[int, str]) -> dict[int, str]:
    """What a post tells of each report that it names; no words of anybody."""
    return {
        report.id: _sign(ctx, section, report, remarks.get(report.id, ""))
        for section in found
        for report in shown(section)
    }


def news(
    ctx: Context, found: Sequence[Section], remarks: Mapping[int, str], before: Mapping[int, str]
) -> tuple[tuple[Section, ...], int]:
    """What was not said before, or otherwise, and how many reports stand as they were said."""
    fresh = [
        replace(
            section,
            reports=tuple(
                each
                for each in section.reports
                if before.get(each.id) != _sign(ctx, section, each, remarks.get(each.id, ""))
            ),
        )
        for section in found
    ]
    same = sum(len(section.reports) for section in found) - sum(len(section.reports) for section in fresh)
    return tuple(section for section in fresh if section.reports), same


def _sign(ctx: Context, section: Section, report: Report, remark: str) -> str:
    """Why it passes on, until when, whether that is over, and what was noted: another sign is news."""
    by = _by(report)
    late = section.kind != "calls" and by <= ctx.now
    signs = (section.kind, report.assignee or 0, report.cycle, int(by.timestamp()), int(late), crc32(remark.encode()))
    return ":".join(map(str, signs))


def _by(report: Report) -> datetime:
    return report.respond_by if report.status is Status.OPEN else report.resolve_by


def head(changed: Change, crew: Sequence[Person]) -> Line:
    """From which shift to which, and who begins."""
    out = Joined(tuple(_name(run.shift) for run in changed.out))
    into = Joined(tuple(_name(run.shift) for run in changed.into))
    there = {person for run in changed.into for person in run.people}
    who = Joined(tuple(each.name for each in crew if each.id in there))
    if not into.items:
        return line("handover-end", out=out)
    return (
        line("handover-change", out=out, into=into, who=who)
        if out.items
        else line("handover-begin", into=into, who=who)
    )


def _name(shift: Shift) -> str | Term:
    name = named(shift)
    return name if isinstance(name, Term) else shift.name


def say(
    chat: Chat,
    first: Line,
    found: Sequence[Section],
    remarks: Mapping[int, str],
    crew: Mapping[int, Person],
    now: datetime,
    mine: int = 0,
    same: int = 0,
) -> Say:
    """The list in one chat, with a button to each card; ``same``: how many stand as they were said last."""
    lines = [first]
    for section in found:
        lines.append(_heading(section, crew, mine))
        for report in shown(section):
            lines.append(_item(now, section, report, crew))
            if remark := remarks.get(report.id):
                lines.append(line("handover-remark", text=cards.excerpt(remark, 60)))
        if len(section.reports) > LISTED:
            lines.append(line("list-more", count=len(section.reports) - LISTED))
    if same:
        lines.append(line("handover-same" if found else "handover-same-all", count=same))
    return Say(chat, tuple(lines), _buttons(found), priority=Priority.ALERT)


def _heading(section: Section, crew: Mapping[int, Person], mine: int) -> Line:
    count = len(section.reports)
    if section.kind == "of" and section.person != mine:
        return line("handover-of", name=_person(section.person, crew), count=count)
    return line("handover-mine" if section.kind == "of" else f"handover-{section.kind}", count=count)


def _item(now: datetime, section: Section, report: Report, crew: Mapping[int, Person]) -> Line:
    title = cards.title(report)
    if section.kind == "calls":
        return line("handover-item", **title)
    by, late = Hour(_by(report)), "-late" if _by(report) <= now and not report.waits else ""
    if section.kind == "nobody" and report.assignee:
        return line(f"handover-item-handed{late}", **title, by=by, who=_person(report.assignee, crew))
    if section.kind == "nobody":
        return line(f"handover-item-open{late}", **title, by=by)
    if section.kind == "today":
        return line(f"handover-item-today{late}", **title, by=by, who=_person(report.assignee or 0, crew))
    return line(f"handover-item-taken{late}", **title, by=by)


def _person(id_: int, crew: Mapping[int, Person]) -> Arg:
    return crew[id_].name if id_ in crew else Term("trade", "staff")


def _buttons(found: Sequence[Section]) -> Rows:
    verbs = [("ring" if section.kind == "calls" else "card", report) for section in found for report in shown(section)]
    return cards.in_rows(
        tuple(
            Button(line("text", text=cards.number(report)), data(verb, report.id)) for verb, report in verbs[:BUTTONS]
        ),
        4,
    )
