"""The word of how it ended was taken by a platform, or never will be: then somebody has to phone."""

from domain.events import Bounced, CameDue, Told, Untold
from domain.people import Recipient
from domain.report import Report
from domain.reports import outcome, told
from handlers import cases
from handlers.desk import Turn
from storage import calls, chats, outbox, reports, results


def was_told(turn: Turn, event: Told) -> None:
    """The reporter has been told: their days to answer begin."""
    if report := reports.get(turn.tx, event.report):
        call = calls.of(turn.tx, report.id, event.cycle)
        turn.keep(told.taken(report, call, event.cycle, event.at))


def was_not_told(turn: Turn, event: Untold) -> None:
    """It failed for good: where else they can be told they are, otherwise they stand in the list to be phoned."""
    report = reports.get(turn.tx, event.report)
    if report and event.after_all:
        turn.keep(told.not_after_all(report, event.cycle))
        report = reports.get(turn.tx, event.report)
    if report is None or not told.is_owed(report, event.cycle):
        return
    context, case = turn.context(report.community), cases.load(turn, report)
    if other := _elsewhere(turn, report):
        turn.keep([outcome.ending(context, case, other)])
    else:
        call = calls.of(turn.tx, report.id, report.cycle)
        turn.keep(told.to_phone(context, case, call, event.cycle))


def bounced(turn: Turn, event: Bounced) -> None:
    """A message that the platform took did not arrive: its words wait until they come again."""
    if chat := chats.find(turn.tx, event.channel, event.chat, turn.desk.channels):
        results.bounced(turn.tx, chat.id, event.message, turn.now)


def waits(turn: Turn, event: CameDue) -> None:
    """A day has passed and the word has not left yet: it may still, but somebody phones."""
    if report := reports.get(turn.tx, int(event.subject)):
        call = calls.of(turn.tx, report.id, report.cycle)
        turn.keep(told.to_phone(turn.context(report.community), cases.load(turn, report), call, event.cycle))


def _elsewhere(turn: Turn, report: Report) -> Recipient | None:
    """Another chat of the reporter in which this end was not said yet: another account, or the group they spoke in."""
    if report.reporter is None:
        return None
    tx, channels = turn.tx, turn.desk.channels
    spoken = chats.get(tx, report.chat, channels)
    rooms = chats.private_rooms(tx, report.reporter, channels)
    for chat in (*rooms, *((spoken,) if spoken and spoken.person is None else ())):
        to = Recipient(report.reporter, chat, report.message if chat.person is None else None)
        if not to.in_public and not outbox.exists(tx, chat.id, outcome.tag(report, to)):
            return to
    return None
