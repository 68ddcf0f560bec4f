"""The private conversation of somebody who reports: ask only for what is missing, one thing at a time.

Says what to ask and when a draft is complete; turning it into a report is domain/talk/filing.py.
"""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import chain, islice

from domain.community import Point
from domain.context import Context
from domain.effects import DropDraft, Effects, Link, PutDraft, Say, Schedule, Unschedule
from domain.events import Said
from domain.lines import Line, Rows, line
from domain.people import Chat
from domain.reports import cards
from domain.talk import summaries
from domain.talk.drafts import Draft, Stage, understood
from domain.talk.filing import PLACE_CHOICES
from domain.understanding import several, smalltalk
from domain.understanding.result import Place
from domain.where import outside
from domain.where.no_place import is_no_place
from domain.where.places import alike, is_unknown, nearest

SETTLE = timedelta(milliseconds=1_500)  # photos of one album arrive as separate updates without an end mark
NUDGE = timedelta(minutes=15)  # an unfinished draft is brought to mind once
KEEP = timedelta(hours=23)  # what became no report is erased within a day
PADDING = 6  # characters around a place that say nothing more: 就在…那边, please


def empty(ctx: Context, chat: Chat, person: int, fresh: int) -> Draft:
    """A draft that knows nothing yet."""
    return Draft(fresh, chat.id, person, Stage.ASKING, ctx.now, grid=chat.grid)


def call_me(draft: Draft) -> Draft:
    """Somebody wants to be called and need not say about what."""
    return replace(draft, category="services", chosen=True)


def begin(ctx: Context, chat: Chat, draft: Draft) -> Effects:
    """Somebody asked to report without saying what."""
    yield from lifetime(draft)
    yield from ask(ctx, draft, chat)


def hear(ctx: Context, event: Said, draft: Draft, lang: str) -> Draft:
    """The draft with what this message adds: words, photos, voice, a place."""
    before = draft.place
    place = _answered_place(ctx, event, draft)
    only_place = place is not None and len(event.text.strip()) - len(place.words) <= PADDING
    courtesy = bool(draft.messages) and smalltalk.is_pleasantry(event.text)
    words = "" if only_place or courtesy else event.text
    draft = replace(
        draft,
        words=(*draft.words, (event.message, words)) if words else draft.words,
        messages=(*draft.messages, event.message),
        photos=(*draft.photos, *event.photos),
        voice=event.voice or draft.voice,
    )
    if words:
        draft = understand(ctx, draft)
    if event.point:
        place = spot(ctx, event.point, lang)
    place = place or draft.place
    point = event.point or (draft.point if place == before else None)
    return draft if (place, point) == (draft.place, draft.point) else replace(draft, place=place, point=point)


def spot(ctx: Context, point: Point, lang: str) -> Place:
    """A shared location in words: the nearest building, or its degrees."""
    return nearest(point, ctx.community, lang=lang) or Place(f"{point.lat:.5f}, {point.lon:.5f}")


def said(ctx: Context, event: Said, chat: Chat, draft: Draft, new: bool, waiting: bool = False) -> Effects:
    """Answer what was just heard; an album is answered once, when it has settled.

    ``waiting``: an earlier draft of the same person waits until this one is filed or dropped.
    """
    if new:
        yield from lifetime(draft)
    yield Link(chat.id, (event.message,), draft=draft.id)
    if event.album:
        yield PutDraft(draft)
        yield Schedule(ctx.now + SETTLE, "settle", str(draft.id))
    else:
        if not new:
            yield Unschedule("settle", str(draft.id))  # photos that came just before are answered with this
        yield from ask(ctx, draft, chat, line("draft-waits") if waiting else None)


def ask(ctx: Context, draft: Draft, chat: Chat, lead: Line | None = None, anew: bool = True) -> Effects:
    """Ask for the one thing that is missing, or show what we understood, under a ``lead`` if there is one.

    ``anew`` says it in a new message under what the resident just wrote; otherwise the message in hand
    changes (they pressed one of its buttons).
    """
    lines, buttons, asked = _question(ctx, draft, chat)
    draft = replace(draft, asked=asked, turn=draft.turn + 1 if anew or not draft.turn else draft.turn)
    yield PutDraft(draft)
    yield Say(chat, (lead, *lines) if lead else lines, buttons, tag=draft.tag)


def resume(ctx: Context, draft: Draft, chat: Chat) -> Effects:
    """The later matter is settled: back to the one that waited."""
    yield from ask(ctx, draft, chat, line("draft-next"))


def _question(ctx: Context, draft: Draft, chat: Chat) -> tuple[tuple[Line, ...], Rows, str]:
    lang = chat.lang
    if not (draft.text or draft.photos or draft.voice or draft.chosen):
        what = "ask-what-where" if chat.abilities.at_once and draft.place is None else "ask-what"
        return (line(what),), summaries.kinds(draft, cards.OFTEN, more=True), "what"
    found = outside.beyond(ctx, draft)
    if found and not (draft.place is None and draft.asked == "place"):
        seen = (*summaries.summary(replace(draft, near=None)), *outside.lines(ctx, found, lang))
        return seen, summaries.beside(draft, outside.passing(ctx, draft, found, lang)), ""
    if draft.place is None:
        return _where(ctx, draft, chat)
    if not draft.asked.startswith("which") and (few := alike(draft.place, ctx.community)):
        which = tuple((building.code, building.names[lang]) for building in few[:PLACE_CHOICES])
        return (
            (line("ask-which-building", place=draft.place.words),),
            summaries.place_buttons(which, "dplace", draft.id, others=draft.others),
            "which",
        )
    unknown = (line("summary-unknown", place=draft.place.words),) if is_unknown(draft.place, ctx.community) else ()
    asked = "which-asked" if draft.asked.startswith("which") else ""
    parts = several.offered(ctx, draft)
    lines = (
        *summaries.summary(replace(draft, near=None) if parts else draft),
        *summaries.several(ctx, parts, chat, alone=True),
        *unknown,
    )
    return lines, summaries.summary_buttons(draft, parts), asked


def _where(ctx: Context, draft: Draft, chat: Chat) -> tuple[tuple[Line, ...], Rows, str]:
    """Where is it?  Under a photo or a voice message, that it came; where a question is dear, also what it is."""
    got = line("got-photo") if draft.photos and not draft.text else None
    got = line("got-voice") if draft.voice and not draft.text else got
    both = chat.abilities.at_once and not (draft.text or draft.voice or draft.chosen)
    where = line("ask-place-what" if both else "ask-place")
    rows = summaries.place_buttons(likely(ctx, draft, chat.lang), "dplace", draft.id, others=draft.others)
    return (got, where) if got else (where,), rows, "what" if both else "place"


def likely(ctx: Context, draft: Draft, lang: str) -> tuple[tuple[str, str], ...]:
    """Places offered as buttons: in the draft's grid first, at most four."""
    buildings = ctx.community.buildings.values()
    near = (building for building in buildings if building.grid == draft.grid)
    others = (building for building in buildings if building.grid != draft.grid)
    return tuple((building.code, building.names[lang]) for building in islice(chain(near, others), PLACE_CHOICES))


def change_kind(ctx: Context, draft: Draft, chat: Chat, arg: str) -> Effects:
    """改类别: the likely ones, all of them, or the one just chosen."""
    if arg in ctx.categories.by_code:
        yield from ask(ctx, replace(draft, category=arg, chosen=True), chat, anew=False)
        return
    codes = tuple(ctx.categories.by_code) if arg == "*" else cards.three(draft.guesses, draft.category)
    buttons = summaries.kinds(draft, codes, more=arg != "*")
    yield Say(chat, (line("ask-kind"),), buttons, tag=draft.tag)


def change_place(ctx: Context, draft: Draft, chat: Chat, arg: str) -> Effects:
    """改地点: ask again, or take the building just chosen."""
    if building := ctx.community.buildings.get(arg):
        place = Place(building.names[chat.lang], building.code, building.grid)
        yield from ask(ctx, replace(draft, place=place, point=None), chat, anew=False)
    else:
        yield from ask(ctx, replace(draft, place=None, point=None, asked="place"), chat, anew=False)


def dropped(draft: Draft, chat: Chat) -> Effects:
    """Never mind."""
    yield from erased(replace(draft, turn=draft.turn - 1), chat)
    yield Say(chat, (line("dropped"),), tag=draft.tag if draft.turn else None)


def erased(draft: Draft, chat: Chat) -> Effects:
    """It became no report: its words go, and with them everything that repeated them."""
    yield DropDraft(draft)
    for turn in range(1, draft.turn + 1):
        yield Say(chat, (), tag=replace(draft, turn=turn).tag)


def nudge(ctx: Context, draft: Draft, chat: Chat) -> Effects:
    """It was not filed yet: one reminder, then it is erased in its time."""
    yield from ask(ctx, draft, chat, line("nudge"))


def lifetime(draft: Draft) -> Effects:
    """One reminder, and an end within a day."""
    yield Schedule(draft.created_at + NUDGE, "draft", str(draft.id))
    yield Schedule(draft.created_at + KEEP, "erase", str(draft.id))


_NO_IDEA = re.compile(
    r"(我也?|这个?|位置|地点)?(真的?)?(不知道|说不清楚?|不清楚|不好说|不晓得|讲不清楚?)[了啊呀呢。,!\s]*"
    r"|(i )?(don'?t|do not) know\W*|no idea\W*|not sure\W*",
    re.IGNORECASE,
)


_BUTTONS = {
    **dict.fromkeys(("报上去", "报上去吧", "file it"), "file"),
    **dict.fromkeys(("不用", "不用了", "不报", "不报了", "don't file"), "drop"),
}


def button_in_words(text: str) -> str | None:
    """The button of a draft whose label somebody wrote instead of pressing it."""
    return _BUTTONS.get(text.strip().rstrip("。.!！").lower())


def has_no_idea(draft: Draft, text: str) -> bool:
    """Whether the answer to "where?" is that they cannot say: then somebody contacts them."""
    return draft.asked == "place" and bool(_NO_IDEA.fullmatch(text.strip()))


def _answered_place(ctx: Context, event: Said, draft: Draft) -> Place | None:
    """The place, when the words answer our question for it."""
    if draft.asked not in ("place", "which") or not event.text:
        return None
    if draft.asked == "which":
        said = event.text.strip()
        few = [each for each in alike(draft.place, ctx.community) if any(said in name for name in each.names.values())]
        return Place(next(iter(few[0].names.values())), few[0].code, few[0].grid) if len(few) == 1 else draft.place
    if is_no_place(ctx, event.text):
        return None
    return ctx.classifier.understand(event.text, ctx.community).place or Place(event.text.strip())


def understand(ctx: Context, draft: Draft) -> Draft:
    """What the draft's words say by now."""
    return understood(draft, ctx.classifier.understand(draft.text, ctx.community))


def welcome(chat: Chat, more: tuple[Line, ...] = ()) -> Effects:
    """What this is and how to begin; ``more`` is for those who may ask for more."""
    yield Say(chat, (line("help"), *more), ((cards.button("start", "begin"),),))
