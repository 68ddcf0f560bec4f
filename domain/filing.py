"""Turning a draft into a report, and telling everybody who must know at once."""

from dataclasses import replace
from datetime import timedelta

from domain import cards
from domain.buttons import data
from domain.context import Case, Context, Crew, Fresh
from domain.drafts import Draft, Prompt
from domain.effects import (
    Attach,
    Button,
    DropDraft,
    Effects,
    Expect,
    Line,
    Link,
    Log,
    Priority,
    Put,
    Rows,
    Say,
    Term,
    Unschedule,
    line,
)
from domain.people import Chat, ChatKind, Recipient
from domain.report import Report, deadlines
from domain.understanding import Place

PLACE_CHOICES = 4  # buttons beside a question for the place
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
    source: str = "resident",
) -> Effects:
    """A draft becomes a report: stored, receipted, shown in the group and alerted to staff.

    ``author`` is where the reporter is told, ``origin`` the chat it was said in, ``actor`` a member of
    staff who filed it from the folded list.
    """
    report = _report(ctx, draft, origin, fresh, call, source)
    case = Case(
        report=report,
        crew=crew,
        reporter=author,
        group=origin if origin.kind is ChatKind.GROUP else None,
        photos=draft.photos,
        voice=draft.voice,
        earlier=earlier,
    )
    yield Put(report)
    yield Log(report.id, "reported", actor or draft.person, detail=report.category)
    yield Attach(report.id, draft.photos, draft.voice)
    yield Link(origin.id, draft.messages, report=report.id)
    yield DropDraft(draft)
    yield Unschedule("draft", str(draft.id))
    if report.danger:
        yield from warn(ctx, report, author, draft)
    yield from _receipt(case, draft, origin)
    if not report.place.words and not call:
        yield from ask_place(ctx, report, author)
    if case.group:
        offered = draft.tag if draft.turn and author.chat.id == origin.id and author.only_for is None else None
        yield show(case, case.group, draft.messages[0] if draft.messages else None, offered)
    yield from call_out(case, ctx)


def _report(ctx: Context, draft: Draft, origin: Chat, fresh: Fresh, call: bool, source: str) -> Report:
    place = draft.place or Place("")
    if place.grid is None:
        place = replace(place, grid=draft.grid or origin.grid)
    category = ctx.categories.get(draft.category)
    respond_by, resolve_by = deadlines(category, draft.urgency, ctx.now)
    return Report(
        id=fresh.id,
        number=fresh.number,
        community=origin.community,
        category=category.code,
        urgency=draft.urgency,
        place=place,
        text=draft.text,
        reporter=draft.person,
        chat=origin.id,
        message=draft.messages[0] if draft.messages else None,
        reported_at=ctx.now,
        respond_by=respond_by,
        resolve_by=resolve_by,
        danger=draft.danger,
        call=call,
        source=source,
    )


def _receipt(case: Case, draft: Draft, origin: Chat) -> Effects:
    """The receipt takes the place of the offer or the summary when it goes to the same eyes."""
    report, author = case.report, case.reporter
    assert author is not None  # a report being filed has its reporter
    here = author.chat.id == origin.id
    if not here and draft.turn:
        yield Say(origin, (), tag=draft.tag)
    if here and case.group and author.only_for is None:
        return  # everybody sees the card, which says as much, and takes the place of the offer
    yield Say(
        author.chat,
        cards.receipt(case),
        cards.own_buttons(report),
        tag=cards.receipt_tag(report, author.person),
        replaces=draft.tag if here and draft.turn else None,
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
        cards.place_buttons(choices[:PLACE_CHOICES], "rplace", report.id),
        tag=f"where:{report.id}",
        report=report.id,
        only_for=author.only_for,
        reply_to=author.reply_to,
    )


def show(case: Case, group: Chat, reply_to: str | None = None, replaces: str | None = None) -> Say:
    """The report's one card in the residents' group."""
    return Say(
        group,
        cards.card(case),
        cards.card_buttons(case.report),
        tag=cards.card_tag(case.report),
        replaces=replaces,
        report=case.report.id,
        reply_to=reply_to,
        priority=Priority.NOTICE,
    )


def call_out(case: Case, ctx: Context) -> Effects:
    """Alert the duty groups; in danger also everybody on duty, in private."""
    yield from refresh(case, ctx)
    if case.report.danger:
        for chat in case.crew.on_duty:
            lines = cards.alert(case, ctx)
            yield Say(chat, lines, report=case.report.id, priority=Priority.DANGER)


def refresh(case: Case, ctx: Context, buttons: Rows | None = None, again: bool = False) -> Effects:
    """The report's card in every duty group, as it stands now; ``buttons`` shows a menu under it."""
    for chat in case.crew.duty:
        yield Say(
            chat,
            cards.alert(case, ctx),
            cards.alert_buttons(case, ctx) if buttons is None else buttons,
            tag=cards.alert_tag(case.report),
            again=again,
            report=case.report.id,
            photos=case.photos,
            voice=case.voice,
            priority=Priority.DANGER if case.report.danger else Priority.ALERT,
        )


def warn(ctx: Context, report: Report, author: Recipient, draft: Draft) -> Effects:
    """Danger first: what to do, and whom to call, each number on a line of its own."""
    assert report.danger is not None
    yield Say(
        author.chat,
        (line(f"danger-{report.danger}"), *phone_lines(ctx, report.danger), line("danger-robot")),
        report=report.id,
        only_for=author.only_for,
        reply_to=author.reply_to,
        priority=Priority.DANGER,
    )


def phone_lines(ctx: Context, danger: str) -> tuple[Line, ...]:
    """The numbers for a danger: emergency numbers as they are, the community's own by name."""
    kind = ctx.categories.dangers.get(danger)
    lines = []
    for phone in kind.phones if kind else ("110",):
        if phone.isdigit():
            lines.append(line("text", text=phone))
        elif phone in ctx.community.phones:
            lines.append(line("phone", what=_phone(phone), number=ctx.community.phones[phone]))
    return tuple(lines)


def contacts(ctx: Context) -> tuple[Line, ...]:
    """Everybody's numbers, each on a line of its own."""
    return tuple(line("phone", what=_phone(name), number=number) for name, number in ctx.community.phones.items())


def _phone(name: str) -> Term:
    return Term("phone", name)


def offer_buttons(draft: Draft) -> Rows:
    """Shall I file it?"""
    return (
        (
            Button(line("button-file"), data("file", draft.id)),
            Button(line("button-drop"), data("drop", draft.id)),
        ),
    )
