"""Words in reply to the notice of an end: taken for the answer that its buttons would give."""

from domain.context import Case
from domain.effects import Say
from domain.events import Said
from domain.lines import line
from domain.people import Chat, Person
from domain.report import Status
from domain.reports import endings, outcome, rate
from domain.reports.rating import Solved
from domain.understanding import opinions
from handlers.desk import Turn


def by_words(turn: Turn, event: Said, case: Case, chat: Chat, person: Person) -> bool:
    """Whether they answered how it ended; then that is kept.  Danger that comes to light is no mere answer."""
    report, context = case.report, turn.context(case.report.community)
    opinion = opinions.understood(event.text)
    waits = any(each.person == person.id for each in case.heard)
    if opinion is None or not waits or report.pending or report.decided or report.status is not Status.RESOLVED:
        return False
    if not report.danger and context.classifier.understand(event.text, context.community).danger:
        return False
    if outcome.handled(case, person.id):
        turn.keep([Say(chat, (line("answer-own-work"),), report=report.id, only_for=chat.alone(person.id))])
    elif opinion.solved is Solved.NO:
        text = "" if opinion.bare else event.text
        turn.keep(endings.not_good(context, case, person, chat, text, event.photos, event.message))
    else:
        turn.keep(rate.worded(context, case, person, chat, opinion))
    return True
