"""Turning a draft into a report, and telling everybody who must know at once."""

from dataclasses import replace
from datetime import timedelta

from domain.categories import Visibility
from domain.context import Case, Context, Crew, Fresh
from domain.effects import Attach, Effects, Expect, Filed, Link, Log, Priority, Put, Ring, Say
from domain.lines import Line, Rows, line
from domain.people import Chat, ChatKind, Person, Recipient
from domain.promises import deadlines
from domain.public import visibility
from domain.report import Report
from domain.reports import alerts, cards
from domain.talk import complaints, contacts, receipts, summaries, wayin
from domain.talk.complaints import Complaint
from domain.talk.contacts import Contact
from domain.talk.drafts import Draft, Prompt, Stage
from domain.talk.sources import FOR_OTHERS, TO_PHONE, Source
from domain.understanding.result import Place
from domain.where import outside
from domain.where.places import alike

SHOWN = 3  # photos with the card of what many have; the others wait on its page
PLACE_CHOICES = 4  # buttons beside a question for the place
TOO_OFTEN = 3  # reopenings or hand-overs: somebody has to decide
ANSWER_WITHIN = timedelta(hours=24)  # after that, words are no longer taken for the answer


def file(
    ctx: Context,
    draft: Draft,
    author: Recipient,
    origin: Chat,
    crew: Crew,
    fresh: Fresh,
    *,
    call: bool = False,
    earlier: int = 0,
    actor: int | None = None,
    source: str = Source.RESIDENT,
    filed_by: Person | None = None,
    complaint: Complaint | None = None,
) -> Effects:
    """A draft becomes a report: stored, receipted, shown in the group and alerted to staff.

    ``author`` is where the reporter is told, ``origin`` the chat it was said in, ``actor`` a member of
    staff who filed it from the folded list.  ``filed_by`` files for somebody who is not here: ``author`` is theirs.
    A ``complaint`` goes to ``crew`` alone, who decide it.
    """
    report, contact = report_of(ctx, draft, origin, fresh, call, source)
    report = complaints.put_on(report, complaint) if complaint else report
    unseen = report.visibility is Visibility.PRIVATE and origin.kind is ChatKind.GROUP
    ours = origin.community == report.community  # a group speaks for its own community alone
    case = Case(
        report=report,
        crew=crew,
        reporter=None if filed_by else author,
        filer=author if filed_by else None,
        filed_by=filed_by,
        group=origin if origin.kind is ChatKind.GROUP and ours and not unseen else None,
        photos=draft.photos,
        voice=draft.voice,
        earlier=earlier,
        contact=contact,
    )
    yield Put(report)
    if contact:
        yield from wayin.kept(ctx, replace(case, contact=None), contact, draft.person)
    yield Log(report.id, "reported", actor or draft.person, detail=report.category)
    yield Attach(report.id, draft.photos, draft.voice)
    yield Link(origin.id, draft.messages, report=report.id)
    yield Filed(draft, report.id)
    if unseen and report.danger:
        yield warn_alone(ctx, report, author)
    elif report.danger and case.group is None:
        yield warn(ctx, report, origin)
    yield from _shown(case, ctx, draft, origin)
    asked = draft.stage is Stage.ASKING and not report.danger  # which of them it is was asked before it was filed
    heard = not (unseen and author.in_public)  # else a question would say what nobody else may read
    several = not asked and not outside.named(ctx, report.place) and bool(alike(report.place, ctx.community))
    if heard and not call and not report.above and (several or not report.place.words):
        yield from ask_place(ctx, report, author)
    if call and not contact and author.chat.kind is ChatKind.PRIVATE:
        yield from wayin.ask(ctx, report, author.person, author.chat)
    if filed_by and source in TO_PHONE and author.chat.kind is ChatKind.PRIVATE and report.place.words:
        if not (contact and contact.phone):
            yield from wayin.ask_number(ctx, report, contact, author.person, author.chat)
    yield from call_out(case, ctx)


def alarm_too(
    ctx: Context, draft: Draft, author: Recipient, origin: Chat, crew: Crew, fresh: Fresh, source: str
) -> Effects:
    """Danger that our own staff are called to lies at the neighbours': theirs are called as well."""
    report, contact = report_of(ctx, draft, origin, fresh, False, source)
    case = Case(
        report=report,
        crew=crew,
        reporter=author if report.reporter else None,
        photos=draft.photos,
        voice=draft.voice,
        contact=contact,
    )
    yield Put(report)
    if contact:
        yield from wayin.kept(ctx, replace(case, contact=None), contact, draft.person)
    yield Log(report.id, "reported", draft.person, detail=report.category)
    yield Attach(report.id, draft.photos, draft.voice)
    yield from also_called(ctx, report, author)
    yield from call_out(case, ctx)


def also_called(ctx: Context, report: Report, author: Recipient) -> Effects:
    """Whoever told of it reads that the neighbours are called too, and their number."""
    if author.in_public and report.visibility is Visibility.PRIVATE:
        return
    yield Say(
        author.chat,
        (
            line("outside-called", number=str(report.number)),
            outside.duty(ctx.community),
        ),
        tag=cards.receipt_tag(report, author.person),
        report=report.id,
        only_for=author.only_for,
        reply_to=author.reply_to,
        priority=Priority.DANGER,
    )


def report_of(
    ctx: Context, draft: Draft, origin: Chat, fresh: Fresh, call: bool, source: str
) -> tuple[Report, Contact | None]:
    """The report, and the contact that its words held: many eyes read the words, one pair the contact."""
    for_others = source in FOR_OTHERS
    call = call and not for_others  # whoever filed it will not be called
    text, contact = contacts.split(draft.text)
    if for_others and draft.teller:
        contact = contacts.merged(contact, Contact(name=draft.teller))
    place = draft.place or Place("")
    words, beside = contacts.split(place.words)
    place = replace(place, words=words)
    contact = contacts.merged(contact, beside) if beside else contact
    if place.grid is None:
        ours = origin.community == ctx.community.code
        place = replace(place, grid=draft.grid or (origin.grid if ours else None))
    category = ctx.categories.get(draft.category)
    respond_by, resolve_by, provisional = deadlines.promised(ctx, category, draft.urgency, ctx.now)
    report = Report(
        id=fresh.id,
        number=fresh.number,
        community=ctx.community.code,
        category=category.code,
        urgency=draft.urgency,
        place=place,
        text=text,
        reporter=None if for_others else draft.person,
        chat=origin.id,
        message=draft.messages[0] if draft.messages else None,
        reported_at=ctx.now,
        since=ctx.now,
        respond_by=respond_by,
        resolve_by=resolve_by,
        provisional=provisional,
        danger=draft.danger,
        call=call,
        source=source,
        filed_by=draft.person if for_others else None,
        photo_url=draft.link,
    )
    return visibility.first(ctx.categories, report), contact


def _shown(case: Case, ctx: Context, draft: Draft, origin: Chat) -> Effects:
    """The receipt and the public card; whichever the same eyes see takes the place of the question before.

    Where the author can only be told in front of everybody, the card says as much as a receipt.
    """
    report, author = case.report, case.reporter or case.filer
    assert author is not None  # a report being filed has its reporter, or whoever files it
    question = draft.tag if draft.turn else None
    if report.danger and case.group:
        yield from _shown_in_danger(case, ctx, draft, case.group, author)
        return
    here = author.chat.id == origin.id and not author.in_public
    if not here and case.group is None and question:
        yield Say(origin, (), tag=question)
    if not author.in_public or case.filer:  # among staff everybody may read it
        words, rows = receipts.receipt(ctx, case, author.chat), receipts.buttons(ctx, case, author.chat)
        yield _receipt(report, author, words, question if here else None, rows)
    if author.in_public and origin.community != report.community:
        words = (line("outside-public", number=str(report.number), community=ctx.community.names[origin.lang]),)
        yield Say(origin, (*words, outside.duty(ctx.community)), reply_to=author.reply_to, replaces=question)
    if case.group:
        yield show(case, ctx, case.group, draft.messages[0] if draft.messages else None, None if here else question)


def _shown_in_danger(case: Case, ctx: Context, draft: Draft, group: Chat, author: Recipient) -> Effects:
    """In a group the card says what to do: it comes first, it is always new, and little of ours follows it.

    An author who must still say where is asked that, and receipted with the answer.
    """
    report = case.report
    if draft.turn:
        yield Say(group, (), tag=draft.tag)
    yield show(case, ctx, group, draft.messages[0] if draft.messages else None)
    if author.chat.id != group.id:
        yield _receipt(report, author, cards.receipt(ctx, report, author.chat))
    elif not author.in_public and (report.place.words or report.call):
        yield _receipt(report, author, cards.receipt_beside(report))


def _receipt(
    report: Report, author: Recipient, lines: tuple[Line, ...], replaces: str | None = None, buttons: Rows | None = None
) -> Say:
    return Say(
        author.chat,
        lines,
        cards.own_buttons(report) if buttons is None else buttons,
        tag=cards.receipt_tag(report, author.person),
        replaces=replaces,
        report=report.id,
        only_for=author.only_for,
        reply_to=author.reply_to,
    )


def ask_place(ctx: Context, report: Report, author: Recipient) -> Effects:
    """A report that had to be filed at once still lacks its place."""
    yield Expect(Prompt(author.chat.id, author.person, "place", report.id, report.cycle, ctx.now + ANSWER_WITHIN))
    choices = tuple((code, building.names[author.chat.lang]) for code, building in ctx.community.buildings.items())
    yield Say(
        author.chat,
        (line("ask-place-filed", number=str(report.number)),),
        summaries.place_buttons(
            choices[:PLACE_CHOICES], "rplace", report.id, call="rcall", others=report.filed_by is not None
        ),
        tag=f"where:{report.id}",
        report=report.id,
        only_for=author.only_for,
        reply_to=author.reply_to,
    )


def show(case: Case, ctx: Context, group: Chat, reply_to: str | None = None, replaces: str | None = None) -> Say:
    """The report's one card in the residents' group."""
    return Say(
        group,
        cards.card(case, ctx, group.lang),
        cards.card_buttons(case, ctx),
        tag=cards.card_tag(case.report),
        replaces=replaces,
        report=case.report.id,
        reply_to=reply_to,
        priority=Priority.DANGER if cards.in_danger(case.report.told) else Priority.NOTICE,
    )


def call_out(case: Case, ctx: Context) -> Effects:
    """Alert the duty groups; everybody on duty in private where there is none, and in danger besides, which rings, too.

    When nobody is on duty it is the heads.
    """
    if case.report.danger:
        yield Ring(case.report, 0)
    crew = case.crew
    why = line("nobody-on-duty") if crew.deserted else None
    for chat in (*crew.duty, *case.desks):
        yield staff_card(case, ctx, chat, question=why if chat.abilities.copies else None)
    heads = crew.deserted or case.report.above
    for chat in crew.heads if heads else crew.alarmed if case.report.danger or not crew.duty else ():
        if chat.person not in crew.copied:
            yield staff_card(case, ctx, chat, question=why)


def refresh(case: Case, ctx: Context) -> Effects:
    """The report's card wherever staff have it, as it stands now."""
    for chat in (*case.crew.duty, *case.desks):
        yield staff_card(case, ctx, chat)


def staff_card(
    case: Case, ctx: Context, at: Chat, *, question: Line | None = None, menu: Rows | None = None, again: bool = False
) -> Say:
    """The card staff act on, in one chat; ``menu`` stands under it instead of the usual buttons.

    Copies that everybody has show buttons only while somebody has to take it: whoever has it gets a card alone.
    """
    lines = alerts.card(case, ctx)
    usual = () if at.abilities.copies and not alerts.is_waiting(case) else alerts.buttons(case, ctx)
    return Say(
        at,
        (*lines, question) if question else lines,
        usual if menu is None else menu,
        tag=alerts.tag(case.report),
        again=again,
        report=case.report.id,
        photos=case.photos[:SHOWN] if case.report.known else case.photos,
        voice=case.voice,
        priority=Priority.DANGER if case.report.danger else Priority.ALERT,
    )


def escalate(case: Case, ctx: Context, key: str, times: int, *, again: bool = True) -> Effects:
    """The head hears, once, what went wrong too often, with the card; not ``again`` where it was just shown anew."""
    if times == TOO_OFTEN:
        for chat in case.crew.heads:
            yield staff_card(case, ctx, chat, question=line(key, count=times), again=again)


def warn(ctx: Context, report: Report, origin: Chat) -> Say:
    """Danger first, in private: what to do, and whom to call.  In a group the card begins with it."""
    return Say(
        origin,
        (*cards.warning(ctx, report), line("danger-robot")),
        report=report.id,
        priority=Priority.DANGER,
    )


def warn_alone(ctx: Context, report: Report, author: Recipient) -> Say:
    """What neighbours are not to read: what to do is said to the author alone, or in public nothing of it."""
    if author.in_public:
        return Say(author.chat, (line("say-it-in-private"),), priority=Priority.DANGER)
    lines = (*cards.warning(ctx, report), line("danger-robot"))
    return Say(author.chat, lines, report=report.id, only_for=author.only_for, priority=Priority.DANGER)
