"""A button under what is not a report yet: an offer, a question of the dialogue, the folded list."""

from domain.buttons import Press
from domain.effects import Answer, Correct, DropDraft
from domain.events import Pressed
from domain.lines import line
from domain.people import Chat, Person
from domain.permissions import may
from domain.talk import dialogue, group
from domain.talk.drafts import Draft, Stage
from domain.talk.sources import CHOICES, Source
from domain.understanding import learning
from handlers.desk import Turn
from handlers.reports.report_presses import not_staff_here
from handlers.talk import filed, folded, near
from storage import chats, drafts, outbox, reports

VERBS = frozenset({"metoo", "pass", "file", "drop", "call", "dkind", "dplace", "dsource", "dsplit", "cfile", "cdrop"})


def pressed(turn: Turn, event: Pressed, press: Press, chat: Chat, person: Person) -> None:
    draft = drafts.get(turn.tx, press.subject)
    if draft is None:
        _gone(turn, event, chat)
    elif press.verb in ("cfile", "cdrop"):
        _on_folded(turn, press, chat, person, draft)
    elif draft.person != person.id or draft.chat != chat.id:
        turn.keep([Answer(line("answer-not-yours"))])
    elif not chat.community:
        turn.keep([Answer(line("answer-unknown"))])  # the only question there is which community
    else:
        _own_draft(turn, press, chat, person, draft)


def _gone(turn: Turn, event: Pressed, chat: Chat) -> None:
    """The draft is gone: filed, and then its number answers a second tap, or dropped."""
    about = outbox.report_of(turn.tx, chat.id, event.message)
    report = reports.get(turn.tx, about) if about else None
    key = line("answer-filed", number=str(report.number)) if report else line("answer-done-already")
    turn.keep([Answer(key)])


def _own_draft(turn: Turn, press: Press, chat: Chat, person: Person, draft: Draft) -> None:
    context = turn.context(chat.community)
    asking = draft.stage is Stage.ASKING
    match press.verb:
        case "call" if draft.others:
            filed.by_author(turn, draft, chat, person, call=True, source=filed.said_by(draft))
        case "file" | "call":
            source = Source.RESIDENT if asking else filed.said_by(draft)
            filed.by_author(turn, draft, chat, person, call=press.verb == "call", source=source)
            if draft.fold:
                folded.show(turn, draft.fold)
        case "dsplit":
            filed.apart(turn, draft, chat, person)
            if draft.fold:
                folded.show(turn, draft.fold)
        case "dsource" if asking and press.arg == Source.FIXED and draft.fixes and may(person, "fix_on_round"):
            if not may(person, "fix_on_round", filed.grid(draft)):
                turn.keep([Answer(line("answer-other-grid"))])
                return
            filed.found_and_fixed(turn, draft, chat, person)
        case "dsource" if asking and press.arg in (*CHOICES, Source.RESIDENT) and may(person, "file_for_others"):
            filed.by_author(turn, draft, chat, person, source=press.arg)
        case "dsource":
            turn.keep([Answer(line("answer-unknown"))])
            return
        case "pass":
            if not filed.passed_on(turn, draft, chat, person, press.arg):
                turn.keep([Answer(line("answer-unknown"))])
                return
            if draft.fold:
                folded.show(turn, draft.fold)
        case "metoo":
            near.pressed(turn, draft, chat, person, press.arg)
        case "drop":
            turn.keep(dialogue.dropped(draft, chat) if asking else group.dropped(draft, chat))
        case "dkind" if asking:
            turn.keep(dialogue.change_kind(context, draft, chat, press.arg))
        case "dplace" if press.arg and press.arg not in context.community.buildings:
            turn.keep([Answer(line("answer-unknown"))])
        case "dplace" if asking:
            turn.keep(dialogue.change_place(context, draft, chat, press.arg))
    if press.verb in ("dkind", "dplace"):
        near.look(turn, draft.id, chat)
    if asking and press.verb in ("file", "call", "drop", "dsource", "dsplit", "metoo", "pass"):
        filed.resume(turn, chat, person)


def _on_folded(turn: Turn, press: Press, chat: Chat, person: Person, draft: Draft) -> None:
    grid = (draft.place.grid if draft.place else None) or draft.grid
    said_in = chats.get(turn.tx, draft.chat, turn.desk.channels)
    if said_in is None or said_in.community != chat.community:
        turn.keep([Answer(line("answer-unknown"))])
    elif why := not_staff_here(chat, person, grid):
        turn.keep([Answer(line(why))])
    elif draft.stage is not Stage.FOLDED:
        turn.keep([Answer(line("answer-unknown"))])
    else:
        if press.verb == "cfile":
            turn.keep([_sorted(draft, chat, person, learning.IS_REPORT)])
            filed.by_staff(turn, draft, person)
        else:
            turn.keep([_sorted(draft, chat, person, learning.NO_REPORT), DropDraft(draft)])
        folded.show(turn, draft.fold)


def _sorted(draft: Draft, chat: Chat, person: Person, after: str) -> Correct:
    return Correct(chat.community, None, person.id, True, learning.REPORT, "", after, draft.text, draft.person)
