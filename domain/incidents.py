"""Known incidents (已知情况): opened by staff or gathered from five like reports; joined, reworded, never forgotten.

A known incident is a report with an area, words and an hour (domain/known.py).  Joining is supporting it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain import additions, cards, deadlines, known_words, lifecycle, receipts, spent, wayin
from domain.areas import place
from domain.categories import Category, Urgency, Visibility
from domain.community import Community
from domain.context import Case, Context, Crew, Fresh
from domain.drafts import Draft, Prompt, Stage
from domain.effects import (
    Answer,
    Attach,
    Effects,
    Forgo,
    Link,
    Log,
    Part,
    Priority,
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
from domain.filing import refresh
from domain.known import GRID, Known
from domain.lifecycle import expect, stored
from domain.lines import Line, Rows, line
from domain.notices import groups, shown, tell
from domain.pauses import reached
from domain.people import Chat, ChatKind, Person, Recipient, Role
from domain.permissions import MAY
from domain.report import GATHERED, LIVE, MoveRefused, Report, Status, apply
from domain.sources import Source
from domain.spells import spell
from domain.understanding import Place

ENOUGH = 5  # like reports of as many people make one
WITHIN = timedelta(minutes=30)
LOOK = timedelta(hours=2)  # when staff are asked about one without an hour, and again
ALOUD = timedelta(minutes=10)  # how often a group reads the answer that one of them is given
KEEP = timedelta(hours=23)  # what was answered is erased within a day
WORDS = 200  # characters of staff's own words
LONGER = ("1", "3")  # hours that a button gives
BEGINS, STILL = 0, 1  # steps of what is due
# What is hardly one and the same at five places.
# What fails for many buildings at once; five lamps in five buildings are five lamps.
WIDE = frozenset({"water_supply", "electricity", "gas", "heating", "pollution"})
APART = frozenset({"other", "suggestion", "services", "facilities"})


# --- which words belong to one ------------------------------------------------------------------------------


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


# --- one more says so ---------------------------------------------------------------------------------------


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
    yield from shown(ctx, case)
    yield from _answered(ctx, report, draft, author, origin, aloud)


def shown_more(ctx: Context, case: Case, draft: Draft, event: Said, at: Chat, said: bool) -> Effects:
    """Photos that follow the words within a minute; they go with them should it prove to be something else.

    ``said``: we have just said so of another photo of the same album.
    """
    yield PutDraft(replace(draft, photos=(*draft.photos, *event.photos), messages=(*draft.messages, event.message)))
    yield Link(at.id, (event.message,), draft=draft.id)
    yield Attach(case.report.id, event.photos, event.voice, message=event.message)
    yield from shown(ctx, replace(case, photos=(*case.photos, *event.photos)))
    if at.kind is ChatKind.PRIVATE and not said:
        tag = f"{additions.tags(case.report)}{event.message}"
        yield Say(at, (line("added", number=str(case.report.number)),), tag=tag, report=case.report.id)


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


def told(ctx: Context, report: Report, to: Recipient) -> Say:
    """The answer to somebody who asks, with a way to join where it has begun."""
    lines = known_words.answer(ctx, report, to.chat.lang, joined=False)
    begun = report.known is not None and report.known.runs(ctx.now)
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


# --- opened -------------------------------------------------------------------------------------------------


def announced(
    ctx: Context, category: str, known: Known, who: Person, at: Chat, crew: Crew, fresh: Fresh, rooms: tuple[Chat, ...]
) -> Effects:
    """Staff opened one: it is in their hands, and every group has its card."""
    respond_by, resolve_by, provisional = deadlines.promised(
        ctx, ctx.categories.get(category), Urgency.NORMAL, known.begins
    )
    report = replace(
        _report(ctx, category, known, at.community, fresh, rooms, at.lang),
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


def _report(
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
    )


def timed(ctx: Context, report: Report) -> Effects:
    """When it begins its cards say so; when it should be over staff are asked."""
    known = known_words.of(report)
    yield Unschedule("known", str(report.id))
    if not known.runs(ctx.now):
        yield Schedule(known.begins, "known", str(report.id), step=BEGINS)
    look = known.until if known.until and not known.passed(ctx.now) else max(ctx.now, known.begins) + LOOK
    yield Schedule(look, "known", str(report.id), step=STILL)


# --- five say the same --------------------------------------------------------------------------------------


def is_common(category: Category) -> bool:
    """Whether many may have the same trouble of this kind, and all may read of it."""
    return category.visibility is Visibility.PUBLIC and category.code not in APART


def common_area(
    found: Sequence[Report], said: Mapping[int, frozenset[int]], community: Community
) -> tuple[tuple[str, ...], tuple[Report, ...]] | None:
    """The smallest area in which enough people (``said``, by report) have the same, with their reports.

    () is the whole community.  What all of them joined already is one report, and needs no gathering.
    """
    wide = bool(found) and found[0].category in WIDE
    for of in (_building, _grid, lambda report: ()) if wide else (_building,):
        piles: dict[tuple[str, ...], list[Report]] = {}
        for report in found:
            if (area := of(report)) is not None:
                piles.setdefault(area, []).append(report)
        for area, pile in piles.items():
            if len(pile) > 1 and len(frozenset().union(*(said[each.id] for each in pile))) >= ENOUGH:
                whole = area == (*(f"{GRID}{code}" for code in community.grids),)
                return (() if whole else area), tuple(pile)
    return None


def _building(report: Report) -> tuple[str, ...] | None:
    return (report.place.building,) if report.place.building else None


def _grid(report: Report) -> tuple[str, ...] | None:
    return (f"{GRID}{report.grid}",) if report.grid else None


def gathered(
    ctx: Context, cases: Sequence[Case], area: tuple[str, ...], crew: Crew, fresh: Fresh, rooms: tuple[Chat, ...]
) -> Effects:
    """Five like reports are one matter: a known incident that waits for all of them, as early promised as the first."""
    old = [case.report for case in cases]
    first = old[0]
    taken = next((case for case in cases if case.report.status is Status.ACKNOWLEDGED), None)
    since = min(each.reported_at for each in old)
    lang = rooms[0].lang if rooms else cases[0].crew.duty[0].lang if cases[0].crew.duty else "zh-CN"
    report = replace(
        _report(ctx, first.category, Known(area, since), first.community, fresh, rooms, lang),
        source=Source.INCIDENT,
        urgency=next((each.urgency for each in old if each.urgency is not Urgency.NORMAL), Urgency.NORMAL),
        reported_at=since,
        since=since,
        respond_by=min(each.respond_by for each in old),
        resolve_by=min(each.resolve_by for each in old),
        provisional=any(each.provisional for each in old),
    )
    if taken:
        had = taken.report
        report = replace(
            report,
            status=Status.ACKNOWLEDGED,
            assignee=had.assignee,
            acknowledged_at=had.acknowledged_at,
            coming=had.coming,
            promised_at=had.promised_at,
        )
    heard = {each.person: (case, each) for case in reversed(cases) for each in case.heard}
    case = Case(
        report=report,
        crew=crew,
        supporters=tuple(each for _, each in heard.values()),
        group=rooms[0] if rooms else None,
        beside=rooms[1:],
        assignee=taken.assignee if taken else None,
        photos=tuple(name for case in cases for name in case.photos),
    )
    yield Put(report)
    yield Log(report.id, "reported", None, detail=report.category)
    for case_, each in heard.values():
        yield Support(report.id, each.person, each.chat.id, via=case_.report.id)
    for each_case in cases:
        yield from _put_to(ctx, each_case, report)
    yield from shown(ctx, case)
    yield from timed(ctx, report)


def _put_to(ctx: Context, case: Case, into: Report) -> Effects:
    """One of the five goes on within the known incident; whoever reported it hears that, and can say that it is not."""
    report = apply(case.report, "merge", frozenset({Role.DESK}), duplicate_of=into.id, reason=GATHERED)
    report = deadlines.running(report, ctx.now)
    yield Put(report)
    yield Log(report.id, "merge", None, str(into.id))
    yield wayin.out_of_sight(report)
    yield from wayin.lasting(ctx, case, report)
    yield from spent.clock(case.report, report, None)
    yield Unschedule("tell", str(report.id))
    yield from refresh(replace(case, report=report), ctx)
    if case.group:  # there one card speaks for all of them
        yield Say(case.group, (), tag=cards.card_tag(report))
    yield from receipts.spent(case)
    for each in case.heard:
        if not each.in_public:
            own = each == case.reporter
            rows: Rows = ((cards.button("not-this", "part", report.id, report.cycle),),) if own else ()
            lines = known_words.answer(ctx, into, each.chat.lang, joined=False)
            yield tell(each, report, (line("known-gathered", number=str(report.number)), *lines), rows)


def parted(ctx: Context, case: Case, who: Person, into: Case | None, came: frozenset[int]) -> Effects:
    """不是这个, of one of the five: it is a matter of its own again."""
    if case.report.reason != GATHERED:
        raise MoveRefused("part", case.report, "status")
    report = apply(case.report, "part", case.roles(who), duplicate_of=None, reason=None)
    yield from stored(report, who, "part")
    yield from wayin.lasting(ctx, case, report)
    yield from shown(ctx, replace(case, report=report))
    if into:
        yield Part(into.report.id, report.id)
        staying = tuple(each for each in into.supporters if each.person not in came)
        photos = tuple(name for name in into.photos if name not in case.photos)
        yield from shown(ctx, replace(into, supporters=staying, photos=photos))
    yield Answer(line("known-parted", number=str(case.report.number)))


# --- while it lasts -----------------------------------------------------------------------------------------


def _tended(case: Case, who: Person) -> Known:
    """Staff of its grid may say more of it while it lasts.  Raises ``MoveRefused``."""
    report = case.report
    if report.known is None or report.status not in LIVE:
        raise MoveRefused("tend_incident", report, "status")
    if not MAY["tend_incident"] & case.roles(who):
        raise MoveRefused("tend_incident", report, "role")
    return report.known


def reword(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """告诉大家: which words?"""
    _tended(case, who)
    yield from expect(ctx, case, who, at, "reword", line("ask-reword", number=str(case.report.number)))


def reworded(ctx: Context, case: Case, who: Person, at: Chat, text: str) -> Effects:
    """New words, and the hour if they name one: everybody who joined hears them, and every group once."""
    known = _tended(case, who)
    yield Forgo(at.id, who.id)
    until = spell(text, ctx.now, ctx.community.zone).until
    words = cards.excerpt(text, WORDS)
    yield from _changed(ctx, case, who, at, replace(known, words=words, until=until or known.until), "reword")


def longer(ctx: Context, case: Case, who: Person, at: Chat, hours: str) -> Effects:
    """再等: so many hours more, or an hour in words."""
    known = _tended(case, who)
    if hours in LONGER:
        until = ctx.now + timedelta(hours=int(hours))
        yield from _changed(ctx, case, who, at, replace(known, until=until), "retime")
        yield Answer(line("known-longer"))
    else:
        yield from expect(ctx, case, who, at, "longer", line("ask-longer", number=str(case.report.number)))


def lengthened(ctx: Context, case: Case, who: Person, at: Chat, prompt: Prompt, text: str) -> Effects:
    """The hour in words."""
    known = _tended(case, who)
    found = spell(text, ctx.now, ctx.community.zone)
    if found.until is None:
        yield from lifecycle.asked_on(case.report, who, at, (), line("ask-longer-again"))
        return
    yield Forgo(at.id, who.id)
    begins = found.begins if found.begins and not known.runs(ctx.now) else known.begins
    yield from _changed(ctx, case, who, at, replace(known, begins=begins, until=found.until), "retime")


def _changed(ctx: Context, case: Case, who: Person, at: Chat, known: Known, how: str) -> Effects:
    """One update reaches all: the cards, everybody who joined, and each group in one line."""
    report = replace(case.report, known=known)
    if report.status is Status.OPEN:  # whoever speaks to everybody has answered them, and has it in hand
        report = apply(
            report,
            "acknowledge",
            case.roles(who),
            assignee=report.assignee or who.id,
            acknowledged_at=report.acknowledged_at or ctx.now,
        )
    case = replace(case, report=report, assignee=who if report.assignee == who.id else case.assignee)
    yield from stored(report, who, how, text=known.words if how == "reword" else "")
    yield from timed(ctx, report)
    yield from shown(ctx, case)
    for chat in reached(case):
        yield Say(chat, (), tag=_still_tag(report))
    for each in case.heard:
        if not each.in_public:
            yield tell(each, report, known_words.answer(ctx, report, each.chat.lang, joined=False))
    for group in groups(case):
        yield Say(
            group,
            known_words.answer(ctx, report, group.lang, joined=False),
            report=report.id,
            priority=Priority.NOTICE,
        )
    yield Say(at, (line("known-told-all", number=str(report.number), count=len(case.heard)),), report=report.id)


def restored(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """恢复了: over, without a note or a photo; taken back within the minute like any end."""
    _tended(case, who)
    prompt = Prompt(at.id, who.id, "note", case.report.id, case.report.cycle, ctx.now)
    yield from lifecycle.resolve(ctx, case, who, at, prompt, "restored")


def still(ctx: Context, case: Case, step: int, quiet: datetime | None) -> Effects:
    """It begins, or should be over: then staff are asked, again and again, and nothing ends by itself."""
    report = case.report
    if report.known is None or report.status not in LIVE:
        return
    yield from shown(ctx, case)
    if step == BEGINS:
        return
    if quiet:
        yield Schedule(quiet, "known", str(report.id), step=STILL)
        return
    yield Schedule(ctx.now + LOOK, "known", str(report.id), step=STILL)
    key = "known-still" if report.known.passed(ctx.now) else "known-still-open"
    act = (report.id, report.cycle)
    rows: Rows = (
        tuple(cards.button(f"longer-{hours}", "longer", *act, hours) for hours in LONGER),
        (cards.button("longer", "longer", *act), cards.button("restored", "restored", *act)),
    )
    for chat in reached(case):
        words = known_words.about(ctx, report, chat.lang)
        yield Say(
            chat,
            (line(key, **words, count=len(case.supporters)),),
            rows,
            tag=_still_tag(report),
            again=True,
            report=report.id,
            priority=Priority.ALERT,
        )


def _still_tag(report: Report) -> str:
    return f"known-still:{report.id}"
