"""Somebody pressed a button: find what it belongs to; under reports and drafts it goes on in files of their own.

What a button carries is the word of whoever sent it.  It is looked up, and refused with a reason when it
is stale, not theirs, or nothing of ours.
"""

from dataclasses import replace

from domain import buttons
from domain.buttons import Press
from domain.effects import Answer
from domain.events import Pressed
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.talk import dialogue
from domain.where import places
from handlers import requests
from handlers.counting import digests, exporting
from handlers.desk import Turn
from handlers.duty import attended, rostering, swapping, workload
from handlers.incidents import announcing
from handlers.members import invitations, membership, personnel, street
from handlers.reports import report_presses, transfers
from handlers.talk import (
    answers,
    confiding,
    directory,
    draft_presses,
    filed,
    flooding,
    linking,
    messages,
    not_this,
    unsettled,
    visits,
)
from storage import app_cards, drafts, reports

_STOPS = frozenset({"invite", "who", "begin", "agree", "staff", "bind", "same"}) | frozenset(
    {"take", "hand", "secure", "park", "refer", "resume", "wait", "done", "refuse", "ask", "kind", "where", "merge"}
)  # going on to something else: what we waited for is off


def pressed(turn: Turn, event: Pressed) -> None:
    """A button was pressed; whoever pressed it hears something, at the least that it was taken."""
    if event.renewal:
        app_cards.renew(turn.tx, event.message, event.renewal, turn.desk.clock.machine_ms())
    if flooding.is_too_fast(turn, event):
        return
    if (entered := messages.enter(turn, event)) and not attended.is_answered(turn, event, entered[0]):
        _press(turn, event, *entered)
        if not turn.answered:
            turn.keep([Answer(line("answer-ok"))])


def _press(turn: Turn, event: Pressed, chat: Chat, person: Person) -> None:
    press = buttons.parse(event.data)
    if press and press.verb in _STOPS:
        answers.stop(turn, chat, person)
    if press is None:
        turn.keep([Answer(line("answer-unknown"))])
    elif press.verb in PLAIN:
        PLAIN[press.verb](turn, press, chat, person)
    elif press.verb in draft_presses.VERBS:
        draft_presses.pressed(turn, event, press, chat, person)
    else:
        report_presses.pressed(turn, event, press, chat, person)


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


def _pick(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    turn.keep([Answer(line("pick-first"))])  # the button under a list, and nothing chosen from it


PLAIN = {
    "pick": _pick,
    "begin": _begin,
    "mine": visits.pressed_mine,
    "person": attended.pressed_person,
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
    "look": street.pressed_look,
    "words": street.pressed_words,
    "move": transfers.pressed_move,
    "raise": transfers.pressed_raise,
    "stay": transfers.pressed_stay,
}
