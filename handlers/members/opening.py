"""/web: somebody who works here wants to go on in a browser."""

from domain.effects import Say
from domain.lines import line
from domain.members import opening
from domain.people import Chat, ChatKind, Person
from handlers import codes
from handlers.desk import Turn
from storage import people


def asked(turn: Turn, chat: Chat, person: Person) -> None:
    """Give them a link; in private alone, since whoever opens it is taken for them."""
    address = turn.desk.pages()
    if not _works(turn, person):
        turn.keep([Say(chat, (line("pages-not-yours"),), only_for=chat.alone(person.id))])
    elif chat.kind is not ChatKind.PRIVATE:
        turn.keep([Say(chat, (line("people-in-private"),), only_for=chat.alone(person.id))])
    elif not address:
        turn.keep([Say(chat, (line("pages-no-address"),))])
    else:
        until_ms = turn.desk.clock.machine_ms() + opening.MINUTES * 60_000
        turn.keep(opening.link(chat, person, codes.page(), address, until_ms))


def offered(turn: Turn, person: Person) -> bool:
    """Whether there are pages, and something to do there for them."""
    return bool(turn.desk.pages()) and _works(turn, person)


def _works(turn: Turn, person: Person) -> bool:
    return any(opening.opens(roles) for roles in people.held(turn.tx, person.id).values())
