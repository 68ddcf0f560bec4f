"""Users, chats, members and messages: everything there is, and how to find it.  No rules, no JSON."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.telegram.files import Files

SUPERGROUP = -1_000_000_000_000  # a supergroup's chat id is this minus its own number
ANONYMOUS = 1087968824  # "Group": who writes for an anonymous administrator
RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages", "can_pin_messages", "can_manage_topics", "can_manage_tags",
)  # fmt: skip


@dataclass(eq=False, slots=True)
class User:
    """A person or a bot."""

    id: int
    first_name: str
    username: str = ""
    language_code: str = "zh-hans"
    last_name: str = ""
    is_bot: bool = False
    started: bool = False  # whether the bot may write to them
    blocked: bool = False  # whether they have blocked the bot
    deleted: bool = False  # the account is gone
    online: bool = True  # an ephemeral message to someone offline is lost


@dataclass(eq=False, slots=True)
class Member:
    """What a user is in a chat."""

    user: User
    status: str = "member"  # creator, administrator, member, restricted, left, kicked
    rights: frozenset[str] = frozenset(RIGHTS)
    anonymous: bool = False
    title: str = ""

    @property
    def present(self) -> bool:
        """Whether they are in the chat."""
        return self.status not in ("left", "kicked")

    @property
    def leads(self) -> bool:
        """Whether they are an administrator or the owner."""
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        """Whether they have an administrator's right."""
        return self.status == "creator" or (self.leads and right in self.rights)


@dataclass(eq=False, slots=True)
class Message:
    """A message, as it is now."""

    id: int
    chat: "Chat"
    sender: User
    date: int
    content: dict[str, Any]  # text, caption, photo and so on, and service fields, as in the Bot API
    reply_to: "Message | None" = None
    thread: int | None = None
    album: str = ""
    markup: dict[str, Any] | None = None
    anonymous: bool = False
    service: bool = False
    edit_date: int = 0
    edited: bool = False  # people see "edited" when the content changed, not when only the buttons did
    deleted: bool = False
    reactions: dict[int, list[str]] = field(default_factory=dict)  # by user
    receiver: User | None = None  # an ephemeral message is for them alone
    ephemeral_id: int = 0
    replaces: "Message | None" = None  # an ephemeral message may hide the message whose button was pressed
    received: bool = True  # an ephemeral message to someone offline is lost
    born: float = 0.0  # to the fraction of a second

    @property
    def text(self) -> str:
        """The text or the caption, without markup."""
        return str(self.content.get("text", self.content.get("caption", "")))

    @property
    def entities(self) -> list[dict[str, Any]]:
        """What is marked in the text or the caption."""
        found: list[dict[str, Any]] = self.content.get("entities", self.content.get("caption_entities", []))
        return found


@dataclass(eq=False, slots=True)
class Chat:
    """A private chat, a group or a supergroup."""

    id: int
    type: str
    title: str = ""
    username: str = ""
    user: User | None = None  # of a private chat
    is_forum: bool = False
    hides_members: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    ephemeral: dict[tuple[int, int], Message] = field(default_factory=dict)  # by receiver and number
    topics: dict[int, str] = field(default_factory=dict)
    closed_topics: set[int] = field(default_factory=set)
    ids: "count[int]" = field(default_factory=lambda: count(1))
    moved_to: "Chat | None" = None

    @property
    def is_group(self) -> bool:
        """Whether more than two can talk here."""
        return self.type in ("group", "supergroup")

    def member(self, user: User) -> Member:
        """What the user is here; someone who was never here has left."""
        return self.members.get(user.id) or Member(user, "left")


class World:
    """All there is, as one bot may come to know it."""

    def __init__(self, bot: User, privacy: bool) -> None:
        self.bot = bot
        self.privacy = privacy
        self.files = Files(bot.id)
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.own_ids = count(1)  # private chats and small groups share one row of message numbers
        self.user_ids = count(5_000_000_001)  # more than 32 bits, as real ones have
        self.group_ids = count(4_000_001)
        self.supergroup_ids = count(1_500_000_001)
        self.ephemeral_ids = count(29_340_001)
        self.album_ids = count(13_900_000_000_000_001)
        self.anonymous = User(ANONYMOUS, "Group", "GroupAnonymousBot", "", is_bot=True)

    def add_user(self, first_name: str, username: str, language_code: str, last_name: str) -> User:
        """A new person, whom the bot has not met."""
        user = User(next(self.user_ids), first_name, username, language_code, last_name)
        self.users[user.id] = user
        return user

    def add_group(self, title: str) -> Chat:
        """A new small group."""
        chat = Chat(-next(self.group_ids), "group", title, ids=self.own_ids)
        self.chats[chat.id] = chat
        return chat

    def add_supergroup(self, title: str, username: str = "", is_forum: bool = False) -> Chat:
        """A new large group, with message numbers of its own."""
        chat = Chat(SUPERGROUP - next(self.supergroup_ids), "supergroup", title, username, is_forum=is_forum)
        self.chats[chat.id] = chat
        return chat

    def private(self, user: User) -> Chat:
        """The user's chat with the bot."""
        if user.id not in self.chats:
            self.chats[user.id] = Chat(user.id, "private", user=user, ids=self.own_ids)
        return self.chats[user.id]

    def find(self, chat_id: int | str) -> Chat | None:
        """The chat with that number (a user's number is that of their private chat), or the group with that @name."""
        if isinstance(chat_id, int):
            return self.private(self.users[chat_id]) if chat_id in self.users else self.chats.get(chat_id)
        name = chat_id.removeprefix("@").lower()
        public = (chat for chat in self.chats.values() if chat.type == "supergroup")
        return next((chat for chat in public if name and chat.username.lower() == name), None)

    def knows(self, user: User) -> bool:
        """Whether the bot has met the user."""
        return user.started or any(user.id in chat.members for chat in self.chats.values())

    def in_it(self, chat: Chat) -> Member:
        """What the bot is in the chat."""
        return chat.member(self.bot)

    def add_message(self, message: Message) -> Message:
        """Puts a message into its chat; an ephemeral one beside the others."""
        if message.receiver is None:
            message.chat.messages[message.id] = message
        else:
            message.chat.ephemeral[message.receiver.id, message.ephemeral_id] = message
        return message
