"""The month on an A4 page: to the managers on the first working day of the next, and to whoever of the crew asks."""

from datetime import date, datetime, timedelta

from domain.community import Community
from domain.counting import weekly
from domain.effects import Priority, Say, Schedule
from domain.events import CameDue
from domain.lines import Line, line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.promises import morning
from handlers.counting import digests, drawings, sheets
from handlers.desk import Turn
from storage import chats, due, meta, people
from storage.db import Tx
from storage.digests import Drawing

DAY = timedelta(days=1)
NOON = timedelta(hours=12)


def set_alarm(tx: Tx, community: Community, now: datetime) -> None:
    """The next first working day of a month stands among what is due."""
    if community.digest and not due.waits(tx, "monthly", community.code, now):
        due.schedule(tx, _following(community, now), "monthly", community.code)


def _following(community: Community, now: datetime) -> datetime:
    """The next first working day of a month, at the hour of the morning's line."""
    first = now.astimezone(community.zone).date().replace(day=1)
    while (at := _morning(community, first)) <= now:
        first = (first + 31 * DAY).replace(day=1)
    return at


def _morning(community: Community, day: date) -> datetime:
    while not community.workdays.works(day) or not (at := morning.moment(community.zone, community.morning, day)):
        day += DAY
    return at


def came_due(turn: Turn, event: CameDue) -> None:
    """The month before, once; after a silence that of the last month alone."""
    community = turn.desk.communities.get(event.subject)
    if community is None or community.digest is None:  # who wants no digest wants no page unasked
        return
    turn.keep([Schedule(_following(community, turn.now), "monthly", community.code)])
    month = weekly.before(weekly.month_of(community.zone, turn.now))
    if meta.get(turn.tx, f"monthly:{community.code}") == month:
        return
    meta.put(turn.tx, f"monthly:{community.code}", month)
    holders = [each.id for each in people.holders(turn.tx, community.code) if may(each, "publish_digest")]
    rooms = chats.privates(turn.tx, holders, community.code, turn.desk.channels)
    for chat in rooms.values():
        _order(turn, community, month, chat)


def show(turn: Turn, chat: Chat, person: Person) -> None:
    """The month before; this one so far, when nothing was reported then."""
    if not person.is_staff() or chat.kind is ChatKind.GROUP:
        key = "staff-elsewhere" if person.is_staff() else "staff-only"
        turn.keep([Say(chat, (line(key),), only_for=chat.alone(person.id))])
        return
    community = turn.context(chat.community).community
    this = weekly.month_of(community.zone, turn.now)
    if not any(_order(turn, community, month, chat) for month in (weekly.before(this), this)):
        turn.keep([Say(chat, (line("monthly-none"),))])


def _order(turn: Turn, community: Community, month: str, chat: Chat) -> bool:
    """Have the page drawn, if there is anything to show."""
    code, zone = community.code, community.zone
    windows = weekly.months(zone, month)
    counted, work = digests.count(turn, code, windows)
    if not counted.heard:
        return False
    since, until = windows[-1]
    days = [since + NOON, min(until - NOON, turn.now), *(first + NOON for first, _ in windows)]
    sheet = sheets.month(turn.context(code), sheets.words(turn, code, chat.lang), chat.lang, counted, work, days)
    drawings.order(turn, code, month, chat.lang, sheet, chat.id)
    return True


def drawn(turn: Turn, drawing: Drawing, media: str | None) -> None:
    """The page is there."""
    chat = chats.get(turn.tx, drawing.chat, turn.desk.channels) if drawing.chat else None
    if chat is None:
        return
    year, month = drawing.about.split("-")
    about: Line = line("monthly" if media else "monthly-failed", year=year, month=str(int(month)))
    photos = (media,) if media else ()
    turn.keep([Say(chat, (about,), photos=photos, alt=about, priority=Priority.NOTICE, community=drawing.community)])
