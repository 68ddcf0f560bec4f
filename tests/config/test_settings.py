"""Settings: which database serves a trial, and which real people."""

from pathlib import Path

import pytest

from config import settings

TOKEN = "123456789:AAF-a_token_that_nobody_ever_gave_out"


@pytest.mark.parametrize(
    ("given", "database"),
    [
        ({}, "var/trial.db"),
        ({"telegram_token": TOKEN}, "var/huiyin.db"),
        ({"public_url": "https://desk.example.org"}, "var/huiyin.db"),
        ({"database": "var/a.db"}, "var/a.db"),
        ({"database": "var/a.db", "trial_database": "var/b.db"}, "var/b.db"),
        ({"database": "var/a.db", "trial_database": "var/b.db", "telegram_token": TOKEN}, "var/a.db"),
    ],
)
def test_a_trial_and_the_real_thing_never_share_a_database_by_chance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], database: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"HUIYIN_{name.upper()}", raising=False)
    for name, value in given.items():
        monkeypatch.setenv(f"HUIYIN_{name.upper()}", value)
    assert settings.load().database == Path(database)
