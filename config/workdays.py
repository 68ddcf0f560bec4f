"""The published calendars of working days that a community may follow."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from domain.promises.workdays import weekdays


@lru_cache(maxsize=1024)  # the same few days for every report, and what is published is part of the program
def chinese(day: date) -> bool | None:
    """Public holidays and make-up workdays as the State Council published them; None for a year it has not yet."""
    from chinese_calendar import is_workday  # loaded with the first promise in working days

    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return None


CALENDARS: dict[str, Callable[[date], bool | None]] = {"cn": chinese, "none": weekdays}
