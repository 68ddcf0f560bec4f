"""A resident in WeChat, in one kf account's chat."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl

from tests.wecom import kf_log, kf_more, kf_send, kf_state, media
from tests.wecom.seeing import Seeing
from tests.wecom.state import State
from tests.wecom.world import Account, Shown, Talk

WELCOME = 20  # s
LONGEST_PARAM = 128  # bytes
TOO_BIG = {"image": 2 << 20, "voice": 2 << 20, "video": 10 << 20, "file": 20 << 20}
NOTICE = "[文件过大]"  # the platform's words are not known


class Resident(Seeing):
    """Acts, and sees what comes."""

    def __init__(self, state: State, account: Account, talk: Talk) -> None:
        self.state = state
        self.account = account
        self.talk = talk

    @property
    def id(self) -> str:
        """The external_userid."""
        return self.talk.external_userid

    @property
    def shown(self) -> Sequence[Shown]:
        """The chat."""
        return self.talk.shown

    @property
    def left(self) -> int:
        """How many more messages may be sent to them."""
        return kf_send.BUDGET - self.talk.used

    def says(self, text: str, menu_id: str = "") -> str:
        """A text.  Returns its msgid."""
        return self.sends("text", {"content": text} | ({"menu_id": menu_id} if menu_id else {}), text)

    def clicks(self, label: str) -> str:
        """Something in the newest menu that has it; it comes as a text."""
        menus = [each for each in self.shown if each.kind == "msgmenu" and label in each.labels]
        assert menus, f"there is no {label!r} in {[each.labels for each in self.shown if each.labels]}"
        items = [item["click"] for item in menus[-1].body["list"] if item["type"] == "click"]
        item = next((item for item in items if item["content"] == label), None)
        assert item is not None, f"{label!r} is no click"
        return self.says(label, item.get("id", ""))

    def sends_image(self, content: bytes, name: str = "photo.jpg") -> str:
        """A picture."""
        return self.sends_media("image", content, name, "image/jpeg")

    def sends_voice(self, content: bytes, name: str = "voice.amr") -> str:
        """A voice message."""
        return self.sends_media("voice", content, name, "voice/amr")

    def sends_file(self, content: bytes, name: str) -> str:
        """A file."""
        return self.sends_media("file", content, name, "application/octet-stream")

    def sends_media(self, kind: str, content: bytes, name: str, mime: str) -> str:
        """A file of any kind; one that is too large arrives as a notice in words."""
        if len(content) > TOO_BIG[kind]:
            return self.sends("text", {"content": NOTICE}, NOTICE)
        media_id = media.keep(self.state, self.account.corp, kind, content, name, mime)
        return self.sends(kind, {"media_id": media_id}, "", content)

    def sends_location(self, latitude: float, longitude: float, name: str = "", address: str = "") -> str:
        """A place."""
        body = {"latitude": latitude, "longitude": longitude, "name": name, "address": address}
        return self.sends("location", body, f"{name} {address}")

    def sends(self, kind: str, body: Any, text: str = "", content: bytes = b"") -> str:
        """Anything; also kinds that nobody thought of.  The window opens anew."""
        if kf_state.present(self.state, self.talk) == kf_state.OVER:
            self.talk.state, self.talk.began = kf_state.NEW, True
        self.talk.last_word, self.talk.used = self.state.clock(), 0
        msgid = kf_log.said(self.state, self.account, self.talk, kf_log.RESIDENT, kind, body)
        self.talk.shown.append(Shown(kind, text, body, self.state.clock(), [], msgid, content, by="me"))
        return msgid

    def enters(self, scene: str = "", scene_param: str = "") -> str:
        """Opens the chat by a link or QR code.  Returns the welcome_code; "" if there is none."""
        recent = self.state.clock() - kf_send.WINDOW
        fresh = all(at is None or at <= recent for at in (self.talk.last_word, self.talk.welcomed))
        code = kf_state.code(self.state, self.account, self.talk, WELCOME, "text", "msgmenu") if fresh else ""
        facts = {"external_userid": self.id, "scene": scene, "scene_param": scene_param}
        kf_log.happened(self.state, self.account, "enter_session", **facts, **({"welcome_code": code} if code else {}))
        return code

    def scans(self, url: str) -> str:
        """A QR code: what kf/add_contact_way gave, perhaps with &scene_param= added.  Returns the welcome_code."""
        address, _, query = url.partition("?")
        assert address == kf_more.link(self.account), f"{url} does not lead to {self.account.name}"
        given = dict(parse_qsl(query, strict_parsing=True)) if query else {}
        assert given.keys() <= {"enc_scene", "scene_param"}, f"{url} has more than a link may have"
        param = given.get("scene_param", "")
        assert len(param.encode()) <= LONGEST_PARAM, "scene_param is too long"
        return self.enters(kf_more.scene_of(given.get("enc_scene", "")), param)

    def recalls(self, msgid: str) -> None:
        """Takes back what they said."""
        for each in self.shown:
            each.recalled = each.recalled or each.msgid == msgid
        facts = {"external_userid": self.id, "recall_msgid": msgid}
        kf_log.happened(self.state, self.account, "user_recall_msg", **facts)

    def will_not_get(self, fail_type: int = 10, times: int = 1) -> None:
        """The next messages are taken and then fail: 4 window over, 6 too many, 10 refused by the resident."""
        self.talk.fails += [fail_type] * times
