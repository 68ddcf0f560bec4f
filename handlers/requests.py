"""What people ask for by name, in plain words or with a slash."""

from dataclasses import replace

from domain.aside import aside
from domain.buttons import data
from domain.effects import Forget, Put, Say, SetLang
from domain.events import CameDue, Said
from domain.lines import Button, Line, Rows, line
from domain.people import CREW, Chat, ChatKind, Person
from domain.permissions import may
from domain.report import LIVE
from domain.reports import cards
from domain.reports.notices import shown
from domain.talk import dialogue
from domain.understanding.commands import Command
from handlers import cases
from handlers.counting import digests, exporting, figures, monthly
from handlers.desk import Turn
from handlers.duty import attended, handover, lists, watch, workload
from handlers.incidents import announcing
from handlers.machine import health, keeping
from handlers.members import invitations, opening, personnel, street
from handlers.reports import progress
from handlers.talk import confiding, directory, folded, linking, signed, telling
from storage import drafts, people, reports

ALL = 1_000  # of one person's reports: more than anybody ever made


def run(turn: Turn, command: Command, chat: Chat, person: Person, event: Said) -> None:
    """Answer a request."""
    match command.name:
        case "report":
            _report(turn, chat, person, event, command.rest)
        case "my" | "progress" | "withdraw":
            progress.mine_to_see(turn, chat, person)
        case "health" if event.text.strip() == "状态" and not may(person, "see_health"):
            progress.mine_to_see(turn, chat, person)  # what a resident means by it
        case "rate":
            progress.to_rate(turn, chat, person)
        case "number":
            progress.number(turn, chat, person, chat.community, int(command.rest))
        case "named":
            community, _, counted = command.rest.partition(" ")
            progress.number(turn, chat, person, community, int(counted))
        case "human" if chat.abilities.hands_over:
            attended.ask_person(turn, chat)
        case "human" | "phones":
            directory.show(turn, chat, person, command.rest if command.name == "phones" else "")
        case "lang" if command.rest in ("en", "zh-CN"):
            set_lang(turn, chat, person, command.rest)
        case "lang":
            rows = ((_button("中文", "lang", "zh-CN"), _button("English", "lang", "en")),)
            turn.keep([aside(chat, person, (line("ask-lang"),), rows)])
        case "forget":
            _ask_forget(turn, chat, person)
        case "privacy":
            keeping.privacy(turn, chat, person)
        case "mydata":
            keeping.mine(turn, chat, person)
        case "log":
            keeping.looked(turn, chat, person)
        case "cancel":
            telling.cancel(turn, chat, person)
        case "community":  # in private it never comes so far
            turn.keep([aside(chat, person, (line("community-in-private"),))])
        case "export":
            exporting.asked(turn, chat, person)
        case "invite":
            invitations.asked(turn, chat, person)
        case "link":
            linking.asked(turn, chat, person, command.rest)
        case "web":
            opening.asked(turn, chat, person)
        case "health":
            health.asked(turn, chat, person)
        case "staff":
            personnel.asked(turn, chat, person)
        case "grid":
            workload.show(turn, chat, person)
        case "handover":
            handover.asked(turn, chat, person)
        case "duty":
            watch.show(turn, chat, person)
        case "known":
            announcing.asked(turn, chat, person, command.rest)
        case "digest":
            digests.show(turn, chat, person)
        case "monthly":
            monthly.show(turn, chat, person)
        case "figures":
            figures.show(turn, chat, person)
        case "queue" | "mine" | "overdue" | "calls":
            lists.show(turn, command.name, chat, person)
        case _:
            _help(turn, chat, person)


def _help(turn: Turn, chat: Chat, person: Person) -> None:
    if person.is_staff() and chat.kind is not ChatKind.GROUP:
        turn.keep([aside(chat, person, (line("help-staff"), *_more_help(turn, chat, person)))])
    elif chat.kind is ChatKind.PRIVATE:
        turn.keep(dialogue.welcome(chat, _more_help(turn, chat, person)))
    else:
        turn.keep([aside(chat, person, (line("help-group"),))])


def _more_help(turn: Turn, chat: Chat, person: Person) -> tuple[Line, ...]:
    """What only some may ask for, in private."""
    asks = {
        "help-street": street.looks_on(turn, person),
        "help-manager": may(person, "invite"),
        "help-export": may(person, "export"),
        "help-health": may(person, "see_health"),
        "help-web": opening.offered(turn, person),
    }
    return tuple(line(key) for key, allowed in asks.items() if allowed and chat.kind is ChatKind.PRIVATE)


def _report(turn: Turn, chat: Chat, person: Person, event: Said, text: str) -> None:
    if chat.kind is not ChatKind.PRIVATE:
        turn.keep([aside(chat, person, (line("report-how"),))])
    elif text:
        draft = drafts.unfinished(turn.tx, chat.id, person.id)
        telling.tell(turn, replace(event, text=text), chat, person, draft)
    else:
        begin(turn, chat, person)


def begin(turn: Turn, chat: Chat, person: Person) -> None:
    """Ask what is wrong."""
    context = turn.context(chat.community)
    draft = signed.at_the_sign(turn, chat, dialogue.empty(context, chat, person.id, drafts.fresh(turn.tx)))
    turn.keep(dialogue.begin(context, chat, draft))


def set_lang(turn: Turn, chat: Chat, person: Person, lang: str) -> None:
    """Speak another language to somebody from now on; a group keeps its own."""
    turn.keep([SetLang(person.id, lang)])
    spoken = replace(chat, lang=lang) if chat.kind is ChatKind.PRIVATE or chat.alone(person.id) else chat
    turn.keep([aside(spoken, person, (line("lang-set"),))])


def works_here(turn: Turn, person: Person) -> bool:
    """Whether somebody works on the reports of any community: they cannot simply be erased."""
    return any(roles & CREW for roles in people.held(turn.tx, person.id).values())


def _ask_forget(turn: Turn, chat: Chat, person: Person) -> None:
    if works_here(turn, person):
        turn.keep([aside(chat, person, (line("forget-staff"),))])
        return
    open_ones = sum(report.status in LIVE for report in reports.of_person(turn.tx, person.id, None, ALL))
    rows: Rows = ((cards.button("forget", "forget", arg="yes"), cards.button("keep", "forget", arg="no")),)
    turn.keep([aside(chat, person, (line("ask-forget", count=open_ones),), rows)])


def forget(turn: Turn, chat: Chat, person: Person) -> None:
    """Erase somebody, and their words wherever they are still shown: on cards and in folded lists."""
    _erase(turn, person.id, [aside(chat, person, (line("forgotten"),))])


def forget_again(turn: Turn, event: CameDue) -> None:
    """A restored backup still knows somebody who was erased after it had been made: nothing is said about it."""
    if people.person(turn.tx, int(event.subject), "") is not None:
        _erase(turn, int(event.subject), [])


def _erase(turn: Turn, person: int, last_word: list[Say]) -> None:
    mine = reports.of_person(turn.tx, person, None, ALL)
    folds = drafts.folds_of(turn.tx, person)
    turn.keep(Put(cards.anonymous(turn.context(report.community), report)) for report in mine)
    confiding.forget(turn, person)
    turn.keep([*last_word, Forget(person)])
    for each in mine:
        if report := reports.get(turn.tx, each.id):
            turn.keep(shown(turn.context(report.community), cases.load(turn, report)))
    for fold in folds:
        folded.show(turn, fold)


def _button(label: str, verb: str, arg: str) -> Button:
    return Button(line("text", text=label), data(verb, arg=arg))
