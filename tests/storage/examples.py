"""A report and a draft to store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.categories import Urgency
from domain.report import Report
from domain.talk.drafts import Draft, Stage
from domain.understanding.result import Place

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
LIGHT = Report(
    id=1,
    number=1001,
    community="ginkgo",
    category="light",
    urgency=Urgency.NORMAL,
    place=Place("3号楼2单元", "b3", "g1"),
    text="3号楼2单元楼道灯不亮",
    reporter=1,
    chat=1,
    message="m1",
    reported_at=NOW,
    since=NOW,
    respond_by=NOW + timedelta(hours=24),
    resolve_by=NOW + timedelta(days=3),
)
DRAFT = Draft(id=1, chat=1, person=1, stage=Stage.FOLDED, created_at=NOW, fold="g1:day:1")


def report(number: int, **changes: Any) -> Report:
    """Another report like the first."""
    return replace(LIGHT, id=number - 1000, number=number, **changes)
