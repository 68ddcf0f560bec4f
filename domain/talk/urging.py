"""Somebody is tired of waiting for what they reported: no new report, but a question that deserves an answer."""

import re
from collections.abc import Iterable
from datetime import datetime

from domain.context import Case, Context
from domain.effects import Answer, Effects, Log, Priority, Say
from domain.lines import Rows, line
from domain.people import Chat, Person
from domain.permissions import MAY
from domain.promises import ladder, reminders
from domain.report import LIVE, MoveRefused, Report, Status
from domain.reports import cards, pauses
from domain.talk import contacts
from domain.understanding import subjects
from domain.understanding.folding import fold
from domain.understanding.result import Understanding

LONGEST = 40  # characters; a longer complaint tells more than that it is late

_COME = "(?:人|师傅|物业|谁)?(?:过?来|修|管|理|动|处理|解决|办|弄|回|接|收|反应|动静|消息|音信|影|见)"
_URGING = re.compile(
    f"(?:怎么|咋|为啥|为什么)(?:到现在|现在)?(?:还|都|也|一直)?(?:没有?|不){_COME}"
    f"|(?:还|都|也|一直|到现在|就是)(?:没有?|不见){_COME}"
    f"|没人(?:来|修|管|理)|说好.{{0,10}}(?:呢|没来|不来|没修)|(?:人|师傅)呢|等了.{{0,6}}(?:天|小时|半天|久)"
    "|(?:来不来|修不修|管不管|办不办)|催(?:一下|一催|催|一声)|催(?:办|促)?(?:编号)?#?\\s*\\d{3,9}|\\d{3,9}(?:号|这件)?\\s*催"
    "|(?:nobody|no ?one|no-one) (?:has |is |ever )?(?:come|came|coming|answered|fixed|shown|here)"
    "|still (?:nobody|no ?one|not (?:fixed|done|repaired|here)|waiting|broken)|you (?:said|promised)"
    "|it(?:'s| has) been (?:\\w+ ){1,3}(?:days?|hours?|weeks?)|where (?:is|are) (?:the |your )?\\w+\\?"
)

_NUMBER = re.compile(r"(?<![\d.\-])\d{3,9}(?![\d.\-]|\s*(?:室|房|户|弄|幢|栋|座|楼|单元|号楼|号院|天|块|元|米|分|点))")


def is_urging(text: str) -> bool:
    """Whether the words complain that something takes too long."""
    folded = fold(text[: 2 * LONGEST]).strip()
    return len(folded) <= LONGEST and bool(_URGING.search(folded))


def numbers(text: str) -> tuple[int, ...]:
    """What may be numbers of reports in a complaint, in order: 1201室 is a room."""
    return tuple(int(each[0]) for each in _NUMBER.finditer(fold(text[: 2 * LONGEST])))


def is_of_place(number: int, found: Understanding) -> bool:
    """Whether a number belongs to the place that the words name."""
    return found.place is not None and str(number) in fold(found.place.words)


def about(ctx: Context, found: Understanding, mine: Iterable[Report]) -> Report | None:
    """Which of somebody's own open reports they are tired of waiting for: a broken promise first, else the newest."""
    live = [each for each in mine if each.told_status in LIVE and not subjects.names_another(found, each)]
    return next((each for each in live if cards.is_broken(ctx, each.told)), live[0] if live else None)


def lately(ctx: Context, last: datetime | None) -> bool:
    """Whether somebody asked today already: once a day each, by words or by the button."""
    zone = ctx.community.zone
    return last is not None and last.astimezone(zone).date() >= ctx.now.astimezone(zone).date()


def urged(ctx: Context, case: Case, who: Person, at: Chat, text: str, already: bool) -> Effects:
    """Say how it stands; staff hear of it, unless this person asked today."""
    report = case.report
    words, _ = contacts.split(text)
    if not already:
        yield from _heard(ctx, case, who, words)
    openly = at.person is None and at.alone(who.id) is None
    lines = (*cards.progress(case, ctx, at.lang, openly), line("urged-already" if already else "urged-told"))
    theirs = MAY["withdraw"] & case.roles(who)
    rows = cards.own_buttons(report) if theirs and not openly else ()
    yield Say(at, lines, rows, report=report.id, only_for=at.alone(who.id))


def nudged(ctx: Context, case: Case, who: Person, already: bool) -> Effects:
    """催一下: the same by a button.  Raises ``MoveRefused``."""
    if not MAY["nudge"] & case.roles(who):
        raise MoveRefused("nudge", case.report, "role")
    if case.report.told_status not in LIVE:
        yield Answer(line("answer-ended"))
    elif already:
        yield Answer(line("answer-urged-already"))
    else:
        yield from _heard(ctx, case, who, "")
        yield Answer(line("answer-urged"))


def _heard(ctx: Context, case: Case, who: Person, words: str) -> Effects:
    """The duty groups and whoever has it hear that somebody waits, and how long it has been."""
    report = case.report
    yield Log(report.id, "urged", who.id, text=words)
    act = (report.id, report.cycle)
    rows: Rows = ()
    if report.status is Status.OPEN:
        verb = "handle" if report.danger else "take"
        rows = ((cards.button(verb, verb, *act),),)
    elif report.waits:
        rows = ((cards.button("resume", "resume", *act),),)
    quoted = (line("quoted", text=cards.excerpt(words)),) if words else ()
    heard = (line("urged", **cards.title(report), took=cards.took(report, ctx.now)), *quoted)
    here = pauses.reached(case)
    for chat in here:
        yield Say(chat, heard, rows, report=report.id, priority=Priority.ALERT)
    found = ladder.due(report, ctx)
    for chat in case.crew.heads if found and found[0].level >= ladder.Level.HEAD else ():  # it lies with them by now
        if chat not in here:
            yield Say(chat, heard, reminders.head_buttons(report), report=report.id, priority=Priority.ALERT)
