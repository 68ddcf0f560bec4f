"""What a report looks like to those who see it: staff, the group, the reporter.

Each function gives the lines and buttons of one kind of message, from the state of the report alone, so
that a card can be made anew after every move.
"""

from datetime import datetime, timedelta

from domain.buttons import data
from domain.context import Case, Context
from domain.drafts import Draft
from domain.effects import Button, Hour, Line, Rows, Term, line
from domain.people import ChatKind, Person
from domain.report import LIVE, Report, Status
from domain.understanding import Place

EXCERPT = 160  # characters of a resident's words on a card; the whole is one tap away
COMING = ("hour", "today", "tomorrow", "parts")
REASONS = ("not_ours", "not_found", "no_fault", "own")
SKIPS = ("inside", "dark", "later")  # why there is no photo of the repair
MERGE_CHOICES = 5


def button(key: str, verb: str, subject: int = 0, cycle: int = 0, arg: str = "") -> Button:
    """A button labelled by the wording key ``button-<key>``."""
    return Button(line(f"button-{key}"), data(verb, subject, cycle, arg))


def place_of(place: Place | None) -> str | Term:
    """The words for a place; a term of its own when nobody knows it."""
    return place.words if place and place.words else Term("place", "unknown")


def excerpt(text: str, limit: int = EXCERPT) -> str:
    """The beginning of a text on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def title(report: Report) -> dict[str, str | Term]:
    """The arguments that nearly every line about a report takes."""
    return {
        "number": str(report.number),
        "category": Term("category", report.category),
        "place": place_of(report.place),
    }


# --- the duty group -----------------------------------------------------------------------------------


def alert_tag(report: Report) -> str:
    """The tag of a report's card in the duty group; each cycle has a card of its own."""
    return f"alert:{report.id}:{report.cycle}"


def alert(case: Case, ctx: Context) -> tuple[Line, ...]:
    """The card staff act on."""
    report = case.report
    head = "alert-danger" if report.danger and report.status in LIVE else f"alert-{report.urgency}"
    lines = [line(head, **title(report))]
    if report.text:
        lines.append(line("alert-words", text=excerpt(report.text)))
    if report.call and report.status in LIVE:
        lines.append(line("alert-call"))
    if case.photos or case.voice:
        lines.append(line("alert-media", photos=len(case.photos), voice=int(bool(case.voice))))
    if case.supporters:
        lines.append(line("alert-supporters", count=len(case.supporters)))
    if case.earlier:
        lines.append(line("alert-earlier", count=case.earlier + 1))
    if report.cycle > 1 and report.status in LIVE:
        lines.append(line("alert-reopened", cycle=report.cycle))
    if report.question:
        lines.append(line("alert-question", text=excerpt(report.question)))
    return (*lines, _standing(case))


def _standing(case: Case) -> Line:
    report = case.report
    who = Term("trade", case.assignee.trade) if case.assignee else Term("trade", "staff")
    match report.status:
        case Status.OPEN if report.assignee:
            return line("standing-handed", who=who, by=Hour(report.respond_by))
        case Status.OPEN:
            return line("standing-open", by=Hour(report.respond_by))
        case Status.ACKNOWLEDGED:
            return line("standing-taken", who=who, coming=Term("coming", report.coming or "today"))
        case Status.RESOLVED:
            return line("standing-resolved", who=who, note=excerpt(report.note))
        case Status.REFUSED:
            return line("standing-refused", reason=_reason(report))
        case Status.DUPLICATE:
            return line("standing-duplicate")
        case Status.WITHDRAWN:
            return line("standing-withdrawn")
        case Status.CLOSED:
            return line("standing-closed")


def _reason(report: Report) -> str | Term:
    return report.note if report.reason == "own" else Term("refusal", report.reason or "own")


def alert_buttons(case: Case, ctx: Context) -> Rows:
    """What staff can do next."""
    report = case.report
    act = (report.id, report.cycle)
    undo = ((button("undo", "undo", *act),),) if report.pending and ctx.now < report.pending.until else ()
    match report.status:
        case Status.OPEN:
            return (
                (button("take", "take", *act), button("hand", "hand", *act)),
                (button("ask", "ask", *act), button("done", "done", *act), button("more", "more", *act)),
            )
        case Status.ACKNOWLEDGED:
            return (
                *undo,
                (button("done", "done", *act), button("hand", "hand", *act)),
                (button("ask", "ask", *act), button("more", "more", *act)),
            )
        case Status.DUPLICATE:
            return ((button("unmerge", "unmerge", *act),),)
        case _:
            return undo


def when_menu(report: Report) -> Rows:
    """When are you coming?"""
    choices = tuple(button(f"coming-{code}", "take", report.id, report.cycle, code) for code in COMING)
    return (choices[:2], choices[2:], (_back(report),))


def hand_menu(case: Case) -> Rows:
    """Who takes it over?  Staff see names; residents only ever see the trade."""
    report = case.report
    others = [person for person in case.crew.staff if person.id != report.assignee]
    rows = tuple(
        (
            Button(
                line("button-person", name=person.name, trade=Term("trade", person.trade)),
                data("hand", report.id, report.cycle, str(person.id)),
            ),
        )
        for person in others[:8]
    )
    return (*rows, (_back(report),))


def more_menu(report: Report) -> Rows:
    """The rarer things."""
    act = (report.id, report.cycle)
    return (
        (button("kind", "kind", *act), button("where", "where", *act)),
        (button("merge", "merge", *act), button("refuse", "refuse", *act)),
        (button("whole", "whole", *act), _back(report)),
    )


def kind_menu(report: Report, codes: tuple[str, ...], more: bool) -> Rows:
    """Which category is it?  The likely ones; all of them on request."""
    rows = _in_rows(kind_choices(codes, "kind", report.id, report.cycle), 3)
    everything = (button("all-kinds", "kind", report.id, report.cycle, "*"),) if more else ()
    return (*rows, (*everything, _back(report)))


def merge_menu(report: Report, candidates: tuple[Report, ...]) -> Rows:
    """Which one is it the same as?"""
    rows = tuple(
        (Button(line("button-report", **title(other)), data("merge", report.id, report.cycle, str(other.id))),)
        for other in candidates[:MERGE_CHOICES]
    )
    return (*rows, (_back(report),))


def refuse_menu(report: Report) -> Rows:
    """Why can we not do it?"""
    rows = tuple((button(f"refuse-{code}", "refuse", report.id, report.cycle, code),) for code in REASONS)
    return (*rows, (_back(report),))


def skip_buttons(report: Report) -> Rows:
    """Why is there no photo?"""
    return (tuple(button(f"skip-{code}", "skip", report.id, report.cycle, code) for code in SKIPS),)


def _back(report: Report) -> Button:
    return button("back", "back", report.id, report.cycle)


# --- the residents' group -----------------------------------------------------------------------------


def card_tag(report: Report) -> str:
    """The tag of a report's one card in the group it came from."""
    return f"card:{report.id}"


def card(case: Case) -> tuple[Line, ...]:
    """The public card: codes and place, nobody's words."""
    report = case.report
    who = Term("trade", case.assignee.trade) if case.assignee else Term("trade", "staff")
    lines = [line("card", **title(report)), line(f"card-{report.status}", who=who, **_when(report))]
    if case.supporters:
        lines.append(line("card-supporters", count=len(case.supporters)))
    return tuple(lines)


def _when(report: Report) -> dict[str, Hour | Term]:
    return {"by": Hour(report.respond_by), "coming": Term("coming", report.coming or "today")}


def card_buttons(report: Report) -> Rows:
    """What neighbours can do."""
    progress = button("progress", "progress", report.id)
    if report.status in LIVE:
        return ((button("support", "support", report.id), progress),)
    return ((progress,),)


# --- the reporter -------------------------------------------------------------------------------------


def receipt(case: Case) -> tuple[Line, ...]:
    """What the reporter gets at once: the number and the hour."""
    report = case.report
    lines = [line("receipt", number=str(report.number)), line("receipt-what", **title(report))]
    lines.append(line("receipt-call" if report.call else "receipt-by", by=Hour(report.respond_by)))
    in_private = case.reporter is not None and case.reporter.chat.kind is ChatKind.PRIVATE
    return (*lines, line("receipt-more" if in_private else "receipt-more-group"))


def receipt_tag(report: Report, person: int) -> str:
    """The tag of a receipt."""
    return f"receipt:{report.id}:{person}"


def own_buttons(report: Report) -> Rows:
    """What a reporter can do with a report that nobody finished yet."""
    if report.status not in LIVE:
        return ()
    return ((button("change", "change", report.id), button("withdraw", "withdraw", report.id)),)


def progress(case: Case, ctx: Context) -> tuple[Line, ...]:
    """How it stands, in words fit for anybody."""
    return (line("progress", **title(case.report)), _progress_state(case, ctx))


def _progress_state(case: Case, ctx: Context) -> Line:
    report = case.report
    who = Term("trade", case.assignee.trade) if case.assignee else Term("trade", "staff")
    if report.pending:  # not told yet: it may be undone
        return line(f"progress-{report.pending.back_to}", who=who, **_when(report))
    if report.status is Status.OPEN and report.respond_by <= ctx.now:
        return line("progress-late")
    return line(f"progress-{report.status}", who=who, **_when(report))


def took(report: Report, until: datetime) -> timedelta:
    """How long it took, whole minutes."""
    return timedelta(minutes=max(1, round((until - report.reported_at) / timedelta(minutes=1))))


# --- a draft ------------------------------------------------------------------------------------------


def summary(draft: Draft) -> tuple[Line, ...]:
    """What we understood, before it is filed."""
    lines = [line("summary", category=Term("category", draft.category), place=place_of(draft.place))]
    if draft.text:
        lines.append(line("summary-words", text=excerpt(draft.text)))
    if draft.photos or draft.voice:
        lines.append(line("alert-media", photos=len(draft.photos), voice=int(bool(draft.voice))))
    if draft.urgency != "normal":
        lines.append(line("summary-urgent"))
    return tuple(lines)


def summary_buttons(draft: Draft) -> Rows:
    """File it on one tap, or correct it; the guesses beside it when we are not sure."""
    return (
        (button("file", "file", draft.id),),
        *(() if draft.sure or draft.chosen else (kind_choices(draft.guesses, "dkind", draft.id),)),
        (
            button("kind", "dkind", draft.id),
            button("where", "dplace", draft.id),
            button("drop", "drop", draft.id),
        ),
    )


def draft_kinds(draft: Draft, codes: tuple[str, ...], more: bool) -> Rows:
    """Three buttons to correct the category, and a way to all of them."""
    rows = _in_rows(kind_choices(codes, "dkind", draft.id), 3)
    everything = (button("all-kinds", "dkind", draft.id, 0, "*"),) if more else ()
    return (*rows, (*everything, button("unsure", "call", draft.id)))


def place_buttons(places: tuple[tuple[str, str], ...], verb: str, subject: int) -> Rows:
    """Where is it?  ``places`` are (building code, name); always with a way out."""
    choices = tuple(Button(line("text", text=name), data(verb, subject, 0, code)) for code, name in places)
    return (*_in_rows(choices, 2), (button("unsure", "call", subject),))


def kind_choices(codes: tuple[str, ...], verb: str, subject: int, cycle: int = 0) -> tuple[Button, ...]:
    """A button per category."""
    return tuple(
        Button(line("category", category=Term("category", code)), data(verb, subject, cycle, code)) for code in codes
    )


def _in_rows(buttons: tuple[Button, ...], width: int) -> Rows:
    return tuple(buttons[start : start + width] for start in range(0, len(buttons), width))


def addressee(person: Person) -> Term:
    """How residents hear of a member of staff: by trade, never by name."""
    return Term("trade", person.trade or "staff")
