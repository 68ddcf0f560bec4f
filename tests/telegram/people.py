"""What people do in a test: write, send photos, press buttons, block the bot.

Each makes the update that it really makes.
"""

from collections.abc import Sequence
from itertools import count
from typing import Any

from tests.telegram import formatting, happening
from tests.telegram.content import file_json, photo_json
from tests.telegram.files import dimensions, picture
from tests.telegram.profile import menu
from tests.telegram.render import chat_json, gone_json, message_json, user_json
from tests.telegram.seen import Seen, look
from tests.telegram.state import Press, State
from tests.telegram.updates import PRESS
from tests.telegram.world import Chat, Member, Message, User

Json = dict[str, Any]
Place = Chat | User  # a user stands for their private chat with the bot
SOUND = b"OggS\x00\x02" + bytes(64)


class People:
    """The people around the bot."""

    state: State
    press_ids = count(4_382_918_234_001_001)

    def user(
        self, first_name: str, username: str = "", language: str = "zh-hans", last_name: str = "", started: bool = False
    ) -> User:
        """A new person; started: they have written to the bot before."""
        user = self.state.world.add_user(first_name, username, language, last_name)
        user.started = started
        return user

    def private(self, user: User) -> Chat:
        """The person's chat with the bot."""
        return self.state.world.private(user)

    def place(self, where: Place) -> Chat:
        """The chat that is meant."""
        return self.private(where) if isinstance(where, User) else where

    def post(
        self,
        user: User,
        where: Place,
        content: Json,
        reply_to: Message | Seen | None = None,
        topic: int | None = None,
        album: str = "",
    ) -> Message:
        """Sends a message of any kind, given as fields of the Bot API."""
        chat, state = self.place(where), self.state
        self.check_can_write(user, chat)
        answered = reply_to.message if isinstance(reply_to, Seen) else reply_to
        message = Message(0, chat, user, state.date(), content, answered, topic, album, born=state.now())
        message.thread = answered.thread if topic is None and answered else topic
        message.anonymous = chat.member(user).anonymous
        if chat.is_group and self.is_for_bot_alone(message):
            message.receiver, message.ephemeral_id = state.world.bot, next(state.world.ephemeral_ids)
        else:
            message.id = next(chat.ids)
        happening.tell(state, state.world.add_message(message))
        return message

    def check_can_write(self, user: User, chat: Chat) -> None:
        """A test must not let people do what Telegram would not."""
        if chat.is_group and (chat.moved_to or not chat.member(user).present):
            raise ValueError(f"{user.first_name} cannot write in {chat.title}")
        if chat.user and (user is not chat.user or user.blocked or user.deleted):
            raise ValueError(f"{user.first_name} cannot write to the bot here")
        user.started = user.started or chat.user is user

    def is_for_bot_alone(self, message: Message) -> bool:
        """An ephemeral command, or a reply to an ephemeral message."""
        if message.reply_to and message.reply_to.receiver:
            return True
        said = message.text.split()[0].split("@")[0] if message.text.startswith("/") else ""
        offered = menu(self.state, message.sender, message.chat)
        return any(said == f"/{each['command']}" for each in offered if each.get("is_ephemeral"))

    def say(
        self,
        user: User,
        where: Place,
        text: str,
        reply_to: Message | Seen | None = None,
        topic: int | None = None,
        entities: Sequence[Json] = (),
    ) -> Message:
        """Writes a text; commands, mentions and links in it are marked as Telegram marks them."""
        marked = formatting.with_found(text, list(entities))
        content: Json = {"text": text} | ({"entities": marked} if marked else {})
        return self.post(user, where, content, reply_to, topic)

    def forward(self, user: User, where: Place, text: str, author: str) -> Message:
        """Forwards a text from elsewhere, whose author hides who they are."""
        origin = {"type": "hidden_user", "date": self.state.date(), "sender_user_name": author}
        return self.post(user, where, {"text": text, "forward_origin": origin})

    def photo(
        self,
        user: User,
        where: Place,
        caption: str = "",
        content: bytes | None = None,
        reply_to: Message | Seen | None = None,
        topic: int | None = None,
        album: str = "",
    ) -> Message:
        """Sends a photo; its bytes are kept as they are, with all that is in them."""
        content = content if content is not None else picture()
        sizes = self.state.world.files.add_photo(content, dimensions(content) or (1, 1))
        return self.post(user, where, photo_json(sizes) | captioned(caption), reply_to, topic, album)

    def album(
        self,
        user: User,
        where: Place,
        photos: int | Sequence[bytes] = 2,
        caption: str = "",
        reply_to: Message | Seen | None = None,
        topic: int | None = None,
    ) -> list[Message]:
        """Sends several photos at once: separate updates, the caption under the first."""
        contents = [picture(shade=20 * n) for n in range(photos)] if isinstance(photos, int) else photos
        album = str(next(self.state.world.album_ids))
        return [
            self.photo(user, where, "" if n else caption, content, reply_to, topic, album)
            for n, content in enumerate(contents)
        ]

    def voice(self, user: User, where: Place, seconds: int = 3, content: bytes = SOUND) -> Message:
        """Sends a voice message."""
        file = self.state.world.files.add("voice", content, ".oga")
        return self.post(user, where, file_json(file, {"duration": seconds}))

    def document(self, user: User, where: Place, name: str, content: bytes, caption: str = "") -> Message:
        """Sends a file as it is."""
        file = self.state.world.files.add("document", content, "." + name.rpartition(".")[2])
        return self.post(user, where, file_json(file, {"file_name": name}) | captioned(caption))

    def location(self, user: User, where: Place, latitude: float, longitude: float) -> Message:
        """Shares a place on the map."""
        return self.post(user, where, {"location": {"latitude": latitude, "longitude": longitude}})

    def edit(self, message: Message, text: str) -> None:
        """Changes the text or the caption of one's own message."""
        marked, name = formatting.find_entities(text), "text" if "text" in message.content else "caption"
        label = "entities" if name == "text" else "caption_entities"
        message.content = {key: value for key, value in message.content.items() if key != label} | {name: text}
        message.content |= {label: marked} if marked else {}
        message.edit_date, message.edited = self.state.date(), True
        happening.tell(self.state, message, "edited_message")

    def press(self, user: User, message: Message | Seen, label: str) -> Press:
        """Presses a button, also one that is no longer there: the screen may be older than the message."""
        shown = message if isinstance(message, Seen) else look(message)
        button, chat = shown.button(label), shown.message.chat
        if "copy_text" in button:
            raise ValueError(f"the button {label!r} copies: {button['copy_text']['text']!r}")
        if "callback_data" not in button:
            raise ValueError(f"the button {label!r} sends nothing: {button}")
        state = self.state
        press = Press(str(next(self.press_ids)), user, shown.message, label, button["callback_data"], state.now())
        state.presses[press.id] = press
        there = shown.message
        body = {
            "id": press.id,
            "from": user_json(user),
            "message": gone_json(there) if there.deleted else message_json(there, state.world),
            "chat_instance": str(abs(chat.id) * 7919),
            "data": press.data,
        }
        state.updates.push("callback_query", body, ("callback_query", user.id), PRESS)
        return press

    def copy(self, message: Message | Seen, label: str) -> str:
        """Presses a button that copies: the words now in the clipboard.  The bot does not hear of it."""
        shown = message if isinstance(message, Seen) else look(message)
        return str(shown.button(label)["copy_text"]["text"])

    def start(self, user: User, payload: str = "") -> Message:
        """Presses "Start" in the chat with the bot, perhaps having come by a deep link."""
        if user.blocked:
            self.unblock(user)
        return self.say(user, user, f"/start {payload}".strip())

    def block(self, user: User) -> None:
        """Stops the bot from writing to them."""
        user.blocked = True
        self.tell_block(user, "member", "kicked")

    def unblock(self, user: User) -> None:
        """Lets the bot write to them again."""
        user.blocked, user.started = False, True
        self.tell_block(user, "kicked", "member")

    def tell_block(self, user: User, before: str, after: str) -> None:
        """What the bot hears of it."""
        bot, chat = self.state.world.bot, self.private(user)
        body = happening.change_json(self.state, chat, Member(bot, before), Member(bot, after), user)
        self.state.updates.push("my_chat_member", body, ("my_chat_member", chat.id))

    def react(self, user: User, message: Message | Seen, emoji: str = "") -> None:
        """Puts a reaction under a message, or takes it away."""
        there, state = message.message if isinstance(message, Seen) else message, self.state
        old, new = there.reactions.get(user.id, []), [emoji] if emoji else []
        there.reactions[user.id] = new
        if not there.chat.is_group or state.world.in_it(there.chat).leads:
            body = {"chat": chat_json(there.chat), "message_id": there.id, "user": user_json(user)}
            body |= {"date": state.date(), "old_reaction": emojis(old), "new_reaction": emojis(new)}
            state.updates.push("message_reaction", body, ("message_reaction", there.chat.id))

    def delete(self, message: Message) -> None:
        """Removes one's own message; no bot is told."""
        message.deleted = True


def captioned(caption: str) -> Json:
    """A caption with what Telegram marks in it."""
    found = formatting.find_entities(caption)
    return ({"caption": caption} if caption else {}) | ({"caption_entities": found} if found else {})


def emojis(chosen: list[str]) -> list[Json]:
    """Reactions as the Bot API has them."""
    return [{"type": "emoji", "emoji": emoji} for emoji in chosen]
