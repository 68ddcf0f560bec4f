"""What a report looks like to residents: its card in the group, the receipt, how it stands.

The lines and buttons of one kind of message, from the state of the report alone, so that a card can be made
anew after every move.  Staff's card is domain/reports/alerts.py, a draft's summary domain/talk/summaries.py.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain import phones
from domain.buttons import data
from domain.context import Case, Context
from domain.incidents import known_words
from domain.lines import Arg, Button, Day, Hour, Line, Named, Numbered, Rows, Term, line
from domain.people import Chat, ChatKind, Person
from domain.report import FALSE_ALARM, LIVE, Report, Status
from domain.reports import paused
from domain.reports.responsible import falls_to_community
from domain.understanding.result import Place
from domain.where.places import in_building

OFTEN = ("light", "elevator", "water_supply", "drainage", "electricity", "sanitation")  # what is reported most
EXCERPT = 160  # characters of a resident's words on a card; the whole is one tap away
HOUR = timedelta(hours=1)

# Of what residents wrote only the unit may stand beside the building's own name: a room is somebody's home.
_UNIT = re.compile(r"([0-9一二三四五六七八九十]{1,3}|[A-Za-z])\s*(?:单元|门洞)|\bunit\s+(\w{1,3})\b", re.IGNORECASE)


def button(key: str, verb: str, subject: int = 0, cycle: int = 0, arg: str = "") -> Button:
    """A button labelled by the wording key ``button-<key>``."""
    return Button(line(f"button-{key}"), data(verb, subject, cycle, arg))


def in_rows(buttons: tuple[Button, ...], width: int) -> Rows:
    """Buttons side by side, so many in a row."""
    return tuple(buttons[start : start + width] for start in range(0, len(buttons), width))


def three(likely: tuple[str, ...], category: str) -> tuple[str, ...]:
    """Three categories that it could be instead: the likely ones, then what is reported most."""
    others = dict.fromkeys((*likely, *OFTEN))
    return tuple(code for code in others if code != category)[:3]


def sentence(text: str) -> str:
    """Somebody's sentence within one of ours: without the full stop at its end."""
    return text.strip().rstrip("。.!！")


def kind_choices(codes: tuple[str, ...], verb: str, subject: int, cycle: int = 0) -> tuple[Button, ...]:
    """A button per category."""
    return tuple(
        Button(line("category", category=Term("category", code)), data(verb, subject, cycle, code)) for code in codes
    )


def excerpt(text: str, limit: int = EXCERPT) -> str:
    """The beginning of a text on one line; what was said one after another is told apart."""
    flat = " / ".join(" ".join(part.split()) for part in text.splitlines() if part.strip())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


# --- the words every message about a report takes -----------------------------------------------------


def place_of(place: Place | None) -> str | Term:
    """The words for a place as somebody said them; a term of its own when nobody knows it."""
    return place.words if place and place.words else Term("place", "unknown")


def public_place(ctx: Context, place: Place | None, lang: str) -> Arg:
    """The place in words that anybody may read: the building's own name and the unit, nobody's room.

    A place that the community's file does not know is not repeated, whatever it says; its grid is named.
    """
    if place is None or not place.words:
        return Term("place", "unknown")
    known = in_building(place.building, ctx.community, lang) if place.building else None
    if known is None:
        grid = ctx.community.grids.get(place.grid or "")
        return grid.names[lang] if grid else Term("place", "somewhere")
    if unit := _UNIT.search(place.words):
        return line("place-unit", building=known.words, unit=unit[1] or unit[2])
    return known.words


def number(report: Report) -> str | Numbered:
    """What it is called: where another community counted it, with that one's name in lists."""
    return Numbered(report.number, report.home) if report.is_guest else str(report.number)


def title(report: Report) -> dict[str, Arg]:
    """The arguments that nearly every line about a report takes, for its author and for staff."""
    return {
        "number": number(report),
        "category": Term("category", report.category),
        "place": place_of(report.place),
    }


def public_title(ctx: Context, report: Report, lang: str) -> dict[str, Arg]:
    """The same for everybody else: neighbours read it too."""
    if report.known:
        return {**title(report), "place": known_words.about(ctx, report, lang)["place"]}
    return {**title(report), "place": public_place(ctx, report.place, lang)}


def trade(person: Person | None) -> Term:
    """How residents hear of a member of staff: by trade, never by name."""
    return Term("trade", (person.trade if person else "") or "staff")


def coming(ctx: Context, report: Report, dated: bool = False) -> Line:
    """When they come, true whenever it is read: what was promised for "today" is said as its date tomorrow."""
    promised = report.promised_at or ctx.now
    match report.coming:
        case "hour":
            by = promised + HOUR
            return line("coming-by" if by > ctx.now else "coming-was-by", by=Hour(by, dated))
        case "today" | "tomorrow":
            day = promised + timedelta(days=1 if report.coming == "tomorrow" else 0)
            zone = ctx.community.zone
            over = day.astimezone(zone).date() < ctx.now.astimezone(zone).date()
            return line("coming-was" if over else "coming-on", day=Day(day, dated))
        case "parts":
            return line("coming-parts")
        case "now":
            return line("coming-now")
        case _:
            return line("coming-unsaid")


def is_broken(ctx: Context, report: Report) -> bool:
    """Whether a promise to the resident has passed: nobody answered, did not come, or is not done in time."""
    if report.status is Status.OPEN:
        return report.respond_by <= ctx.now
    if report.status is not Status.ACKNOWLEDGED or report.pause:
        return False
    return report.resolve_by <= ctx.now or coming(ctx, report).key in ("coming-was", "coming-was-by")


def anonymous(ctx: Context, report: Report) -> Report:
    """The report without the words of its place: the building or nothing."""
    known = in_building(report.place.building, ctx.community) if report.place.building else None
    return replace(report, place=known or Place("", None, report.place.grid))


def reason(report: Report) -> str | Term:
    """Why it was refused: a reason from the list, or staff's own words."""
    return sentence(report.note) if report.reason == "own" else Term("refusal", report.reason or "own")


def public_reason(report: Report) -> Term:
    """Why it was refused, without anybody's own words."""
    return Term("refusal", report.reason or "own")


def took(report: Report, until: datetime) -> timedelta:
    """How long it took, whole minutes."""
    return timedelta(minutes=max(1, round((until - report.reported_at) / timedelta(minutes=1))))


# --- the residents' group -----------------------------------------------------------------------------


def card_tag(report: Report) -> str:
    """The tag of a report's one card in the group it came from."""
    return f"card:{report.id}"


def _was_none(report: Report) -> bool:
    """Whether it ended as a danger that was none."""
    return report.status is Status.CLOSED and report.reason == FALSE_ALARM


def card(case: Case, ctx: Context, lang: str) -> tuple[Line, ...]:
    """The public card: codes and place, nobody's words; a move that may be undone is not on it yet.

    In danger it begins with what to do and whom to call, so that nothing of ours pushes that out of sight.
    """
    report = case.report.told
    if report.known:
        return known_words.card(case, ctx, lang)
    danger = in_danger(report)
    lines = [line("card", **public_title(ctx, report, lang)), _card_state(case, ctx, report)]
    if danger:
        lines = [*warning(ctx, report), line("danger-robot-only"), *lines]
    if report.secured and report.status in LIVE:
        lines.append(line("card-secured"))
    if case.supporters:
        lines.append(line("card-supporters", count=len(case.supporters)))
    return tuple(lines)


def _card_state(case: Case, ctx: Context, report: Report) -> Line:
    if report.waits and report.status is Status.ACKNOWLEDGED:
        return paused.card(report)
    if _was_none(report):
        return line("card-false-alarm")
    if report.decided:
        return line(f"card-{report.decided}")
    if is_broken(ctx, report):
        return _card_late(case, ctx, report)
    return line(
        "card-calling" if report.danger and report.status is Status.OPEN else f"card-{report.status}",
        who=trade(case.told_assignee if case.report.pending else case.assignee),
        by=Hour(report.respond_by, dated=True),
        coming=coming(ctx, report, dated=True),
        reason=public_reason(report),
    )


def _card_late(case: Case, ctx: Context, report: Report) -> Line:
    """A promise that was not kept stands as that, never as a promise."""
    if report.status is Status.OPEN:
        return line("card-calling-late" if report.danger else "card-open-late", by=Hour(report.respond_by, dated=True))
    who = trade(case.told_assignee if case.report.pending else case.assignee)
    return line("card-acknowledged-late", who=who, coming=coming(ctx, report, dated=True))


def in_danger(report: Report) -> bool:
    """Whether people may still have to look after themselves first."""
    return report.danger is not None and report.status in LIVE


def warning(ctx: Context, report: Report) -> tuple[Line, ...]:
    """What to do in this danger, and whom to call."""
    assert report.danger is not None
    return (line(f"danger-{report.danger}"), *phones.of_danger(ctx, report.danger))


def card_buttons(case: Case, ctx: Context) -> Rows:
    """What neighbours can do."""
    report = case.report.told
    progress = button("progress", "progress", report.id)
    if report.status in LIVE and not (report.known and report.known.begins > ctx.now):
        return ((button("support", "support", report.id), progress),)
    return ((progress,),)


def appeal_buttons(report: Report) -> Rows:
    """Should the head look at the refusal?  Once."""
    return () if report.appealed else ((button("appeal", "appeal", report.id, report.cycle),),)


# --- the reporter -------------------------------------------------------------------------------------


def receipt(ctx: Context, report: Report, at: Chat) -> tuple[Line, ...]:
    """What the reporter gets at once: the number and the hour."""
    lines = [line("receipt", number=str(report.number)), line("receipt-what", **title(report))]
    lines.append(_answered_by(ctx, report))
    if falls_to_community(ctx, report.category, report.place):
        lines.append(line("no-company"))
    if not at.abilities.quotes:
        named = at.abilities.members and at.kind is not ChatKind.PRIVATE
        return (*lines, line("receipt-more-named" if named else "receipt-more-said"))
    return (*lines, line("receipt-more" if at.kind is ChatKind.PRIVATE else "receipt-more-group"))


def _answered_by(ctx: Context, report: Report) -> Line:
    if report.status is Status.OPEN and report.respond_by <= ctx.now:
        return line("receipt-late", by=Hour(report.respond_by, dated=True))
    return line("receipt-call" if report.call else "receipt-by", by=Hour(report.respond_by))


def receipt_beside(report: Report) -> tuple[Line, ...]:
    """The receipt under a card that says what to do in danger: as short as can be, what matters stands above."""
    return (line("receipt-beside", number=str(report.number)),)


def receipt_tag(report: Report, person: int) -> str:
    """The tag of a receipt."""
    return f"receipt:{report.id}:{person}"


def undo_tag(report: Report) -> str:
    """The tag of the small message, below the card, that can take the last move back."""
    return f"staff-undo:{report.id}"


def own_buttons(report: Report) -> Rows:
    """What a reporter can do with a report that nobody finished yet."""
    if report.told_status not in LIVE:
        return ()
    change, withdraw = button("change", "change", report.id), button("withdraw", "withdraw", report.id)
    leave = (button("leave", "contact", report.id),) if report.filed_by is None else ()
    return ((change, *leave, withdraw),)


def nudge_buttons(reports: Sequence[Report]) -> Rows:
    """催一下, for each that is not finished; which one, when they are several."""
    live = [report for report in reports if report.told_status in LIVE]
    if len(live) == 1:
        return ((button("nudge", "nudge", live[0].id, live[0].cycle),),)
    return in_rows(
        tuple(
            Button(line("button-nudge-one", number=str(each.number)), data("nudge", each.id, each.cycle))
            for each in live
        ),
        4,
    )


def progress(case: Case, ctx: Context, lang: str, openly: bool) -> tuple[Line, ...]:
    """How it stands; ``openly`` in words fit for anybody."""
    report = case.report.told
    words = public_title(ctx, report, lang) if openly else title(report)
    return (line("progress", **words), *_with(ctx, report), *_state(case, report, ctx))


def _with(ctx: Context, report: Report) -> tuple[Line, ...]:
    """Which community has it, when another one counted its number."""
    return (line("progress-with", community=Named(ctx.community.names)),) if report.is_guest else ()


def progress_state(case: Case, ctx: Context) -> tuple[Line, ...]:
    """How it stands, without saying what it is."""
    return _state(case, case.report.told, ctx)


def _state(case: Case, report: Report, ctx: Context) -> tuple[Line, ...]:
    if report.known and report.status in LIVE:
        return known_words.said(ctx, report)
    if report.status is Status.OPEN and report.respond_by <= ctx.now:
        return line("progress-late"), line("in-a-hurry"), phones.on_duty(ctx)
    if is_broken(ctx, report):
        who = trade(case.told_assignee if case.report.pending else case.assignee)
        late = line("progress-taken-late", who=who, coming=coming(ctx, report))
        return late, line("in-a-hurry"), phones.on_duty(ctx)
    if report.waits and report.status is Status.ACKNOWLEDGED:
        return (paused.progress(report, ctx.now),)
    if _was_none(report):
        return (line("progress-false-alarm"),)
    if report.decided:
        return (line(f"card-{report.decided}"),)
    secured = bool(report.secured)
    waits = (line("progress-secured-open"),) if secured and report.status is Status.OPEN else ()
    if report.pause:
        waits = (*waits, line("progress-asked"))
    return (
        line(
            "progress-secured" if secured and report.status is Status.ACKNOWLEDGED else f"progress-{report.status}",
            who=trade(case.told_assignee if case.report.pending else case.assignee),
            by=Hour(report.respond_by),
            coming=coming(ctx, report),
            reason=public_reason(report),
        ),
        *waits,
    )
