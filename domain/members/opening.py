"""网页: a link that opens the staff pages in a browser, once and within minutes."""

from collections.abc import Iterable

from domain.effects import Effects, PutLink, Say
from domain.lines import line
from domain.members.inviting import Code
from domain.people import Chat, Person, Role
from domain.permissions import MAY

MINUTES = 10  # that a link serves
OPENS = ("see_queue", "see_figures", "file_for_others", "phone", "export", "see_health", "hear_confided")
ROLES = frozenset().union(*(MAY[action] for action in OPENS)) - {Role.FILER}  # whoever has anything to do there


def opens(held: Iterable[Role]) -> bool:
    """Whether somebody with these roles has anything to do on the pages."""
    return bool(ROLES & set(held))


def link(chat: Chat, person: Person, code: Code, address: str, until_ms: int) -> Effects:
    """The link, on a line of its own; the last one that they asked for is the one that serves."""
    yield PutLink(code.hash, person.id, until_ms)
    words = line("pages-link", minutes=MINUTES)
    yield Say(chat, (words, line("text", text=f"{address}/staff/in/{code.text}"), line("pages-link-yours")))
