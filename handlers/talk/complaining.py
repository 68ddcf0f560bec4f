"""A complaint about somebody who works here: who decides it, and taking it from everybody else."""

from domain.context import Case, Crew
from domain.effects import Answer, Conceal, Say
from domain.lines import line
from domain.people import Chat, Person
from domain.permissions import MAY
from domain.public import sights
from domain.public.visibility import REPORTER, STAFF
from domain.report import MoveRefused, Report
from domain.talk import complaints, filing
from domain.talk.complaints import Complaint
from handlers import cases
from handlers.desk import Turn
from storage import people, reports


def found(turn: Turn, text: str, community: str, category: str) -> Complaint | None:
    """The complaint in somebody's words, if they are one."""
    if not complaints.blames(text):
        return None
    return complaints.find(text, people.holders(turn.tx, community), category)


def crew(turn: Turn, community: str, complaint: Complaint | None, grid: str | None) -> Crew:
    """Who decides a complaint, and nobody else; of anything else whoever works for the grid."""
    if complaint is None:
        return cases.crew(turn, community, grid)
    return cases.deciding(turn, community, complaint.above, complaint.concerned)


def mark(turn: Turn, case: Case, who: Person, chat: Chat) -> None:
    """Its reporter or staff say that it is one.  Raises ``MoveRefused``."""
    report = case.report
    if not MAY["mark_complaint"] & case.roles(who):
        raise MoveRefused("mark_complaint", report, "role")
    if report.above:
        turn.keep([Answer(line("answer-done-already"))])
        return
    about = found(turn, report.text, report.community, report.category) or Complaint(complaints.DESK)
    by = REPORTER if who.id in (report.reporter, report.filed_by) else STAFF
    turn.keep(sights.complaint(turn.context(report.community), case, who, about, by))
    decide = cases.deciding(turn, report.community, about.above, about.concerned).staff
    theirs = (report.reporter, report.filed_by, *(each.person for each in case.supporters))
    turn.keep([Conceal(report.id, tuple(each for each in (*(one.id for one in decide), *theirs) if each))])
    case = _shown(turn, report)
    goes = line(f"complaint-{case.report.above}" if case.crew.staff else "complaint-nobody", number=str(report.number))
    turn.keep([Answer(line("answer-complaint"))])
    if by == REPORTER:
        turn.keep([Say(chat, (goes,), report=report.id, only_for=chat.alone(who.id))])


def unmark(turn: Turn, case: Case, who: Person) -> None:
    """Whoever decides it says that it is none: the desk has it again.  Raises ``MoveRefused``."""
    if not MAY["unmark_complaint"] & case.roles(who) or not case.report.above:
        raise MoveRefused("unmark_complaint", case.report, "role")
    turn.keep(sights.no_complaint(case.report, who))
    _shown(turn, case.report)
    turn.keep([Answer(line("answer-no-complaint"))])
    if (to := case.reporter) and not to.in_public:  # whoever it is about reads it from now on: they hear that first
        told = (line("no-complaint-told", number=str(case.report.number)),)
        turn.keep([Say(to.chat, told, report=case.report.id, only_for=to.only_for)])


def _shown(turn: Turn, old: Report) -> Case:
    """The card where it belongs now."""
    report = reports.get(turn.tx, old.id)
    assert report is not None
    case = cases.load(turn, report)
    turn.keep(filing.call_out(case, turn.context(report.community)))
    return case
