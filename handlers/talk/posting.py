"""A program of somebody else reported something: it is filed as everything is, and its token leads to the report."""

from dataclasses import replace

from domain.events import Submitted
from domain.lines import Line
from domain.people import Chat, ChatKind, Person
from domain.report import Report
from domain.talk import posting, wayin
from domain.talk.drafts import Draft
from domain.talk.sources import Source
from domain.where import nearby
from handlers import cases
from handlers.desk import Turn
from handlers.talk import complaining, confiding, filed
from storage import api_keys, chats, drafts, people, reports, tokens


def submitted(turn: Turn, event: Submitted) -> None:
    """File it, or join it to what is known already."""
    if event.community not in turn.desk.communities:
        tokens.lead(turn.tx, event.token, None)
        return
    chat, person = _enter(turn, event)
    context = turn.context(event.community)
    if danger := posting.private(context, event):
        confiding.keep_for_head(turn, posting.head_reads(event), chat, person, danger)
        tokens.lead(turn.tx, event.token, None, _said(turn, event, posting.notice_alone(context, danger)))
        return
    draft = posting.draft(context, event, drafts.fresh(turn.tx), chat, person)
    if not _joined(turn, draft, chat, person):
        filed.by_author(turn, draft, chat, person, source=Source.OPEN311)
    report = _became(turn, chat, event.token)
    if report is None:
        tokens.lead(turn.tx, event.token, None)
        return
    case = cases.load(turn, report)
    own = case.contact if report.message == event.token else None  # else it is somebody else's
    if contact := posting.contact(event, own):
        turn.keep(wayin.kept(context, case, contact, person.id))
    words = posting.notice(context, report, joined=report.message != event.token)
    tokens.lead(turn.tx, event.token, report.id, _said(turn, event, words))


def _enter(turn: Turn, event: Submitted) -> tuple[Chat, Person]:
    """Who it was, as far as that program tells its people apart, and the chat that stands for them."""
    name = f"{event.key}:{event.voice}"
    chat = chats.find(turn.tx, event.channel, name, turn.desk.channels)
    if chat is None:
        key = api_keys.get(turn.tx, event.key)
        person = people.add_person(turn.tx, event.channel, name, key.label if key else "", event.lang)
        chats.add(turn.tx, event.channel, name, ChatKind.PRIVATE, event.community, event.lang, person=person.id)
        chat = chats.find(turn.tx, event.channel, name, turn.desk.channels)
    known = people.by_account(turn.tx, event.channel, name, event.community)
    assert chat is not None and known is not None
    return chat, known


def _joined(turn: Turn, draft: Draft, chat: Chat, person: Person) -> bool:
    """Whether an open report is so surely the same that it was joined: there is nobody to be asked."""
    place = draft.place
    if draft.danger or place is None or not place.building:
        return False
    if complaining.found(turn, draft.text, chat.community, draft.category):
        return False
    context = turn.context(chat.community)
    since = turn.now - nearby.DAYS
    open_ones = reports.near(turn.tx, chat.community, place.building, draft.category, since, but=0)
    found = nearby.nearest(context, draft, open_ones, nearby.SURE)
    if found is None:
        return False
    draft = replace(draft, words=(*draft.words, ("", draft.link)))
    turn.keep(nearby.joined(context, cases.load(turn, found), draft, cases.author(turn, person, chat, None), chat))
    return True


def _became(turn: Turn, chat: Chat, token: str) -> Report | None:
    """The report that it is part of now."""
    draft, report = reports.linked(turn.tx, chat.id, token)
    if report is None and draft and (answered := drafts.get(turn.tx, draft)):
        report = answered.known
    return reports.get(turn.tx, report) if report else None


def _said(turn: Turn, event: Submitted, lines: tuple[Line, ...]) -> str:
    zone = turn.desk.communities[event.community].zone
    return "\n".join(turn.desk.wording.line(event.lang, each, turn.now, zone) for each in lines)
