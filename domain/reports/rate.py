"""Residents answer how it ended: a button or a word at a time, each kept at once.

The reporter's 好了 or 好一点 closes the report; a neighbour's is kept, and counts when it closes unless the reporter
answers too.  Anybody's 没好 opens it again (domain/reports/endings.py).
"""

from dataclasses import replace
from datetime import timedelta

from domain.context import Case, Context
from domain.effects import Answer, Effects, Expect, Forgo, Log, Priority, Put, PutRating, Say, Unschedule
from domain.lines import line
from domain.people import Chat, Person, Recipient
from domain.permissions import MAY
from domain.report import MoveRefused, Status, apply
from domain.reports import cards, outcome
from domain.reports.notices import shown
from domain.reports.rating import CONTENT, Rating, Solved
from domain.talk import contacts, wayin
from domain.talk.drafts import Prompt
from domain.understanding.opinions import Opinion

LACKING_WITHIN = timedelta(hours=1)  # how long words after 好一点 are taken for what is still lacking


def fixed(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """好了."""
    yield from solved(ctx, case, who, at, Solved.YES)


def partly(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """好一点: closed as well; whoever wants to may say what is still lacking."""
    yield from solved(ctx, case, who, at, Solved.PARTLY)


def solved(ctx: Context, case: Case, who: Person, at: Chat, answer: Solved) -> Effects:
    """Somebody says that it is good, or better than it was.  Raises ``MoveRefused``."""
    if not checked(case, who):
        yield Answer(line("answer-own-work"))
        return
    rating = replace(_so_far(ctx, case, who), solved=answer)
    closes = case.report.reporter in (None, who.id) and not case.report.known  # many are asked: all may answer
    report = case.report
    if closes:
        report = apply(report, "close", case.roles(who), told_at=report.told_at or ctx.now)
        yield Put(report)
        yield Log(report.id, "close", who.id)
        yield Unschedule("close", str(report.id))
        yield Unschedule("untold", str(report.id))
        yield from wayin.lasting(ctx, case, report)
    yield PutRating(rating)
    case = _with(replace(case, report=report), rating)
    if closes:
        yield from shown(ctx, case)
    yield from changed(ctx, case, who, at, lacking=answer is Solved.PARTLY)
    yield Answer(line("answer-thanks"))


def rate(ctx: Context, case: Case, who: Person, at: Chat, arg: str) -> Effects:
    """How was it done, and did anybody contact them?  After the first answer, also when that closed the report."""
    if case.report.status is Status.RESOLVED and not checked(case, who):
        yield Answer(line("answer-own-work"))
        return
    rating = outcome.own_rating(case, who.id)
    if case.report.status not in (Status.RESOLVED, Status.CLOSED) or rating is None:
        raise MoveRefused("rate", case.report, "status")
    _allowed(case, who)  # whoever answered once may have no part in it any more
    kind, number = arg[:1], int(arg[1:]) if arg[1:].isdigit() and len(arg) == 2 else -1
    if kind == "s" and number in CONTENT:
        rating = replace(rating, satisfied=number, at=ctx.now)
    elif kind == "c" and number in (0, 1):
        rating = replace(rating, contacted=number, at=ctx.now)
    else:
        yield Answer(line("answer-unknown"))
        return
    yield PutRating(rating)
    yield from changed(ctx, _with(case, rating), who, at)
    yield Answer(line("answer-thanks"))


def worded(ctx: Context, case: Case, who: Person, at: Chat, opinion: Opinion) -> Effects:
    """The same in words; how they are content may come first.  Raises ``MoveRefused``."""
    if opinion.satisfied is not None and checked(case, who):
        rating = replace(_so_far(ctx, case, who), satisfied=opinion.satisfied)
        yield PutRating(rating)
        case = _with(case, rating)
        if opinion.solved is None:
            yield from changed(ctx, case, who, at)
    if opinion.solved is not None:
        yield from solved(ctx, case, who, at, opinion.solved)
    noted = line("rating-noted", number=str(case.report.number))
    yield Say(at, (noted,), report=case.report.id, only_for=at.alone(who.id))


def checked(case: Case, who: Person) -> bool:
    """Whether somebody may answer now; False when they would rate their own work.  Raises ``MoveRefused``."""
    report = case.report
    if report.pending or report.status is not Status.RESOLVED:
        raise MoveRefused("rate", report, "status")
    if outcome.handled(case, who.id):
        return False
    _allowed(case, who)
    return True


def _allowed(case: Case, who: Person) -> None:
    if not MAY["rate"] & case.roles(who):
        raise MoveRefused("rate", case.report, "role")


def _so_far(ctx: Context, case: Case, who: Person) -> Rating:
    mine = outcome.own_rating(case, who.id)
    return replace(mine or Rating(case.report.id, case.report.cycle, who.id, ctx.now), at=ctx.now)


def _with(case: Case, rating: Rating) -> Case:
    others = tuple(each for each in case.ratings if each.person != rating.person)
    return replace(case, ratings=(*others, rating))


def changed(ctx: Context, case: Case, who: Person, at: Chat, lacking: bool = False) -> Effects:
    """The notice with the next question in place of the last; in front of everybody only the reporter's moves it."""
    to = Recipient(who.id, at)
    if to.in_public:
        if who.id == case.report.reporter and (said := outcome.openly(ctx, case, at)):
            yield said
        return
    say = outcome.ending(ctx, case, to)
    if lacking:
        say = replace(say, lines=(*say.lines, line("ask-lacking")))
        report = case.report
        yield Expect(Prompt(at.id, who.id, "lacking", report.id, report.cycle, ctx.now + LACKING_WITHIN))
    yield replace(say, priority=Priority.REPLY)


def lacks(ctx: Context, case: Case, who: Person, at: Chat, text: str, photos: tuple[str, ...]) -> Effects:
    """What is still lacking after 好一点: staff hear it in a line."""
    words, _ = contacts.split(text)
    yield Forgo(at.id, who.id)
    yield Log(case.report.id, "lacking", who.id, text=words)
    for chat in (*case.crew.duty, *case.desks):
        said = line("lacking", **cards.title(case.report), text=cards.excerpt(words))
        yield Say(chat, (said,), report=case.report.id, photos=photos, priority=Priority.NOTICE)
    yield Say(at, (line("lacking-told"),), report=case.report.id, only_for=at.alone(who.id))
