"""An invitation: a role that waits for somebody who shows its code.

Values only; what is said about it is domain/members/inviting.py, who keeps it storage/invitations.py.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.people import Role


class Stage(StrEnum):
    """How far an invitation has come."""

    OPEN = "open"  # nobody showed the code yet
    SHOWN = "shown"  # somebody did: the inviter is asked
    AGREED = "agreed"
    VOID = "void"  # it was somebody else, or the inviter is no manager any more


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody is to be: a role, the trade of staff, and grids (none: all of them)."""

    role: Role
    trade: str = ""
    grids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invitation:
    """One code for one person."""

    id: int
    hash: str  # of the code: what was said once is kept nowhere
    community: str
    inviter: int
    post: Post
    expires_at: datetime
    stage: Stage = Stage.OPEN
    guest: int | None = None  # who showed the code
    guest_chat: int | None = None  # and where
