"""The same thing again: a new report near an open one is offered as 我也遇到.

Place, kind, words and days all count: the same building, no other unit or floor, the same kind, words in common or a
kind of which a building has one, and the less the older it is.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from domain.categories import Visibility
from domain.context import Case, Context
from domain.effects import Effects, Say
from domain.lines import line
from domain.people import Chat, Recipient
from domain.report import LIVE, Report
from domain.reports import cards
from domain.reports.alarms import taken_in
from domain.talk.drafts import Draft, Near, Stage
from domain.understanding.folding import fold
from domain.where.places import find

DAYS = timedelta(days=14)  # what is older is hardly the same
ENOUGH = 0.3
SURE = 0.7  # from which it is joined where nobody can be asked whether it is the same
# A building has one of them, or one says it for all.
_ONE = frozenset({"light", "elevator", "water_supply", "electricity", "gas", "heating", "manhole", "charger"})
_ONE_OF_IT = 0.4
_SAME_UNIT = 0.15
_NUMBER = "[0-9一二三四五六七八九十]{1,3}"
_UNIT = re.compile(rf"({_NUMBER})\s*(?:单元|门洞)|\bunit\s+(\w{{1,3}})\b")
_FLOOR = re.compile(
    rf"(?<![号栋幢0-9])({_NUMBER})(?:层|楼(?!栋|道|梯|上|下|顶))"
    r"|\bfloor (\d{1,2})\b|\b(\d{1,2})(?:st|nd|rd|th) floor"
)
_WORD = re.compile("[a-z]{4,}|[\u4e00-\u9fff]+")
_COMMON = frozenset(
    "坏了 不亮 没有 一直 已经 好几 几天 天了 有人 没人 怎么 还没 师傅 麻烦 谢谢 "
    "this that with have there been please".split()
)


def nearest(ctx: Context, draft: Draft, open_ones: Sequence[Report], enough: float = ENOUGH) -> Report | None:
    """The open report that a draft most likely tells of again; ``open_ones`` of its kind in its building."""
    found = [(likeness(ctx, draft, each), each) for each in open_ones if may_be_shown(each)]
    best = max(found, key=lambda each: (each[0], each[1].id), default=None)
    return best[1] if best and best[0] >= enough else None


def may_be_shown(report: Report) -> bool:
    """Whether others may hear that it was reported: of a public kind, nothing that burns, still to be done."""
    plain = report.danger is None and report.known is None
    return report.visibility is Visibility.PUBLIC and plain and report.told_status in LIVE


def likeness(ctx: Context, draft: Draft, report: Report) -> float:
    """Between 0 and about 1.5."""
    place = draft.place
    if place is None or not place.building or place.building != report.place.building:
        return 0.0
    if draft.category != report.category or draft.danger:
        return 0.0
    said, old = fold(f"{place.words} {draft.text}"), fold(f"{report.place.words} {report.text}")
    units = _named(_UNIT, said), _named(_UNIT, old)
    floors = _named(_FLOOR, said), _named(_FLOOR, old)
    if any(None not in pair and pair[0] != pair[1] for pair in (units, floors)):
        return 0.0
    alike = _shared(_pieces(ctx, draft.text), _pieces(ctx, report.text))
    alike += _ONE_OF_IT if draft.category in _ONE else 0.0
    alike += _SAME_UNIT if units[0] is not None and units[0] == units[1] else 0.0
    return alike * max(0.0, 1.0 - (ctx.now - report.reported_at) / DAYS)


def _named(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return next((group for group in match.groups() if group), None) if match else None


def _pieces(ctx: Context, text: str) -> frozenset[str]:
    """What the words say beside the place: pairs of characters, and English words."""
    if place := find(text, ctx.community):
        text = text.replace(place.words, " ", 1)
    found: set[str] = set()
    for run in _WORD.findall(fold(text)):
        found.update([run] if run.isascii() else (run[at : at + 2] for at in range(len(run) - 1)))
    return frozenset(found) - _COMMON


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def noted(draft: Draft, found: Report | None) -> Draft:
    """The draft with what it may tell of again."""
    near = Near(found.id, found.number, found.reported_at, found.told_status.value) if found else None
    return draft if near == draft.near else replace(draft, near=near)


def joined(ctx: Context, case: Case, draft: Draft, author: Recipient, origin: Chat) -> Effects:
    """我也遇到, instead of a report of their own: their words and photos stand by the open one."""
    case = yield from taken_in(ctx, case, draft, author, origin)
    report, question = case.report, draft.tag if draft.turn else None
    here = author.chat.id == origin.id
    if question and not here:
        yield Say(origin, (), tag=question)
    words = cards.public_title(ctx, report, author.chat.lang)
    state = cards.progress(case, ctx, author.chat.lang, openly=True)[1:]
    yield Say(
        author.chat,
        (line("near-joined", **words, count=len(case.supporters)), *state),
        tag=cards.receipt_tag(report, author.person),
        replaces=question if here else None,
        report=report.id,
        only_for=author.only_for,
        reply_to=author.reply_to,
    )


def waits(draft: Draft) -> bool:
    """Whether the draft is at the point at which it can be offered."""
    if draft.danger or draft.others or draft.known or draft.place is None or not draft.turn:
        return False
    return draft.stage is Stage.OFFERED or (draft.stage is Stage.ASKING and draft.asked in ("", "which-asked"))
