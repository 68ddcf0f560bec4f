"""A member of the corp with the apps on their phone: writes, sends pictures, clicks cards."""

from collections.abc import Sequence
from typing import Any

from defusedxml import ElementTree

from tests.wecom import cards, crypto, media, message
from tests.wecom.pusher import Delivery
from tests.wecom.seeing import Seeing
from tests.wecom.state import Sent, State
from tests.wecom.world import App, Json, Member, Shown


class Staff(Seeing):
    """Acts, and sees what apps send."""

    def __init__(self, state: State, member: Member) -> None:
        self.state = state
        self.member = member

    @property
    def id(self) -> str:
        """The userid."""
        return self.member.id

    @property
    def shown(self) -> Sequence[Shown]:
        """What all apps sent, and what they said themselves."""
        return self.member.shown

    @property
    def cards(self) -> list[Shown]:
        """The cards that are there."""
        return [each for each in self.shown if each.kind == "template_card" and not each.recalled]

    def says(self, app: App, text: str) -> Delivery | None:
        """A text to an app."""
        return self.sends(app, "text", {"Content": text}, text)

    def sends_image(self, app: App, content: bytes, name: str = "photo.jpg") -> Delivery | None:
        """A picture to an app."""
        media_id = media.keep(self.state, self.member.corp, "image", content, name, "image/jpeg")
        return self.sends(app, "image", {"PicUrl": "https://wework.qpic.cn/fake", "MediaId": media_id})

    def sends_location(self, app: App, latitude: float, longitude: float, label: str) -> Delivery | None:
        """A place to an app."""
        place = {"Location_X": str(latitude), "Location_Y": str(longitude), "Scale": "15", "Label": label}
        return self.sends(app, "location", place | {"AppType": "wxwork"}, label)

    def sends(self, app: App, kind: str, body: Json, text: str = "") -> Delivery | None:
        """Anything."""
        self.member.shown.append(Shown(kind, text, body, self.state.clock(), by="me"))
        return self.tell(app, {"MsgType": kind} | body | {"MsgId": self.state.ids.number(), "AgentID": app.agent})

    def enters(self, app: App) -> Delivery | None:
        """Opens an app."""
        return self.tell(app, {"MsgType": "event", "Event": "enter_agent", "EventKey": "", "AgentID": app.agent})

    def chooses(self, app: App, key: str) -> Delivery | None:
        """Something in an app's own menu."""
        return self.tell(app, {"MsgType": "event", "Event": "click", "EventKey": key, "AgentID": app.agent})

    def clicks(self, card: Shown | str, label: str, **choose: str | list[str]) -> Delivery | None:
        """A button of a card, or of the newest card with these words; choose: assignee="lisi" for what it asks."""
        card = card if isinstance(card, Shown) else self.last(card)
        assert label in card.labels, f"there is no {label!r} to click but {card.labels}"
        sent = self.state.sent[card.msgid]
        chosen = cards.selected(card.body, choose)
        items = [
            {"QuestionKey": each["question_key"], "OptionIds": {"OptionId": each["option_ids"]}} for each in chosen
        ]
        event: Json = {"MsgType": "event", "Event": "template_card_event", "EventKey": cards.key_of(card.body, label)}
        event |= {"TaskId": card.body["task_id"], "CardType": card.body["card_type"]}
        event |= {"ResponseCode": message.new_code(self.state, sent), "AgentID": sent.app.agent}
        return self.tell(sent.app, event | {"SelectedItems": {"SelectedItem": items}}, sent)

    def tell(self, app: App, event: Json, sent: Sent | None = None) -> Delivery | None:
        """The app's callback."""
        head: Json = {"ToUserName": app.corp.id, "FromUserName": self.id, "CreateTime": self.state.clock.date()}
        return self.state.pusher.push(app.callback, head | event, lambda body: self.answered(app, body, sent))

    def answered(self, app: App, body: bytes, sent: Sent | None) -> None:
        """A callback's answer may hold a text for the member, or grey out the button that they clicked."""
        if not body or app.callback is None:
            return
        reply = passive(app, body)
        if reply.get("MsgType") == "text":
            self.member.shown.append(Shown("text", reply["Content"], reply, self.state.clock(), by=f"app {app.agent}"))
        elif reply.get("MsgType") == "update_button" and sent is not None:
            message.change(sent.copies[self.id.lower()], None, reply["Button"]["ReplaceName"])
        else:
            self.state.careless.append(f"an answer to a callback that the fake cannot read: {reply}")


def passive(app: App, body: bytes) -> dict[str, Any]:
    """A callback's answer, decrypted.  Raises AssertionError if it is not signed right."""
    outer = children(ElementTree.fromstring(body))
    callback = app.callback
    assert callback is not None
    signed = crypto.sign(callback.token, str(outer["TimeStamp"]), str(outer["Nonce"]), str(outer["Encrypt"]))
    assert signed == outer["MsgSignature"], "the answer's signature is wrong"
    text, receive_id = crypto.decrypt(callback.aes_key, str(outer["Encrypt"]))
    assert receive_id == callback.receive_id, "the answer is for someone else"
    return children(ElementTree.fromstring(text))


def children(element: Any) -> dict[str, Any]:
    """XML as a dictionary."""
    return {each.tag: children(each) if len(each) else (each.text or "") for each in element}
