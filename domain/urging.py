"""Somebody is tired of waiting for what they reported: no new report, but a question that deserves an answer."""

import re
from collections.abc import Iterable

from domain import cards, contacts, subjects
from domain.context import Case, Context
from domain.effects import Effects, Log, Priority, Say, line
from domain.folding import fold
from domain.people import Chat, Person
from domain.report import LIVE, Report, Status
from domain.understanding import Understanding

LONGEST = 40  # characters; a longer complaint tells more than that it is late

_COME = "(?:人|师傅|物业|谁)?(?:过?来|修|管|理|动|处理|解决|办|弄|回|接|收|反应|动静|消息|音信|影|见)"
_URGING = re.compile(
    f"(?:怎么|咋|为啥|为什么)(?:到现在|现在)?(?:还|都|也|一直)?(?:没有?|不){_COME}"
    f"|(?:还|都|也|一直|到现在|就是)(?:没有?|不见){_COME}"
    f"|没人(?:来|修|管|理)|说好.{{0,10}}(?:呢|没来|不来|没修)|(?:人|师傅)呢|等了.{{0,6}}(?:天|小时|半天|久)"
    "|(?:来不来|修不修|管不管|办不办)|催(?:一下|一催|催|一声)"
    "|(?:nobody|no ?one|no-one) (?:has |is |ever )?(?:come|came|coming|answered|fixed|shown|here)"
    "|still (?:nobody|no ?one|not (?:fixed|done|repaired|here)|waiting|broken)|you (?:said|promised)"
    "|it(?:'s| has) been (?:\\w+ ){1,3}(?:days?|hours?|weeks?)|where (?:is|are) (?:the |your )?\\w+\\?"
)


def is_urging(text: str) -> bool:
    """Whether the words complain that something takes too long."""
    folded = fold(text[: 2 * LONGEST]).strip()
    return len(folded) <= LONGEST and bool(_URGING.search(folded))


def about(ctx: Context, found: Understanding, mine: Iterable[Report]) -> Report | None:
    """Which of somebody's own open reports they are tired of waiting for: a broken promise first, else the newest."""
    live = [each for each in mine if each.told.status in LIVE and not subjects.names_another(found, each)]
    return next((each for each in live if cards.is_broken(ctx, each.told)), live[0] if live else None)


def urged(ctx: Context, case: Case, who: Person, at: Chat, text: str, lately: bool) -> Effects:
    """Say how it stands; staff on duty hear of it, unless they have lately."""
    report = case.report
    words, _ = contacts.split(text)
    if not lately:
        yield Log(report.id, "urged", who.id, text=words)
        take = ((cards.button("take", "take", report.id, report.cycle),),) if report.status is Status.OPEN else ()
        for chat in (*case.crew.duty, *case.desks):
            heard = (line("urged", **cards.title(report)), line("quoted", text=cards.excerpt(words)))
            yield Say(chat, heard, take, report=report.id, priority=Priority.ALERT)
    openly = at.person is None and at.alone(who.id) is None
    lines = (*cards.progress(case, ctx, at.lang, openly), line("urged-already" if lately else "urged-told"))
    rows = () if openly else cards.own_buttons(report)
    yield Say(at, lines, rows, report=report.id, only_for=at.alone(who.id))
