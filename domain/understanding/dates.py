"""The day that somebody names: 12月10日, 下周三, 三天后, next Monday, 10 Dec."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.understanding.folding import fold

MORNING = time(9)  # what is to be looked at on a day, is so in the morning
FARTHEST = timedelta(days=400)
HALF_A_YEAR = timedelta(days=183)  # a date without its year that is farther away has more likely just passed

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_N = "(\\d{1,3}|[一二两三四五六七八九十]{1,3})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH, _WEEKDAY = f"({'|'.join(_MONTHS)})[a-z]*", f"({'|'.join(_DAYS)})[a-z]*"


def morning(day: date, zone: ZoneInfo) -> datetime:
    """When a day's work begins."""
    return datetime.combine(day, MORNING, zone)


def after(now: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The morning so many days from now."""
    return morning(now.astimezone(zone).date() + timedelta(days=days), zone).astimezone(now.tzinfo)


def named(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The morning of the day that the words name; None when they name none to come within a year."""
    today = now.astimezone(zone).date()
    folded = fold(text[:60])
    for pattern, day_of in _WAYS:
        if found := re.search(pattern, folded):
            day = day_of(today, *found.groups())
            if day is None or not today < day <= today + FARTHEST:
                return None
            return morning(day, zone).astimezone(now.tzinfo)
    return None


def next_year(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The morning that a date without its year means, when this year's is over: most likely they meant that one."""
    found = named(text, now, zone)
    if found is None or found - now < HALF_A_YEAR or re.search(_YEAR, text):
        return None
    folded = fold(text[:60])
    way = next(day_of for pattern, day_of in _WAYS if re.search(pattern, folded))
    return found if way in (_dated, _month_day, _day_month) else None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _DIGITS.get(text, 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def _dated(today: date, month: str, day: str) -> date | None:
    return _next(today, [(today.year + years, _number(month), _number(day)) for years in (0, 1)])


def _of_next_year(today: date, month: str, day: str) -> date | None:
    return next(_real([(today.year + 1, _number(month), _number(day))]), None)


def _next(today: date, tried: list[tuple[int, int, int]]) -> date | None:
    return next((day for day in _real(tried) if day > today), None)


def _real(tried: list[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in tried:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _whole(today: date, year: str, month: str, day: str) -> date | None:
    return next(_real([(int(year), int(month), int(day))]), None)


def _of_month(today: date, ahead: str | None, day: str) -> date | None:
    months = [today.month - 1 + each for each in ((1,) if ahead else (0, 1, 2))]
    return _next(today, [(today.year + month // 12, month % 12 + 1, _number(day)) for month in months])


def _month_end(today: date, ahead: str | None) -> date:
    months = today.month + (1 if ahead else 0)
    return date(today.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)


def _in_days(today: date, count: str) -> date:
    return today + timedelta(days=_number(count))


def _in_weeks(today: date, count: str) -> date:
    return today + timedelta(weeks=_number(count))


def _in_months(today: date, count: str) -> date:
    return today + timedelta(days=30 * _number(count))


def _weekday(today: date, ahead: str | None, day: str) -> date:
    wanted = "一二三四五六日".index(day.replace("天", "日"))
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=len(ahead or ""))
    found = monday + timedelta(days=wanted)
    return found if ahead or found > today else found + timedelta(weeks=1)


def _english_day(today: date, ahead: str | None, day: str) -> date:
    found = today + timedelta(days=(_DAYS.index(day) - today.weekday() - 1) % 7 + 1)
    same_week = found - timedelta(days=found.weekday()) == today - timedelta(days=today.weekday())
    return found + timedelta(weeks=1) if ahead and same_week else found


def _month_day(today: date, month: str, day: str) -> date | None:
    return _dated(today, str(_MONTHS.index(month) + 1), day)


def _day_month(today: date, day: str, month: str) -> date | None:
    return _month_day(today, month, day)


def _ahead(days: int) -> Callable[..., date]:
    return lambda today: today + timedelta(days=days)


_YEAR = r"20\d\d|明年|next year"

_WAYS: tuple[tuple[str, Callable[..., date | None]], ...] = (
    (r"(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})", _whole),
    (f"明年{_N}月(?:份)?{_N}[日号]?", _of_next_year),
    (f"{_N}月(?:份)?{_N}[日号]?", _dated),
    (r"(?<![\d.])(\d{1,2})[./-](\d{1,2})(?![\d.])", _dated),
    (f"{_MONTH} {_N}", _month_day),
    (f"{_N}(?:st|nd|rd|th)? (?:of )?{_MONTH}", _day_month),
    (f"(下个?月){_N}[日号]", _of_month),
    (f"()(?<!月){_N}[日号](?!楼|院|线)", _of_month),
    ("(下个?)?月底", _month_end),
    (r"(下+)?个?(?:周|星期|礼拜)([一二三四五六日天])", _weekday),
    (f"{_N}个?(?:周|星期|礼拜)", _in_weeks),
    (f"{_N}个月", _in_months),
    (f"{_N}天", _in_days),
    ("大后天", _ahead(3)),
    ("后天|the day after tomorrow", _ahead(2)),
    ("明天|tomorrow", _ahead(1)),
    ("下个?(?:周|星期|礼拜)|next week", _ahead(7)),
    ("下个?月|next month", _ahead(30)),
    (f"{_N} weeks?", _in_weeks),
    (f"{_N} months?", _in_months),
    (f"{_N} days?", _in_days),
    (rf"\b(next )?{_WEEKDAY}", _english_day),
)
