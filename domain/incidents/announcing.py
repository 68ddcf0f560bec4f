"""Staff open a known incident: what, where, until when, in which words; asked one at a time, shown before it is posted.

What they have said so far stands in the question itself, as its text.
"""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from domain.buttons import data
from domain.community import Community
from domain.context import Context
from domain.effects import Effects, Expect, Forgo, Say
from domain.incidents import known_words
from domain.incidents.known import GRID, Known
from domain.incidents.tending import WORDS
from domain.lines import Button, Hour, Joined, Line, Rows, line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.reports.cards import button, excerpt, in_rows, kind_choices
from domain.reports.lifecycle import NEXT_WITHIN, NOTE_WITHIN
from domain.talk.drafts import Prompt
from domain.understanding import outages
from domain.understanding.spells import Spell, spell
from domain.where import areas
from domain.where.places import find

PROMPT = "announce"  # the kind of question
USUAL = ("water_supply", "electricity", "gas", "heating", "elevator", "drainage")
HOURS = (1, 3, 6)
MOST = 30  # buildings that words may name
_WHOLE = re.compile("全小区|全社区|整个|所有楼|全部|都停|whole|everywhere|all buildings|everybody", re.IGNORECASE)
_LIST = re.compile(r"((?:\d{1,3}\s*[、,，和及]\s*)+)(\d{1,3})\s*(号楼|栋|幢|座|#)")
_ENGLISH = re.compile(r"\bbuildings? (\d{1,3}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*)\d{1,3})+)", re.IGNORECASE)
_APART = re.compile(r"[、,，;；。\n和及]|\band\b")
_RANGE = re.compile(r"(\d{1,3})\s*(?:号楼|栋|幢|#)?\s*[-~到至—]\s*(\d{1,3})\s*(号楼|栋|幢|座|#)")


@dataclass(frozen=True, slots=True)
class Notice:
    """What staff have said of it so far; None: not yet."""

    category: str = ""
    area: tuple[str, ...] | None = None
    timed: bool = False
    begins: datetime | None = None
    until: datetime | None = None
    words: str = ""

    @property
    def text(self) -> str:
        """As the question keeps it."""
        times = [each and round(each.timestamp() * 1000) for each in (self.begins, self.until)]
        return json.dumps([self.category, self.area, self.timed, *times, self.words], ensure_ascii=False)

    def known(self, now: datetime) -> Known:
        """The incident that it makes."""
        begins = self.begins or now
        return Known(self.area or (), min(begins, self.until or begins), self.until, self.words, begins > now)


def read(text: str) -> Notice:
    """What stands in the question."""
    category, area, timed, begins, until, words = json.loads(text)
    at = [datetime.fromtimestamp(each / 1000, UTC) if each is not None else None for each in (begins, until)]
    return Notice(category, tuple(area) if area is not None else None, timed, at[0], at[1], words)


def begun(ctx: Context, text: str) -> Notice:
    """What a command says already: 停水通知, or all of it in one sentence."""
    notice = heard(ctx, Notice(category=outages.named(text) or ""), text, first=True)
    said_all = notice.category and notice.area is not None and notice.timed
    return replace(notice, words=_why(ctx, text)) if said_all else notice


def _why(ctx: Context, text: str) -> str:
    """What a sentence says beside what, where and when: mostly the reason."""
    parts = re.split(r"[，,。;；\n]|\.\s", text)
    rest = [
        part.strip()
        for part in parts
        if part.strip()
        and named_area(part, ctx.community) is None
        and spell(part, ctx.now, ctx.community.zone) == Spell()
        and not outages.named(part)
    ]
    return excerpt("，".join(rest) if re.search("[一-鿿]", text) else ", ".join(rest), WORDS)


def heard(ctx: Context, notice: Notice, text: str, first: bool = False) -> Notice:
    """The notice with what these words add: the one thing that was asked, and whatever else they name."""
    if notice.category and notice.area is not None and notice.timed:
        return replace(notice, words=excerpt(text.strip(), WORDS))
    if not notice.category:
        code = outages.named(text)
        found = ctx.classifier.understand(text, ctx.community).category
        code = code or (found if found != "other" or not first else "")
        notice = replace(notice, category=code)
    asked_for_place = notice.area is None
    if asked_for_place and (area := named_area(text, ctx.community)) is not None:
        notice = replace(notice, area=area)
    if not notice.timed:
        found_time = spell(text, ctx.now, ctx.community.zone)
        if found_time != Spell():
            notice = replace(notice, timed=True, begins=found_time.begins, until=found_time.until)
    return notice


def named_area(text: str, community: Community) -> tuple[str, ...] | None:
    """The buildings and grids that the words name; empty: everywhere; None: they name none."""
    if _WHOLE.search(text):
        return ()
    text = _RANGE.sub(_ranged, text)
    text = _ENGLISH.sub(_listed_in_english, _LIST.sub(_listed, text))
    grids = [f"{GRID}{code}" for code, grid in community.grids.items() if any(n in text for n in grid.names.values())]
    found: dict[str, None] = dict.fromkeys(grids)
    for part in _APART.split(text)[:MOST]:
        if (place := find(part, community)) and place.building:
            found[place.building] = None
    return tuple(found) or None


def _listed(match: re.Match[str]) -> str:
    numbers = re.findall(r"\d{1,3}", match[1])
    return ",".join(f"{each}{match[3]}" for each in (*numbers, match[2]))


def _listed_in_english(match: re.Match[str]) -> str:
    return ",".join(f"building {each}" for each in re.findall(r"\d{1,3}", match[1]))


def _ranged(match: re.Match[str]) -> str:
    first, last = int(match[1]), int(match[2])
    if not first < last <= first + MOST:
        return match[0]
    return ",".join(f"{each}{match[3]}" for each in range(first, last + 1))


def may_announce(person: Person, area: tuple[str, ...], community: Community) -> bool:
    """Whether somebody works for every grid that it touches."""
    inside = areas.grids(area, community)
    return bool(inside) and all(may(person, "announce", grid) for grid in inside)


# --- one question at a time -----------------------------------------------------------------------------------


def ask(ctx: Context, notice: Notice, chat: Chat, who: Person, lead: Line | None = None) -> Effects:
    """Ask for what is missing, or show what residents will read."""
    yield Expect(Prompt(chat.id, who.id, PROMPT, 0, 0, ctx.now + NOTE_WITHIN, notice.text))
    lines, rows = _question(ctx, notice, chat, who)
    minutes = NEXT_WITHIN // timedelta(minutes=1)
    heard = "ask-in-time-named" if chat.abilities.members else "ask-known-in-time"
    in_time = (line(heard, minutes=minutes),) if chat.kind is ChatKind.DUTY else ()
    stop = (button("known-drop", "known", arg="drop"),)
    lead_lines = (lead,) if lead else ()
    yield Say(chat, (*lead_lines, *lines, *in_time), (*rows, stop), tag=tag(who), again=True)


def tag(who: Person) -> str:
    """The tag of what we ask."""
    return f"announce:{who.id}"


def _question(ctx: Context, notice: Notice, chat: Chat, who: Person) -> tuple[tuple[Line, ...], Rows]:
    if not notice.category:
        return (line("ask-known-what"),), _kinds(ctx, USUAL, more=True)
    if notice.area is None:
        return (line("ask-known-where"),), _areas(ctx, chat, who)
    if not notice.timed:
        hours = tuple(
            Button(line("button-known-hours", count=each), data("known", arg=f"until.{each}")) for each in HOURS
        )
        return (line("ask-known-until"),), (hours, (button("known-unsaid", "known", arg="until.no"),))
    shown = notice.known(ctx.now)
    where = Joined(areas.names(shown.area, ctx.community, chat.lang))
    what = outages.of(notice.category)
    words = line("text", text=shown.words) if shown.words else None
    plain = () if shown.planned else (line("known-plain", by=Hour(ctx.now)),)
    body = ((words,) if words else plain) + (known_words.when(ctx, shown),)
    lines = (line("ask-known-post"), line("known-draft", what=what, place=where), *body, line("ask-known-words"))
    return lines, ((button("known-post", "known", arg="post"),),)


def _kinds(ctx: Context, codes: tuple[str, ...], more: bool) -> Rows:
    there = tuple(code for code in codes if code in ctx.categories.by_code)
    choices = tuple(
        Button(each.label, data("known", arg=f"kind.{code}"))
        for each, code in zip(kind_choices(there, "known", 0), there, strict=True)
    )
    return (*in_rows(choices, 3), *(((button("all-kinds", "known", arg="kind.*"),),) if more else ()))


def all_kinds(ctx: Context, chat: Chat, who: Person) -> Effects:
    """Every category, to choose from."""
    rows = _kinds(ctx, tuple(ctx.categories.by_code), more=False)
    stop = (button("known-drop", "known", arg="drop"),)
    yield Say(chat, (line("ask-known-what"),), (*rows, stop), tag=tag(who))


def _areas(ctx: Context, chat: Chat, who: Person) -> Rows:
    community = ctx.community
    whole = (Button(line("text", text=community.names[chat.lang]), data("known", arg="area.*")),)
    grids = tuple(
        Button(line("text", text=grid.names[chat.lang]), data("known", arg=f"area.{code}"))
        for code, grid in community.grids.items()
        if may(who, "announce", code)
    )
    return (*((whole,) if may_announce(who, (), community) else ()), *in_rows(grids[:12], 2))


def done(chat: Chat, who: Person, key: str, **args: str) -> Effects:
    """It is posted, or was dropped: nothing is waited for any more."""
    yield Forgo(chat.id, who.id)
    yield Say(chat, (line(key, **args),), tag=tag(who))
