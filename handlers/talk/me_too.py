"""我家也是, said in the group and to nobody in particular: it joins what alone it can mean, else nothing happens."""

from collections.abc import Iterator
from datetime import timedelta

from domain.context import Case
from domain.effects import Say
from domain.events import Said
from domain.incidents import known_words
from domain.lines import line
from domain.people import Chat, Person
from domain.report import LIVE
from domain.reports import cards, residents
from domain.understanding import smalltalk
from domain.understanding.result import Place
from domain.where.places import find
from handlers.desk import Turn
from handlers.incidents import known
from storage import reports

INCIDENT = timedelta(hours=1)  # so long after it began, 我家也是 is about the known incident
CARD = timedelta(
    minutes=20
)  # and about the report whose card the group was shown: after that they talk of other things


def joins(turn: Turn, event: Said, chat: Chat, person: Person) -> bool:
    """Whether the words can mean one open matter of this group alone: then whoever said them has joined it."""
    if event.photos or not smalltalk.is_me_too(event.text):
        return False
    place = find(event.text, turn.context(chat.community).community)
    fit = [case for case in _shown(turn, chat, person) if _may_mean(case, place)]
    if len(fit) != 1 or any(each.person == person.id for each in fit[0].heard):
        return False
    case, context = fit[0], turn.context(chat.community)
    turn.keep(residents.support(context, case, person, chat, ""))
    if alone := chat.alone(person.id):
        if case.report.known:
            joined = known_words.answer(context, case.report, chat.lang, joined=True)
        else:
            words = cards.public_title(context, case.report, chat.lang)
            joined = (line("near-joined", **words, count=len(case.supporters) + 1),)
        tag = cards.receipt_tag(case.report, person.id)
        turn.keep([Say(chat, joined, tag=tag, report=case.report.id, only_for=alone, reply_to=event.message)])
    known.gather(turn, case.report.community, case.report.category, case.report.place.building)
    return True


def _shown(turn: Turn, chat: Chat, person: Person) -> Iterator[Case]:
    """What is open and stands in this group with a card, since a short while."""
    for report in reports.since(turn.tx, chat.community, turn.now - INCIDENT):
        lately = report.known is not None or turn.now - report.since <= CARD
        if lately and report.told_status in LIVE and (report.known is None or report.known.runs(turn.now)):
            case = known.case(turn, report, person)
            if report.known or (case.group is not None and case.group.id == chat.id):
                yield case


def _may_mean(case: Case, place: Place | None) -> bool:
    """我家也是 may mean any; 5号楼也是 what is there."""
    if place is None or place.building is None:
        return True
    incident = case.report.known
    return incident.covers(place, place.grid) if incident else case.report.place.building == place.building
