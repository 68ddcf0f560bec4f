"""The card staff act on: what a report looks like in the duty group, and the menus under it."""

from domain.buttons import data
from domain.categories import Urgency, Visibility
from domain.context import Case, Context
from domain.incidents import known_words
from domain.lines import Button, Hour, Line, Rows, Term, line
from domain.report import FALSE_ALARM, LIVE, PROPOSALS, Report, Status
from domain.reports import paused, transfer
from domain.reports.cards import button, coming, excerpt, in_rows, kind_choices, reason, title, trade
from domain.reports.responsible import falls_to_community, likelihood, responsible
from domain.reports.transfer import obstacle
from domain.talk.sources import Source
from domain.where import outside
from domain.where.places import is_unknown

COMING = ("hour", "today", "tomorrow", "parts")
REASONS = ("not_ours", "not_found", "no_fault", "own")
SKIPS = ("inside", "dark", "later")  # why there is no photo of the repair
MERGE_CHOICES = 5
ANSWERS = 2  # the latest questions and answers on a card; all of them are one tap away


def tag(report: Report) -> str:
    """The tag of a report's card in the duty group; each cycle has a card of its own."""
    return f"alert:{report.id}:{report.cycle}"


def card(case: Case, ctx: Context) -> tuple[Line, ...]:
    """What staff see: the residents' words, what is known besides, and where it stands."""
    report = case.report
    head = "alert-danger" if report.danger and report.status in LIVE else f"alert-{report.urgency}"
    lines = [line(head, **title(report)) if report.known is None else known_words.head(report)]
    if report.above:
        lines.append(line("alert-complaint"))
    elif report.visibility is Visibility.PRIVATE and report.shown_by == "reporter":
        lines.append(line("alert-hidden"))
    if report.known and report.status in LIVE:
        lines.extend(known_words.said(ctx, report, dated=True))
    if report.text:
        lines.append(line("alert-words", text=excerpt(report.text)))
    if report.status in LIVE and not report.known:
        lines.extend(_doubtful_place(report, ctx))
    if report.filed_by is not None:
        name = case.filed_by.name if case.filed_by else Term("trade", "staff")
        lines.append(line(f"alert-from-{report.source}", name=name))
    if report.photo_url:
        lines.append(line("alert-link", url=report.photo_url))
    if report.source == Source.OPEN311 and report.status in LIVE:
        lines.append(line("alert-app"))
    if report.call and report.status in LIVE:
        lines.append(line("alert-call"))
    if case.contact and report.status in LIVE:
        lines.append(line("alert-contact") if case.contact.reachable else line("alert-teller", name=case.contact.name))
    if (photos := len(case.photos) - case.repairs) or case.voice:
        lines.append(line("alert-media", photos=photos, voice=int(bool(case.voice))))
    if case.after and report.status in (Status.RESOLVED, Status.CLOSED):
        lines.append(line("alert-after", count=len(case.after)))
    if case.supporters:
        lines.append(line("known-count" if report.known else "alert-supporters", count=len(case.supporters)))
    if case.earlier and not report.known and report.category != PROPOSALS:
        lines.append(line("alert-earlier", count=case.earlier + 1))
    if report.status is Status.OPEN and falls_to_community(ctx, report.category, report.place):
        lines.append(line("no-company"))
    if report.cycle > 1 and report.status in LIVE:
        lines.extend(_again(case))
    lines.extend(asked(case)[-ANSWERS:])
    if report.question:
        lines.append(line("alert-question", text=excerpt(report.question)))
    if report.secured and report.status in LIVE:
        lines.append(line("alert-secured", text=excerpt(report.secured)))
    if case.remark:
        lines.append(line("alert-remark", text=excerpt(case.remark)))
    if report.is_guest:
        lines.append(line("alert-guest", community=transfer.name(ctx, report.home)))
    lines.extend(transfer.standing(ctx, report))
    return (*lines, _standing(case, ctx))


def _doubtful_place(report: Report, ctx: Context) -> tuple[Line, ...]:
    """A building that we do not have, or a place of the neighbours', who are called as well in danger."""
    if elsewhere := outside.named(ctx, report.place):
        return (line("alert-outside-called" if report.danger and elsewhere.community else "alert-outside"),)
    return (line("alert-unknown-building"),) if is_unknown(report.place, ctx.community) else ()


def _again(case: Case) -> tuple[Line, ...]:
    """Why it is here once more: the head said so, or what was done last time did not last."""
    if case.again == "grant":
        return (line("alert-granted"),)
    reopened = line("alert-reopened", cycle=case.report.cycle)
    if case.before is None:
        return (reopened,)
    who, note = case.before
    return reopened, line("alert-last-time", who=trade(who), note=excerpt(note), photos=case.repairs)


def asked(case: Case) -> tuple[Line, ...]:
    """What the resident was asked and answered, each with its question."""
    return tuple(
        line("alert-answer", question=excerpt(question), answer=excerpt(answer)) for question, answer in case.exchanges
    )


def _standing(case: Case, ctx: Context) -> Line:
    report, who = case.report, trade(case.assignee)
    by = Hour(report.respond_by, dated=True)
    late = "-late" if report.respond_by <= ctx.now else ""
    match report.status:
        case Status.OPEN if report.assignee:
            return line(f"standing-handed{late}", who=who, by=by)
        case Status.OPEN if report.danger:  # whoever is nearest
            return line(f"standing-open{late}", by=by)
        case Status.OPEN:
            whose = Term("trade", responsible(ctx, report.category, report.place))
            return line(f"standing-open-whose{late}", by=by, whose=whose)
        case Status.ACKNOWLEDGED if report.waits:
            return paused.standing(report, who)
        case Status.ACKNOWLEDGED if report.known:
            return line("known-in-hand", who=who)
        case Status.RESOLVED if report.known and not report.note:
            return line("known-restored", who=who)
        case Status.ACKNOWLEDGED:
            return line("standing-taken", who=who, coming=coming(ctx, report, dated=True))
        case Status.RESOLVED if report.decided:
            return line(f"standing-{report.decided}", who=who, note=excerpt(report.note))
        case Status.RESOLVED:
            return line("standing-resolved", who=who, note=excerpt(report.note))
        case Status.REFUSED:
            return line("standing-refused", reason=reason(report))
        case Status.DUPLICATE:
            return line("standing-duplicate")
        case Status.WITHDRAWN:
            return line("standing-withdrawn")
        case Status.CLOSED if report.source == Source.FIXED:
            return line("standing-fixed")
        case Status.CLOSED if report.reason == FALSE_ALARM:
            return line("standing-false-alarm", who=who)
        case Status.CLOSED:
            return line("standing-closed")


def buttons(case: Case, ctx: Context) -> Rows:
    """What staff can do next."""
    report = case.report
    act = (report.id, report.cycle)
    pending = report.pending
    undo = ((button("undo", "undo", *act, pending.move),),) if pending and ctx.now < pending.until else ()
    undo = (*undo, *transfer.way_back(report))
    reach = ((button("reach", "reach", *act),),) if case.contact and case.contact.reachable else ()
    match report.status:
        case Status.OPEN | Status.ACKNOWLEDGED if report.known:
            return (*undo, *_tend(report))
        case Status.OPEN if report.danger:
            return ((button("handle", "handle", *act), button("false", "false", *act), button("more", "more", *act)),)
        case Status.OPEN:
            return (
                *transfer.way_back(report),
                (button("take", "take", *act), button("hand", "hand", *act)),
                *_finish(report, button("ask", "ask", *act)),
                *reach,
            )
        case Status.ACKNOWLEDGED if report.waits:
            return (
                *undo,
                (button("resume", "resume", *act), button("done", "done", *act)),
                (button("hand", "hand", *act), button("ask", "ask", *act), button("more", "more", *act)),
            )
        case Status.ACKNOWLEDGED if report.category == PROPOSALS:
            return (*undo, *_finish(report, button("hand", "hand", *act), button("ask", "ask", *act)), *reach)
        case Status.ACKNOWLEDGED:
            return (
                *undo,
                (button("done", "done", *act), button("hand", "hand", *act)),
                (button("ask", "ask", *act), button("more", "more", *act)),
                *reach,
            )
        case Status.DUPLICATE:
            return ((button("unmerge", "unmerge", *act),),)
        case Status.RESOLVED | Status.CLOSED if may_publish(ctx, case):
            return (publish_button(report),)
        case _:
            return undo


def is_waiting(case: Case) -> bool:
    """Whether somebody still has to take it: then all who have a copy of its card can press something."""
    report = case.report
    if report.status in LIVE and report.known:
        return True
    return report.status is Status.OPEN and (report.assignee is None or report.assignee not in case.crew.private)


def _tend(report: Report) -> Rows:
    """What staff do while a known incident lasts."""
    act = (report.id, report.cycle)
    take = (button("take", "take", *act),) if report.status is Status.OPEN else ()
    return (
        (button("reword", "reword", *act), button("longer", "longer", *act)),
        (*take, button("restored", "restored", *act), button("more", "more", *act)),
    )


def _finish(report: Report, *beside: Button) -> Rows:
    """How it can end; a suggestion is adopted or not."""
    act = (report.id, report.cycle)
    more = button("more", "more", *act)
    if report.category == PROPOSALS:
        return _decide(report), (*beside, more)
    return ((*beside, button("done", "done", *act), more),)


def _decide(report: Report) -> tuple[Button, ...]:
    act = (report.id, report.cycle)
    return button("adopt", "adopt", *act), button("decline", "decline", *act)


def publish_button(report: Report) -> tuple[Button, ...]:
    """[公开照片]."""
    return (button("publish", "publish", report.id, report.cycle),)


def has_ended(report: Report) -> bool:
    """Whether its group has read that it is done."""
    return report.status in (Status.RESOLVED, Status.CLOSED) and not report.pending


def may_publish(ctx: Context, case: Case) -> bool:
    """Whether the reporter's photos could stand in the group beside those of the repair: of a public kind, once."""
    report = case.report
    public = report.visibility is Visibility.PUBLIC
    return public and has_ended(report) and bool(case.own) and case.group is not None and not report.published


def when_menu(report: Report) -> Rows:
    """When are you coming?"""
    choices = tuple(button(f"coming-{code}", "take", report.id, report.cycle, code) for code in COMING)
    return (choices[:2], choices[2:], (back(report),))


def hand_menu(ctx: Context, case: Case) -> Rows:
    """Who takes it over?  Whose trade it is first; staff see names, residents only ever see the trade."""
    report = case.report
    others = [person for person in case.crew.staff if person.id != report.assignee]
    others.sort(key=lambda person: likelihood(ctx, report.category, report.place, person.trade))
    rows = tuple(
        (
            Button(
                line("button-person", name=person.name, trade=Term("trade", person.trade)),
                data("hand", report.id, report.cycle, str(person.id)),
            ),
        )
        for person in others[:8]
    )
    return (*rows, (back(report),))


def more_menu(report: Report, overseen: bool = False) -> Rows:
    """The rarer things; ``overseen``: somebody of the street looks over the community."""
    act = (report.id, report.cycle)
    if report.known:
        return (
            (button("done", "done", *act), button("hand", "hand", *act), button("kind", "kind", *act)),
            (button("refer", "refer", *act), button("refuse", "refuse", *act), back(report)),
        )
    retime = (button("retime", "take", *act),) if report.status is Status.ACKNOWLEDGED else ()
    up = ((button("raise", "raise", *act),),) if overseen and not (report.at_street or obstacle(report)) else ()
    danger: Rows = ()
    if report.danger:
        again = (button("false", "false", *act),) if report.status is Status.ACKNOWLEDGED else ()
        usual = tuple(button(each, each, *act) for each in ("hand", "ask", "done"))
        danger = (again or usual,)
    return (
        *danger,
        (*retime, button("secure", "secure", *act)),
        (button("park", "park", *act), button("refer", "refer", *act)),
        (button("kind", "kind", *act), button("where", "where", *act), *_haste(report)),
        (button("merge", "merge", *act), button("refuse", "refuse", *act)),
        *up,
        (button("whole", "whole", *act), button("sight", "sight", *act), back(report)),
    )


def _haste(report: Report) -> tuple[Button, ...]:
    """The other urgency; danger has none."""
    if report.danger:
        return ()
    urgent = report.urgency is Urgency.URGENT
    other = Urgency.NORMAL if urgent else Urgency.URGENT
    return (button("no-hurry" if urgent else "hurry", "haste", report.id, report.cycle, other),)


def kind_menu(report: Report, codes: tuple[str, ...], more: bool) -> Rows:
    """Which category is it?  The likely ones; all of them on request."""
    rows = in_rows(kind_choices(codes, "kind", report.id, report.cycle), 3)
    everything = (button("all-kinds", "kind", report.id, report.cycle, "*"),) if more else ()
    return (*rows, (*everything, back(report)))


def merge_menu(report: Report, candidates: tuple[Report, ...]) -> Rows:
    """Which one is it the same as?"""
    rows = tuple(
        (Button(line("button-report", **title(other)), data("merge", report.id, report.cycle, str(other.id))),)
        for other in candidates[:MERGE_CHOICES]
    )
    return (*rows, (back(report),))


def refuse_menu(report: Report) -> Rows:
    """Why can we not do it?"""
    rows = tuple((button(f"refuse-{code}", "refuse", report.id, report.cycle, code),) for code in REASONS)
    return (*rows, (back(report),))


def skip_buttons(report: Report) -> Rows:
    """Why is there no photo?"""
    return (tuple(button(f"skip-{code}", "skip", report.id, report.cycle, code) for code in SKIPS),)


def back(report: Report) -> Button:
    """[返回]."""
    return button("back", "back", report.id, report.cycle)
