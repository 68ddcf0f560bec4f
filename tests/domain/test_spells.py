"""From when until when, in people's words; it is 9:30 on a Sunday in Shanghai."""

from datetime import datetime

import pytest

from domain.understanding.spells import Spell, spell
from tests.domain.cases import HOME, NOW


def _said(found: Spell) -> tuple[str, str]:
    def shown(at: datetime | None) -> str:
        return f"{at.astimezone(HOME.zone):%m-%d %H:%M}" if at else ""

    return shown(found.begins), shown(found.until)


@pytest.mark.parametrize(
    ("words", "begins", "until"),
    [
        ("明天9点到17点", "11-23 09:00", "11-23 17:00"),
        ("到今晚8点", "", "11-22 20:00"),
        ("到6点", "", "11-22 18:00"),
        ("8点", "", "11-22 20:00"),
        ("10点", "", "11-22 10:00"),
        ("大概两小时", "", "11-22 11:30"),
        ("半小时", "", "11-22 10:00"),
        ("下午3点到6点", "11-22 15:00", "11-22 18:00"),
        ("9点到11点半", "11-22 09:00", "11-22 11:30"),
        ("明天下午2点到5点", "11-23 14:00", "11-23 17:00"),
        ("晚上10点到明天早上6点", "11-22 22:00", "11-23 06:00"),
        ("周三上午9:00-12:00", "11-25 09:00", "11-25 12:00"),
        ("12月1日上午8点到下午5点，换阀门", "12-01 08:00", "12-01 17:00"),
        ("明早8点开始", "11-23 08:00", ""),
        ("tomorrow 9am to 5pm", "11-23 09:00", "11-23 17:00"),
        ("until 6pm", "", "11-22 18:00"),
        ("from 9 to 17", "11-22 09:00", "11-22 17:00"),
        ("tonight 10pm to 6am", "11-22 22:00", "11-23 06:00"),
        ("for 2 hours", "", "11-22 11:30"),
        ("说不准", "", ""),
        ("明天停水", "", ""),
        ("25点", "", ""),
        ("到昨天9点", "", ""),
        ("", "", ""),
    ],
)
def test_the_hours_that_words_name(words: str, begins: str, until: str) -> None:
    assert _said(spell(words, NOW, HOME.zone)) == (begins, until)


def test_nobody_announces_a_year_ahead() -> None:
    assert spell("2027年6月1日9点到17点", NOW, HOME.zone) == Spell()
