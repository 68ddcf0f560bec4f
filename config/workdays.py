"""The published calendars of working days that a community may follow."""

from datetime import date

from domain.workdays import weekdays


def chinese(day: date) -> bool | None:
    """Public holidays and make-up workdays as the State Council published them; None for a year it has not yet."""
    from chinese_calendar import is_workday  # loaded with the first promise in working days

    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return None


CALENDARS = {"cn": chinese, "none": weekdays}
