"""What there is: corps with their apps, members, kf accounts, customer groups, webhooks and bots; and what was said."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Callback:
    """Where an app, or kf, wants to be told."""

    url: str
    token: str
    aes_key: str
    receive_id: str


@dataclass(eq=False, slots=True)
class App:
    """自建应用"""

    corp: "Corp"
    agent: int
    name: str
    secret: str
    callback: Callback | None = None
    may: set[str] = field(default_factory=lambda: {"kf", "message", "externalcontact"})
    visible: set[str] | None = None  # userids in lower case; None: all of the corp
    closed: bool = False  # switched off


@dataclass(eq=False, slots=True)
class Media:
    """One uploaded file."""

    kind: str
    content: bytes
    name: str
    mime: str
    at: float


@dataclass(eq=False, slots=True)
class Shown:
    """One message as a person sees it."""

    kind: str  # the msgtype
    text: str
    body: Json
    at: float
    labels: list[str] = field(default_factory=list)  # what can be clicked
    msgid: str = ""
    media: bytes = b""
    by: str = ""  # who said it: "" for the other side
    recalled: bool = False


@dataclass(eq=False, slots=True)
class Talk:
    """One resident with one kf account."""

    external_userid: str
    nickname: str
    state: int = 0
    began: bool = False  # a session is running, or was
    servicer: str = ""
    last_word: float | None = None  # when the resident last said something
    welcomed: float | None = None
    used: int = 0  # of the five messages
    sent: dict[str, Shown] = field(default_factory=dict)  # by msgid
    shown: list[Shown] = field(default_factory=list)
    fails: list[int] = field(default_factory=list)  # fail_types of the next messages that are taken and then fail


@dataclass(eq=False, slots=True)
class Code:
    """A welcome_code or msg_code."""

    account: "Account"
    talk: Talk
    until: float
    kinds: tuple[str, ...]
    used: bool = False


@dataclass(eq=False, slots=True)
class Account:
    """微信客服帐号"""

    corp: "Corp"
    id: str
    name: str
    app: App | None = None  # which app's callback is told, unless it has its own
    callback: Callback | None = None
    api: bool = True  # 通过API管理
    servicers: dict[str, int] = field(default_factory=dict)  # userid: 0 takes sessions, 1 does not
    talks: dict[str, Talk] = field(default_factory=dict)
    log: list[tuple[float, Json]] = field(default_factory=list)
    tokens: dict[str, float] = field(default_factory=dict)  # until when
    page: int = 1_000  # the most that one sync_msg returns
    empty_pages: int = 0  # so many of the next pages are empty though more follows

    def told(self) -> Callback | None:
        """Who hears of its messages."""
        return self.callback or (self.app.callback if self.app else None)


@dataclass(eq=False, slots=True)
class Member:
    """Someone who works for the corp."""

    corp: "Corp"
    id: str
    name: str
    shown: list[Shown] = field(default_factory=list)  # what apps said, all together
    licensed: bool = True
    contacts: bool = True  # may use 客户联系


@dataclass(eq=False, slots=True)
class CustomerGroup:
    """客户群"""

    id: str
    name: str
    owner: str
    members: list[Json] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Push:
    """消息推送, a webhook of an internal group."""

    key: str
    shown: list[Shown] = field(default_factory=list)
    media: dict[str, Media] = field(default_factory=dict)
    state: int = 0  # or the code with which it refuses: 93000 removed, 93004 disabled


@dataclass(eq=False, slots=True)
class Corp:
    """One company."""

    id: str
    apps: dict[int, App] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)  # by userid in lower case
    customers: dict[str, str] = field(default_factory=dict)  # external_userid: nickname
    media: dict[str, Media] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    groups: dict[str, CustomerGroup] = field(default_factory=dict)
