"""When the weekly digest is drafted and posted, and which days it is about.

A digest counts from the draft of the week before to its own, so that no report falls between two.  Civil time of the
community throughout; the draft goes out three real hours before the post.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from domain.community import Weekly
from domain.promises import morning

BEFORE = timedelta(hours=3)  # so long managers may look at the draft
LATE = timedelta(hours=24)  # after so long a digest that was slept through is left out
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
TREND = 8  # weeks
MONTHS = 6  # of the page's trend
SUNDAY = Weekly(6, time(18, 37))  # what a community's week is that posts no digest

Windows = tuple[tuple[datetime, datetime], ...]  # periods one after another: from when until when


@dataclass(frozen=True, slots=True)
class Issue:
    """The digest of one week."""

    week: str  # 2026-W47: when it is posted; with the community its key
    at: datetime  # when it is posted
    windows: Windows  # from when until when it and those before it count, oldest first

    @property
    def draft_at(self) -> datetime:
        """When managers get the draft, and counting stops."""
        return self.windows[-1][1]


def latest(zone: ZoneInfo, weekly: Weekly, now: datetime) -> Issue:
    """The issue whose draft was due last."""
    monday = _monday(zone, now) + WEEK
    while _drafted(zone, weekly, monday) > now:
        monday -= WEEK
    return issue(zone, weekly, monday)


def next_draft(zone: ZoneInfo, weekly: Weekly, now: datetime) -> datetime:
    """When the next draft goes out."""
    monday = _monday(zone, now) - WEEK
    while _drafted(zone, weekly, monday) <= now:
        monday += WEEK
    return _drafted(zone, weekly, monday)


def issue(zone: ZoneInfo, weekly: Weekly, monday: date) -> Issue:
    """The issue of the week that begins on this Monday."""
    ends = [_drafted(zone, weekly, monday - WEEK * ago) for ago in range(TREND, -1, -1)]
    year, week, _ = monday.isocalendar()
    return Issue(f"{year}-W{week:02}", _posted(zone, weekly, monday), tuple(pairwise(ends)))


def so_far(zone: ZoneInfo, weekly: Weekly, now: datetime) -> Issue:
    """The week that is going on, as if its digest were made now; until a day after a draft still that week."""
    last = latest(zone, weekly, now)
    if now < last.draft_at + DAY:
        return Issue("", now, (*last.windows[:-1], (last.windows[-1][0], now)))
    return Issue("", now, (*last.windows[1:], (last.draft_at, now)))


def days(zone: ZoneInfo, window: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
    """Moments of the first and the last day that a window is said to be about: whole days, as people count them.

    Counting that stops in the afternoon covers its day, in the morning the day before.
    """
    since, until = window
    return _said(zone, since) + DAY, max(_said(zone, until), _said(zone, since) + DAY)


def _said(zone: ZoneInfo, end: datetime) -> datetime:
    local = end.astimezone(zone)
    day = local.date() if local.hour >= 12 else local.date() - DAY
    return datetime.combine(day, time(12), zone)


def _monday(zone: ZoneInfo, now: datetime) -> date:
    today = now.astimezone(zone).date()
    return today - DAY * today.weekday()


def _posted(zone: ZoneInfo, weekly: Weekly, monday: date) -> datetime:
    day = monday + DAY * weekly.day
    found = morning.moment(zone, weekly.hour, day) or morning.moment(zone, weekly.hour, day + DAY)
    assert found is not None  # no zone left out two days
    return found


def _drafted(zone: ZoneInfo, weekly: Weekly, monday: date) -> datetime:
    return _posted(zone, weekly, monday) - BEFORE


# --- months -------------------------------------------------------------------------------------------------


def month_of(zone: ZoneInfo, now: datetime) -> str:
    """2026-11."""
    return f"{now.astimezone(zone):%Y-%m}"


def months(zone: ZoneInfo, month: str, count: int = MONTHS) -> Windows:
    """From when until when this month and those before it last, oldest first."""
    year, number = map(int, month.split("-"))
    firsts = [_first(zone, year * 12 + number - 1 - ago) for ago in range(count - 1, -2, -1)]
    return tuple(pairwise(firsts))


def before(month: str) -> str:
    """The month before."""
    year, number = map(int, month.split("-"))
    return f"{year - (number == 1)}-{(number - 2) % 12 + 1:02}"


def _first(zone: ZoneInfo, months: int) -> datetime:
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=zone).astimezone(UTC)
