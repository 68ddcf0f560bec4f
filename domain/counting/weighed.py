"""The week's figures in a few lines: this week beside the last, each rate with what it is made from (数据)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.community import Community
from domain.counting.figures import Figures, Measure, Rate, Spent
from domain.effects import Say
from domain.lines import Day, Line, line
from domain.people import Chat
from domain.reports.rating import SHOWN_FROM

ASKED = ("solved", "satisfied", "contacted")  # what only residents can say
_TOGETHER = {  # rates of one line
    "figures-in-time": ("answered", "resolved"),
    "figures-three": ASKED,
    "figures-more": ("reopened", "repeats", "dispatched"),
}
_BESIDE = ("refused", "no_danger", "withdrawn", "duplicates", "unrated", "by_staff", "own", "recategorised")


def week(community: Community, now: datetime) -> tuple[datetime, datetime]:
    """This week of the community: from Monday, midnight, to the next."""
    local = now.astimezone(community.zone)
    monday = (local - timedelta(days=local.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    return monday.astimezone(now.tzinfo), (monday + timedelta(days=7)).astimezone(now.tzinfo)


@dataclass(frozen=True, slots=True)
class Proposals:
    """What became of the suggestions of a period."""

    adopted: int = 0
    declined: int = 0
    open: int = 0


NO_PROPOSALS = Proposals()


def said(
    community: Community, chat: Chat, now: datetime, this: Figures, last: Figures, proposals: Proposals = NO_PROPOSALS
) -> Say:
    """Both weeks; nobody's name, nobody's words, and no rate that gives one answer away."""
    since, _ = week(community, now)
    measure = community.measure
    lines = [line("figures", where=community.names[chat.lang])]
    if this.overdue:
        lines.append(line("figures-overdue", count=this.overdue))
    lines += [line("figures-this", day=Day(since, dated=True)), *_week(this, measure)]
    if proposals != NO_PROPOSALS:
        counts = {each: getattr(proposals, each) for each in ("adopted", "declined", "open")}
        lines.append(line("figures-proposals", **counts))
    lines += [line("figures-last"), *_week(last, measure), line("figures-how")]
    return Say(chat, tuple(lines))


def _week(found: Figures, measure: Measure) -> list[Line]:
    lines = [line("figures-came", reported=found.reported, done=found.done)] if found.reported or found.done else []
    for key, names in _TOGETHER.items():
        if any(getattr(found, name).of for name in names):
            lines.append(line(key, **{name: _shown(found, name, measure) for name in names}))
    if found.combined is not None and not found.withheld:
        lines.append(line("figures-combined", score=f"{found.combined:.1f}"))
    for key, spent in (("answer", found.to_answer), ("resolve", found.to_resolve)):
        lines += _spent(key, spent)
    lines += _beside(found)
    return lines or [line("figures-nothing")]


def _shown(found: Figures, name: str, measure: Measure) -> Line:
    if name in ASKED and found.withheld:
        return line("rate-hidden", least=SHOWN_FROM)
    rate: Rate = getattr(found, name)
    if rate.percent is None:
        return line("rate-none")
    return line("rate-few" if rate.few(measure) else "rate", percent=rate.percent, of=rate.of)


def _spent(key: str, spent: Spent) -> list[Line]:
    if spent.median is not None and spent.mean is not None:
        return [line(f"figures-to-{key}", median=spent.median, mean=spent.mean, open=spent.open)]
    return [line(f"figures-no-{key}", open=spent.open)] if spent.open else []


def _beside(found: Figures) -> list[Line]:
    """What is in no rate, or explains one: shown wherever it is not nothing."""
    lines = [
        line(f"figures-{name.replace('_', '-')}", count=getattr(found, name))
        for name in _BESIDE
        if getattr(found, name)
    ]
    if found.parked:
        lines.append(
            line("figures-parked", count=found.parked, span=found.paused, in_running_time=found.in_running_time)
        )
    phrase: Line | None = None
    for each in lines:
        phrase = each if phrase is None else line("figures-and", first=phrase, then=each)
    return [line("figures-beside", what=phrase)] if phrase else []
