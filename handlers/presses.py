"""Somebody pressed a button: find what it belongs to, and let the domain say whether it may be.

What a button carries is the word of whoever sent it.  It is looked up, and refused with a reason when it
is stale, not theirs, or nothing of ours.
"""

from domain import buttons, dialogue, group, lifecycle, residents
from domain.buttons import Press
from domain.context import Case
from domain.drafts import Draft, Stage
from domain.effects import Answer, Correct, DropDraft, Forget, Say, SetLang, line
from domain.events import Pressed
from domain.people import Chat, ChatKind, Person
from domain.report import MoveRefused
from handlers import cases, groups, membership, messages, private, requests
from handlers.desk import Turn
from storage import drafts, reports


def pressed(turn: Turn, event: Pressed) -> None:
    """A button was pressed."""
    entered = messages.enter(turn, event)
    press = buttons.parse(event.data)
    if entered is None:
        return
    chat, person = entered
    if press is None:
        turn.keep([Answer(line("answer-unknown"))])
    elif press.verb in _PLAIN:
        _PLAIN[press.verb](turn, press, chat, person)
    elif press.verb in _DRAFT:
        _on_draft(turn, press, chat, person)
    else:
        _on_report(turn, press, chat, person)


# --- under a report's message -------------------------------------------------------------------------


def _on_report(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    report = reports.get(turn.tx, press.subject)
    if report is None or report.community != chat.community:
        turn.keep([Answer(line("answer-unknown"))])
        return
    case = cases.load(turn, report)
    staff = press.verb in lifecycle.VERBS or press.verb in ("merge", "skip", "card")
    if staff and not person.grants and chat.kind is ChatKind.DUTY and not chat.abilities.seeded:
        membership.unknown_staff(turn, chat, person)
    elif staff and not person.is_staff(report.grid):
        turn.keep([Answer(line("answer-staff-only"))])
    elif (staff or press.verb in residents.CYCLED) and press.verb != "card" and press.cycle != report.cycle:
        turn.keep([Answer(line("answer-stale"))])
    else:
        try:
            _decide(turn, press, case, chat, person)
        except MoveRefused as refused:
            state = line(f"refused-{refused.reason}", number=str(report.number))
            turn.keep([Answer(state)])


def _decide(turn: Turn, press: Press, case: Case, chat: Chat, person: Person) -> None:
    context = turn.context(chat.community)
    if press.verb == "card":
        requests.show_card(turn, case, chat)
        turn.keep([Answer(line("answer-shown"))])
    elif press.verb == "merge":
        _merge(turn, press, case, chat, person)
    elif press.verb == "skip":
        _skip(turn, press, case, chat, person)
    elif press.verb in lifecycle.VERBS:
        turn.keep(lifecycle.press(context, case, person, chat, press))
    elif press.verb in residents.VERBS:
        turn.keep(residents.press(context, case, person, chat, press))
    else:
        turn.keep([Answer(line("answer-unknown"))])


def _merge(turn: Turn, press: Press, case: Case, chat: Chat, person: Person) -> None:
    context = turn.context(chat.community)
    others = [
        report
        for report in reports.live(turn.tx, case.report.community)
        if report.id != case.report.id and person.is_staff(report.grid)
    ]
    chosen = next((report for report in others if str(report.id) == press.arg), None)
    if chosen:
        turn.keep(lifecycle.merged(context, case, person, cases.load(turn, chosen)))
        return
    like = case.report
    others.sort(key=lambda other: (other.category != like.category, other.place.building != like.place.building))
    turn.keep(lifecycle.merge(context, case, person, chat, tuple(others)))


def _skip(turn: Turn, press: Press, case: Case, chat: Chat, person: Person) -> None:
    prompt = drafts.expected(turn.tx, chat.id, person.id, turn.now)
    if prompt is None or prompt.kind != "note" or prompt.report != case.report.id or not prompt.text:
        turn.keep([Answer(line("answer-stale"))])
    else:
        turn.keep(lifecycle.resolve(turn.context(chat.community), case, person, prompt, press.arg[:20]))


# --- under a draft ------------------------------------------------------------------------------------


def _on_draft(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    draft = drafts.get(turn.tx, press.subject)
    if press.verb == "call" and draft is None:
        _call_about_report(turn, press, chat, person)
    elif draft is None:
        turn.keep([Answer(line("answer-done-already"))])
    elif press.verb in ("cfile", "cdrop"):
        _on_folded(turn, press, chat, person, draft)
    elif draft.person != person.id or draft.chat != chat.id:
        turn.keep([Answer(line("answer-not-yours"))])
    else:
        _own_draft(turn, press, chat, person, draft)


def _own_draft(turn: Turn, press: Press, chat: Chat, person: Person, draft: Draft) -> None:
    context = turn.context(chat.community)
    match press.verb:
        case "file":
            private.file(turn, draft, chat, person)
        case "call":
            private.file(turn, draft, chat, person, call=True)
        case "drop" if draft.stage is Stage.ASKING:
            turn.keep(dialogue.dropped(draft, chat))
        case "drop":
            turn.keep(group.dropped(draft, chat))
        case "dkind":
            turn.keep(dialogue.change_kind(context, draft, chat, press.arg))
        case "dplace":
            turn.keep(dialogue.change_place(context, draft, chat, press.arg))
    turn.keep([Answer(line("answer-ok"))])


def _call_about_report(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """说不清,请人联系我, under the question for the place of a report that was filed at once."""
    report = reports.get(turn.tx, press.subject)
    if report is None or report.reporter != person.id:
        turn.keep([Answer(line("answer-done-already"))])
        return
    try:
        case = cases.load(turn, report)
        turn.keep(residents.called(turn.context(chat.community), case, person, chat, ""))
    except MoveRefused:
        turn.keep([Answer(line("answer-ended"))])


def _on_folded(turn: Turn, press: Press, chat: Chat, person: Person, draft: Draft) -> None:
    grid = (draft.place.grid if draft.place else None) or draft.grid
    if not person.is_staff(grid):
        turn.keep([Answer(line("answer-staff-only"))])
        return
    if press.verb == "cfile":
        groups.file_folded(turn, draft, person)
    else:
        turn.keep([Correct(None, person.id, "is_report", "report", "chatter", ""), DropDraft(draft)])
    groups.show_fold(turn, draft.fold, chat.community)
    turn.keep([Answer(line("answer-ok"))])


# --- everything else ----------------------------------------------------------------------------------


def _begin(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    requests.begin(turn, chat, person)


def _lang(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    if press.arg in ("zh-CN", "en"):
        turn.keep([SetLang(person.id, press.arg)])
        entered = turn.pressed and messages.enter(turn, turn.pressed)
        assert entered
        turn.keep([Answer(line("answer-lang")), Say(entered[0], (line("lang-set"),), only_for=_alone(chat, person))])


def _alone(chat: Chat, person: Person) -> int | None:
    return person.id if chat.person is None and chat.abilities.ephemeral else None


def _forget(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    if person.is_staff():
        turn.keep([Answer(line("forget-staff"))])
    elif press.arg == "yes":
        turn.keep([Say(chat, (line("forgotten"),), only_for=_alone(chat, person)), Forget(person.id)])
    else:
        turn.keep([Answer(line("answer-kept"))])


def _call_me(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    context = turn.context(chat.community)
    draft = dialogue.empty(context, chat, person.id, drafts.fresh(turn.tx))
    private.file(turn, dialogue.call_me(draft), chat, person, call=True)


_PLAIN = {
    "begin": _begin,
    "lang": _lang,
    "forget": _forget,
    "callme": _call_me,
    "bind": membership.pressed_bind,
    "staff": membership.pressed_staff,
}
_DRAFT = frozenset({"file", "drop", "call", "dkind", "dplace", "cfile", "cdrop"})
