"""Which days people work: public holidays, make-up workdays (调休), and a community's own exceptions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5
CLOSE = time(18)  # when a working day ends
LONGEST = 366  # days looked at for one promise: no holiday is longer


def weekdays(day: date) -> bool | None:
    """Monday to Friday, and nothing published that could change it."""
    return day.weekday() < SATURDAY


@dataclass(frozen=True, slots=True)
class Workdays:
    """One community's calendar."""

    published: Callable[[date], bool | None] = weekdays  # None: that year is not published yet
    own: Mapping[date, bool] = field(default_factory=dict)  # the community's exceptions go before everything

    def works(self, day: date) -> bool:
        """Whether people work that day; Monday to Friday as long as nothing is published."""
        if day in self.own:
            return self.own[day]
        published = self.published(day)
        return day.weekday() < SATURDAY if published is None else published

    def is_provisional(self, day: date) -> bool:
        """Whether this may still change: the year's holidays are not published yet."""
        return day not in self.own and self.published(day) is None

    def after(self, at: datetime, days: int, zone: ZoneInfo) -> tuple[datetime, bool]:
        """The close of the so many-th workday after the day of ``at``, and whether that is provisional.

        A report of Friday evening is not due later than one of Saturday morning.
        """
        day, provisional = at.astimezone(zone).date(), False
        for _ in range(LONGEST):
            if days <= 0:
                break
            day += timedelta(days=1)
            provisional = provisional or self.is_provisional(day)
            days -= self.works(day)
        return datetime.combine(day, CLOSE, zone).astimezone(at.tzinfo), provisional
