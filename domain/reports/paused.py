"""What people read of a report that waits for a date (挂账) or is with another unit (转外单位).

The reason is in staff's own words, and a unit may be: those who are told alone read them, the group reads codes.
"""

from datetime import datetime

from domain.lines import Arg, Day, Line, Term, line
from domain.report import Pause, Report

UNITS = ("power", "water", "gas", "heat", "city", "telecom", "traffic", "other")


def told(report: Report, words: dict[str, Arg]) -> Line:
    """To somebody who waits for it: why, until when, and that it is not forgotten."""
    pause = _of(report)
    again = "-again" if pause.times else ""
    return line(
        f"told-{pause.kind}{again}", **{**words, **_said(report)}, reason=_sentence(pause.note), unit=unit(pause)
    )


def openly(report: Report, words: dict[str, Arg]) -> Line:
    """The same before the whole group."""
    return line(f"group-{_of(report).kind}", **{**words, **_said(report)}, unit=unit(_of(report), openly=True))


def card(report: Report) -> Line:
    """Where it stands, on the card in the group."""
    pause = _of(report)
    return line(f"card-{pause.kind}", day=_day(pause, dated=True), unit=unit(pause, openly=True))


def progress(report: Report, now: datetime) -> Line:
    """Where it stands, to whoever asks; a day that is over is not said as one to come."""
    pause = _of(report)
    over = "-over" if pause.until and pause.until <= now else ""
    return line(f"progress-{pause.kind}{over}", day=_day(pause), unit=unit(pause, openly=True))


def standing(report: Report, who: Term) -> Line:
    """Where it stands, on staff's card."""
    pause = _of(report)
    day = _day(pause, dated=True)
    return line(
        f"standing-{pause.kind}", who=who, reason=_sentence(pause.note), unit=unit(pause), day=day, times=pause.times
    )


def unit(pause: Pause, openly: bool = False) -> Term:
    """The unit: one of the list, or in staff's words."""
    return Term("unit", pause.note if pause.note in UNITS or not openly else "other")


def _said(report: Report) -> dict[str, Arg]:
    return {"day": _day(_of(report))}


def _day(pause: Pause, dated: bool = False) -> Day:
    return Day(pause.until or pause.since, dated)


def _of(report: Report) -> Pause:
    assert report.pause is not None
    return report.pause


def _sentence(text: str) -> str:
    return text.strip().rstrip("。.!！")
