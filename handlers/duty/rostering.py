"""改排班: a manager changes the roster, in private."""

from config.categories import TRADES
from config.wording import LANGUAGES
from domain.buttons import Press
from domain.duty import rostering
from domain.duty.roster import Shift
from domain.duty.shift_words import has_hours
from domain.effects import Answer, Forgo
from domain.events import Said
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.talk.drafts import Prompt
from domain.understanding.classification import looks_like_report
from handlers.desk import Turn
from handlers.duty import swapping
from storage import drafts, people, roster


def pressed(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """All shifts, one of them, one day of it, or a change."""
    if chat.kind is not ChatKind.PRIVATE or not chat.community:
        turn.keep([Answer(line("answer-unknown"))])
    elif not may(person, "set_roster"):
        turn.keep([Answer(line("answer-manager-only"))])
    else:
        _changed(turn, press, chat, person)


def _changed(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    context, shifts = turn.context(chat.community), roster.load(turn.tx, chat.community)
    crew = people.crew(turn.tx, chat.community, None)
    shift = next((each for each in shifts if each.id == press.subject), None)
    turn.keep([Forgo(chat.id, person.id)] if _waits_for_line(turn, chat, person) else [])
    match press.arg, shift:
        case "add", _:
            turn.keep(rostering.ask_line(context, chat, person, None))
        case what, None:
            turn.keep(rostering.overview(context, chat, shifts, again=what == "open"))
        case "edit", Shift():
            turn.keep(rostering.ask_line(context, chat, person, shift))
        case "p", Shift():
            turn.keep(rostering.toggle(context, chat, shift, crew, press.cycle))
        case "days", Shift():
            turn.keep(rostering.days(context, chat, shift))
        case what, Shift() if what[:1] == "d" and press.cycle:
            turn.keep(rostering.one_day(context, chat, shift, crew, press.cycle, what))
        case "drop", Shift():
            turn.keep(rostering.ask_drop(context, chat, shift))
        case "gone", Shift():
            swapping.dropped(turn, shift.id)
            turn.keep(rostering.dropped(context, chat, shifts, shift))
        case _, Shift():
            turn.keep(rostering.one(context, chat, shift, crew))


def _waits_for_line(turn: Turn, chat: Chat, person: Person) -> bool:
    prompt = drafts.expected(turn.tx, chat.id, person.id, turn.now)
    return prompt is not None and prompt.kind == rostering.PROMPT


def is_meant(turn: Turn, event: Said, chat: Chat) -> bool:
    """Whether these words can be the line we asked for: they say hours, or at least are no report."""
    if has_hours(event.text):
        return True
    found = turn.understand(event.text, chat.community)
    return bool(event.text) and not found.danger and not looks_like_report(found)


def said(turn: Turn, event: Said, chat: Chat, person: Person, prompt: Prompt) -> None:
    """The line that says a shift."""
    if not may(person, "set_roster"):
        turn.keep([Forgo(chat.id, person.id)])
        return
    wording = turn.desk.wording
    trades = {wording.term(lang, "trade", code): code for lang in LANGUAGES for code in TRADES}
    context, shifts = turn.context(chat.community), roster.load(turn.tx, chat.community)
    turn.keep(rostering.said(context, chat, person, shifts, prompt.report, event.text, trades))
