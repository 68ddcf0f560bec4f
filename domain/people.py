"""Who takes part: people and their roles, chats, and what each chat can do."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to one report or one community.  Who may do what stands in domain/permissions.py."""

    RESIDENT = "resident"
    REPORTER = "reporter"  # whose report it is
    SUPPORTER = "supporter"  # pressed 我也遇到
    FILER = "filer"  # filed it for somebody who is not here
    ASSIGNEE = "assignee"  # has the report in hand
    VOLUNTEER = "volunteer"  # files for neighbours
    STAFF = "staff"
    MANAGER = "manager"  # runs the desk: people, groups, roster
    HEAD = "head"  # decides what staff refused, and hears what nobody answered
    STREET = "street"  # looks over several communities
    OPERATOR = "operator"  # keeps the machine running, and sees nobody's words
    DESK = "desk"  # Huiyin itself, when a time comes due


GRANTED = (Role.VOLUNTEER, Role.STAFF, Role.MANAGER, Role.HEAD, Role.STREET, Role.OPERATOR)  # held in a community
CREW = frozenset({Role.STAFF, Role.MANAGER, Role.HEAD})  # who work on reports


class ChatKind(StrEnum):
    """Who is in a chat."""

    PRIVATE = "private"
    GROUP = "group"  # residents
    DUTY = "duty"  # staff
    UNBOUND = "unbound"  # a group that no head has bound: none of our business


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a channel can do; decisions take it, channels state it."""

    buttons: bool = True
    edit: bool = True
    ephemeral: bool = True  # a message in a group that only one person sees
    write_first: bool = True  # may write in private to somebody who never wrote
    text_limit: int = 4096  # characters
    inline_media: bool = True  # photos and buttons in one message
    seeded: bool = False  # its staff is known from the start (the trial): nobody new is staff
    start: str = "/start "  # what stands before a code that somebody else is to show: words to type, or a link
    copy: bool = True  # a button can put words on the clipboard; else they are said
    answers: bool = True  # whoever is there can be asked something; else they only look how it goes
    toasts: bool = True  # a short word to whoever pressed flashes and is gone; else it is said, where nothing else is
    counted: bool = False  # takes a few messages until its person speaks again (domain/talk/budget.py)
    quotes: bool = True  # a reply names the message that it answers
    hands_over: bool = False  # a person can take over there, and the desk is silent meanwhile
    at_once: bool = False  # a question is dear: everything that is missing is asked in one
    backlog: int = 0  # cards that may wait to leave for a group before the rest becomes one line; 0 = any
    cards: bool = False  # a message with buttons is a card with a title, a quotation and a few facts
    album: int = 10  # photos in one message; Bot API, sendMediaGroup
    copies: bool = False  # of a duty chat: each reader has a copy, which changes once, and is answered in private
    weekly: bool = False  # takes the weekly post and nothing else
    asks_names: bool = False  # who is new there has no name until the platform is asked for it
    members: bool = False  # everybody there belongs to the organisation that runs the desk
    page: bool = False  # stands beside a page that somebody works with: it holds what they did there, and no alerts
    together: bool = False  # all private chats of one person are shown as one
    rooms: "tuple[tuple[str, Abilities], ...]" = ()  # what else chats can whose name begins so, before a colon

    def of(self, external: str) -> "Abilities":
        """What the chat of this name can do."""
        return dict(self.rooms).get(external.partition(":")[0], self) if self.rooms else self


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody holds in a community; ``grids`` empty means all of it."""

    role: Role
    trade: str
    grids: frozenset[str]

    def covers(self, grid: str | None) -> bool:
        """Whether it reaches this grid; a report whose grid nobody knows yet concerns everybody."""
        return grid is None or not self.grids or grid in self.grids


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with one or more accounts, and the roles they hold in the community in question."""

    id: int
    name: str
    lang: str
    grants: tuple[Grant, ...] = ()

    def holds(self, roles: Collection[Role], grid: str | None = None) -> bool:
        """Whether they hold one of these roles for a grid."""
        return any(grant.role in roles and grant.covers(grid) for grant in self.grants)

    def is_staff(self, grid: str | None = None) -> bool:
        """Whether they work on the reports of a grid."""
        return self.holds(CREW, grid)

    @property
    def trade(self) -> str:
        """The trade residents are told instead of a name; empty for residents."""
        return next((grant.trade for grant in self.grants if grant.role in CREW), "")


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation on a platform."""

    id: int
    channel: str
    external: str
    kind: ChatKind
    community: str  # empty in a private chat of somebody who has not said where they live
    lang: str
    grid: str | None = None
    person: int | None = None  # whose private chat it is
    abilities: Abilities = field(default_factory=Abilities)

    def __hash__(self) -> int:  # its id says all: thousands of recipients are told apart in one turn
        return self.id

    def copies_to(self, own: "Chat") -> bool:
        """Whether what is said here is copied into somebody's own chat: both are named after the same place."""
        if not self.abilities.copies or self.channel != own.channel:
            return False
        return self.external.partition(":")[2].rpartition("/")[0] == own.external.partition(":")[2].rpartition("/")[0]

    def alone(self, person: int) -> int | None:
        """``person`` where the channel can show something to one member of a group alone, else None."""
        return person if self.kind is not ChatKind.PRIVATE and self.abilities.ephemeral else None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where one person can be told something: in private, or in the group where they spoke."""

    person: int
    chat: Chat
    reply_to: str | None = None  # their own message there, in a group

    @property
    def only_for(self) -> int | None:
        """Set in a group that can show a message to one person alone."""
        return self.chat.alone(self.person)

    @property
    def in_public(self) -> bool:
        """Whether others read along: then nothing personal is said, and nobody is told one by one."""
        return self.chat.kind is not ChatKind.PRIVATE and self.only_for is None
