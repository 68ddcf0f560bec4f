"""What is drawn, in words: the sheets of storage/drawing.py, filled in one language."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from domain.context import Context
from domain.counting import digest
from domain.counting.tally import Tally, Work
from domain.counting.weekly import MONTHS
from domain.lines import Hour, Line, Term, line
from handlers.desk import Turn
from storage.drawing import Bar, Column, Number, Rate, Sheet

Words = Callable[[Line], str]


def words(turn: Turn, community: str, lang: str) -> Words:
    """Says a line as a group of this community reads it."""
    context = turn.context(community)
    return lambda said: turn.desk.wording.line(lang, said, turn.now, context.community.zone)


def week(ctx: Context, say: Words, lang: str, tally: Tally, days: list[datetime]) -> Sheet:
    """The picture for residents; ``days``: the first of the week, then the last one of each in the trend."""
    first, *ends = days
    return Sheet(
        form="week",
        title=ctx.community.names[lang],
        dates=say(line("digest-week", **digest.about(first, ends[-1]))),
        trend_title=say(line("sheet-weeks")),
        trend=_trend(tally, [_short(ctx, each) for each in ends]),
        thanks=say(line("digest-thanks")),
        **_common(ctx, say, tally),
    )


def month(ctx: Context, say: Words, lang: str, tally: Tally, work: Work, days: list[datetime]) -> Sheet:
    """The A4 page for the council; ``days``: the first day of the month and its last, then one in each of the trend."""
    first, last, *each = days
    rates = (("answered", work), ("resolved", work), ("contacted", work), ("solved", work), ("satisfied", work))
    return Sheet(
        form="month",
        title=say(line("sheet-month", community=ctx.community.names[lang])),
        dates=say(
            line("sheet-dates", **digest.about(first, last), year=str(first.astimezone(ctx.community.zone).year))
        ),
        trend_title=say(line("sheet-months", count=MONTHS)),
        trend=_trend(
            tally, [say(line("sheet-month-short", month=at.astimezone(ctx.community.zone).month)) for at in each]
        ),
        thanks="",
        rates_head=(say(line("sheet-rates")), say(line("sheet-rates-now")), say(line("sheet-rates-last"))),
        rates=tuple(
            Rate(
                say(line(f"digest-rate-{name}")),
                *(say(digest.rate(part, name)) for part in (all_.now, all_.last)),
            )
            for name, all_ in rates
        ),
        notes=tuple(say(line(f"sheet-note-{name}")) for name in ("answered", "resolved", "asked", "left-out")),
        **_common(ctx, say, tally),
    )


def _common(ctx: Context, say: Words, tally: Tally) -> dict[str, Any]:
    def name(code: str) -> str:
        return say(line("category", category=Term("category", code)))

    bars = [Bar(name(code), count) for code, count in tally.kinds]
    if bars and tally.other:
        bars.append(Bar(name("other"), tally.other))
    return {
        "numbers": _numbers(say, tally),
        "remark": say(line("digest-half", within=tally.half)) if tally.half else "",
        "bars_title": say(line("sheet-kinds")),
        "bars": tuple(bars),
        "heard": say(line("sheet-heard")),
        "done": say(line("sheet-done")),
        "foot": say(line("sheet-foot", at=Hour(ctx.now, dated=True))),
    }


def _numbers(say: Words, tally: Tally) -> tuple[Number, ...]:
    """A broken promise stands before those that were kept; what is zero is left out, but for what came and was done."""
    all_: list[tuple[str, int, bool]] = [("heard", tally.heard, False)]
    if broken := tally.overdue + tally.slow:
        all_.append(("late", broken, True))
    all_.append(("done", tally.done, False))
    if tally.open:
        all_.append(("open", tally.open, False))
    return tuple(Number(str(count), say(line(f"sheet-{name}")), late) for name, count, late in all_)


def _trend(tally: Tally, labels: list[str]) -> tuple[Column, ...]:
    """Nothing where there is no past to compare with."""
    if sum(bool(heard or done) for heard, done in tally.trend) < 2:
        return ()
    return tuple(Column(label, heard, done) for label, (heard, done) in zip(labels, tally.trend, strict=True))


def _short(ctx: Context, at: datetime) -> str:
    local = at.astimezone(ctx.community.zone)
    return f"{local.month}/{local.day}"
