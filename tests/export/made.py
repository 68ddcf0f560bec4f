"""A database with reports to export."""

import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.export.job import Job
from config.settings import Settings
from domain.people import Role
from domain.report import Report, Status
from domain.understanding.result import Place
from storage import history, people, reports
from storage.db import Tx, open_database
from tests.storage.examples import LIGHT, NOW

HOUR = timedelta(hours=1)
CONFIG = Settings(_env_file=None)


async def database(folder: Path, *told: Report) -> Path:
    """These reports, each taken by the electrician within an hour and resolved in two."""
    path = folder / "huiyin.db"
    async with open_database(path) as db:
        await db.write(_fill, told)
    return path


def _fill(tx: Tx, told: tuple[Report, ...]) -> None:
    resident = people.add_person(tx, "web", "li", "李阿姨", "zh-CN")
    zhou = people.add_person(tx, "web", "zhou", "周师傅", "zh-CN")
    people.grant(tx, zhou.id, "ginkgo", Role.STAFF, "electrician", ())
    for report in told:
        reports.put(tx, replace(report, version=0))
        history.log(tx, report.id, report.reported_at, resident.id, "reported", report.category, "")
        if report.status is not Status.OPEN:
            history.log(tx, report.id, report.reported_at + HOUR, zhou.id, "acknowledge", "today", "")
            history.log(tx, report.id, report.reported_at + 2 * HOUR, zhou.id, "resolve", "", report.note)


def resolved(number: int, at: datetime = NOW, **changes: Any) -> Report:
    """A report that the electrician resolved two hours after it was told."""
    fields: dict[str, Any] = {
        "id": number - 1000,
        "number": number,
        "category": "light",
        "place": Place("3号楼2单元501", "b3", "g1"),
        "reported_at": at,
        "since": at,
        "respond_by": at + timedelta(hours=24),
        "resolve_by": at + timedelta(days=3),
        "status": Status.RESOLVED,
        "resolved_at": at + 2 * HOUR,
        "assignee": 2,
        "note": "换了新灯",
    }
    return replace(LIGHT, **{**fields, **changes})


def job(path: Path, **changes: Any) -> Job:
    """A job for this database."""
    wanted = Job(
        database=str(path),
        community_file=str(CONFIG.community),
        categories_file=str(CONFIG.categories),
        community="ginkgo",
        since="2026-11-01",
        until="2026-11-30",
        lang="zh-CN",
        now=(NOW + timedelta(days=9)).isoformat(),
        folder=str(path.parent),
        stem="huiyin-ginkgo",
        words=True,
    )
    return replace(wanted, **changes)


def environment(path: Path, **more: str) -> dict[str, str]:
    """For a command line on this database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUIYIN_")}
    return {**kept, "HUIYIN_TRIAL_DATABASE": str(path), "LANG": "C.UTF-8", **more}
