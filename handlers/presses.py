"""Somebody pressed a button: find what it belongs to, and let the domain say whether it may be.

What a button carries is the word of whoever sent it.  It is looked up, and refused with a reason when it
is stale, not theirs, or nothing of ours.
"""

from dataclasses import replace

from domain import (
    alerts,
    buttons,
    cards,
    corrections,
    dialogue,
    gathering,
    group,
    learning,
    lifecycle,
    pauses,
    places,
    residents,
    staff,
)
from domain.buttons import Press
from domain.context import Case
from domain.drafts import Draft, Stage
from domain.effects import Answer, Correct, DropDraft, Say, Unbutton
from domain.events import Pressed
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.report import MoveRefused, Report, Status
from domain.sources import CHOICES, Source
from handlers import (
    announcing,
    answers,
    calls,
    cases,
    confiding,
    digests,
    directory,
    exporting,
    filed,
    folded,
    invitations,
    known,
    linking,
    membership,
    messages,
    near,
    not_this,
    personnel,
    requests,
    rostering,
    swapping,
    telling,
    unsettled,
    workload,
)
from handlers.desk import Turn
from storage import chats, drafts, outbox, reports

_ONCE = frozenset({"notfixed", "appeal", "grant", "deny", "rplace", "rcall", "part"})  # answers to a question
_HERE = frozenset({"change", "withdraw"})  # the message with the button changes, not a receipt far above
_FILERS = frozenset({"source", "ring", "phoned"})  # also for volunteers, in private, of what they filed themselves
_MENUS = frozenset({"take", "hand"})  # ask on by a menu under the card
_STOPS = frozenset({"invite", "who", "begin", "agree", "staff", "bind", "same"}) | frozenset(
    {"take", "hand", "secure", "park", "refer", "resume", "wait", "done", "refuse", "ask", "kind", "where", "merge"}
)  # going on to something else: what we waited for is off
STAFF = frozenset(staff.VERBS) | {"merge", "unmerge", "skip", "stop", "until", "card", "ring", "phoned"}


def pressed(turn: Turn, event: Pressed) -> None:
    """A button was pressed; whoever pressed it hears something, at the least that it was taken."""
    if entered := messages.enter(turn, event):
        _press(turn, event, *entered)
        if not turn.answered:
            turn.keep([Answer(line("answer-ok"))])


def _press(turn: Turn, event: Pressed, chat: Chat, person: Person) -> None:
    press = buttons.parse(event.data)
    if press and press.verb in _STOPS:
        answers.stop(turn, chat, person)
    if press is None:
        turn.keep([Answer(line("answer-unknown"))])
    elif press.verb in _PLAIN:
        _PLAIN[press.verb](turn, press, chat, person)
    elif press.verb in _DRAFT:
        _on_draft(turn, event, press, chat, person)
    else:
        _on_report(turn, event, press, chat, person)


# --- under a report's message -------------------------------------------------------------------------


def _on_report(turn: Turn, event: Pressed, press: Press, chat: Chat, person: Person) -> None:
    report = reports.get(turn.tx, press.subject)
    if report is None:
        turn.keep([Answer(line("answer-unknown"))])
        return
    chat, person = cases.seen_from(turn, chat, person, report)
    if report.community != chat.community:
        turn.keep([Answer(line("answer-unknown"))])
    elif press.verb in _FILERS and report.filed_by == person.id and chat.kind is ChatKind.PRIVATE:
        _checked(turn, event, press, chat, person, report)
    elif press.verb in STAFF and chat.kind is ChatKind.DUTY and not (person.grants or chat.abilities.seeded):
        membership.unknown_staff(turn, chat, person)
    elif press.verb in STAFF and (why := _not_staff_here(chat, person, report.grid)):
        turn.keep([Answer(line(why))])
    else:
        _checked(turn, event, press, chat, person, report)


def _checked(turn: Turn, event: Pressed, press: Press, chat: Chat, person: Person, report: Report) -> None:
    """Whoever pressed may, as far as the chat goes; the report and the domain decide."""
    if _stale(press, report):
        turn.keep([Answer(line("answer-stale"))])
    else:
        if press.verb in _HERE:
            reports.take_in_hand(turn.tx, chat.id, event.message, cards.receipt_tag(report, person.id))
        try:
            case = cases.load(turn, report)
            if press.verb in _MENUS and not press.arg and _is_below_card(turn, event, chat, report):
                turn.keep(staff.anew(turn.context(chat.community), case, person, chat, press))
            else:
                _decide(turn, press, case, chat, person)
            if press.verb in _ONCE:
                turn.keep([Unbutton(chat, message=event.message)])
        except MoveRefused as refused:
            why = "closed" if report.status is Status.CLOSED else refused.reason
            turn.keep([Answer(line(f"refused-{why}", number=str(report.number)))])
            if why == "closed" and press.verb in residents.RATING and chat.kind is ChatKind.PRIVATE:
                turn.keep([_report_again(report, chat)])


def _is_below_card(turn: Turn, event: Pressed, chat: Chat, report: Report) -> bool:
    """Whether the button stands under a reminder or a complaint: the card with its menu may be far above."""
    return outbox.tag_of(turn.tx, chat.id, event.message) != alerts.tag(report)


def _report_again(report: Report, chat: Chat) -> Say:
    """It is closed and not good: the way to report it anew, once."""
    rows = ((cards.button("again", "begin"),),)
    lines = (line("refused-closed", number=str(report.number)),)
    return Say(chat, lines, rows, tag=f"again:{report.id}", report=report.id)


def _not_staff_here(chat: Chat, person: Person, grid: str | None) -> str | None:
    """Why somebody may not press a staff button here; None when they may."""
    if not person.is_staff():
        return "answer-staff-only"
    if chat.kind is ChatKind.GROUP:  # what staff see must not come up before the residents
        return "answer-among-staff"
    return None if person.is_staff(grid) else "answer-other-grid"


def _stale(press: Press, report: Report) -> bool:
    """Whether the button is of an earlier cycle; a list's button leads to the card of this one."""
    cycled = press.verb in residents.CYCLED or (press.verb in STAFF and press.verb not in ("card", "ring"))
    return cycled and press.cycle != report.cycle


def _decide(turn: Turn, press: Press, case: Case, chat: Chat, person: Person) -> None:
    context = turn.context(chat.community)
    match press.verb:
        case "ring" | "phoned":
            calls.pressed(turn, press, chat, person, case.report)
        case "card":
            requests.show_card(turn, case, chat)
            turn.keep([Answer(line("answer-shown"))])
        case "merge":
            _merge(turn, press, case, chat, person)
        case "unmerge":
            turn.keep(corrections.unmerged(context, case, person, *_put_into(turn, case)))
        case "part":
            turn.keep(gathering.parted(context, case, person, *_put_into(turn, case)))
        case "skip":
            _skip(turn, press, case, chat, person)
        case "nudge":
            requests.nudge(turn, case, person)
        case "stop":
            if not answers.stop(turn, chat, person, case.report.id):
                turn.keep([Answer(line("answer-not-yours"))])
        case "until":
            _until(turn, press, case, chat, person)
        case "another":
            telling.another(turn, case, chat, person, press.arg)
        case verb if verb in staff.VERBS:
            turn.keep(staff.press(context, case, person, chat, press))
        case "support" | "progress" if case.report.known and not _was_told(turn, case, chat, person):
            turn.keep([Answer(line("answer-unknown"))])
        case verb if verb in residents.VERBS:
            turn.keep(residents.press(context, case, person, chat, press))
            if verb == "support" and case.report.known is None and case.report.danger is None:
                known.gather(turn, case.report.community, case.report.category)
        case _:
            turn.keep([Answer(line("answer-unknown"))])


def _was_told(turn: Turn, case: Case, chat: Chat, person: Person) -> bool:
    """Whether a known incident was spoken of here: in private its buttons stand under our own words."""
    return case.concerns(person) or chat.id in outbox.chats_of(turn.tx, case.report.id)


def _merge(turn: Turn, press: Press, case: Case, chat: Chat, person: Person) -> None:
    context, like = turn.context(chat.community), case.report
    others = [
        report
        for report in reports.live(turn.tx, like.community)
        if report.id != like.id and person.is_staff(report.grid)
    ]
    chosen = next((report for report in others if str(report.id) == press.arg), None)
    if chosen:
        turn.keep(corrections.merged(context, case, person, cases.load(turn, chosen)))
        return
    others.sort(key=lambda other: (other.category != like.category, other.place.building != like.place.building))
    turn.keep(corrections.merge(context, case, person, chat, tuple(others)))


def _put_into(turn: Turn, case: Case) -> tuple[Case | None, frozenset[int]]:
    """What a duplicate was merged into, and who came there with it."""
    into = reports.get(turn.tx, case.report.duplicate_of) if case.report.duplicate_of else None
    if into is None:
        return None, frozenset()
    return cases.load(turn, into), reports.came_with(turn.tx, into.id, case.report.id)


def _skip(turn: Turn, press: Press, case: Case, chat: Chat, person: Person) -> None:
    prompt = drafts.expected(turn.tx, chat.id, person.id, turn.now)
    if prompt is None or prompt.kind != "note" or prompt.report != case.report.id or not prompt.text:
        turn.keep([Answer(line("answer-stale"))])
    else:
        turn.keep(lifecycle.resolve(turn.context(chat.community), case, person, chat, prompt, press.arg[:20]))


def _until(turn: Turn, press: Press, case: Case, chat: Chat, person: Person) -> None:
    prompt = drafts.expected(turn.tx, chat.id, person.id, turn.now)
    if prompt is None or not prompt.kind.endswith("_until") or prompt.report != case.report.id:
        turn.keep([Answer(line("answer-stale"))])
    else:
        turn.keep(pauses.in_days(turn.context(chat.community), case, person, chat, prompt, press.arg))


# --- under a draft ------------------------------------------------------------------------------------


def _on_draft(turn: Turn, event: Pressed, press: Press, chat: Chat, person: Person) -> None:
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
    elif why := _not_staff_here(chat, person, grid):
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


# --- everything else ----------------------------------------------------------------------------------


def _begin(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    if chat.kind is ChatKind.PRIVATE and chat.community:
        requests.begin(turn, chat, person)
    else:
        turn.keep([Answer(line("answer-unknown"))])


def _lang(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    if press.arg in ("zh-CN", "en"):
        requests.set_lang(turn, chat, person, press.arg)
    else:
        turn.keep([Answer(line("answer-unknown"))])


def _forget(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    if requests.works_here(turn, person):
        turn.keep([Answer(line("forget-staff"))])
    elif press.arg == "yes":
        requests.forget(turn, chat, person)
    else:
        turn.keep([Answer(line("answer-kept"))])


def _call_me(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    if chat.kind is not ChatKind.PRIVATE or not chat.community:
        turn.keep([Answer(line("answer-unknown"))])
        return
    waiting = next((each for each in reports.of_person(turn.tx, person.id, chat.community) if each.call), None)
    place = places.in_building(press.arg, turn.context(chat.community).community, chat.lang) if press.arg else None
    here = waiting and (place is None or waiting.place.building == place.building)
    if waiting and here and waiting.told_status == "open" and not waiting.text:
        turn.keep([Answer(line("answer-filed", number=str(waiting.number)))])  # asked a moment ago: once is enough
        return
    draft = dialogue.empty(turn.context(chat.community), chat, person.id, drafts.fresh(turn.tx))
    filed.by_author(turn, replace(dialogue.call_me(draft), place=place), chat, person, call=True)


_PLAIN = {
    "begin": _begin,
    "lang": _lang,
    "forget": _forget,
    "callme": _call_me,
    "phones": directory.pressed,
    "grid": workload.pressed,
    "digest": digests.pressed,
    "known": announcing.pressed,
    "notthis": not_this.pressed,
    "at": directory.pressed_start,
    "bind": membership.pressed_bind,
    "live": unsettled.pressed_live,
    "ours": unsettled.pressed_ours,
    "bindto": membership.pressed_bind_to,
    "staff": membership.pressed_staff,
    "export": exporting.pressed,
    "invite": invitations.pressed_invite,
    "agree": invitations.pressed_agree,
    "who": personnel.pressed_who,
    "same": linking.pressed_same,
    "shift": rostering.pressed,
    "confided": confiding.pressed,
    "swap": swapping.pressed,
    "swapped": swapping.pressed_answer,
}
_DRAFT = frozenset({"metoo", "pass", "file", "drop", "call", "dkind", "dplace", "dsource", "dsplit", "cfile", "cdrop"})
