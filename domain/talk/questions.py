"""One question from staff to the reporter and its answer, relayed without showing accounts."""

from dataclasses import replace
from datetime import timedelta

from domain.context import Case, Context
from domain.effects import Answer, Attach, Effects, Expect, Forgo, Log, Priority, Put, Say, Schedule
from domain.events import Said
from domain.lines import Rows, line
from domain.people import Chat, ChatKind, Person
from domain.promises import deadlines, spent
from domain.report import Pause, Report, apply, check
from domain.reports import cards
from domain.reports.lifecycle import expect, stored
from domain.reports.notices import tell
from domain.reports.outcome import about
from domain.talk import contacts, wayin
from domain.talk.drafts import Prompt
from domain.talk.filing import refresh

ANSWER_WITHIN = timedelta(days=7)
PATIENCE = timedelta(days=3)  # so long the clock of the resolution stands for an answer
LINK = "q"  # before the report in a link that leads from the group to the private chat


def ask(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """问一句: what do you want to know?  Staff are warned when the whole group will read it."""
    check(case.report, "ask", case.roles(who))
    if case.reporter is None or not case.reporter.chat.abilities.answers:
        yield Answer(line(_nobody(case)))
        return
    openly = (line("ask-question-open"),) if case.reporter.in_public else ()
    yield from expect(ctx, case, who, at, "question", line("ask-question", **cards.title(case.report)), *openly)


def asked(ctx: Context, case: Case, who: Person, at: Chat, text: str) -> Effects:
    """Relay the question to the reporter, without showing who asked."""
    yield Forgo(at.id, who.id)
    asker = case.reporter
    if asker is None or not asker.chat.abilities.answers:  # gone since the button was pressed
        yield Say(at, (line(_nobody(case)),), report=case.report.id)
        return
    report = _paused(ctx, apply(case.report, "ask", case.roles(who), question=text))
    yield from stored(report, who, "ask", text=text)
    yield from spent.clock(case.report, report, who.id)
    yield Schedule(ctx.now + PATIENCE, "unanswered", str(report.id), report.cycle)
    yield Expect(Prompt(asker.chat.id, asker.person, "answer", report.id, report.cycle, ctx.now + ANSWER_WITHIN))
    question = line("question", **about(ctx, case, asker), who=cards.trade(who))
    how = (line("question-how"),) if asker.chat.kind is not ChatKind.PRIVATE else ()
    private = asker.chat.kind is not ChatKind.PRIVATE and not asker.chat.abilities.write_first
    rows: Rows = ((cards.button("in-private", "link", arg=f"{LINK}{report.id}"),),) if private else ()
    yield tell(asker, report, (question, line("quoted", text=text), *how), rows)
    yield from refresh(replace(case, report=report), ctx)
    key = "asked-counted" if asker.chat.abilities.counted else "asked"  # it may be held: nobody is told it was sent
    yield Say(at, (line(key, number=str(report.number)),), report=report.id)


def _paused(ctx: Context, report: Report) -> Report:
    """Waiting for the resident, unless it waits for something else already; asked again, as long again."""
    if report.waits:
        return report
    since = report.pause.since if report.pause else ctx.now
    return replace(report, pause=Pause("resident", since, ctx.now + PATIENCE))


def replied(ctx: Context, report: Report) -> Report:
    """The report when the resident has said something: nobody waits for them any more."""
    asking = report.pause is not None and report.pause.kind == "resident"
    return deadlines.running(report, ctx.now) if asking else report


def _nobody(case: Case) -> str:
    return "answer-phone-instead" if case.report.to_phone else "answer-nobody-to-ask"


def again(ctx: Context, case: Case, who: Person, at: Chat) -> Effects:
    """They came from the group to answer in private."""
    report = case.report
    yield Expect(Prompt(at.id, who.id, "answer", report.id, report.cycle, ctx.now + ANSWER_WITHIN))
    question = line("question", **cards.title(report), who=cards.trade(case.assignee))
    yield Say(at, (question, line("quoted", text=report.question), line("question-how")), report=report.id)


def answered(ctx: Context, case: Case, who: Person, at: Chat, event: Said) -> Effects:
    """The reporter answers the question that staff asked."""
    said, contact = contacts.split(event.text)
    question = case.report.question
    report = replied(ctx, apply(case.report, "add", case.roles(who), question=""))
    yield Put(report)
    yield from spent.clock(case.report, report, who.id)
    if contact:
        yield from wayin.kept(ctx, case, contact, who.id)
        case = replace(case, contact=contacts.merged(case.contact, contact))
    yield Log(report.id, "answer", who.id, text=said)
    yield Attach(report.id, event.photos, event.voice)
    yield Forgo(at.id, who.id)
    case = replace(case, report=report, photos=(*case.photos, *event.photos), voice=event.voice or case.voice)
    if said:
        case = replace(case, exchanges=(*case.exchanges, (question, said)))
    yield from refresh(case, ctx)
    words = (line("quoted", text=said),) if said else ()
    for chat in (*case.crew.duty, *case.desks):
        yield Say(
            chat,
            (line("answered", number=str(report.number)), *words),
            report=report.id,
            photos=event.photos,
            voice=event.voice,
            priority=Priority.ALERT,
        )
    passed_on = line("answer-passed-on", number=str(report.number))
    yield Say(at, (passed_on,), report=report.id, only_for=at.alone(who.id))
