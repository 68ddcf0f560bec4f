"""状态: how the machine is doing, for whoever keeps it running; figures only, nobody's words and nobody's name."""

from collections.abc import Iterator

from domain.effects import Priority, Say
from domain.events import CameDue
from domain.lines import Hour, Line, line
from domain.people import Chat, ChatKind, Person, Role
from domain.permissions import may
from handlers.desk import Turn
from handlers.talk import asking
from storage import backed_up, chats, holding, inbox, meta, metering, outbox, parking, people, workload
from storage.metering import Account

MEGABYTE = 1_000_000


def asked(turn: Turn, chat: Chat, person: Person) -> None:
    """Answered in private alone: it is nobody else's business."""
    if not may(person, "see_health"):
        turn.keep([Say(chat, (line("health-not-yours"),), only_for=chat.alone(person.id))])
    elif chat.kind is not ChatKind.PRIVATE:
        turn.keep([Say(chat, (line("people-in-private"),), only_for=chat.alone(person.id))])
    else:
        turn.keep([Say(chat, tuple(_lines(turn, chat, person)))])


def _lines(turn: Turn, chat: Chat, person: Person) -> list[Line]:
    waiting, parked = inbox.backlog(turn.tx)
    unsent, failed = outbox.backlog(turn.tx)
    used, limit = turn.desk.room()
    late = workload.of(turn.tx, chat.community, person.id, None, turn.now, turn.now).late
    troubles = [line("health-trouble", trouble=trouble) for trouble in turn.desk.troubles()]
    held = holding.since(turn.tx)
    return [
        *([line("health-held", at=Hour(held, dated=True))] if held else []),
        *(troubles or [line("health-channels")]),
        line("health-in", waiting=max(0, waiting - 1), parked=parked),  # one of those that wait is this question
        *([line("health-look")] if parked else []),
        line("health-out", waiting=unsent, failed=failed),
        *_plugins(turn, chat.community),
        line("health-room", used=-(-used // MEGABYTE), limit=limit // MEGABYTE),
        *_backups(turn),
        line("health-late", community=turn.context(chat.community).community.names[chat.lang], count=late),
    ]


def _backups(turn: Turn) -> Iterator[Line]:
    """When the last one was made, where any is to be made."""
    found = backed_up.standing(turn.tx)
    if found.made:
        yield line("health-backup", at=Hour(found.made, dated=True), megabytes=-(-found.bytes // MEGABYTE))
    elif found.tried:
        yield line("health-no-backup")
    if found.why:
        yield line("health-backup-failed", why=found.why)


def _plugins(turn: Turn, community: str) -> Iterator[Line]:
    """What those that are set up used this month, and why the last call failed."""
    for name, plugin in turn.desk.plugins.items():
        if community in plugin.communities:
            use = metering.used(turn.tx, Account(name, community, asking.month(turn, community)))
            yield line(f"health-{name}", calls=use.calls, used=use.units, budget=plugin.budget)
            if trouble := plugin.trouble():
                yield line("health-plugin-trouble", trouble=trouble)


def parked(turn: Turn, event: CameDue) -> None:
    """Something could not be handled: every operator is told, or the managers where there is none."""
    if count := parking.untold(turn.tx):
        for chat in keepers(turn):
            turn.keep([Say(chat, (line("parked-told", count=count),), priority=Priority.NOTICE)])


def backup_failed(turn: Turn, event: CameDue) -> None:
    """No backup could be made: the same people hear it, once a day."""
    found = backed_up.standing(turn.tx)
    today = turn.now.astimezone(turn.desk.home.zone).date()
    if not found.why or meta.get(turn.tx, "backup_told") == str(today):
        return
    meta.put(turn.tx, "backup_told", str(today))
    last = line("backup-last", at=Hour(found.made, dated=True)) if found.made else line("backup-never")
    for chat in keepers(turn):
        turn.keep([Say(chat, (line("backup-failed", why=found.why), last), priority=Priority.NOTICE)])


def keepers(turn: Turn) -> list[Chat]:
    """Private chats of whoever keeps the machine running, each once."""
    for role in (Role.OPERATOR, Role.MANAGER):
        found: dict[int, Chat] = {}
        for code in turn.desk.communities:
            theirs = [each.id for each in people.holders(turn.tx, code) if each.holds({role})]
            found |= chats.privates(turn.tx, theirs, code, turn.desk.channels)
        if found:
            return list(found.values())
    return []
