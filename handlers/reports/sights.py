"""Somebody says in their own words that what they told is not for everybody."""

from domain.categories import Visibility
from domain.effects import Say
from domain.events import Said
from domain.lines import line
from domain.people import Chat, Person
from domain.public import sights
from handlers import cases
from handlers.desk import Turn
from storage import outbox, reports

RECENT = 8  # of their own reports


def hides(turn: Turn, event: Said, chat: Chat, person: Person) -> bool:
    """Whether this was such a wish, and was heard: about the report they reply to, or the only one it can mean."""
    if not sights.is_wish(event.text):
        return False
    about = outbox.report_of(turn.tx, chat.id, event.reply_to) if event.reply_to else None
    mine = reports.of_person(turn.tx, person.id, chat.community, RECENT)
    found = [each for each in mine if each.id == about] if about else mine
    shown = [each for each in found if each.visibility is not Visibility.PRIVATE]
    if not found:
        return False
    if len(shown) > 1:
        turn.keep([Say(chat, (line("hidden-which"),))])
        return True
    if not shown:
        turn.keep([Say(chat, (line("hidden-already", number=str(found[0].number)),))])
        return True
    case = cases.load(turn, shown[0])
    turn.keep(sights.lower(turn.context(case.report.community), case, person, chat, ""))
    return True
