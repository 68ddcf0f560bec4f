"""The week's figures, when somebody of the crew or the street asks; the street of several communities as a spread."""

from domain.community import Community
from domain.counting import spread, weighed
from domain.effects import Say
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from handlers.desk import Turn
from handlers.members import street
from storage import figures


def show(turn: Turn, chat: Chat, person: Person) -> None:
    """This week and the last; in private, and among the crew."""
    if street.looks_on(turn, person):
        _over(turn, chat, person)
        return
    theirs = may(person, "see_figures")
    if not theirs or chat.kind is ChatKind.GROUP or (chat.kind is ChatKind.DUTY and not person.is_staff()):
        key = "staff-elsewhere" if theirs else "staff-only"
        turn.keep([Say(chat, (line(key),), only_for=chat.alone(person.id))])
        return
    _one(turn, chat, turn.context(chat.community).community)


def _one(turn: Turn, chat: Chat, home: Community) -> None:
    this = figures.Wanted(home.code, *weighed.week(home, turn.now), turn.now, home.measure)
    found, before = (figures.of(turn.tx, wanted) for wanted in (this, this.before))
    turn.keep([weighed.said(home, chat, turn.now, found, before, figures.proposals(turn.tx, this))])


def _over(turn: Turn, chat: Chat, person: Person) -> None:
    """Over all the communities that somebody of the street looks over; of one alone as its own people see it."""
    homes = [turn.desk.communities[code] for code in street.over(turn, person)]
    if chat.kind is not ChatKind.PRIVATE:
        turn.keep([Say(chat, (line("people-in-private"),), only_for=chat.alone(person.id))])
    elif len(homes) == 1:
        _one(turn, chat, homes[0])
    else:
        this = [figures.Wanted(each.code, *weighed.week(each, turn.now), turn.now, each.measure) for each in homes]
        weeks = ([figures.of(turn.tx, each) for each in week] for week in (this, [each.before for each in this]))
        turn.keep([spread.said(homes[0], chat, turn.now, *weeks)])
