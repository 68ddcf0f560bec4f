"""All that calls look at and change."""

from dataclasses import dataclass, field

from tests.wecom.clock import Clock
from tests.wecom.ids import Ids
from tests.wecom.limits import DAY, HOUR, MINUTE, Rate
from tests.wecom.pusher import Pusher
from tests.wecom.tokens import Tokens
from tests.wecom.waiting import Waiter
from tests.wecom.world import App, Corp, Json, Member, Push, Shown


@dataclass(eq=False, slots=True)
class Sent:
    """One message that an app sent."""

    msgid: str
    app: App
    body: Json
    at: float
    copies: dict[str, Shown]  # what each member has, by userid in lower case; with a card's present body
    task_id: str = ""


@dataclass(eq=False, slots=True)
class ResponseCode:
    """With which a card can be changed once."""

    sent: Sent
    until: float
    used: bool = False


@dataclass(eq=False, slots=True)
class Post:
    """群发: what group owners are asked to send on."""

    msgid: str
    corp: Corp
    body: Json
    at: float
    sender: str
    chats: list[str]
    status: dict[str, int] = field(default_factory=dict)  # per chat: 0 not yet, 1 sent, 3 over its quota
    confirmed: float | None = None
    cancelled: bool = False
    reminded: list[float] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class State:
    """The world, and what is remembered about calls."""

    clock: Clock
    ids: Ids
    waiter: Waiter
    pusher: Pusher
    corps: dict[str, Corp]
    tokens: Tokens
    pushes: dict[str, Push] = field(default_factory=dict)
    sent: dict[str, Sent] = field(default_factory=dict)
    codes: dict[str, ResponseCode] = field(default_factory=dict)
    tasks: set[tuple[object, str]] = field(default_factory=set)  # task_ids that were used, per app or bot
    repeats: dict[tuple[object, str], tuple[float, str]] = field(default_factory=dict)  # enable_duplicate_check
    posts: dict[str, Post] = field(default_factory=dict)
    files: dict[str, tuple[bytes, str, float]] = field(default_factory=dict)  # by path: content, name, until when
    base_url: str = ""
    careless: list[str] = field(default_factory=list)  # what the platform takes without a word, and then spoils
    app_rate: Rate = field(default_factory=lambda: Rate((30, MINUTE), (1_000, HOUR)))  # per member
    push_rate: Rate = field(default_factory=lambda: Rate((20, MINUTE)))  # per key
    blind_rate: Rate = field(
        default_factory=lambda: Rate((10, MINUTE))
    )  # sync_msg without token; the number is a guess
    remind_rate: Rate = field(default_factory=lambda: Rate((3, DAY)))

    def member(self, corp: Corp, userid: str) -> Member | None:
        """By userid, whose case does not matter here."""
        return corp.members.get(userid.lower())
