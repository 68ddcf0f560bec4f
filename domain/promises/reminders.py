"""Nothing is forgotten: who is reminded of what, in as few messages as can be; residents hear of a broken promise.

When is domain/promises/ladder.py.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain import phones
from domain.buttons import data
from domain.context import Case, Context, Crew
from domain.effects import Effects, Priority, Ring, Say
from domain.lines import Arg, Button, Hour, Line, Rows, line
from domain.people import Chat, Person, Recipient
from domain.promises import ladder
from domain.promises.ladder import Level, Step
from domain.report import Report, Status
from domain.reports import cards, paused
from domain.reports.notices import groups, tell
from domain.reports.outcome import about
from domain.talk import receipts
from domain.talk.filing import show, staff_card

LISTED = 8  # reports named in one message
EARLY = frozenset({"soon", "review"})  # may be said a little before their time; a broken promise may not


@dataclass(frozen=True, slots=True)
class Call:
    """One report whose reminder is due."""

    report: Report
    step: Step
    crew: Crew
    assignee: Person | None = None
    case: Case | None = None  # of danger, whose card is shown again whole
    then: datetime | None = None  # when the step after it is due


def tag(report: Report) -> str:
    """The tag of a reminder about one report; a move takes it back while it has not left."""
    return f"remind:{report.id}"


def to(call: Call, street: tuple[Chat, ...]) -> tuple[Chat, ...]:
    """Who hears it; where nobody is on that step, the next who can be reached."""
    crew = call.crew
    if call.report.above:
        return crew.heads
    if call.step.level is Level.ASSIGNEE and call.assignee:
        return _assignee(call.assignee, crew) or crew.duty or crew.alarmed
    if call.step.level <= Level.DUTY:
        return crew.duty or crew.alarmed
    return (street if call.step.level is Level.STREET else ()) or crew.heads or crew.duty


def _assignee(person: Person, crew: Crew) -> tuple[Chat, ...]:
    """In private; whoever is on duty instead when they are off shift."""
    if person.id in crew.private and (person.id in crew.on_duty or not crew.on_duty):
        return (crew.private[person.id],)
    return tuple(crew.private[each] for each in sorted(crew.on_duty) if each in crew.private)


def remind(ctx: Context, calls: Iterable[Call], street: tuple[Chat, ...]) -> Effects:
    """Everything that is due now, one message to each who has to hear it."""
    heard: defaultdict[Chat, list[Call]] = defaultdict(list)
    for call in calls:
        if call.step.kind == "danger":
            yield from _alarm(ctx, call, street)
        else:
            for chat in to(call, street):
                heard[chat].append(call)
    for chat, several in heard.items():
        yield _one(ctx, several[0], chat) if len(several) == 1 else _list(ctx, several, chat)


def _looks_on(call: Call, chat: Chat) -> bool:
    """Whether somebody hears of it who does not work on it (the street): in public words, with nothing to press."""
    return chat not in call.crew.duty and chat not in call.crew.private.values()


def _words(ctx: Context, key: str, call: Call, chat: Chat) -> Line:
    report, openly = call.report, _looks_on(call, chat)
    words = cards.public_title(ctx, report, chat.lang) if openly else cards.title(report)
    more = (
        {**_waited(report, openly), "coming": cards.coming(ctx, report)}
        if call.step.kind == "visit"
        else _waited(report, openly)
    )
    return line(f"{key}-{_what(call)}", **words, **more, by=Hour(_end(report)))


def _one(ctx: Context, call: Call, chat: Chat) -> Say:
    report, words = call.report, _words(ctx, "remind", call, chat)
    rows = () if _looks_on(call, chat) else _buttons(call)
    return Say(chat, (words,), rows, tag=tag(report), again=True, report=report.id, priority=Priority.ALERT)


def _list(ctx: Context, calls: list[Call], chat: Chat) -> Say:
    shown = calls[:LISTED]
    lines: list[Line] = [line("remind-several", count=len(calls))]
    lines += [_words(ctx, "remind-item", call, chat) for call in shown]
    if len(calls) > len(shown):
        lines.append(line("list-more", count=len(calls) - len(shown)))
    buttons = tuple(
        Button(line("text", text=cards.number(call.report)), data("card", call.report.id))
        for call in shown
        if not _looks_on(call, chat)
    )
    home = calls[0].report.community
    return Say(chat, tuple(lines), cards.in_rows(buttons, 4), priority=Priority.ALERT, community=home)


def _what(call: Call) -> str:
    """Which words: ``soon-respond``, ``missed-resolve``, ``review``, …"""
    if call.step.kind in ("visit", "check"):
        return call.step.kind
    if call.step.kind == "review":
        return "review-unit" if call.report.pause and call.report.pause.kind == "unit" else "review"
    return f"{call.step.kind}-{_clock(call.report)}"


def _waited(report: Report, openly: bool) -> dict[str, Arg]:
    """Of what waited for a date: which unit has it, and how often the date was put off."""
    pause = report.pause
    return {"unit": paused.unit(pause, openly), "times": pause.times} if pause else {}


def _clock(report: Report) -> str:
    return "respond" if report.status is Status.OPEN else "resolve"


def _end(report: Report) -> datetime:
    return report.respond_by if report.status is Status.OPEN else report.resolve_by


def _buttons(call: Call) -> Rows:
    act = (call.report.id, call.report.cycle)
    if call.step.kind == "review":
        return ((cards.button("resume", "resume", *act), cards.button("wait", "wait", *act)),)
    if call.step.kind == "visit":
        later = cards.button("retime", "take", *act)
        return ((cards.button("done", "done", *act), later, cards.button("hand", "hand", *act)),)
    if call.report.status is not Status.OPEN or call.step.level >= Level.HEAD:
        return head_buttons(call.report)
    return ((cards.button("take", "take", *act), cards.button("hand", "hand", *act)),)


def head_buttons(report: Report) -> Rows:
    """What can be done where it has gone up, or is in hand."""
    act = (report.id, report.cycle)
    if report.status is not Status.OPEN:
        return ((cards.button("done", "done", *act), cards.button("hand", "hand", *act)),)
    return ((cards.button("appoint", "hand", *act), cards.button("answer-myself", "take", *act)),)


def _alarm(ctx: Context, call: Call, street: tuple[Chat, ...]) -> Effects:
    """Danger nobody answers: the card again to all on duty, then to the head, then to the street."""
    case = call.case or Case(call.report, call.crew, assignee=call.assignee)
    crew = call.crew
    waited = (call.step.at - call.report.since) // timedelta(minutes=1)
    yield Ring(call.report, waited)
    chats = [*crew.duty, *crew.alarmed]
    if call.step.level >= Level.HEAD:
        chats += crew.heads
    for chat in dict.fromkeys(chats):
        why = line(
            "danger-head" if chat in crew.heads else "danger-unanswered", waited=call.step.at - call.report.since
        )
        yield staff_card(case, ctx, chat, question=why, again=True)
    for chat in street if call.step.level is Level.STREET else ():
        words = line("remind-danger-street", **cards.public_title(ctx, call.report, chat.lang))
        yield Say(chat, (words, phones.on_duty(ctx)), report=call.report.id, priority=Priority.DANGER)


def sorry(ctx: Context, cases: Iterable[tuple[Case, Step]]) -> Effects:
    """Promises were broken: everybody who waits hears so in one message, who knows by now, and whom to call.

    What still shows the promise is changed in place, without a word more: the group's card, the receipt.
    """
    heard: defaultdict[Recipient, list[tuple[Report, Step, Line]]] = defaultdict(list)
    for case, step in cases:
        key, more = _apology(ctx, case.report, step)
        for each in case.heard:
            if not each.in_public:
                alone = replace(each, reply_to=None) if each.reply_to else each
                heard[alone].append((case.report, step, line(f"late-{key}", **about(ctx, case, each), **more)))
        if (filer := case.filer) and not filer.in_public and filer.person != case.report.assignee and key != "visit":
            words = line(f"late-filed-{_clock(case.report)}", **cards.title(case.report), by=Hour(_end(case.report)))
            heard[replace(filer, reply_to=None)].append((case.report, step, words))
        yield from _as_it_is(ctx, case)
    for each, late in heard.items():
        shown = [words for _, _, words in late[:LISTED]]
        dangers = dict.fromkeys(report.danger for report, _, _ in late if report.danger)
        numbers = [number for danger in dangers for number in phones.of_danger(ctx, danger)]
        known = any(step.kind != "visit" for _, step, _ in late)  # of a visit only whoever promised it is asked
        whom_to_call = line("late-call" if known else "in-a-hurry"), phones.on_duty(ctx)
        numbers = [number for number in numbers if number not in whom_to_call]  # some dangers name those on duty
        said = tell(each, late[0][0], (*shown, *whom_to_call, *numbers))
        if len(late) > 1 and any(report.is_guest for report, _, _ in late):  # numbers of several communities
            said = replace(said, report=None, community=late[0][0].community)
        yield replace(said, priority=Priority.DANGER) if dangers else said


def _as_it_is(ctx: Context, case: Case) -> Effects:
    for group in groups(case):
        yield replace(show(case, ctx, group), change=True)
    yield from receipts.late(ctx, case)


def _apology(ctx: Context, report: Report, step: Step) -> tuple[str, dict[str, Arg]]:
    """Which words, and what they say besides the report: nobody came, it is late, it is still late."""
    if step.kind == "visit":
        return "visit", {"coming": cards.coming(ctx, report)}
    if ladder.was_told(report, step):
        return f"{_clock(report)}-again", {"days": (ctx.now - _end(report)) // ladder.DAY}
    if report.status is Status.OPEN and report.acknowledged_at and not report.danger:
        return "handed", {}  # they were answered; but whoever did has it no more
    return _clock(report), {"by": Hour(_end(report))}
