"""From when until when, as people write it: 明天9点到17点, 到今晚8点, 大概两小时, tomorrow 9am to 5pm, until 6pm."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.understanding import dates
from domain.understanding.folding import fold

LONGEST = timedelta(days=60)
HALF_DAY = timedelta(hours=12)
READ_AT_MOST = 120  # characters
NOON, AFTERNOON = 12, 6  # an hour before six without a word for it is one of the afternoon

_NUMBERS = {word: n for n, word in enumerate("零一二三四五六七八九十")} | {"两": 2, "十一": 11, "十二": 12}
_N = "(?:\\d{1,2}|十[一二]?|[一二两三四五六七八九])"
_PART = "凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|今早|明早|今晚|明晚|早|晚"
_MOMENT = re.compile(
    rf"(?P<part>{_PART})?\s*(?P<hour>{_N})(?::(?P<minute>\d\d)|点钟?(?P<past>半|[一三]刻|\d{{1,2}}分?)?|时(?!候))"
    r"|\b(?P<en>\d{1,2})(?::(?P<en_minute>\d\d))?\s?(?P<half>am|pm)\b|\b(?P<word>noon|midnight)\b"
    r"|(?:from|to|until|till|by|at|-)\s?(?P<bare>\d{1,2})(?![\d:])(?!\s?(?:hours?|days?|[a-z]+day))"
)
_SPAN = re.compile(rf"(?P<count>{_N}|半)个?(?P<half>半)?(?:小时|钟头)|\b(?P<en>\d{{1,2}}|an?|half an) hours?\b")
_PAST = re.compile("昨|前天|上周|yesterday|last ")
_TODAY = re.compile("今|today|tonight")
_TOMORROW = re.compile("明[早晚]")
_BEGINS = re.compile("^[^到至\\-~]{0,3}(?:开始|起)|(?:from|starting|begins? at|starts? at)\\s*$")


@dataclass(frozen=True, slots=True)
class Spell:
    """From when until when, as far as the words say."""

    begins: datetime | None = None
    until: datetime | None = None


def spell(text: str, now: datetime, zone: ZoneInfo) -> Spell:
    """The stretch of time that the words name; empty when they name none that lies ahead."""
    folded = fold(text[:READ_AT_MOST]).replace("~", "-")
    here = now.astimezone(zone)
    moments = [] if _PAST.search(folded) else _moments(folded, here, zone)
    if len(moments) >= 2:
        begins, until = moments[0][0], moments[1][0]
        if until <= begins and until.hour < NOON and until + HALF_DAY > begins:  # 下午3点到6点
            until += HALF_DAY
        while until <= begins:
            until += 2 * HALF_DAY
        found = Spell(begins, until)
    elif moments:
        at, before, after = moments[0]
        at += timedelta(hours=12 if at <= here and at.hour < NOON and _same_day(at, here) else 0)
        found = Spell(begins=at) if _BEGINS.search(after) or _BEGINS.search(before) else Spell(until=at)
    else:
        found = Spell()
    if found.until is None and (span := _span(folded)):
        found = Spell(found.begins, (found.begins or here) + span)
    return _ahead(found, now)


def _ahead(found: Spell, now: datetime) -> Spell:
    until = found.until
    if until is not None and not now < until <= now + LONGEST:
        return Spell()
    utc = [each.astimezone(now.tzinfo) if each else None for each in (found.begins, until)]
    return Spell(*utc)


def _moments(text: str, here: datetime, zone: ZoneInfo) -> list[tuple[datetime, str, str]]:
    """Each moment with the words before and after it; a day that is named holds for those after it."""
    found: list[tuple[datetime, str, str]] = []
    day: date | None = None
    last = 0
    for match in _MOMENT.finditer(text):
        before = text[last : match.start()] + (match["part"] or "")
        day = _day(before, here, zone) or day
        clock = _clock(match)
        last = match.end()
        if clock is None:
            continue
        at = datetime.combine(day or here.date(), clock, zone)
        found.append((at, before, text[last : last + 6]))
    return found


def _same_day(one: datetime, other: datetime) -> bool:
    return one.date() == other.date()


def _day(words: str, here: datetime, zone: ZoneInfo) -> date | None:
    if _TODAY.search(words):
        return here.date()
    if _TOMORROW.search(words):
        return here.date() + timedelta(days=1)
    named = dates.named(words, here, zone)
    return named.astimezone(zone).date() if named else None


def _clock(match: re.Match[str]) -> time | None:
    part, word = match["part"] or "", match["word"]
    if word:
        return time(NOON) if word == "noon" else time(23, 59)
    hour = _number(match["hour"] or match["en"] or match["bare"])
    minute = _minute(match)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "pm" else 0)
    elif any(each in part for each in ("下午", "傍晚", "晚", "夜")) and hour < NOON:
        hour += 12
    elif "中午" in part and hour < AFTERNOON:
        hour += 12
    elif not part and hour < AFTERNOON and not match["minute"]:
        hour += 12
    if hour == 24:
        return time(23, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _minute(match: re.Match[str]) -> int:
    if found := match["minute"] or match["en_minute"]:
        return int(found)
    past = match["past"] or ""
    if past == "半":
        return 30
    if past.endswith("刻"):
        return 15 * _number(past[0])
    return int(past.rstrip("分")) if past else 0


def _span(text: str) -> timedelta | None:
    match = _SPAN.search(text)
    if match is None:
        return None
    if word := match["en"]:
        return timedelta(hours=int(word)) if word.isdigit() else timedelta(minutes=30 if word == "half an" else 60)
    if match["count"] == "半":
        return timedelta(minutes=30)
    return timedelta(hours=_number(match["count"]), minutes=30 if match["half"] else 0)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text]
