"""What is kept of people: who they are, what they may do, when they are on duty."""

from dataclasses import dataclass
from datetime import date

from domain.duty.roster import Shift
from domain.duty.swap import Swap
from domain.members.account import Joining
from domain.members.invitation import Invitation
from domain.people import ChatKind, Person, Role


@dataclass(frozen=True, slots=True)
class SetLang:
    """This person (and their private chat) prefers this language."""

    person: int
    lang: str


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase a person; what they reported stays, without them."""

    person: int


@dataclass(frozen=True, slots=True)
class Bind:
    """This group serves a community from now on, or (None) is left alone."""

    chat: int
    kind: ChatKind | None
    community: str


@dataclass(frozen=True, slots=True)
class Settle:
    """This private chat stands for a community from now on."""

    chat: int
    community: str


@dataclass(frozen=True, slots=True)
class Grant:
    """Somebody has a role in a community; without grids in all of it.  ``actor``: who gave it to them."""

    person: int
    community: str
    role: Role
    trade: str
    grids: tuple[str, ...] = ()
    actor: int | None = None


@dataclass(frozen=True, slots=True)
class EndRoles:
    """Whatever somebody is in a community ends at once: roles, shifts, open questions, invitations they made."""

    person: Person
    community: str
    actor: int


@dataclass(frozen=True, slots=True)
class Assign:
    """Somebody has a shift from now on, or no longer."""

    person: int
    community: str
    shift: str
    on: bool


@dataclass(frozen=True, slots=True)
class PutShift:
    """Store when a shift is, what it is limited to and its name; who has it stays."""

    community: str
    shift: Shift


@dataclass(frozen=True, slots=True)
class DropShift:
    """A shift is no more, nor is anything about it."""

    community: str
    shift: int


@dataclass(frozen=True, slots=True)
class OnDay:
    """Somebody has a shift on the one day, or has not, whatever the week says."""

    community: str
    shift: int
    day: date
    person: int
    on: bool


@dataclass(frozen=True, slots=True)
class PutSwap:
    """Store that somebody asks another to take a turn of a shift, or what became of it."""

    swap: Swap


@dataclass(frozen=True, slots=True)
class PutInvitation:
    """Store an invitation: a new one (its id is 0), or how it stands now."""

    invitation: Invitation


@dataclass(frozen=True, slots=True)
class PutJoining:
    """Store a code that joins accounts: a new one (its id is 0), or how it stands now."""

    joining: Joining


@dataclass(frozen=True, slots=True)
class PutLink:
    """Somebody can open the staff pages by the word of this hash, once; whatever link they had before is void."""

    hash: str
    person: int
    until_ms: int  # machine time


@dataclass(frozen=True, slots=True)
class WrongCode:
    """Somebody wrote a wrong code in this chat."""

    chat: int


@dataclass(frozen=True, slots=True)
class JoinPeople:
    """Two people are one from now on: the first."""

    keep: int
    gone: int


OfPeople = (
    SetLang
    | Forget
    | Bind
    | Settle
    | Grant
    | EndRoles
    | Assign
    | PutShift
    | DropShift
    | OnDay
    | PutSwap
    | PutInvitation
    | PutJoining
    | PutLink
    | WrongCode
    | JoinPeople
)
