"""交班: what passes on, when somebody asks, and in the duty groups at each change of shift."""

import json
from collections.abc import Callable, Sequence

from domain.duty import handover
from domain.duty.handover import Section
from domain.duty.roster import last_change
from domain.effects import Say
from domain.events import CameDue
from domain.lines import Line, line
from domain.people import Chat, ChatKind, Person
from domain.report import Report
from handlers import cases
from handlers.desk import Turn
from handlers.duty import changeover
from storage import calls, chats, history, meta, people, reports, roster

SAID = "handover-said"  # before a chat's id: what was said there last of each report


def asked(turn: Turn, chat: Chat, person: Person) -> None:
    """/handover: in private with what I have in hand, in a duty group with what those on duty have."""
    if not person.is_staff() or chat.kind is ChatKind.GROUP:
        key = "staff-elsewhere" if person.is_staff() else "staff-only"
        turn.keep([Say(chat, (line(key),), only_for=chat.alone(person.id))])
        return
    alone = chat.kind is ChatKind.PRIVATE
    held = frozenset({person.id}) if alone else cases.crew(turn, chat.community, chat.grid).on_duty
    found = _sections(turn, chat.community, held, lambda report: _is_theirs(report, chat, person))
    if found:
        _say(turn, chat, line("handover-now"), found, person.id if alone else 0)
    else:
        turn.keep([Say(chat, (line("handover-none"),))])


def _is_theirs(report: Report, chat: Chat, person: Person) -> bool:
    if chat.kind is ChatKind.PRIVATE:
        return person.is_staff(report.grid)
    return chat.grid in (None, report.grid) or report.grid is None


def came_due(turn: Turn, event: CameDue) -> None:
    """Duty changed hands: each duty group is told once what passes on; after a silence only the latest change."""
    community = turn.desk.communities.get(event.subject)
    if community is None:  # its file is gone: nobody is on duty there any more
        return
    shifts = roster.load(turn.tx, community.code)
    at = last_change(shifts, community.zone, turn.now)
    key = f"{changeover.KIND}:{community.code}"
    if at and at.isoformat() > (meta.get(turn.tx, key) or ""):
        meta.put(turn.tx, key, at.isoformat())
        changed = handover.change(turn.context(community.code), shifts, at)
        head = handover.head(changed, people.crew(turn.tx, community.code, None))
        for chat in chats.duty(turn.tx, community.code, None, turn.desk.channels):
            _post(turn, chat, changed, head)
    changeover.set_alarm(turn.tx, community, turn.now)


def _post(turn: Turn, chat: Chat, changed: handover.Change, head: Line) -> None:
    def passes_on(report: Report) -> bool:
        if report.grid is None:
            return True
        return chat.grid in (None, report.grid) and (not changed.grids or report.grid in changed.grids)

    found = _sections(turn, chat.community, changed.leaving, passes_on)
    if not found:
        return
    context, key = turn.context(chat.community), f"{SAID}:{chat.id}"
    before = {int(id_): sign for id_, sign in json.loads(meta.get(turn.tx, key) or "{}").items()}
    remarks = _remarks(turn, [report for section in found for report in section.reports])
    fresh, same = handover.news(context, found, remarks, before)
    _say(turn, chat, head, fresh, same=same)
    still = {report.id for report in reports.live(turn.tx, chat.community)}
    kept = {id_: sign for id_, sign in before.items() if id_ in still or id_ in remarks}
    meta.put(turn.tx, key, json.dumps(kept | handover.said(context, fresh, remarks)))


def _sections(
    turn: Turn, community: str, held: frozenset[int], passes_on: Callable[[Report], bool]
) -> tuple[Section, ...]:
    live = [report for report in reports.live(turn.tx, community) if passes_on(report)]
    phone = [
        report
        for call in calls.waiting(turn.tx, community)
        if call.not_before <= turn.now
        and (report := reports.get(turn.tx, call.report))
        and passes_on(report)
        and not report.above
    ]
    return handover.sections(turn.context(community), live, phone, held)


def _say(turn: Turn, chat: Chat, head: Line, found: Sequence[Section], mine: int = 0, same: int = 0) -> None:
    crew = {each.id: each for each in people.crew(turn.tx, chat.community, None)}
    remarks = _remarks(turn, [report for section in found for report in handover.shown(section)])
    turn.keep([handover.say(chat, head, found, remarks, crew, turn.now, mine, same)])


def _remarks(turn: Turn, listed: Sequence[Report]) -> dict[int, str]:
    """What was noted last under the card of each."""
    return {report.id: history.past(turn.tx, report.id).remark for report in listed}
