"""What people see in a chat."""

from dataclasses import dataclass
from typing import Any

from tests.telegram.content import media_kind
from tests.telegram.world import Chat, Message, User, World

SERVICE = ("new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id", "forum_topic_created")


@dataclass(frozen=True, slots=True)
class Seen:
    """A message, as it looked when it was looked at."""

    id: int
    sender: User
    text: str  # or caption, without markup
    entities: tuple[dict[str, Any], ...]
    rows: tuple[tuple[dict[str, Any], ...], ...]  # inline buttons
    keyboard: tuple[tuple[str, ...], ...]  # buttons in the place of the letters
    media: str  # photo, voice, document, location or nothing
    reply_to: "int | None"
    topic: int | None
    album: str
    edited: bool
    ephemeral_for: User | None
    reactions: tuple[str, ...]
    service: str  # what the service message is about
    message: Message

    @property
    def buttons(self) -> list[list[str]]:
        """The labels of the inline buttons, by row."""
        return [[button["text"] for button in row] for row in self.rows]

    @property
    def labels(self) -> list[str]:
        """The labels of the inline buttons, one after the other."""
        return [label for row in self.buttons for label in row]

    def button(self, label: str) -> dict[str, Any]:
        """The inline button with that label."""
        for row in self.rows:
            for button in row:
                if button["text"] == label:
                    return button
        raise LookupError(f"no button {label!r} under {self.text!r}, only {self.labels}")


def look(message: Message) -> Seen:
    """The message as it looks now."""
    markup = message.markup or {}
    keyboard = [[key if isinstance(key, str) else key["text"] for key in row] for row in markup.get("keyboard", [])]
    return Seen(
        id=message.id,
        sender=message.sender,
        text=message.text,
        entities=tuple(message.entities),
        rows=tuple(tuple(row) for row in markup.get("inline_keyboard", [])),
        keyboard=tuple(tuple(row) for row in keyboard),
        media=media_kind(message.content),
        reply_to=message.reply_to.id if message.reply_to else None,
        topic=message.thread,
        album=message.album,
        edited=message.edited,
        ephemeral_for=message.receiver,
        reactions=tuple(emoji for emojis in message.reactions.values() for emoji in emojis),
        service=next((name for name in SERVICE if name in message.content), "") if message.service else "",
        message=message,
    )


def everything(world: World, chat: Chat, by: User | None) -> list[Seen]:
    """All that is there, in order; ephemeral messages only if it is said who looks."""
    shown = [message for message in chat.messages.values() if not message.deleted]
    if by is not None:
        private = [message for message in chat.ephemeral.values() if not message.deleted and visible(message, by)]
        hidden = {message.replaces for message in private}
        shown = [message for message in shown if message not in hidden] + private
    return [look(message) for message in sorted(shown, key=place)]


def visible(message: Message, by: User) -> bool:
    """Whether that person sees the ephemeral message."""
    return message.sender is by or (message.receiver is by and message.received)


def place(message: Message) -> tuple[float, int]:
    """Where the message stands; one that replaces another, in the other's place."""
    there = message.replaces or message
    return there.born, there.id
