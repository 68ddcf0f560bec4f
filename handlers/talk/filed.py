"""Make a draft a report, wherever it was said and whoever said yes to it."""

from dataclasses import replace

from domain.effects import Answer, Link
from domain.lines import line
from domain.people import Chat, Person, Recipient
from domain.reports import alarms
from domain.talk import dialogue, filing, for_others
from domain.talk.drafts import Draft
from domain.talk.sources import FIRST_HAND, FOR_OTHERS, Source
from domain.understanding import several
from domain.where import outside
from handlers import cases
from handlers.desk import Turn
from handlers.incidents import known
from handlers.talk import complaining, passing
from storage import chats, drafts, people, reports


def by_author(
    turn: Turn,
    draft: Draft,
    chat: Chat,
    person: Person,
    *,
    call: bool = False,
    source: str = Source.RESIDENT,
    community: str = "",
) -> None:
    """The one who said it wants it filed, for themselves or for others, and is answered where they are.

    ``community`` is the neighbours' it is filed at, where it is not the chat's own.
    """
    seen = replace(chat, community=community) if community else chat
    found = outside.beyond(turn.context(chat.community), draft) if draft.danger else None
    draft, whole = outside.unlocated(draft) if found else draft, draft
    message = draft.messages[0] if draft.messages else None
    author = cases.author(turn, person, chat, message)
    if source in FIRST_HAND and _rings_already(turn, draft, seen, author):
        return
    complaint = None if draft.danger else complaining.found(turn, draft.text, seen.community, draft.category)
    if source in FIRST_HAND and not call and not complaint:
        if known.joins(turn, draft, seen, person, author):
            return
    turn.keep(
        filing.file(
            turn.context(seen.community),
            draft,
            author,
            chat,
            complaining.crew(turn, seen.community, complaint, grid(draft)),
            turn.fresh_report(seen.community),
            call=call,
            source=source,
            filed_by=person if source in FOR_OTHERS else None,
            complaint=complaint,
        )
    )
    if found and found.community:
        passing.alarm(turn, whole, chat, author, found.community, source)
    if source in FIRST_HAND and not draft.danger:
        known.gather(turn, seen.community, draft.category, draft.place.building if draft.place else None)


def passed_on(turn: Turn, draft: Draft, chat: Chat, person: Person, community: str) -> bool:
    """转给…: filed at the neighbours' whose place it is; false when it is not theirs, whatever the button said."""
    found = outside.beyond(turn.context(chat.community), draft)
    if found is None or not community or found.community != community:
        return False
    person = people.person(turn.tx, person.id, community) or person
    moved = passing.moved(turn, draft, chat, community)
    by_author(turn, moved, chat, person, source=said_by(draft), community=community)
    name = turn.desk.communities[community].names[chat.lang]
    turn.keep([Answer(line("answer-passed", community=name))])
    return True


def apart(turn: Turn, draft: Draft, chat: Chat, person: Person) -> None:
    """分成几件: one report for each problem; with one left by now, that one."""
    context = turn.context(chat.community)
    fresh = [drafts.fresh(turn.tx) for _ in range(several.MOST)]
    for part in several.split(context, draft, fresh) or (draft,):
        by_author(turn, part, chat, person)
    # An edit would put the words of all into one of them.
    turn.keep([Link(draft.chat, draft.messages)])


def _rings_already(turn: Turn, draft: Draft, chat: Chat, author: Recipient) -> bool:
    """The same danger in the same building was told a moment ago: it is one alarm, and they have a part in it."""
    building = draft.place.building if draft.place else None
    if not draft.danger or not building:
        return False
    since = turn.now - alarms.ONE_ALARM
    first = reports.alarm(turn.tx, chat.community, draft.danger, draft.category, building, since)
    if first is None:
        return False
    turn.keep(alarms.joined(turn.context(chat.community), cases.load(turn, first), draft, author, chat))
    return True


def said_by(draft: Draft) -> str:
    """How a draft came that is filed without asking; whoever may file for others is asked afterwards."""
    return draft.source or (Source.UNSAID if draft.others else Source.RESIDENT)


def found_and_fixed(turn: Turn, draft: Draft, chat: Chat, person: Person) -> None:
    """Staff found it on a round and put it right: filed and closed in one step."""
    context = turn.context(chat.community)
    crew = cases.crew(turn, chat.community, grid(draft))
    fresh = turn.fresh_report(chat.community)
    turn.keep(for_others.found_and_fixed(context, draft, person, chat, crew, fresh))


def by_staff(turn: Turn, draft: Draft, by: Person) -> None:
    """Staff file what the author did not press: the author hears of it where they spoke."""
    chat = chats.get(turn.tx, draft.chat, turn.desk.channels)
    author = people.person(turn.tx, draft.person, chat.community) if chat else None
    if chat is None or author is None:
        return
    told = chats.recipient(turn.tx, author.id, chat.community, chat.id, draft.messages[0], turn.desk.channels)
    told = told or cases.author(turn, author, chat, draft.messages[0])
    if _rings_already(turn, draft, chat, told) or known.joins(turn, draft, chat, author, told):
        return
    complaint = None if draft.danger else complaining.found(turn, draft.text, chat.community, draft.category)
    turn.keep(
        filing.file(
            turn.context(chat.community),
            draft,
            told,
            chat,
            complaining.crew(turn, chat.community, complaint, grid(draft)),
            turn.fresh_report(chat.community),
            actor=by.id,
            complaint=complaint,
        )
    )
    known.gather(turn, chat.community, draft.category, draft.place.building if draft.place else None)


def resume(turn: Turn, chat: Chat, person: Person) -> None:
    """The matter in hand is filed or dropped: ask on about one that waited, if there is one."""
    if waiting := drafts.unfinished(turn.tx, chat.id, person.id):
        turn.keep(dialogue.resume(turn.context(chat.community), waiting, chat))


def grid(draft: Draft) -> str | None:
    """Where it lies, as far as its place or its group say."""
    return (draft.place.grid if draft.place else None) or draft.grid
