"""The street, which looks over several communities: what waits in all of them, and one report in public words.

What residents wrote, their names and their numbers are shown for a reason alone, which stands in the log of looks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.buttons import data
from domain.community import Community
from domain.context import Case, Context
from domain.effects import Answer, Effects, Expect, Forgo, Grant, Log, Priority, Say
from domain.lines import Button, Day, Hour, Joined, Line, Rows, line
from domain.people import Chat, Person, Role
from domain.public.visibility import Sight, may_see
from domain.report import Report, Status
from domain.reports import cards, transfer
from domain.reports.called import called
from domain.reports.lifecycle import NOTE_WITHIN
from domain.talk import wayin
from domain.talk.drafts import Prompt

CODE = "street-"  # before a code from the console that makes somebody one of the street
LISTED = 20  # reports in one list
BUTTONS = 8  # of them can be opened from it, the others by their number
REASONS = ("came", "transfer", "check", "safety")  # why somebody of the street reads a resident's words
OWN = "own"  # or in words of their own
PROMPT = "street_reason"
SHORTEST = 2  # characters of a reason


@dataclass(frozen=True, slots=True)
class Seen:
    """A report in a list over several communities."""

    context: Context  # of the community that has it
    report: Report
    verb: str = "look"  # under its button; of a complaint that they decide themselves its card


@dataclass(frozen=True, slots=True)
class Total:
    """How much there is to do in all the communities that somebody looks over."""

    communities: tuple[Community, ...]
    live: int
    late: int
    unseen: int  # private ones, which are only counted


def claimed(homes: Sequence[Community], who: Person, chat: Chat, boards: Mapping[Chat, Community]) -> Effects:
    """Somebody showed a code from the console; ``boards``: the heads of those communities, who hear of it."""
    for home in homes:
        yield Grant(who.id, home.code, Role.STREET, "", actor=None)
    names = Joined(tuple(home.names[chat.lang] for home in homes))
    yield Say(chat, (line("street-now", count=len(homes), communities=names),))
    for board, home in boards.items():
        words = (line("street-came", name=who.name, community=home.names[board.lang]),)
        yield Say(board, words, community=home.code, priority=Priority.NOTICE)


# --- everything that waits ----------------------------------------------------------------------------


def queue(now: datetime, chat: Chat, which: str, total: Total, found: Sequence[Seen]) -> Effects:
    """One list, the longest overdue first: no community is put before another."""
    one = len(total.communities) == 1
    seen = sorted(found, key=lambda each: _order(each.report.told))[:LISTED]
    lines = [_head(chat, which, total), *_items(now, chat, seen, one)]
    left = (total.late if which == "overdue" else total.live - total.unseen) - len(seen)
    if left > 0 and len(seen) == LISTED:
        lines.append(line("list-more", count=left))
    if which == "queue" and total.unseen:
        lines.append(line("street-unseen", count=total.unseen))
    yield Say(chat, tuple(lines), _openers(seen, chat.lang, one))


def _head(chat: Chat, which: str, total: Total) -> Line:
    if len(total.communities) > 1:
        return line("street-all", communities=len(total.communities), live=total.live, late=total.late)
    count = total.late if which == "overdue" else total.live
    return line(f"street-{which}", community=total.communities[0].names[chat.lang], count=count)


def _items(now: datetime, chat: Chat, seen: Sequence[Seen], one: bool) -> list[Line]:
    lines, begun = [], ""
    for each in seen:
        report = each.report.told
        words = cards.public_title(each.context, report, chat.lang)
        if not one:
            words["number"] = called(each.context.communities, report, chat.lang)
            group = "waits" if _waits(report) else "late" if due(report) <= now else "running"
            lines.extend([line(f"street-group-{group}")] if group != begun else [])
            begun = group
        if _waits(report) and report.pause and report.pause.until:
            lines.append(line("queue-waits", **words, day=Day(report.pause.until)))
        else:
            lines.append(line(f"queue-{report.status}", **words, by=Hour(due(report))))
    return lines


def _openers(seen: Sequence[Seen], lang: str, one: bool) -> Rows:
    buttons = tuple(
        Button(
            line("text", text=str(each.report.number) if one else called(each.context.communities, each.report, lang)),
            data(each.verb, each.report.id),
        )
        for each in seen[:BUTTONS]
    )
    return cards.in_rows(buttons, 4 if one else 2)


def _order(report: Report) -> tuple[bool, datetime, int]:
    return _waits(report), due(report), report.id


def _waits(report: Report) -> bool:
    """Whether the clock that runs for it stands."""
    return report.status is Status.ACKNOWLEDGED and report.pause is not None


def due(report: Report) -> datetime:
    """What is promised next."""
    return report.respond_by if report.status is Status.OPEN else report.resolve_by


# --- one report ---------------------------------------------------------------------------------------


def tag(report: Report) -> str:
    """The tag of a report as the street sees it."""
    return f"street:{report.id}"


def card(ctx: Context, case: Case, chat: Chat, question: Line | None = None, menu: Rows | None = None) -> Say:
    """What it is, where, how it stands and what was promised; nobody's words."""
    report = case.report.told
    lines = [*cards.progress(case, ctx, chat.lang, openly=True), _times(report)]
    if report.cycle > 1:
        lines.append(line("street-again", times=report.cycle - 1))
    if case.supporters:
        lines.append(line("alert-supporters", count=len(case.supporters)))
    lines.extend(transfer.standing(ctx, case.report, street=True))
    rows = buttons(case.report) if menu is None else menu
    return Say(chat, (*lines, question) if question else tuple(lines), rows, tag=tag(report), report=report.id)


def gone(ctx: Context, case: Case, chat: Chat) -> Say:
    """The same for whoever does not look over the community that has it now."""
    words = cards.public_title(ctx, case.report, chat.lang)
    name = transfer.name(ctx, case.report.community)
    return Say(chat, (line("moved-away", **words, community=name),), tag=tag(case.report), report=case.report.id)


def _times(report: Report) -> Line:
    args = {"reported": Hour(report.reported_at, dated=True), "respond": Hour(report.respond_by, dated=True)}
    return line("street-times", **args, resolve=Hour(report.resolve_by, dated=True))


def buttons(report: Report) -> Rows:
    """What the street can do under it."""
    act = (report.id, report.cycle)
    words = (cards.button("read-words", "words", *act),) if may_be_read(report) else ()
    move = () if transfer.obstacle(report) else (cards.button("move", "move", *act),)
    return (*transfer.way_back(report), (*words, *move))


# --- what residents wrote -----------------------------------------------------------------------------


def ask_reason(ctx: Context, case: Case, chat: Chat) -> Effects:
    """Why do you want to read it?"""
    act = (case.report.id, case.report.cycle)
    reasons = tuple(cards.button(f"street-{code}", "words", *act, code) for code in (*REASONS, OWN))
    rows = (*cards.in_rows(reasons, 2), (cards.button("back", "look", case.report.id),))
    yield card(ctx, case, chat, line("street-why"), rows)


def ask_own_reason(ctx: Context, case: Case, who: Person, chat: Chat) -> Effects:
    """Their next words are the reason."""
    report = case.report
    yield Expect(Prompt(chat.id, who.id, PROMPT, report.id, report.cycle, ctx.now + NOTE_WITHIN))
    yield Say(chat, (line("street-why-own"),), report=report.id)
    yield Answer(line("answer-write"))


def words(ctx: Context, case: Case, who: Person, chat: Chat, reason: str, own: str = "") -> Effects:
    """What was written, by whom, and how to reach them; that it was read, and why, is written down first."""
    report = case.report
    yield Forgo(chat.id, who.id)
    yield Log(report.id, "read_words", who.id, detail=reason, text=own)
    lines = [line("street-words", **cards.title(report))]
    lines.append(line("alert-words", text=report.text) if report.text else line("street-no-words"))
    if case.name:
        lines.append(line("street-from", name=case.name))
    if case.contact:
        lines.append(line("street-contact", contact=wayin.shown(case.contact)))
    lines.append(line("street-logged"))
    yield Say(chat, tuple(lines), report=report.id, photos=case.photos, voice=case.voice)
    yield card(ctx, case, chat)
    yield Answer(line("answer-shown"))


def sees(who: Person, report: Report) -> bool:
    """Whether somebody, with the roles they hold where it is, looks over the report and may see what it is."""
    works = who.is_staff(report.grid)
    return who.holds({Role.STREET}) and not works and not report.above and may_see(report, who, Sight.FACTS)


def may_be_read(report: Report) -> bool:
    """Whether there are words of a resident that the street may ask for: a complaint goes its own way."""
    return report.known is None and not report.above
