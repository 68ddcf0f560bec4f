"""A desk that is set up after the week's draft says to its managers why no digest came."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.desk import running_desk

POST = datetime(2026, 11, 22, 10, 37, tzinfo=UTC)  # Sunday, 18:37


@pytest.mark.parametrize(("before", "heard"), [(timedelta(hours=1), 1), (timedelta(hours=4), 0)])
async def test_managers_hear_why_no_digest_came(tmp_path: Path, before: timedelta, heard: int) -> None:
    async with running_desk(tmp_path, at=POST - before, digest=True) as running:
        await running.pass_time(before + timedelta(minutes=5))
        shown = [each.content.get("text", "") for each in await running.messages(0) if each.chat == "private:liu"]
    said = [text for text in shown if "今天的周报不发" in text]
    assert len(said) == heard
    assert all("11月29日18:37" in text for text in said)
