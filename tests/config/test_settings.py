"""Settings: which database serves a trial, and which real people."""

from pathlib import Path

import pytest

from bot.check.files import told, words
from config import settings
from config.errors import ConfigError

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


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ALARM_COMMAND", "nowhere", "“nowhere”运行不了"),
        ("ALARM_COMMAND", ".", "“.”运行不了"),
        ("ALARM_COMMAND", "plain.txt", "“plain.txt”运行不了"),
        ("ALARM_URL", "hooks.example.org/ring?key=hush", "不是网址"),
        ("ALARM_URL", "file:///etc/passwd", "不是网址"),
    ],
)
def test_a_wrong_alarm_stops_the_start_and_shows_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plain.txt").write_text("no program", encoding="utf-8")
    monkeypatch.setenv(f"HUIYIN_{name}", value)
    with pytest.raises(ConfigError, match=f"HUIYIN_{name}") as refused:
        settings.load()
    text = told(refused.value, words("zh-CN"))
    assert says in text and "例：" in text and "hush" not in text + str(refused.value)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"MODEL_URL": "models.example.org/v1?key=hush", "MODEL_NAME": "m"}, "MODEL_URL"),
        ({"MODEL_URL": "https://models.example.org/v1?key=hush"}, "MODEL_NAME"),
        ({"MODEL_TIMEOUT": "600"}, "MODEL_TIMEOUT"),
        ({"MODEL_BUDGET": "much"}, "MODEL_BUDGET"),
        ({"SPEECH_URL": "file:///etc/passwd?hush", "SPEECH_NAME": "m"}, "SPEECH_URL"),
        ({"SPEECH_URL": "https://models.example.org/v1?key=hush"}, "SPEECH_NAME"),
    ],
)
def test_a_wrong_plugin_stops_the_start_and_shows_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for each, value in given.items():
        monkeypatch.setenv(f"HUIYIN_{each}", value)
    with pytest.raises(ConfigError, match=f"HUIYIN_{name}") as refused:
        settings.load()
    text = told(refused.value, words("zh-CN"))
    assert "例：" in text and "hush" not in text + str(refused.value)


def test_an_empty_alarm_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HUIYIN_ALARM_COMMAND", "")
    monkeypatch.setenv("HUIYIN_ALARM_URL", " ")
    loaded = settings.load()
    assert (loaded.alarm_command, loaded.alarm_address) == (None, None)
