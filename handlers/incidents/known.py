"""Known incidents at work: what is said is looked up, joined and answered; five like reports become one."""

from domain.context import Case, Crew
from domain.events import CameDue, Said
from domain.incidents import belonging as incidents
from domain.incidents import gathering, tending
from domain.people import Chat, ChatKind, Person, Recipient
from domain.report import LIVE, Report
from domain.talk import additions, dialogue, group
from domain.talk.drafts import Draft, Stage
from domain.understanding import classification, outages
from domain.understanding.result import Understanding
from domain.where import outside
from domain.where.areas import place
from handlers import cases
from handlers.desk import Turn
from handlers.incidents import announcing
from storage import chats, drafts, outbox, reports


def joins(turn: Turn, draft: Draft, chat: Chat, person: Person, author: Recipient | None = None) -> bool:
    """Whether what somebody tells is known already: then they have joined it and were answered."""
    if draft.danger or draft.others or draft.known:
        return False
    context = turn.context(chat.community)
    if outside.beyond(context, draft):
        return False
    known = reports.known(turn.tx, chat.community)
    found = incidents.matching(context, known, draft.category, draft.place, draft.grid or chat.grid)
    if found is None:
        return False
    message = draft.messages[0] if draft.messages else None
    to = author or cases.author(turn, person, chat, message)
    aloud = to.in_public and not _said_lately(turn, found, chat)
    turn.keep(incidents.joined(context, case(turn, found, person), draft, to, chat, aloud))
    return True


def case(turn: Turn, report: Report, person: Person) -> Case:
    """A report for one more who has the same; of what many have only how many, and whether this one is among them."""
    many = reports.supporting(turn.tx, report.id, incidents.MANY) if report.known else 0
    if not many:
        return cases.load(turn, report)
    room = reports.supports(turn.tx, report.id, person.id)
    own = chats.recipient(turn.tx, person.id, report.community, room, None, turn.desk.channels) if room else None
    known = (own,) if own else ()
    return Case(report, Crew((), ()), supporters=known, others=many - len(known))


def _said_lately(turn: Turn, report: Report, chat: Chat) -> bool:
    return outbox.said_since(turn.tx, chat.id, incidents.aloud_tag(report), turn.now - incidents.ALOUD)


def more(turn: Turn, event: Said, chat: Chat, person: Person) -> bool:
    """Whether photos belong to what was answered a moment ago: then they stand by the incident."""
    if not event.photos or event.text:
        return False
    draft = drafts.latest(turn.tx, chat.id, person.id)
    if draft is None or draft.stage is not Stage.ANSWERED:
        return False
    context = turn.context(chat.community)
    if not group.together(context, draft.created_at):
        return False
    report = reports.get(turn.tx, draft.known)
    if report is None or report.status not in LIVE:
        return False
    prefix, since = additions.tags(report), turn.now - dialogue.SETTLE
    said = bool(event.album) and outbox.said_since(turn.tx, chat.id, prefix, since)
    turn.keep(incidents.shown_more(context, case(turn, report, person), draft, event, chat, said))
    return True


def answers(turn: Turn, event: Said, chat: Chat, person: Person, found: Understanding | None = None) -> bool:
    """Whether somebody asked about what is known: then they were answered.  Where nothing is known nobody can say."""
    category = outages.asked(event.text) or _off_now(turn, event, chat)
    if category is None:
        return False
    context = turn.context(chat.community)
    if found is None:
        found = context.classifier.understand(event.text, context.community)
    known = reports.known(turn.tx, chat.community)
    about = incidents.answering(context, known, category, found.place, chat.grid)
    if about is None or about.known is None or found.danger:
        return False
    joined = reports.supports(turn.tx, about.id, person.id) is not None
    tells = classification.looks_like_report(found) or outages.theirs(event.text)
    if tells and about.known.runs(turn.now) and not joined:
        return False  # they have it themselves: they join
    to = cases.author(turn, person, chat, event.message if chat.kind is not ChatKind.PRIVATE else None)
    if to.in_public:
        if _said_lately(turn, about, chat):
            return True
        said = incidents.told(context, about, to)
        turn.keep([incidents.said_aloud(about, chat, said.lines, said.buttons, to.reply_to)])
    else:
        turn.keep([incidents.told(context, about, to, joined)])
    return True


def _off_now(turn: Turn, event: Said, chat: Chat) -> str | None:
    """The category that a question without a name can only mean: of all that is off just now."""
    if not outages.asked_unnamed(event.text):
        return None
    running = {
        each.category for each in reports.known(turn.tx, chat.community) if each.known and each.known.runs(turn.now)
    }
    return running.pop() if len(running) == 1 else None


def runs(turn: Turn, chat: Chat, found: Understanding) -> bool:
    """Whether words that nobody would be asked about elsewhere tell of what is off here just now."""
    if not classification.looks_like_report(found):
        return False
    context, known = turn.context(chat.community), reports.known(turn.tx, chat.community)
    return incidents.matching(context, known, found.category, found.place, chat.grid) is not None


# --- five say the same --------------------------------------------------------------------------------------


def gather(turn: Turn, community: str, category: str, building: str | None) -> None:
    """Whether five people have reported the same by now, the last in this building: then it is one known incident."""
    context = turn.context(community)
    if not gathering.is_common(context.categories.get(category)):
        return
    where = None if category in gathering.WIDE else building or ""
    about = turn.tx, community, category, where, turn.now - gathering.WITHIN
    if not reports.are_many(*about, gathering.ENOUGH):
        return
    found = reports.lately(*about)
    said = {each.id: _said_by(turn, each) for each in found}
    common = gathering.common_area(found, said, context.community)
    if common is None:
        return
    area, same = common
    loaded = [cases.load(turn, report) for report in same]
    inside = place(area, context.community, "zh-CN").grid
    rooms = announcing.groups(turn, community, area, context)
    crew = cases.crew(turn, community, inside)
    turn.keep(gathering.gathered(context, loaded, area, crew, turn.fresh_report(community), rooms))


def _said_by(turn: Turn, report: Report) -> frozenset[int]:
    others = (person for person, _ in reports.supporters(turn.tx, report.id))
    return frozenset((*others, report.reporter or 0))


def came_due(turn: Turn, event: CameDue) -> None:
    """One begins, or should be over."""
    report = reports.get(turn.tx, int(event.subject))
    if report is None:
        return
    context = turn.context(report.community)
    quiet = context.community.quiet.around(turn.now, context.community.zone) if context.community.quiet else None
    turn.keep(tending.still(context, cases.load(turn, report), event.step, quiet[1] if quiet else None))
