"""Members who talk to a bot: in an internal group, where it hears only what mentions it, or alone with it."""

import base64
import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from tests.wecom import cards, crypto
from tests.wecom.bots import Chat, Exchange, Kind
from tests.wecom.limits import DAY, MINUTE
from tests.wecom.seeing import Seeing
from tests.wecom.sockets import Sockets
from tests.wecom.staff import Staff
from tests.wecom.state import State
from tests.wecom.world import Json, Shown

MEDIA_LIFE = 5 * MINUTE


class Talking(Seeing):
    """One chat with the bot."""

    def __init__(self, state: State, sockets: Sockets, chat: Chat) -> None:
        self.state = state
        self.sockets = sockets
        self.chat = chat

    @property
    def shown(self) -> Sequence[Shown]:
        """The chat, as whoever has no copy of their own sees it."""
        return self.chat.shown

    def seen_by(self, who: Staff) -> list[Shown]:
        """The chat as one member sees it."""
        return self.chat.seen_by(who.member)

    def says(self, who: Staff, text: str, mention: bool = True, quoted: Shown | None = None) -> Json:
        """A text; in a group with the bot's name before it, or the bot does not hear it.  Returns the frame."""
        content = f"@{self.chat.bot.name} {text}" if mention and not self.chat.single else text
        quote_: Json = {"quote": self.quote(quoted)} if quoted else {}
        return self.send(who, "text", {"content": content}, mention, text, **quote_)

    def sends_mixed(self, who: Staff, text: str, *pictures: bytes, mention: bool = True) -> Json:
        """图文混排"""
        content = f"@{self.chat.bot.name} {text}" if mention and not self.chat.single else text
        items: list[Json] = [{"msgtype": "text", "text": {"content": content}}]
        items += [{"msgtype": "image", "image": self.media(each, "photo.jpg")} for each in pictures]
        return self.send(who, "mixed", {"msg_item": items}, mention, text)

    def sends_image(self, who: Staff, content: bytes, name: str = "photo.jpg") -> Json:
        """A picture; a bot hears of it only when it is alone with the member."""
        return self.send(who, "image", self.media(content, name), False, media=content)

    def sends_file(self, who: Staff, content: bytes, name: str) -> Json:
        """A file."""
        return self.send(who, "file", self.media(content, name), False, media=content)

    def sends_voice(self, who: Staff, words: str) -> Json:
        """A voice message, which comes as words."""
        return self.send(who, "voice", {"content": words}, False, words)

    def send(
        self, who: Staff, kind: str, body: Json, mention: bool, text: str = "", media: bytes = b"", **more: Any
    ) -> Json:
        """Anything.  Returns the frame; nothing if the bot does not hear it."""
        assert who.id.lower() in self.chat.members, f"{who.id} is not in {self.chat.name}"
        msgid = self.state.ids.long("aimsg")
        self.chat.shown.append(Shown(kind, text, body, self.state.clock(), [], msgid, media, by="me"))
        if not (mention or self.chat.single):
            return {}
        self.chat.spoken = True
        frame = {"msgid": msgid, "aibotid": self.chat.bot.id} | self.place(who) | {"msgtype": kind, kind: body} | more
        head = {"req_id": self.state.ids.long("REQ")}
        return self.push({"cmd": "aibot_msg_callback", "headers": head, "body": frame}, "message")

    def place(self, who: Staff) -> Json:
        """Where, and who."""
        chatid = {} if self.chat.single else {"chatid": self.chat.id}
        return chatid | {"chattype": "single" if self.chat.single else "group", "from": {"userid": who.id}}

    def push(self, frame: Json, kind: Kind, card: Shown | None = None) -> Json:
        """Tells the bot."""
        return self.sockets.push(self.chat.bot, frame, Exchange(kind, self.chat, self.state.clock(), card))

    def enters(self, who: Staff) -> Json:
        """Opens the single chat; it is told once a day.  Returns the frame, or nothing."""
        assert self.chat.single, "entering a group is not told"
        today = int(self.state.clock() // DAY)
        if self.chat.entered == today:
            return {}
        self.chat.entered = today
        return self.happens(who, {"eventtype": "enter_chat"}, "enter_chat")

    def clicks(self, who: Staff, words: str, label: str, **choose: str | list[str]) -> Json:
        """A button of the newest card with these words, as the member sees it."""
        found = [each for each in self.chat.shown if each.kind == "template_card"]
        card = next((each for each in reversed(found) if words in self.own(each, who).text), None)
        assert card is not None, f"there is no card with {words!r}"
        seen = self.own(card, who)
        assert label in seen.labels, f"there is no {label!r} to click but {seen.labels}"
        chosen = cards.selected(seen.body, choose)
        items = [
            {"question_key": each["question_key"], "option_ids": {"option_id": each["option_ids"]}} for each in chosen
        ]
        click = {"card_type": seen.body["card_type"], "event_key": cards.key_of(seen.body, label)}
        click |= {"task_id": seen.body["task_id"]} | ({"selected_items": {"selected_item": items}} if items else {})
        return self.happens(who, {"eventtype": "template_card_event", "template_card_event": click}, "card", card)

    def judges(self, who: Staff, reply: Shown, good: bool) -> Json:
        """👍 or 👎 under a reply that asks for it."""
        feedback = {"id": reply.body["feedback"]["id"], "type": 1 if good else 2}
        return self.happens(who, {"eventtype": "feedback_event", "feedback_event": feedback}, "other")

    def own(self, shown: Shown, who: Staff) -> Shown:
        """A message as one member sees it."""
        return self.chat.own.get((shown, who.id.lower()), shown)

    def happens(self, who: Staff, event: Json, kind: Kind, card: Shown | None = None) -> Json:
        """An event."""
        return self.push(self.sockets.event(self.chat.bot, event, **self.place(who)), kind, card)

    def media(self, content: bytes, name: str) -> Json:
        """An encrypted file with its address, which lives five minutes, and its key, without padding."""
        key, path = os.urandom(32), f"/aibot/media/{self.state.ids.secret('', 24)}"
        self.state.files[path] = (crypto.seal(key, content), quote(name), self.state.clock() + MEDIA_LIFE)
        return {"url": f"{self.state.base_url}{path}", "aeskey": base64.b64encode(key).decode().rstrip("=")}

    def quote(self, quoted: Shown) -> Json:
        """What a message refers to; a picture's address is a new one."""
        if quoted.media:
            return {"msgtype": quoted.kind, quoted.kind: self.media(quoted.media, "photo.jpg")}
        return {"msgtype": "text", "text": {"content": quoted.text}}
