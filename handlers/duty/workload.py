"""My grid, when somebody of the crew asks; and the line that each of them gets in the morning."""

from datetime import date, datetime

from domain.buttons import Press
from domain.community import Community
from domain.duty import workload
from domain.duty.roster import on_day
from domain.effects import Answer, Say, Schedule
from domain.events import CameDue
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.promises import morning
from handlers.desk import Turn
from storage import chats, due, meta, people, roster
from storage import workload as stored
from storage.db import Tx


def show(turn: Turn, chat: Chat, person: Person) -> None:
    """What there is to do in somebody's grids; never in a residents' group."""
    if not person.is_staff() or chat.kind is ChatKind.GROUP:
        key = "staff-elsewhere" if person.is_staff() else "staff-only"
        turn.keep([Say(chat, (line(key),), only_for=chat.alone(person.id))])
        return
    turn.keep([workload.overview(turn.context(chat.community), person, _work(turn, chat.community, person), chat)])


def pressed(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """看一看, under the morning's line."""
    if not person.is_staff():
        turn.keep([Answer(line("answer-staff-only"))])
    elif chat.kind is ChatKind.GROUP:
        turn.keep([Answer(line("answer-among-staff"))])
    else:
        show(turn, chat, person)


def set_alarm(tx: Tx, community: Community, now: datetime) -> None:
    """The community's next morning stands among what is due; one that was slept through comes first.

    At each start and every hour: a new community gets its row, and a changed hour counts.
    """
    if not due.waits(tx, "morning", community.code, now):
        due.schedule(tx, morning.following(community.zone, community.morning, now), "morning", community.code)


def in_the_morning(turn: Turn, event: CameDue) -> None:
    """The community's hour: one line to everybody with a shift today; then the next day's turn."""
    community = turn.desk.communities.get(event.subject)
    if community is None:  # its file is gone: there are no mornings any more
        return
    turn.keep([Schedule(morning.following(community.zone, community.morning, turn.now), "morning", community.code)])
    told = meta.get(turn.tx, f"morning:{community.code}")
    if not morning.is_time(community.zone, community.morning, turn.now, date.fromisoformat(told) if told else None):
        return
    meta.put(turn.tx, f"morning:{community.code}", turn.now.astimezone(community.zone).date().isoformat())
    crew = _today(turn, community.code)
    rooms = chats.privates(turn.tx, [person.id for person in crew], community.code, turn.desk.channels)
    context = turn.context(community.code)
    for person in crew:
        if chat := rooms.get(person.id):
            turn.keep(workload.morning(context, person, _work(turn, community.code, person), chat))


def _today(turn: Turn, community: str) -> tuple[Person, ...]:
    """The crew with a shift today; all of it where nobody has any shift."""
    crew, shifts = people.crew(turn.tx, community, None), roster.load(turn.tx, community)
    if not any(shift.people for shift in shifts):
        return crew
    today = on_day(shifts, turn.desk.communities[community].zone, turn.now)
    return tuple(person for person in crew if person.id in today)


def _work(turn: Turn, community: str, person: Person) -> workload.Work:
    context = turn.context(community)
    return stored.of(turn.tx, community, person.id, workload.grids(person), turn.now, workload.day_ends(context))
