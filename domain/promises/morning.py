"""When the morning's line is said: once a day at the community's hour, in its civil time.

A day without that hour (clocks set forward) has the hour after it; the day that a zone leaves out has none.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LATE = timedelta(hours=12)  # after a day without power nobody wants the morning's line at night


def moment(zone: ZoneInfo, hour: time, day: date) -> datetime | None:
    """The hour of that day; None for a day that the zone left out."""
    found = datetime.combine(day, hour, zone).astimezone(UTC)
    return found if found.astimezone(zone).date() == day else None


def following(zone: ZoneInfo, hour: time, now: datetime) -> datetime:
    """The next time the hour comes."""
    today = now.astimezone(zone).date()
    moments = (moment(zone, hour, today + timedelta(days=ahead)) for ahead in range(4))
    return next(found for found in moments if found and found > now)


def is_time(zone: ZoneInfo, hour: time, now: datetime, told: date | None) -> bool:
    """Whether today's line is to be said now; ``told`` is the last day that had its line.

    Not before the hour, not long after it, never twice, and nothing for days that are over.
    """
    today = now.astimezone(zone).date()
    at = moment(zone, hour, today)
    return at is not None and at <= now < at + LATE and (told is None or told < today)
