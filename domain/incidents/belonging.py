"""Known incidents (已知情况): what belongs to one, joining it, and opening one; five like reports: gathering.py.

A known incident is a report with an area, words and an hour (domain/incidents/known.py).  Joining is supporting it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from domain.categories import Urgency
from domain.context import Case, Context, Crew, Fresh
from domain.effects import (
    Attach,
    Effects,
    Link,
    Log,
    Put,
    PutDraft,
    Say,
    Schedule,
    Support,
    TakeBack,
    Unschedule,
    Unsupport,
)
from domain.events import Said
from domain.incidents import known_words
from domain.incidents.known import Known
from domain.lines import Line, Rows, line
from domain.people import Chat, ChatKind, Person, Recipient
from domain.promises import deadlines
from domain.report import Report, Status
from domain.reports import cards
from domain.reports.notices import shown, unhurried
from domain.talk import additions
from domain.talk.drafts import Draft, Stage
from domain.talk.sources import Source
from domain.understanding.result import Place
from domain.where.areas import place

LOOK = timedelta(hours=2)  # when staff are asked about one without an hour, and again
ALOUD = timedelta(minutes=10)  # how often a group reads the answer that one of them is given
KEEP = timedelta(hours=23)  # what was answered is erased within a day
# From so many on its cards say how many once a minute: each change is a message, and a group takes twenty a minute.
MANY = 6
BEGINS, STILL, COUNT = 0, 1, 2  # steps of what is due


# --- which words belong to one ----------------------------------------------------------------------------------


def matching(
    ctx: Context, incidents: Sequence[Report], category: str, where: Place | None, grid: str | None
) -> Report | None:
    """The running incident that these words tell of: the same kind, inside its area."""
    return next(
        (
            each
            for each in incidents
            if each.known and each.category == category and each.known.runs(ctx.now) and each.known.covers(where, grid)
        ),
        None,
    )


def answering(
    ctx: Context, incidents: Sequence[Report], category: str, where: Place | None, grid: str | None
) -> Report | None:
    """The incident, running or announced, that answers a question; a question without a place may mean any."""
    fit = [each for each in incidents if each.known and each.category == category]
    fit = [each for each in fit if each.known and (where is None or each.known.covers(where, grid))]
    near = [each for each in fit if each.known and each.known.covers(where, grid)]
    return min(near or fit, key=lambda each: each.known.begins if each.known else ctx.now, default=None)


# --- one more says so -------------------------------------------------------------------------------------------


def joined(ctx: Context, case: Case, draft: Draft, author: Recipient, origin: Chat, aloud: bool) -> Effects:
    """Somebody says the same: counted, answered at once, and told how it goes; ``aloud`` where all read it."""
    report = case.report
    yield PutDraft(replace(draft, stage=Stage.ANSWERED, known=report.id))
    yield Unschedule("draft", str(draft.id))
    yield Schedule(draft.created_at + KEEP, "erase", str(draft.id))
    yield Link(origin.id, draft.messages, draft=draft.id)
    yield Attach(report.id, draft.photos, draft.voice, message=draft.messages[0] if draft.messages else None)
    case = replace(case, photos=(*case.photos, *draft.photos), voice=draft.voice or case.voice)
    if all(each.person != author.person for each in case.heard):
        yield Support(report.id, author.person, origin.id)
        yield Log(report.id, "support", author.person)
        case = replace(case, supporters=(*case.supporters, author))
        if report.source == Source.ANNOUNCED:
            report = replace(report, source=Source.INCIDENT)
            yield Put(report)
            case = replace(case, report=report)
    yield from counted(ctx, case)
    yield from _answered(ctx, report, draft, author, origin, aloud)


def shown_more(ctx: Context, case: Case, draft: Draft, event: Said, at: Chat, said: bool) -> Effects:
    """Photos that follow the words within a minute; they go with them should it prove to be something else.

    ``said``: we have just said so of another photo of the same album.
    """
    yield PutDraft(replace(draft, photos=(*draft.photos, *event.photos), messages=(*draft.messages, event.message)))
    yield Link(at.id, (event.message,), draft=draft.id)
    yield Attach(case.report.id, event.photos, event.voice, message=event.message)
    yield from counted(ctx, replace(case, photos=(*case.photos, *event.photos)))
    if at.kind is ChatKind.PRIVATE and not said:
        tag = f"{additions.tags(case.report)}{event.message}"
        yield Say(at, (line("added", number=str(case.report.number)),), tag=tag, report=case.report.id)


def counted(ctx: Context, case: Case) -> Effects:
    """The cards say that there is one more, or one photo: at once, or of many with the next minute."""
    if case.others:
        minute = ctx.now.replace(second=0, microsecond=0) + timedelta(minutes=1)
        yield Schedule(minute, "known", str(case.report.id), step=COUNT)
    else:
        yield from unhurried(shown(ctx, case))


def _answered(ctx: Context, report: Report, draft: Draft, author: Recipient, origin: Chat, aloud: bool) -> Effects:
    question = draft.tag if draft.turn else None
    here = author.chat.id == origin.id
    if question and not (here and not author.in_public):
        yield Say(origin, (), tag=question)
    lines = known_words.answer(ctx, report, author.chat.lang, joined=True)
    if not author.in_public:
        rows: Rows = ((cards.button("not-this", "notthis", draft.id),),)
        yield Say(
            author.chat,
            lines,
            rows,
            tag=cards.receipt_tag(report, author.person),
            again=not question or not here,
            replaces=question if here else None,
            report=report.id,
            only_for=author.only_for,
            reply_to=author.reply_to,
        )
    elif aloud:
        rows = ((cards.button("not-this", "notthis", 0, 0, str(report.id)),),)
        yield said_aloud(report, origin, lines, rows, author.reply_to)


def said_aloud(report: Report, group: Chat, lines: tuple[Line, ...], rows: Rows = (), to: str | None = None) -> Say:
    """The answer that a whole group reads."""
    return Say(group, lines, rows, tag=aloud_tag(report), again=True, report=report.id, reply_to=to)


def aloud_tag(report: Report) -> str:
    """The tag of that answer."""
    return f"known-aloud:{report.id}"


def told(ctx: Context, report: Report, to: Recipient, joined: bool = False) -> Say:
    """The answer to somebody who asks, with a way to join where it has begun and they have not."""
    lines = known_words.answer(ctx, report, to.chat.lang, joined)
    begun = report.known is not None and report.known.runs(ctx.now) and not joined
    rows: Rows = ((cards.button("support", "support", report.id),),) if begun else ()
    return Say(to.chat, lines, rows, report=report.id, only_for=to.only_for, reply_to=to.reply_to)


def left(ctx: Context, case: Case, draft: Draft, who: int) -> Effects:
    """不是这个: what they sent goes with them; their words are filed by the caller."""
    report = case.report
    yield TakeBack(report.id, draft.messages)
    yield Unsupport(report.id, who)
    yield Log(report.id, "left", who)
    staying = tuple(each for each in case.supporters if each.person != who)
    photos = tuple(name for name in case.photos if name not in draft.photos)
    yield from shown(ctx, replace(case, supporters=staying, photos=photos))


# --- opened -----------------------------------------------------------------------------------------------------


def announced(
    ctx: Context, category: str, known: Known, who: Person, at: Chat, crew: Crew, fresh: Fresh, rooms: tuple[Chat, ...]
) -> Effects:
    """Staff opened one: it is in their hands, and every group has its card."""
    respond_by, resolve_by, provisional = deadlines.promised(
        ctx, ctx.categories.get(category), Urgency.NORMAL, known.begins
    )
    report = replace(
        described(ctx, category, known, at.community, fresh, rooms, at.lang),
        source=Source.ANNOUNCED,
        status=Status.ACKNOWLEDGED,
        assignee=who.id,
        acknowledged_at=ctx.now,
        respond_by=respond_by,
        resolve_by=max(resolve_by, known.until or resolve_by),
        provisional=provisional,
    )
    case = Case(report=report, crew=crew, group=rooms[0] if rooms else None, beside=rooms[1:], assignee=who)
    yield Put(report)
    yield Log(report.id, "reported", who.id, detail=report.category, text=known.words)
    yield from shown(ctx, case)
    yield from timed(ctx, report)


def described(
    ctx: Context, category: str, known: Known, community: str, fresh: Fresh, rooms: tuple[Chat, ...], lang: str
) -> Report:
    return Report(
        id=fresh.id,
        number=fresh.number,
        community=community,
        category=category,
        urgency=Urgency.NORMAL,
        place=place(known.area, ctx.community, lang),
        text="",
        reporter=None,
        chat=rooms[0].id if rooms else 0,  # no chat is 0
        message=None,
        reported_at=ctx.now,
        since=ctx.now,
        respond_by=ctx.now,
        resolve_by=ctx.now,
        known=known,
        visibility=ctx.categories.get(category).visibility,
    )


def timed(ctx: Context, report: Report) -> Effects:
    """When it begins its cards say so; when it should be over staff are asked."""
    known = known_words.of(report)
    yield Unschedule("known", str(report.id))
    if not known.runs(ctx.now):
        yield Schedule(known.begins, "known", str(report.id), step=BEGINS)
    look = known.until if known.until and not known.passed(ctx.now) else max(ctx.now, known.begins) + LOOK
    yield Schedule(look, "known", str(report.id), step=STILL)
