"""The word of how it ended: which team did it, how long it took, the photos, and the question whether it is good.

The reporter reads what was done, and sees their own photo beside the new one.  Everybody else reads what is made
from codes; of a kind that is not public the group hears next to nothing, of a private one nothing at all.
"""

from domain import phones
from domain.categories import Visibility
from domain.context import Case, Context
from domain.effects import Priority, Say
from domain.incidents import known_words
from domain.lines import Arg, Button, Line, Rows, Term, line
from domain.people import Chat, Recipient
from domain.report import Report, Status
from domain.reports import cards
from domain.reports.rating import Rating


def tag(report: Report, to: Recipient) -> str:
    """The tag of the notice: there is one of each cycle in each chat, in a group one for each who sees it alone."""
    return f"ended:{report.id}:{report.cycle}" + ("" if to.only_for is None else f":{to.only_for}")


def public_tag(report: Report) -> str:
    """The tag of the notice that a whole group reads."""
    return f"ended:{report.id}:{report.cycle}"


def about(ctx: Context, case: Case, to: Recipient) -> dict[str, Arg]:
    """The words for the report: the reporter's own to the reporter, public ones to everybody else."""
    if _is_own(case, to):
        return cards.title(case.report)
    return cards.public_title(ctx, case.report, to.chat.lang)


def _is_own(case: Case, to: Recipient) -> bool:
    return to.person == case.report.reporter and not to.in_public


def handled(case: Case, person: int) -> bool:
    """Whether somebody worked on it, or filed it for others: then it is not theirs to rate."""
    return person in (case.report.assignee, case.resolver, case.report.filed_by)


def own_rating(case: Case, person: int) -> Rating | None:
    """What somebody answered in this cycle."""
    return next((each for each in case.ratings if each.person == person), None)


# --- to one person ------------------------------------------------------------------------------------


def ending(ctx: Context, case: Case, to: Recipient) -> Say:
    """How it ended, to one who is told alone, with whatever is still to be asked of them."""
    report = case.report
    if report.status is Status.REFUSED:
        last = line("told-refused-final" if report.appealed else "told-refused-appeal")
        refused = line("told-refused", **about(ctx, case, to), reason=cards.reason(report))
        lines, rows = (refused, *elsewhere(ctx, report), last), cards.appeal_buttons(report)
        return _say(case, to, lines, rows, ())
    asked, rows = question(case, to.person, in_public=False)
    photos = photos_for(case, to)
    return _say(case, to, (*_fixed(ctx, case, to, photos), *asked), rows, photos)


def _say(case: Case, to: Recipient, lines: tuple[Line, ...], rows: Rows, photos: tuple[str, ...]) -> Say:
    report = case.report
    return Say(
        to.chat,
        lines,
        rows,
        tag=tag(report, to),
        report=report.id,
        only_for=to.only_for,
        reply_to=to.reply_to,
        photos=photos,
        priority=Priority.NOTICE,
        tells=report.cycle if to.person == report.reporter else None,
        owed=True,
    )


def _fixed(ctx: Context, case: Case, to: Recipient, photos: tuple[str, ...]) -> tuple[Line, ...]:
    report = case.report
    who, took = cards.trade(case.assignee), cards.took(report, report.resolved_at or ctx.now)
    if report.known:
        return (line("known-over", **known_words.about(ctx, report, to.chat.lang)),)
    if report.decided:
        return _decided(ctx, case, to)
    if not _is_own(case, to):
        return (line("ended-near", **about(ctx, case, to), who=who, took=took),)
    note = cards.sentence(report.note)
    fixed = line("ended-own", **about(ctx, case, to), who=who, note=note, took=took)
    both = len(photos) > len(case.after) > 0
    return (fixed, line("ended-photos")) if both else (fixed,)


def _decided(ctx: Context, case: Case, to: Recipient) -> tuple[Line, ...]:
    """A suggestion: what was decided, and to whoever made it why."""
    report = case.report
    if not _is_own(case, to):
        return (line(f"group-{report.decided}", **about(ctx, case, to)),)
    because = line(f"ended-{report.decided}", **about(ctx, case, to), note=cards.sentence(report.note))
    return because, line("ended-say-more")


def photos_for(case: Case, to: Recipient) -> tuple[str, ...]:
    """The reporter's own first photo beside those of the repair; to others only these, of public kinds.

    None where a photo leaves as a message of its own that a whole group would see.
    """
    if to.only_for is not None and not to.chat.abilities.inline_media:
        return ()
    if _is_own(case, to):
        return (*case.own[:1], *case.after)
    return case.after if case.report.visibility is Visibility.PUBLIC else ()


# --- what is still to be asked ------------------------------------------------------------------------


def question(case: Case, person: int, in_public: bool) -> tuple[tuple[Line, ...], Rows]:
    """The next question to somebody, one at a time, and its buttons; a word of thanks when all is answered.

    Nobody rates their own work.  In front of everybody no answer shows, so nothing is said of it.
    """
    report, rating = case.report, own_rating(case, person)
    if report.decided:
        return (), ()
    if handled(case, person) and not in_public:
        return (), ()
    if rating is None or rating.solved is None:
        still = report.status is Status.RESOLVED
        return ((line("told-resolved-ask"),), solved_buttons(report)) if still else ((), ())
    done = (line("ended-closed" if report.status is Status.CLOSED else "ended-noted"),)
    if rating.satisfied is None:
        return (*done, line("ask-satisfied"), line("nobody-sees")), _scale(report)
    if rating.contacted is None:
        return (*done, line("ask-contacted")), _contacted(report)
    return (*done, line("ended-thanks")), ()


def solved_buttons(report: Report) -> Rows:
    """Is it good?"""
    act = (report.id, report.cycle)
    return (
        (
            cards.button("fixed", "fixed", *act),
            cards.button("partly", "partly", *act),
            cards.button("not-fixed", "notfixed", *act),
        ),
    )


def _scale(report: Report) -> Rows:
    return (tuple(_rate(report, f"satisfied-{each}", f"s{each}") for each in (2, 1, 0)),)


def _contacted(report: Report) -> Rows:
    return (tuple(_rate(report, f"contacted-{each}", f"c{each}") for each in (1, 0)),)


def _rate(report: Report, key: str, arg: str) -> Button:
    return cards.button(key, "rate", report.id, report.cycle, arg)


# --- to the group -------------------------------------------------------------------------------------


def openly(ctx: Context, case: Case, group: Chat) -> Say | None:
    """What the group reads of it: no note, no room; the photos of a public kind, the reporter's once published.

    Whoever can be told in front of everybody only finds the buttons here.  None where nothing is to be read.
    """
    report = case.report
    seen = report.visibility
    if seen is Visibility.PRIVATE:
        return None
    only_here = case.reporter is not None and case.reporter.in_public
    lines = _public_lines(ctx, case, group, seen)
    rows: Rows = ()
    if report.status is Status.REFUSED:
        rows = cards.appeal_buttons(report) if only_here else ()
    elif any(each.in_public for each in case.heard):
        asker = report.reporter if only_here and report.reporter is not None else -1
        rows = question(case, asker, in_public=True)[1]
    return Say(
        group,
        lines,
        rows,
        tag=public_tag(report),
        report=report.id,
        reply_to=report.message,
        photos=_public_photos(case),
        priority=Priority.NOTICE,
        tells=report.cycle if only_here else None,
    )


def _public_lines(ctx: Context, case: Case, group: Chat, seen: Visibility) -> tuple[Line, ...]:
    report = case.report
    words = cards.public_title(ctx, report, group.lang)
    number, took = str(report.number), cards.took(report, report.resolved_at or ctx.now)
    if report.status is Status.REFUSED:
        reason = cards.public_reason(report)
        if seen is not Visibility.PUBLIC:
            return (line("group-refused-neutral", number=number, reason=reason),)
        return (line("group-refused", **words, reason=reason), *elsewhere(ctx, report))
    if seen is not Visibility.PUBLIC:
        return (line("group-resolved-neutral", number=number, took=took),)
    if report.known:
        return (line("known-over", **known_words.about(ctx, report, group.lang)),)
    if report.decided:
        return (line(f"group-{report.decided}", **words),)
    near = line("ended-near", **words, who=cards.trade(case.assignee), took=took)
    both = report.published and case.own and case.after
    return (near, line("ended-photos-public")) if both else (near,)


def _public_photos(case: Case) -> tuple[str, ...]:
    report = case.report
    if report.status is Status.REFUSED or report.visibility is not Visibility.PUBLIC:
        return ()
    return (*(case.own if report.published else ()), *case.after)


def elsewhere(ctx: Context, report: Report) -> tuple[Line, ...]:
    """Where else to go with a matter that is not ours."""
    category = ctx.categories.get(report.category)
    if report.reason == "not_ours" and category.elsewhere:
        return (line("told-elsewhere", where=Term("elsewhere", report.category)),)
    return line("told-call"), phones.on_duty(ctx)
