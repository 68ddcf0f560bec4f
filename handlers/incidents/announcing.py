"""Staff open a known incident: /known, 停水通知, one question at a time, and posted once."""

from dataclasses import replace
from datetime import timedelta

from domain.buttons import Press
from domain.context import Context
from domain.effects import Answer, Say
from domain.events import Said
from domain.incidents import announcing, known_words
from domain.incidents import belonging as incidents
from domain.incidents.announcing import Notice
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.talk.drafts import Prompt
from domain.understanding.classification import looks_like_report
from domain.where.areas import grids, place
from handlers import cases
from handlers.desk import Turn
from storage import chats, drafts, reports

LISTED = 8  # incidents in one list


def asked(turn: Turn, chat: Chat, person: Person, text: str) -> None:
    """/known, with or without words; whoever does not work here reads what is known."""
    context = turn.context(chat.community)
    refused = _refused(turn, chat, person)
    notice = Notice() if refused else announcing.begun(context, text)
    if refused == "staff-only":
        _list(turn, context, chat, person)
    elif refused:
        turn.keep([Say(chat, (line(refused),), only_for=chat.alone(person.id))])
    elif notice.area is not None and not announcing.may_announce(person, notice.area, context.community):
        turn.keep([Say(chat, (line("known-not-yours"),))])
    else:
        _go_on(turn, context, notice, chat, person)


def _list(turn: Turn, context: Context, chat: Chat, person: Person) -> None:
    """What is known at the moment, for everybody."""
    found = reports.known(turn.tx, chat.community)[:LISTED]
    lines = [each for report in found for each in known_words.answer(context, report, chat.lang, joined=False)]
    words = tuple(lines) or (line("known-none"),)
    turn.keep([Say(chat, words, only_for=chat.alone(person.id), community=chat.community)])


def _refused(turn: Turn, chat: Chat, person: Person) -> str | None:
    if not may(person, "announce"):
        return "staff-only"
    return "staff-elsewhere" if chat.kind is ChatKind.GROUP else None


def worded(turn: Turn, event: Said, chat: Chat, person: Person, prompt: Prompt) -> None:
    """Words that answer what was asked; those that say nothing of it are asked again."""
    context = turn.context(chat.community)
    before = announcing.read(prompt.text)
    if not may(person, "announce") or not event.text.strip():
        turn.keep(announcing.done(chat, person, "known-dropped"))
        return
    notice = announcing.heard(context, before, event.text)
    lead = line("known-not-understood") if notice == before else None
    _go_on(turn, context, notice, chat, person, lead is not None)


def _go_on(
    turn: Turn, context: Context, notice: Notice, chat: Chat, person: Person, not_understood: bool = False
) -> None:
    lead = line("known-not-understood") if not_understood else None
    if notice.area is not None and not announcing.may_announce(person, notice.area, context.community):
        notice, lead = replace(notice, area=None), line("known-other-grid")
    turn.keep(announcing.ask(context, notice, chat, person, lead))


def is_meant(turn: Turn, event: Said, chat: Chat) -> bool:
    """Whether words can be the answer: danger never is."""
    found = turn.understand(event.text, chat.community)
    return not (found.danger and looks_like_report(found))


def pressed(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """A button under one of the questions."""
    context = turn.context(chat.community)
    prompt = drafts.expected(turn.tx, chat.id, person.id, turn.now)
    if refused := _refused(turn, chat, person):
        turn.keep([Answer(line("answer-among-staff" if refused == "staff-elsewhere" else "answer-staff-only"))])
    elif prompt is None or prompt.kind != announcing.PROMPT:
        turn.keep([Answer(line("answer-stale"))])
    else:
        _decide(turn, context, press.arg, announcing.read(prompt.text), chat, person)


def _decide(turn: Turn, context: Context, arg: str, notice: Notice, chat: Chat, person: Person) -> None:
    what, _, value = arg.partition(".")
    match what:
        case "drop":
            turn.keep(announcing.done(chat, person, "known-dropped"))
        case "kind" if value == "*":
            turn.keep(announcing.all_kinds(context, chat, person))
        case "kind" if value in context.categories.by_code:
            _go_on(turn, context, replace(notice, category=value), chat, person)
        case "area" if value == "*" or value in context.community.grids:
            area = () if value == "*" else (f"@{value}",)
            _go_on(turn, context, replace(notice, area=area), chat, person)
        case "until" if value == "no":
            _go_on(turn, context, replace(notice, timed=True, until=None), chat, person)
        case "until" if value in map(str, announcing.HOURS):
            until = turn.now + timedelta(hours=int(value))
            _go_on(turn, context, replace(notice, timed=True, until=until), chat, person)
        case "post" if notice.category in context.categories.by_code and notice.area is not None and notice.timed:
            _post(turn, context, notice, chat, person)
        case _:
            turn.keep([Answer(line("answer-unknown"))])


def _post(turn: Turn, context: Context, notice: Notice, chat: Chat, person: Person) -> None:
    area = notice.area or ()
    if not announcing.may_announce(person, area, context.community):
        turn.keep([Answer(line("answer-other-grid"))])
        return
    found = notice.known(turn.now)
    fresh = turn.fresh_report(chat.community)
    crew = cases.crew(turn, chat.community, place(area, context.community, chat.lang).grid)
    rooms = groups(turn, chat.community, area, context)
    turn.keep(incidents.announced(context, notice.category, found, person, chat, crew, fresh, rooms))
    turn.keep(announcing.done(chat, person, "known-posted", number=str(fresh.number)))


def groups(turn: Turn, community: str, area: tuple[str, ...], context: Context) -> tuple[Chat, ...]:
    """The residents' groups that it concerns."""
    inside = grids(area, context.community)
    rooms = chats.residents(turn.tx, community, turn.desk.channels)
    return tuple(chat for chat in rooms if chat.grid is None or chat.grid in inside)
