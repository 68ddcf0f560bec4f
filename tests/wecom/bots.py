"""智能机器人: a bot, the chats it is in, and what was asked of it."""

from dataclasses import dataclass, field
from typing import Any, Literal

from tests.wecom.limits import HOUR, MINUTE, Rate
from tests.wecom.world import Corp, Json, Media, Member, Shown

Kind = Literal["message", "enter_chat", "card", "other"]


@dataclass(eq=False, slots=True)
class Chat:
    """An internal group with the bot, or a member's own chat with it."""

    bot: "Bot"
    id: str  # the chatid, whose case matters; in a single chat the userid
    name: str
    members: dict[str, Member]  # by userid in lower case
    single: bool = False
    spoken: bool = False  # a member has spoken to the bot here
    entered: int = -1  # the last day with an enter_chat event
    shown: list[Shown] = field(default_factory=list)
    own: dict[tuple[Shown, str], Shown] = field(default_factory=dict)  # what some members see instead

    def seen_by(self, member: Member) -> list[Shown]:
        """The chat on one member's phone."""
        return [self.own.get((each, member.id.lower()), each) for each in self.shown]


@dataclass(eq=False, slots=True)
class Stream:
    """A reply that grows."""

    shown: Shown
    since: float
    finished: bool = False


@dataclass(eq=False, slots=True)
class Exchange:
    """One callback frame, to which its req_id replies."""

    kind: Kind
    chat: Chat
    at: float
    card: Shown | None = None
    streams: dict[str, Stream] = field(default_factory=dict)
    welcomed: bool = False


@dataclass(eq=False, slots=True)
class UploadSession:
    """A file that comes in pieces."""

    said: Json
    at: float
    chunks: dict[int, bytes] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Bot:
    """One bot, that has at most one connection."""

    corp: Corp
    id: str
    secret: str
    name: str
    live: Any = None  # its Connection
    chats: dict[str, Chat] = field(default_factory=dict)
    singles: dict[str, Chat] = field(default_factory=dict)  # by userid in lower case
    exchanges: dict[str, Exchange] = field(default_factory=dict)  # by req_id
    uploads: dict[str, UploadSession] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    missed: list[Json] = field(default_factory=list)  # callbacks for which nobody was connected: they are lost
    rate: Rate = field(default_factory=lambda: Rate((30, MINUTE), (1_000, HOUR)))  # per chat
    upload_rate: Rate = field(default_factory=lambda: Rate((30, MINUTE), (1_000, HOUR)))
    drops_source: bool = True  # a card with a source is acknowledged and never shown (seen on a real bot, 2026-09)
