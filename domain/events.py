"""What can happen: the values that channels and the clock put into the inbox.

A channel decodes its platform's update into one of these; handlers/dispatch.py is the only switch over
them.  Chats, people and messages are named as the platform names them; storage knows which is which.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.community import Point


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who did it, as the platform tells it.  The name is shown to nobody but staff."""

    account: str
    name: str
    lang: str | None = None  # as the platform believes
    community: str = ""  # where the way in that they used leads


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody wrote, sent photos or a voice message, or shared a location."""

    channel: str
    chat: str
    speaker: Speaker
    message: str  # the platform's id of this message, unique within the chat
    at: datetime  # when the platform took it
    private: bool = False
    text: str = ""
    photos: tuple[str, ...] = ()  # names of stored media
    voice: str | None = None
    point: Point | None = None
    album: str | None = None  # messages of one album share it
    reply_to: str | None = None
    mentioned: bool = False  # the bot was addressed by name
    forwarded: bool = False  # somebody else's words, from another chat
    trouble: str = ""  # why a photo or file that came with it cannot be used: too-large, heic, no-photo, unreadable
    whispered: bool = False  # in a group, seen by the bot alone: an answer to what it showed to them alone
    sign: str = ""  # the code of the sign that brought them, where the page they speak on knows it; it may say anything
    quoted: str = ""  # the words of the message that it refers to, where the platform tells no more of that


@dataclass(frozen=True, slots=True)
class Edited:
    """Somebody changed the text of an earlier message."""

    channel: str
    chat: str
    speaker: Speaker
    message: str
    at: datetime
    text: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """Somebody pressed a button.  ``data`` may say anything: it is checked, never trusted."""

    channel: str
    chat: str
    speaker: Speaker
    message: str  # the message under which the button stood
    at: datetime
    data: str
    press: str  # the platform's id of this press, to answer it
    private: bool = False
    renewal: str = ""  # lets that message be changed once more


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody opened a private chat.  With a ``code`` one message may be said there that counts for nothing."""

    channel: str
    chat: str
    speaker: Speaker
    at: datetime
    sign: str = ""  # the building or thing on the sign that brought them; it may say anything
    code: str = ""
    until_ms: int = 0  # machine time: as long as the code serves
    private: bool = True


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The platform was asked for a person to take over a chat: one will, or none is there."""

    channel: str
    chat: str
    at: datetime
    taken: bool
    code: str = ""
    until_ms: int = 0
    waits: bool = False  # until somebody takes it on the platform's side


@dataclass(frozen=True, slots=True)
class PersonCame:
    """Somebody took over a chat on the platform's side, asked or not."""

    channel: str
    chat: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonLeft:
    """Whoever took over a chat is done there."""

    channel: str
    chat: str
    at: datetime
    code: str = ""
    until_ms: int = 0


@dataclass(frozen=True, slots=True)
class Recalled:
    """Somebody took back what they had said."""

    channel: str
    chat: str
    message: str


@dataclass(frozen=True, slots=True)
class Bounced:
    """A message that the platform took did not arrive after all."""

    channel: str
    chat: str
    message: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CameDue:
    """A time arrived that we had set ourselves (storage/due.py)."""

    kind: str
    subject: str
    cycle: int
    step: int
    at: datetime  # when it was due


@dataclass(frozen=True, slots=True)
class Posted:
    """A post waits for the owner of customer groups to confirm it; without a ``msgid`` it could not be made."""

    channel: str
    chat: str
    msgid: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Whether the owner has confirmed such a post, and how many groups got it or had one already that day."""

    channel: str
    chat: str
    msgid: str
    at: datetime
    confirmed: bool
    sent: int
    missed: int


@dataclass(frozen=True, slots=True)
class ChatFound:
    """The bot came into a chat, or may write to somebody again."""

    channel: str
    chat: str
    speaker: Speaker  # who let it in
    title: str
    private: bool
    whispers: bool = True  # whether it may show something to one member alone


@dataclass(frozen=True, slots=True)
class ChatLost:
    """The bot was removed from a group, or somebody blocked it."""

    channel: str
    chat: str


@dataclass(frozen=True, slots=True)
class ChatMoved:
    """A group has a new name on its platform (Telegram: it became a supergroup)."""

    channel: str
    chat: str
    to: str


@dataclass(frozen=True, slots=True)
class NotAlone:
    """A message for one member of a group could not be shown to them alone."""

    channel: str
    chat: str
    slot: int
    group: bool  # whether that is so for everybody there, not for this member only


@dataclass(frozen=True, slots=True)
class Fetched:
    """A photo or voice message was fetched from a platform's servers, or cannot be."""

    channel: str
    name: str
    stored: str | None  # our copy of it
    why: str = ""  # why there is none: gone, too-large, no-photo ...
    size: int = 0  # bytes
    bits: int | None = None  # its fingerprint
    sketch: str = ""  # the other half of that, in hexadecimal digits


@dataclass(frozen=True, slots=True)
class Named:
    """A platform that names nobody by itself was asked what somebody is called there."""

    channel: str
    account: str
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """The platform took the message that tells a reporter how a cycle of their report ended."""

    report: int
    cycle: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Untold:
    """That message will never arrive there, or not before they come again."""

    report: int
    cycle: int
    at: datetime
    after_all: bool = False  # the platform had taken it


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture of ours was drawn, or cannot be."""

    drawing: int
    stored: str | None  # the file
    size: int = 0  # bytes


@dataclass(frozen=True, slots=True)
class Advised:
    """What a language model made of words that we were unsure of: codes, never words of its own."""

    what: str  # draft, report
    id: int
    mark: str  # of the words, or of the version, that it was asked about
    is_report: bool
    category: str
    urgency: str


@dataclass(frozen=True, slots=True)
class Transcribed:
    """A voice message was written down by a machine."""

    voice: str
    text: str


@dataclass(frozen=True, slots=True)
class Spent:
    """The budget of a plug-in for a month is used up."""

    plugin: str
    community: str
    month: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """A program of somebody else reported something (Open311): its form was checked when it was taken in."""

    channel: str
    key: int  # whose: storage/api_keys.py
    token: str  # by which they ask what became of it
    community: str
    voice: str  # tells who it was from others of that program, as far as it says so; empty = nobody in particular
    lang: str
    at: datetime
    category: str
    text: str = ""
    answers: tuple[tuple[str, str], ...] = ()  # question and answer in words
    danger: str | None = None  # that an answer names
    address: str = ""
    building: str = ""
    point: Point | None = None
    link: str = ""  # of a photo
    name: str = ""
    phone: str = ""
    email: str = ""


Spoken = Said | Edited | Pressed  # what somebody does in a chat
Event = (
    Said
    | Edited
    | Pressed
    | Entered
    | HandedOver
    | PersonCame
    | PersonLeft
    | Recalled
    | Bounced
    | CameDue
    | Posted
    | Confirmed
    | ChatFound
    | ChatLost
    | ChatMoved
    | NotAlone
    | Fetched
    | Named
    | Told
    | Untold
    | Drawn
    | Advised
    | Transcribed
    | Spent
    | Submitted
)
