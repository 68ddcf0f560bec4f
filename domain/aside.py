"""An answer that concerns one person alone."""

from domain.effects import Say
from domain.lines import Line, Rows
from domain.people import Chat, ChatKind, Person


def aside(chat: Chat, person: Person, lines: tuple[Line, ...], rows: Rows = ()) -> Say:
    """An answer to one person; in a group seen by them alone, where the channel can."""
    only_for = chat.alone(person.id) if chat.kind is ChatKind.GROUP else None
    return Say(chat, lines, rows, only_for=only_for)
