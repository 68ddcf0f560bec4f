"""A code that makes two accounts one person.

Values only; what is said about it is domain/members/joining.py, who keeps it storage/accounts.py.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """How far it has come."""

    OPEN = "open"  # nobody showed the code yet
    CLAIMED = "claimed"  # somebody who works here did: they are asked first, since their roles go along
    SHOWN = "shown"  # whoever asked for the code is asked
    DONE = "done"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Joining:
    """One code of one person, who stays; whoever shows it becomes the same person."""

    id: int
    hash: str
    person: int
    chat: int
    expires_at: datetime
    stage: Stage = Stage.OPEN
    guest: int | None = None
    guest_chat: int | None = None
