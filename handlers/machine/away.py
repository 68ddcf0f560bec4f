"""What staff and whoever keeps the machine running hear of the machine: that it was away, that its disk fills up."""

from domain.effects import Priority, Say
from domain.events import CameDue
from domain.lines import Hour, line
from handlers import cases
from handlers.desk import Turn
from handlers.machine import health
from storage import away, meta

MEGABYTE = 1_000_000


def came_due(turn: Turn, event: CameDue) -> None:
    """We were away: one line to each community's staff, with what came in meanwhile."""
    span = away.span(turn.tx)
    if span is None:
        return
    since, until = span
    for code in turn.desk.communities:
        count = away.said_between(turn.tx, code, since, until)
        said = line("away", since=Hour(since, dated=True), until=Hour(until, dated=True), count=count)
        crew = cases.crew(turn, code, None)
        for chat in crew.duty or crew.managers:
            turn.keep([Say(chat, (said,), priority=Priority.NOTICE)])


def disk_low(turn: Turn, event: CameDue) -> None:
    """Little room is left: whoever keeps the machine running hears it, once a day."""
    today = str(turn.now.astimezone(turn.desk.home.zone).date())
    if meta.get(turn.tx, "disk_told") == today:
        return
    meta.put(turn.tx, "disk_told", today)
    used, limit = turn.desk.room()
    lines = (
        line("disk-low", megabytes=away.free(turn.tx)),
        line("health-room", used=-(-used // MEGABYTE), limit=limit // MEGABYTE),
    )
    for chat in health.keepers(turn):
        turn.keep([Say(chat, lines, priority=Priority.NOTICE)])
