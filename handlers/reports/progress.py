"""How reports stand, for whoever asks: all of mine, the one with this number, the card at the bottom again."""

from dataclasses import replace
from itertools import islice

from domain.aside import aside
from domain.categories import Visibility
from domain.context import Case
from domain.effects import Priority, Say
from domain.lines import Line, line
from domain.people import Chat, ChatKind, Person, Recipient
from domain.permissions import MAY
from domain.public import sights, visibility
from domain.report import LIVE, Report, Status
from domain.reports import alerts, cards, outcome
from domain.talk import filing, urging
from handlers import cases
from handlers.desk import Turn
from handlers.members import street
from storage import exports, history, people, reports

LISTED = 8  # reports in one list


def mine_to_see(turn: Turn, chat: Chat, person: Person) -> None:
    """What I reported, and how it stands; the only one still open with its buttons."""
    mine = reports.of_person(turn.tx, person.id, chat.community, LISTED)
    filed = reports.filed_by(turn.tx, person.id, chat.community, LISTED)
    openly = chat.kind is ChatKind.GROUP and chat.alone(person.id) is None
    elsewhere = [] if openly else _elsewhere(turn, chat, person)
    if not mine and not filed and not elsewhere:
        turn.keep([aside(chat, person, (line("my-none"),))])
        return
    lines: list[Line] = []
    for heading, listed in (("my", mine), ("my-filed", filed)):
        lines.extend([line(heading)] if listed else [])
        for report in listed:
            lines.extend(_in_brief(turn, report, chat, openly))
    for report in _together_with(turn, mine):
        lines.extend(_in_brief(turn, report, chat, openly=True))
    for community in dict.fromkeys(report.home for report in elsewhere):
        home = turn.context(community).community
        lines.append(line("my-elsewhere", community=home.names[chat.lang]))
        for report in (each for each in elsewhere if each.home == community):
            lines.extend(_in_brief(turn, report, chat, openly))
    open_ones = [report for report in (*mine, *filed, *elsewhere) if report.told_status in LIVE]
    rows = cards.own_buttons(open_ones[0]) if len(open_ones) == 1 and not openly else ()
    nudges = () if openly else cards.nudge_buttons(not_urged(turn, open_ones, person))
    turn.keep([aside(chat, person, tuple(lines), (*rows, *nudges))])


def _in_brief(turn: Turn, report: Report, chat: Chat, openly: bool) -> tuple[Line, ...]:
    return cards.progress(cases.in_brief(turn, report), turn.context(report.community), chat.lang, openly)


def _elsewhere(turn: Turn, chat: Chat, person: Person) -> list[Report]:
    """What they said here and passed on to the neighbours; in private all that they reported in other communities."""
    private = chat.kind is ChatKind.PRIVATE
    found = reports.of_person(turn.tx, person.id, None, 4 * LISTED)
    there = (each for each in found if each.home != chat.community and (private or each.chat == chat.id))
    return list(islice(there, LISTED))


def _together_with(turn: Turn, mine: list[Report]) -> list[Report]:
    """What theirs became part of, each once: there it stands how it goes."""
    ids = dict.fromkeys(
        each.duplicate_of for each in mine if each.duplicate_of and each.told_status is Status.DUPLICATE
    )
    own = {each.id for each in mine}
    found = (reports.get(turn.tx, each) for each in ids if each not in own)
    return [each for each in found if each]


def to_rate(turn: Turn, chat: Chat, person: Person) -> None:
    """评价: what ended last and waits for an answer, with its buttons, down here; in private only."""
    mine = reports.of_person(turn.tx, person.id, chat.community, LISTED)
    ended = [each for each in mine if each.told_status is Status.RESOLVED and not each.decided and not each.pending]
    if not ended or chat.kind is not ChatKind.PRIVATE:
        turn.keep([aside(chat, person, (line("to-rate-none" if not ended else "to-rate-private"),))])
        return
    told = outcome.ending(turn.context(chat.community), cases.load(turn, ended[0]), Recipient(person.id, chat))
    turn.keep([replace(told, again=True, tells=None, priority=Priority.REPLY)])


def say_progress(turn: Turn, case: Case, chat: Chat, person: Person, to_all: bool = False) -> None:
    """How one report stands; ``to_all`` says it openly in the group."""
    person = case.facing(person)
    own = person.id in (case.report.reporter, case.report.filed_by) and not to_all
    seen_by_all = to_all or (chat.kind is ChatKind.GROUP and chat.alone(person.id) is None)
    openly = seen_by_all or not (own or person.is_staff(case.report.grid))
    lines = cards.progress(case, turn.context(case.report.community), chat.lang, openly)
    rows = cards.own_buttons(case.report) if own and not seen_by_all else ()
    if not seen_by_all and MAY["nudge"] & case.roles(person):
        rows = (*rows, *cards.nudge_buttons(not_urged(turn, [case.report], person)))
    only_for = None if to_all else chat.alone(person.id)
    turn.keep([Say(chat, lines, rows, report=case.report.id, only_for=only_for)])


def number(turn: Turn, chat: Chat, person: Person, community: str, asked: int) -> None:
    """How the report stands that a community counted so, or that came to it and is called so; for whoever may know."""
    report = reports.by_number(turn.tx, community, asked) or reports.guest(turn.tx, community, asked)
    if report and report.community != chat.community:  # what they are is what they are to those who have it
        person = people.person(turn.tx, person.id, report.community) or person
    if report and street.shows(turn, chat, person, report):
        return
    case = cases.load(turn, report) if report else None
    person = case.facing(person) if case else person
    hidden = case is not None and bool(case.report.above) and chat.kind is not ChatKind.PRIVATE
    if case is None or hidden or not may_ask(turn, case, person):
        turn.keep([aside(chat, person, (line("no-such-number", number=str(asked)),))])
    elif chat.kind is not ChatKind.GROUP and person.is_staff(case.report.grid):
        show_card(turn, case, chat, person)
    else:
        say_progress(turn, case, chat, person)


def may_ask(turn: Turn, case: Case, person: Person) -> bool:
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
    context = turn.context(case.report.community)
    card = filing.staff_card(case, context, chat, again=True)
    if case.report.status not in LIVE and not case.report.pending:  # there is no 更多 any more
        card = replace(card, buttons=(*card.buttons, sights.button(case.report)))
    turn.keep([card])


def asked_today(turn: Turn, report: Report, person: Person) -> bool:
    """Whether somebody has asked after it lately."""
    return urging.lately(turn.context(report.community), history.last(turn.tx, report.id, "urged", person.id))


def not_urged(turn: Turn, found: list[Report], person: Person) -> list[Report]:
    """Those of them that somebody may still ask about today."""
    return [each for each in found if not asked_today(turn, each, person)]
