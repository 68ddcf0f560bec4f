"""The week's figures, when somebody of the crew or the street asks."""

from domain import weighed
from domain.effects import Say
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from handlers.desk import Turn
from storage import figures


def show(turn: Turn, chat: Chat, person: Person) -> None:
    """This week and the last; in private, and among the crew."""
    theirs = may(person, "see_figures")
    if not theirs or chat.kind is ChatKind.GROUP or (chat.kind is ChatKind.DUTY and not person.is_staff()):
        key = "staff-elsewhere" if theirs else "staff-only"
        turn.keep([Say(chat, (line(key),), only_for=chat.alone(person.id))])
        return
    home = turn.context(chat.community).community
    this = figures.Wanted(home.code, *weighed.week(home, turn.now), turn.now, home.measure)
    found, before = (figures.of(turn.tx, wanted) for wanted in (this, this.before))
    turn.keep([weighed.said(home, chat, turn.now, found, before, figures.proposals(turn.tx, this))])
