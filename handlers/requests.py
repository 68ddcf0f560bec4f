"""What residents ask for: their reports, how one stands, the phone numbers, another language, to be forgotten."""

from dataclasses import replace
from itertools import islice

from domain import alerts, cards, dialogue, filing, outcome, sights, urging, visibility
from domain.buttons import data
from domain.categories import Visibility
from domain.commands import Command
from domain.context import Case
from domain.effects import Forget, Priority, Put, Say, SetLang
from domain.events import Said
from domain.lines import Button, Line, Rows, line
from domain.notices import shown
from domain.people import CREW, Chat, ChatKind, Person, Recipient
from domain.permissions import MAY, may
from domain.report import LIVE, Report, Status
from handlers import (
    announcing,
    attended,
    cases,
    confiding,
    digests,
    directory,
    exporting,
    figures,
    folded,
    handover,
    health,
    invitations,
    keeping,
    linking,
    lists,
    monthly,
    personnel,
    signed,
    telling,
    watch,
    workload,
)
from handlers.desk import Turn
from storage import drafts, exports, history, people, reports

LISTED = 8  # reports in one list
ALL = 1_000  # of one person's reports: more than anybody ever made


def run(turn: Turn, command: Command, chat: Chat, person: Person, event: Said) -> None:
    """Answer a request."""
    match command.name:
        case "report":
            _report(turn, chat, person, event, command.rest)
        case "my" | "progress" | "withdraw":
            mine_to_see(turn, chat, person)
        case "health" if event.text.strip() == "状态" and not may(person, "see_health"):
            mine_to_see(turn, chat, person)  # what a resident means by it
        case "rate":
            _to_rate(turn, chat, person)
        case "number":
            _number(turn, chat, person, int(command.rest))
        case "human" if chat.abilities.hands_over:
            attended.ask_person(turn, chat)
        case "human" | "phones":
            directory.show(turn, chat, person, command.rest if command.name == "phones" else "")
        case "lang" if command.rest in ("en", "zh-CN"):
            set_lang(turn, chat, person, command.rest)
        case "lang":
            rows = ((_button("中文", "lang", "zh-CN"), _button("English", "lang", "en")),)
            turn.keep([say(chat, person, (line("ask-lang"),), rows)])
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
            turn.keep([say(chat, person, (line("community-in-private"),))])
        case "export":
            exporting.asked(turn, chat, person)
        case "invite":
            invitations.asked(turn, chat, person)
        case "link":
            linking.asked(turn, chat, person, command.rest)
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


def say(chat: Chat, person: Person, lines: tuple[Line, ...], rows: Rows = ()) -> Say:
    """An answer to one person; in a group seen by them alone, where the channel can."""
    only_for = chat.alone(person.id) if chat.kind is ChatKind.GROUP else None
    return Say(chat, lines, rows, only_for=only_for)


def _help(turn: Turn, chat: Chat, person: Person) -> None:
    if person.is_staff() and chat.kind is not ChatKind.GROUP:
        turn.keep([say(chat, person, (line("help-staff"), *_more_help(chat, person)))])
    elif chat.kind is ChatKind.PRIVATE:
        turn.keep(dialogue.welcome(chat, _more_help(chat, person)))
    else:
        turn.keep([say(chat, person, (line("help-group"),))])


def _more_help(chat: Chat, person: Person) -> tuple[Line, ...]:
    """What only some may ask for, in private."""
    asks = {
        "help-street": not person.is_staff() and may(person, "see_queue"),
        "help-manager": may(person, "invite"),
        "help-export": may(person, "export"),
        "help-health": may(person, "see_health"),
    }
    return tuple(line(key) for key, allowed in asks.items() if allowed and chat.kind is ChatKind.PRIVATE)


# --- how it stands ------------------------------------------------------------------------------------


def mine_to_see(turn: Turn, chat: Chat, person: Person) -> None:
    """What I reported, and how it stands; the only one still open with its buttons."""
    mine = reports.of_person(turn.tx, person.id, chat.community, LISTED)
    filed = reports.filed_by(turn.tx, person.id, chat.community, LISTED)
    openly = chat.kind is ChatKind.GROUP and chat.alone(person.id) is None
    elsewhere = [] if openly else _elsewhere(turn, chat, person)
    if not mine and not filed and not elsewhere:
        turn.keep([say(chat, person, (line("my-none"),))])
        return
    context = turn.context(chat.community)
    lines: list[Line] = []
    for heading, listed in (("my", mine), ("my-filed", filed)):
        lines.extend([line(heading)] if listed else [])
        for report in listed:
            lines.extend(cards.progress(cases.in_brief(turn, report), context, chat.lang, openly))
    for report in _together_with(turn, mine):
        lines.extend(cards.progress(cases.in_brief(turn, report), context, chat.lang, openly=True))
    for community in dict.fromkeys(report.community for report in elsewhere):
        there = turn.context(community)
        lines.append(line("my-elsewhere", community=there.community.names[chat.lang]))
        theirs = [report for report in elsewhere if report.community == community]
        for report in theirs:
            lines.extend(cards.progress(cases.in_brief(turn, report), there, chat.lang, openly))
    open_ones = [report for report in (*mine, *filed, *elsewhere) if report.told_status in LIVE]
    rows = cards.own_buttons(open_ones[0]) if len(open_ones) == 1 and not openly else ()
    nudges = () if openly else cards.nudge_buttons(_not_urged(turn, open_ones, person))
    turn.keep([say(chat, person, tuple(lines), (*rows, *nudges))])


def _elsewhere(turn: Turn, chat: Chat, person: Person) -> list[Report]:
    """What they said here and passed on to the neighbours; in private all that they reported in other communities."""
    private = chat.kind is ChatKind.PRIVATE
    found = reports.of_person(turn.tx, person.id, None, 4 * LISTED)
    there = (each for each in found if each.community != chat.community and (private or each.chat == chat.id))
    return list(islice(there, LISTED))


def _together_with(turn: Turn, mine: list[Report]) -> list[Report]:
    """What theirs became part of, each once: there it stands how it goes."""
    ids = dict.fromkeys(
        each.duplicate_of for each in mine if each.duplicate_of and each.told_status is Status.DUPLICATE
    )
    own = {each.id for each in mine}
    found = (reports.get(turn.tx, each) for each in ids if each not in own)
    return [each for each in found if each]


def _to_rate(turn: Turn, chat: Chat, person: Person) -> None:
    """评价: what ended last and waits for an answer, with its buttons, down here; in private only."""
    mine = reports.of_person(turn.tx, person.id, chat.community, LISTED)
    ended = [each for each in mine if each.told_status is Status.RESOLVED and not each.decided and not each.pending]
    if not ended or chat.kind is not ChatKind.PRIVATE:
        turn.keep([say(chat, person, (line("to-rate-none" if not ended else "to-rate-private"),))])
        return
    told = outcome.ending(turn.context(chat.community), cases.load(turn, ended[0]), Recipient(person.id, chat))
    turn.keep([replace(told, again=True, tells=None, priority=Priority.REPLY)])


def say_progress(turn: Turn, case: Case, chat: Chat, person: Person, to_all: bool = False) -> None:
    """How one report stands; ``to_all`` says it openly in the group."""
    person = case.facing(person)
    own = person.id in (case.report.reporter, case.report.filed_by) and not to_all
    seen_by_all = to_all or (chat.kind is ChatKind.GROUP and chat.alone(person.id) is None)
    openly = seen_by_all or not (own or person.is_staff(case.report.grid))
    lines = cards.progress(case, turn.context(chat.community), chat.lang, openly)
    rows = cards.own_buttons(case.report) if own and not seen_by_all else ()
    if not seen_by_all and MAY["nudge"] & case.roles(person):
        rows = (*rows, *cards.nudge_buttons(_not_urged(turn, [case.report], person)))
    only_for = None if to_all else chat.alone(person.id)
    turn.keep([Say(chat, lines, rows, report=case.report.id, only_for=only_for)])


def urge(turn: Turn, report: Report, event: Said, chat: Chat, person: Person) -> None:
    """Somebody is tired of waiting for their own report."""
    chat, person = cases.seen_from(turn, chat, person, report)
    context, already = turn.context(report.community), _asked_today(turn, report, person)
    turn.keep(urging.urged(context, cases.load(turn, report), person, chat, event.text, already))


def nudge(turn: Turn, case: Case, person: Person) -> None:
    """催一下 was pressed."""
    context, already = turn.context(case.report.community), _asked_today(turn, case.report, person)
    turn.keep(urging.nudged(context, case, person, already))


def _asked_today(turn: Turn, report: Report, person: Person) -> bool:
    return urging.lately(turn.context(report.community), history.last(turn.tx, report.id, "urged", person.id))


def _not_urged(turn: Turn, found: list[Report], person: Person) -> list[Report]:
    """Those of them that somebody may still ask about today."""
    return [each for each in found if not _asked_today(turn, each, person)]


def urges(turn: Turn, event: Said, chat: Chat, person: Person, replied: Case | None = None) -> bool:
    """Whether somebody complains that something takes too long, and was answered.

    A report whose number they name wins, also over the one they reply to; else which one is guessed from their own.
    """
    if event.photos or event.voice or not urging.is_urging(event.text):
        return False
    context = turn.context(chat.community)
    found = context.classifier.understand(event.text, context.community)
    named = [(each, reports.by_number(turn.tx, chat.community, each)) for each in urging.numbers(event.text)]
    cases_named = [cases.load(turn, report) for _, report in named if report]
    theirs = next((case for case in cases_named if MAY["nudge"] & case.roles(person)), None)
    strange = next((each for each, _ in named if not urging.is_of_place(each, found)), None)
    if theirs and theirs.report.told_status not in LIVE:
        say_progress(turn, theirs, chat, person)
    elif theirs:
        urge(turn, theirs.report, event, chat, person)
    elif strange and person.is_staff():
        _number(turn, chat, person, strange)
    elif strange:
        _not_theirs(turn, strange, cases_named, chat, person)
    elif report := urging.about(context, found, _waited_for(turn, chat, person, replied)):
        urge(turn, report, event, chat, person)
    else:
        return False
    return True


def _waited_for(turn: Turn, chat: Chat, person: Person, replied: Case | None) -> list[Report]:
    """What somebody's complaint may be about; in a reply only the one they replied to."""
    if replied:
        return [replied.report] if MAY["nudge"] & replied.roles(person) else []
    return reports.of_person(turn.tx, person.id, chat.community, ALL)


def _not_theirs(turn: Turn, number: int, named: list[Case], chat: Chat, person: Person) -> None:
    """They named a report that they do not wait for: nobody is told, least of all that it is another one."""
    seen = any(case.report.number == number and _may_ask(turn, case, person) for case in named)
    known = line("urged-not-yours" if seen else "no-such-number", number=str(number))
    live = [each for each in _waited_for(turn, chat, person, None) if each.told_status in LIVE]
    openly = chat.kind is ChatKind.GROUP and chat.alone(person.id) is None
    turn.keep([say(chat, person, (known,), () if openly else cards.nudge_buttons(_not_urged(turn, live, person)))])


def _number(turn: Turn, chat: Chat, person: Person, number: int) -> None:
    report = reports.by_number(turn.tx, chat.community, number)
    case = cases.load(turn, report) if report else None
    person = case.facing(person) if case else person
    hidden = case is not None and bool(case.report.above) and chat.kind is not ChatKind.PRIVATE
    if case is None or hidden or not _may_ask(turn, case, person):
        turn.keep([say(chat, person, (line("no-such-number", number=str(number)),))])
    elif chat.kind is not ChatKind.GROUP and person.is_staff(case.report.grid):
        show_card(turn, case, chat, person)
    else:
        say_progress(turn, case, chat, person)


def _may_ask(turn: Turn, case: Case, person: Person) -> bool:
    """What everybody sees is anybody's to ask about; the rest only for those who see as much of it."""
    return visibility.sight(case.report, case.roles(person)) >= visibility.Sight.FACTS


def show_card(turn: Turn, case: Case, chat: Chat, person: Person) -> None:
    """A report's card at the bottom of the duty group or of a private chat; the one above points down to it."""
    moved = (line("card-moved", **cards.title(case.report)),)
    if any(chat.id == each.id for each in (*case.crew.duty, *case.desks)):
        turn.keep([Say(chat, moved, tag=alerts.tag(case.report), report=case.report.id)])
    if case.report.visibility is Visibility.PRIVATE:
        exports.log(
            turn.tx, turn.now, person.id, case.report.community, "opened", str(case.report.number), case.report.id
        )
    context = turn.context(chat.community)
    card = filing.staff_card(case, context, chat, again=True)
    if case.report.status not in LIVE and not case.report.pending:  # there is no 更多 any more
        card = replace(card, buttons=(*card.buttons, sights.button(case.report)))
    turn.keep([card])


# --- something to report ------------------------------------------------------------


def _report(turn: Turn, chat: Chat, person: Person, event: Said, text: str) -> None:
    if chat.kind is not ChatKind.PRIVATE:
        turn.keep([say(chat, person, (line("report-how"),))])
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


# --- about the person ---------------------------------------------------------------------------------


def set_lang(turn: Turn, chat: Chat, person: Person, lang: str) -> None:
    """Speak another language to somebody from now on; a group keeps its own."""
    turn.keep([SetLang(person.id, lang)])
    spoken = replace(chat, lang=lang) if chat.kind is ChatKind.PRIVATE or chat.alone(person.id) else chat
    turn.keep([say(spoken, person, (line("lang-set"),))])


def works_here(turn: Turn, person: Person) -> bool:
    """Whether somebody works on the reports of any community: they cannot simply be erased."""
    return any(roles & CREW for roles in people.held(turn.tx, person.id).values())


def _ask_forget(turn: Turn, chat: Chat, person: Person) -> None:
    if works_here(turn, person):
        turn.keep([say(chat, person, (line("forget-staff"),))])
        return
    open_ones = sum(report.status in LIVE for report in reports.of_person(turn.tx, person.id, None, ALL))
    rows: Rows = ((cards.button("forget", "forget", arg="yes"), cards.button("keep", "forget", arg="no")),)
    turn.keep([say(chat, person, (line("ask-forget", count=open_ones),), rows)])


def forget(turn: Turn, chat: Chat, person: Person) -> None:
    """Erase somebody, and their words wherever they are still shown: on cards and in folded lists."""
    mine = reports.of_person(turn.tx, person.id, None, ALL)
    folds = drafts.folds_of(turn.tx, person.id)
    turn.keep(Put(cards.anonymous(turn.context(report.community), report)) for report in mine)
    confiding.forget(turn, person.id)
    turn.keep([say(chat, person, (line("forgotten"),)), Forget(person.id)])
    for each in mine:
        if report := reports.get(turn.tx, each.id):
            turn.keep(shown(turn.context(report.community), cases.load(turn, report)))
    for fold in folds:
        folded.show(turn, fold)


def _button(label: str, verb: str, arg: str) -> Button:
    return Button(line("text", text=label), data(verb, arg=arg))
