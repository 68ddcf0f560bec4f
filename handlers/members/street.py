"""What somebody of the street asks for: what waits in all their communities, one report, what a resident wrote."""

from domain.buttons import Press
from domain.context import Case
from domain.effects import Answer, Say
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.public import street
from domain.report import Report
from handlers import cases, codes
from handlers.desk import Turn
from handlers.talk import settling
from storage import chats, outbox, overseen, people, reports, street_codes


def over(turn: Turn, person: Person) -> tuple[str, ...]:
    """The communities that somebody looks over, in the order of their files."""
    theirs = people.overseen(turn.tx, person.id)
    return tuple(code for code in turn.desk.communities if code in theirs)


def looks_on(turn: Turn, person: Person) -> bool:
    """Whether somebody asks as one of the street: where they work themselves, they ask as that."""
    return not person.is_staff() and bool(over(turn, person))


def queue(turn: Turn, which: str, chat: Chat, person: Person) -> None:
    """待办 and 超时 over all communities; in private only."""
    if chat.kind is not ChatKind.PRIVATE:
        turn.keep([Say(chat, (line("people-in-private"),), only_for=chat.alone(person.id))])
        return
    codes = over(turn, person)
    counted = overseen.Count()
    found = []
    for code in codes:
        counted += overseen.count(turn.tx, code, turn.now)
        context = turn.context(code)
        longest = overseen.longest(turn.tx, code, turn.now, street.LISTED, late=which == "overdue")
        found += [street.Seen(context, report) for report in longest]
        found += _complaints(turn, code, person, which)
    homes = tuple(turn.desk.communities[code] for code in codes)
    total = street.Total(homes, counted.live, counted.late, counted.unseen)
    turn.keep(street.queue(turn.now, chat, which, total, found))


def _complaints(turn: Turn, community: str, person: Person, which: str) -> list[street.Seen]:
    """What they decide themselves, since it is about the head."""
    theirs = cases.complaints(turn, community, person)
    late = which == "overdue"
    context = turn.context(community)
    return [street.Seen(context, each, "card") for each in theirs if not late or street.due(each) <= turn.now]


def shows(turn: Turn, chat: Chat, person: Person, report: Report) -> bool:
    """Whether somebody of the street asked for this report by its number, and got it as they see it."""
    who = people.person(turn.tx, person.id, report.community)
    if chat.kind is not ChatKind.PRIVATE or who is None or not street.sees(who, report):
        return False
    turn.keep([street.card(turn.context(report.community), cases.load(turn, report), chat)])
    return True


def found(turn: Turn, press: Press, chat: Chat, person: Person) -> tuple[Case, Person] | None:
    """The report under a button of the street's, and who pressed with what they are there; None when refused."""
    report = reports.get(turn.tx, press.subject)
    who = people.person(turn.tx, person.id, report.community) if report else None
    if report is None or who is None or chat.kind is not ChatKind.PRIVATE:
        turn.keep([Answer(line("answer-unknown"))])
    elif not street.sees(who, report):
        turn.keep([Answer(line("answer-street-only"))])
    elif press.verb != "look" and press.cycle != report.cycle:
        turn.keep([Answer(line("answer-stale"))])
    else:
        return cases.load(turn, report), who
    return None


def pressed_look(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """One report in public words, with what the street can do."""
    if there := found(turn, press, chat, person):
        turn.keep([street.card(turn.context(there[0].report.community), there[0], chat)])
        turn.keep([Answer(line("answer-shown"))])


def pressed_words(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """What the resident wrote: first why, then the words."""
    there = found(turn, press, chat, person)
    if there is None:
        return
    case, who = there
    context = turn.context(case.report.community)
    if not street.may_be_read(case.report) or not may(who, "read_words"):
        turn.keep([Answer(line("answer-unknown"))])
    elif press.arg in street.REASONS:
        turn.keep(street.words(context, case, who, chat, press.arg))
    elif press.arg == street.OWN:
        turn.keep(street.ask_own_reason(context, case, who, chat))
    else:
        turn.keep(street.ask_reason(context, case, chat))


def reasoned(turn: Turn, chat: Chat, person: Person, case: Case, text: str) -> None:
    """They said in their own words why."""
    context, report = turn.context(case.report.community), case.report
    who = people.person(turn.tx, person.id, report.community)
    if who is None or not (street.sees(who, report) and street.may_be_read(report) and may(who, "read_words")):
        turn.keep([Say(chat, (line("answer-street-only"),))])
    elif len(text) < street.SHORTEST:
        turn.keep(street.ask_own_reason(context, case, who, chat))
    else:
        turn.keep(street.words(context, case, who, chat, street.OWN, text))


def show_again(turn: Turn, report: Report) -> None:
    """The report wherever the street has it open, as it stands now."""
    case, context = cases.load(turn, report), turn.context(report.community)
    for id_ in sorted(outbox.chats_tagged(turn.tx, report.id, street.tag(report))):
        chat = chats.get(turn.tx, id_, turn.desk.channels)
        who = people.person(turn.tx, chat.person, report.community) if chat and chat.person else None
        if chat and who and street.sees(who, report):
            turn.keep([street.card(context, case, chat)])
        elif chat:
            turn.keep([street.gone(context, case, chat)])


def came(turn: Turn, chat: Chat, person: Person, payload: str) -> None:
    """Somebody showed the code from the console: they look over its communities from now on."""
    hash_ = codes.code(payload.removeprefix(street.CODE).lower()).hash
    theirs = street_codes.use(turn.tx, hash_, turn.desk.clock.machine_ms())
    homes = [home for code, home in turn.desk.communities.items() if code in theirs]
    if not homes:
        turn.keep([Say(chat, (line("street-code-off"),))])
        return
    if not chat.community:
        chat, person = settling.by_link(turn, chat, person, homes[0].code)
    boards = {board: home for home in homes for board in cases.crew(turn, home.code, None).heads}
    turn.keep(street.claimed(homes, person, chat, boards))
