"""What is promised, and what a change of category can and cannot do to it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.categories import Urgency
from domain.effects import Put
from domain.promises import deadlines
from domain.promises.workdays import Workdays
from tests.domain.cases import HOME, KINDS, NOW, context, report

LIGHT = KINDS.get("light")


@pytest.mark.parametrize(("urgency", "hours"), [(Urgency.NORMAL, 24), (Urgency.URGENT, 2), (Urgency.EMERGENCY, 0.5)])
def test_the_more_urgent_the_sooner_somebody_answers(urgency: Urgency, hours: float) -> None:
    respond_by, _, _ = deadlines.promised(context(), LIGHT, urgency, NOW)
    assert respond_by == NOW + timedelta(hours=hours)


def test_a_category_that_must_be_answered_sooner_keeps_its_hour() -> None:
    gas = KINDS.get("gas")
    assert deadlines.promised(context(), gas, Urgency.URGENT, NOW)[0] == NOW + timedelta(hours=1)


def test_days_are_clock_days_or_working_days_as_the_category_says() -> None:
    clock, working = replace(LIGHT, working=False), replace(LIGHT, working=True)
    assert deadlines.promised(context(), clock, Urgency.NORMAL, NOW)[1] == NOW + timedelta(days=3)
    wednesday = NOW.replace(day=25, hour=10, minute=0)  # 18:00; reported on a Sunday
    assert deadlines.promised(context(), working, Urgency.NORMAL, NOW)[1] == wednesday
    friday = NOW + timedelta(days=5)
    assert deadlines.promised(context(), working, Urgency.NORMAL, friday)[1] == wednesday + timedelta(days=7)


def test_another_category_counts_from_the_time_of_the_report() -> None:
    lamp = deadlines.begun(context(), report(), NOW)
    later = context(NOW + timedelta(minutes=30))
    assert deadlines.recategorised(later, lamp, "manhole").respond_by == NOW + timedelta(hours=1)


def test_another_category_never_saves_a_promise_that_is_broken_already() -> None:
    cover = deadlines.begun(context(), report(category="manhole"), NOW)
    late = context(NOW + timedelta(hours=2))
    assert deadlines.recategorised(late, cover, "light").respond_by == cover.respond_by
    assert deadlines.recategorised(late, cover, "light").resolve_by > cover.resolve_by  # that one was not broken yet


def test_a_promise_over_a_new_year_is_counted_anew_when_its_holidays_are_published() -> None:
    waiting = replace(report(category="road"), since=NOW, provisional=True, resolve_by=NOW + timedelta(days=99))
    (put,) = deadlines.published(context(), waiting)
    assert isinstance(put, Put)
    assert not put.report.provisional
    assert put.report.resolve_by < waiting.resolve_by
    home = replace(HOME, workdays=Workdays(lambda day: None))
    assert list(deadlines.published(replace(context(), community=home), waiting)) == []


def test_waiting_that_is_over_stays_counted_after_another_category() -> None:
    waited = replace(deadlines.begun(context(), report(), NOW), waited=timedelta(hours=5))
    without = deadlines.recategorised(context(), replace(waited, waited=timedelta()), "road")
    assert deadlines.recategorised(context(), waited, "road").resolve_by == without.resolve_by + timedelta(hours=5)
