"""The residents' group: notice what is clearly a report, offer once, and otherwise keep quiet.

An offer nobody presses joins a folded message that staff look through.  Filing is domain/talk/filing.py.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.buttons import data
from domain.context import Context
from domain.effects import DropDraft, Effects, Link, Priority, PutDraft, Say, Schedule, Unschedule
from domain.events import Said
from domain.lines import Button, Line, Rows, Term, line
from domain.people import Chat
from domain.reports import cards
from domain.talk import contacts, summaries
from domain.talk.drafts import Draft, Stage, understood
from domain.understanding import several
from domain.understanding.result import Understanding
from domain.where import outside

OFFER = timedelta(minutes=15)  # how long an offer waits for its author
KEEP = timedelta(hours=23)  # text that became no report is erased within a day
TOGETHER = timedelta(seconds=60)  # photos this soon before or after the words belong to them
WEIGHED = timedelta(minutes=3)  # a second opinion after that would come out of nowhere
OFFERS_AN_HOUR = 3  # in one group; a group forgives few interruptions
FOLD_SIZE = 8  # reports listed in one folded message


def hear(
    ctx: Context,
    event: Said,
    chat: Chat,
    person: int,
    fresh: int,
    found: Understanding | None,
    text: str | None = None,
) -> Draft:
    """What was just said, as a draft; ``text`` is what was said without the bot's name."""
    words = event.text if text is None else text
    draft = Draft(
        fresh,
        chat.id,
        person,
        Stage.HEARD,
        ctx.now,
        words=((event.message, words),) if words else (),
        messages=(event.message,),
        photos=event.photos,
        voice=event.voice,
        grid=chat.grid,
    )
    return understood(draft, found) if found else draft


def joined(draft: Draft, photos_of: Draft | None) -> Draft:
    """The words of one message with the photos that came just before it."""
    if photos_of is None:
        return draft
    return replace(draft, photos=(*photos_of.photos, *draft.photos), messages=(*draft.messages, *photos_of.messages))


def together(ctx: Context, since: datetime) -> bool:
    """Whether what was said then still belongs to what is said now."""
    return ctx.now - since <= TOGETHER


def keep_quiet(draft: Draft, chat: Chat) -> Effects:
    """A photo without words: remember it for a minute, say nothing."""
    yield PutDraft(draft)
    yield Link(chat.id, draft.messages, draft=draft.id)
    yield Schedule(draft.created_at + TOGETHER, "erase", str(draft.id))


def weigh(draft: Draft, chat: Chat) -> Effects:
    """Perhaps a report: keep it for as long as a second opinion may take, say nothing."""
    yield Link(chat.id, draft.messages, draft=draft.id)
    yield Schedule(draft.created_at + WEIGHED, "erase", str(draft.id))
    yield PutDraft(replace(draft, stage=Stage.WEIGHED))


def offer(ctx: Context, draft: Draft, chat: Chat, offers_this_hour: int) -> Effects:
    """Ask the author once, in one short message; beyond three an hour let staff look through it."""
    yield Link(chat.id, draft.messages, draft=draft.id)
    yield Schedule(draft.created_at + KEEP, "erase", str(draft.id))
    if offers_this_hour >= OFFERS_AN_HOUR:
        yield PutDraft(replace(draft, stage=Stage.OFFERED))
        yield Schedule(ctx.now, "draft", str(draft.id))
        return
    draft = replace(draft, stage=Stage.OFFERED, turn=1)
    yield PutDraft(draft)
    yield Schedule(ctx.now + OFFER, "draft", str(draft.id))
    yield show_offer(ctx, draft, chat)


def show_offer(ctx: Context, draft: Draft, chat: Chat) -> Say:
    """The offer, seen by its author alone where the channel can."""
    if found := outside.beyond(ctx, draft):
        lines = (line("offer"), _what(ctx, draft, chat), *outside.lines(ctx, found, chat.lang))
        return _offer(draft, chat, lines, outside.offer(ctx, draft, found, chat.lang))
    parts = several.offered(ctx, draft)
    what = summaries.several(ctx, parts, chat, alone=chat.alone(draft.person) is not None)
    lines = (line("offer"), *(what or (_what(ctx, draft, chat), *summaries.near(draft))))
    return _offer(draft, chat, lines, summaries.offer(draft, parts))


def _offer(draft: Draft, chat: Chat, lines: tuple[Line, ...], buttons: Rows) -> Say:
    return Say(
        chat,
        lines,
        buttons,
        tag=draft.tag,
        only_for=chat.alone(draft.person),
        reply_to=draft.messages[0],
    )


def more_photos(ctx: Context, draft: Draft, event: Said, chat: Chat) -> Effects:
    """Photos that follow the words of an offered or folded draft."""
    draft = replace(draft, photos=(*draft.photos, *event.photos), messages=(*draft.messages, event.message))
    yield PutDraft(draft)
    yield Link(chat.id, (event.message,), draft=draft.id)
    if draft.stage is Stage.OFFERED and draft.turn:
        yield show_offer(ctx, draft, chat)


def edited(ctx: Context, draft: Draft, chat: Chat) -> Effects:
    """The author changed the words of an offer that is still open."""
    yield PutDraft(draft)
    if draft.stage is Stage.OFFERED and draft.turn:
        yield show_offer(ctx, draft, chat)


def dropped(draft: Draft, chat: Chat) -> Effects:
    """The author does not want it filed: the offer goes away."""
    yield DropDraft(draft)
    yield Unschedule("draft", str(draft.id))
    yield Say(chat, (), tag=draft.tag)


# --- what nobody pressed ------------------------------------------------------------------------------


def fold_prefix(draft: Draft, community: str, shift: str) -> str:
    """The folded messages of a draft's grid in this shift; a page number follows."""
    grid = draft.place.grid if draft.place and draft.place.grid else draft.grid
    return f"unsure:{community}:{grid or '-'}:{shift}:"


def fold_of(fold: str) -> tuple[str, str | None]:
    """The community and the grid whose staff look through a folded message."""
    _, community, grid, _ = fold.split(":", 3)
    return community, None if grid == "-" else grid


def fold(draft: Draft, chat: Chat, prefix: str, listed: dict[str, int]) -> Effects:
    """Nobody pressed: list it for staff.  ``listed`` counts the drafts in each folded message."""
    page = 1
    while listed.get(f"{prefix}{page}", 0) >= FOLD_SIZE:
        page += 1
    if draft.turn:
        yield Say(chat, (), tag=draft.tag)
    yield PutDraft(replace(draft, stage=Stage.FOLDED, turn=0, fold=f"{prefix}{page}"))


def folded_list(fold: str, drafts: tuple[Draft, ...], duty: tuple[Chat, ...]) -> Effects:
    """The folded message as it stands: each with 立案 and 不是; a word when all are looked through."""
    lines: list[Line] = [line("unsure", count=len(drafts))] if drafts else [line("unsure-none")]
    rows: Rows = ()
    for position, draft in enumerate(drafts, start=1):
        text = cards.excerpt(contacts.split(draft.text)[0], 60)
        lines.append(line("unsure-item", position=str(position), text=text, photos=len(draft.photos)))
        rows = (*rows, _choices(draft, str(position)))
    for chat in duty:
        yield Say(chat, tuple(lines), rows, tag=fold, priority=Priority.NOTICE)


def _choices(draft: Draft, position: str) -> tuple[Button, ...]:
    return (
        Button(line("button-unsure-file", position=position), data("cfile", draft.id)),
        Button(line("button-unsure-drop", position=position), data("cdrop", draft.id)),
    )


def _what(ctx: Context, draft: Draft, chat: Chat) -> Line:
    """What we understood; where all can read it, in words that all may read."""
    place = cards.place_of(draft.place)
    if chat.alone(draft.person) is None and draft.place:
        return line(
            "offer-what",
            category=Term("category", draft.category),
            place=cards.public_place(ctx, draft.place, chat.lang),
        )
    return line("offer-what", category=Term("category", draft.category), place=place)
