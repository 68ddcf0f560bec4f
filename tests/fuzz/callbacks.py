"""WeCom's callbacks: wrapped as they must be with hostile contents, and wrapped wrongly; items and frames besides."""

import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from bot.channels.wecom import app_decode, bot_decode, callback, kf_decode
from bot.channels.wecom.crypto import Envelope
from storage import inbox
from tests.fuzz.chance import Chance, Watch, told
from tests.fuzz.doors import AES, CORP, KF, TOKEN, doors
from tests.torture.record import Round
from web.wecom import Refused

EACH = 4_000
DELIVERED = 600
PATH = f"/wecom/{CORP}/app/1000002".encode()
KINDS = "text image voice video location link event mixed chatrecord file".split()
EVENTS = (
    "template_card_event template_card_menu_event enter_agent subscribe click view LOCATION kf_msg_or_event x".split()
)
TAGS = (
    "ToUserName FromUserName CreateTime MsgType Content MsgId AgentID MediaId Location_X Location_Y Title Description "
    "Event EventKey TaskId ResponseCode SelectedItems SelectedItem QuestionKey OptionIds OptionId OpenKfId Token"
).split()
WAY = kf_decode.Way(KF, CORP, "ginkgo")
SPOILT = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError, OSError)


def message(chance: Chance) -> dict[str, Any]:
    """A message or event as WeCom writes it, with hostile values; sound in what WeCom always says."""
    kind = chance.choice(KINDS)
    made: dict[str, Any] = {
        "ToUserName": CORP,
        "FromUserName": chance.choice(("ZhouShifu", "LiuShuji", chance.sound(64).strip() or "x")),
        "CreateTime": str(int(time.time()) - chance.choice((0, 5, 10**6))),
        "MsgType": kind,
        "AgentID": "1000002",
        "MsgId": str(chance.getrandbits(62)),
    }
    for name in chance.sample(TAGS[5:], chance.randint(1, 8)):
        if name not in made:
            made[name] = (
                chance.sound() if chance.maybe(0.8) else str(chance.choice((-1, 0, 10**30, 39.9, "nan", "1e999")))
            )
    if kind == "event":
        made["Event"] = chance.choice(EVENTS)
    if chance.maybe(0.15):
        made["SelectedItems"] = {
            "SelectedItem": [{"QuestionKey": chance.sound(30), "OptionIds": {"OptionId": [chance.sound()]}}]
        }
    return made


def xml(value: Any, tag: str = "xml") -> str:
    """A value as XML."""
    if isinstance(value, dict):
        return f"<{tag}>" + "".join(xml(each, name) for name, each in value.items()) + f"</{tag}>"
    if isinstance(value, list):
        return "".join(xml(each, tag) for each in value)
    return f"<{tag}>{escape(_legal(str(value)))}</{tag}>"


def _legal(text: str) -> str:
    return "".join(
        sign for sign in text if sign in "\t\n" or 0x20 <= ord(sign) < 0xD800 or 0xE000 <= ord(sign) < 0xFFFE
    )


BOMBS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><xml><MsgType>&b;</MsgType></xml>',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><MsgType>&a;</MsgType></xml>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><xml><MsgType>text</MsgType></xml>',
    "<xml>" + "<a>" * 30_000 + "</a>" * 30_000 + "</xml>",
    "<xml>" + "<a/>" * 100_000 + "</xml>",
    "<xml " + " ".join(f'a{n}="x"' for n in range(20_000)) + "><MsgType>text</MsgType></xml>",
    "<xml><MsgType>" + "<![CDATA[x]]>" * 20_000 + "</MsgType></xml>",
    '<?xml version="1.0" encoding="utf-7"?><xml><MsgType>+ADw-</MsgType></xml>',
    '<?xml version="1.0" encoding="utf-16"?><xml/>',
)


async def decoded(folder: Path, seed: str) -> Round:
    """What a callback's text says is read, and understood as an event; so are items of 微信客服 and a bot's frames."""
    chance, watch = Chance(seed), Watch()
    for _ in range(EACH):
        what = chance.randrange(4)
        if what == 0:
            made = message(chance)
            text = xml(made)
            watch.tried(
                lambda text=text: app_decode.decode(callback.message(text)),  # type: ignore[misc]
                lambda text=text: told(text),  # type: ignore[misc]
                Refused,
            )
        elif what == 1:
            text = chance.noise(xml(message(chance)).encode()).decode("utf-8", "replace")
            text = chance.choice(BOMBS) if chance.maybe(0.03) else text
            read = watch.tried(lambda text=text: callback.message(text), lambda text=text: told(text), Refused)  # type: ignore[misc]
            if read:
                watch.tried(lambda read=read: app_decode.decode(read), lambda read=read: told(read), *SPOILT)  # type: ignore[misc]
                watch.tried(lambda read=read: callback.key(read), lambda read=read: told(read))  # type: ignore[misc]
                watch.inputs -= 2
        elif what == 2:
            _item(chance, watch)
        else:
            _frame(chance, watch)
    return Round(watch.figures(), watch.wrong)


def _item(chance: Chance, watch: Watch) -> None:
    kind = chance.choice(("text", "image", "voice", "location", "event", "file", "link", "msgmenu"))
    item: dict[str, Any] = {
        "msgid": chance.sound(64), "open_kfid": KF, "external_userid": chance.sound(60) or "x",
        "send_time": 1_700_000_000,
        "origin": chance.choice((3, 4, 5)), "msgtype": kind, "received_at": 1, "received_ms": 1,
        kind: {"content": chance.sound(), "menu_id": chance.sound(128), "media_id": chance.sound(),
        "latitude": chance.value(0),
               "longitude": chance.value(0), "name": chance.value(1), "address": chance.value(1)},
        "event": {"event_type": chance.choice(("enter_session", "msg_send_fail", "user_recall_msg",
        "session_status_change")),
                  "external_userid": "x", "scene_param": chance.value(1), "welcome_code": chance.value(1),
                  "change_type": chance.choice((1, 2, 3, 4)), "fail_msgid": chance.value(1)},
    }  # fmt: skip
    if chance.maybe(0.5):
        watch.tried(lambda: kf_decode.decode(item, WAY), lambda: told(item))
        return
    spoilt = chance.spoilt(item)
    if isinstance(spoilt, dict):
        watch.tried(lambda: kf_decode.external_of(spoilt), lambda: told(spoilt))
        watch.tried(lambda: kf_decode.decode(spoilt, WAY), lambda: told(spoilt), *SPOILT)
        watch.inputs -= 1


def _frame(chance: Chance, watch: Watch) -> None:
    kind = chance.choice(("text", "image", "mixed", "voice", "file", "event"))
    body: dict[str, Any] = {
        "msgid": chance.sound(90), "aibotid": "b", "chatid": chance.sound(30),
        "chattype": chance.choice(("single", "group")),
        "from": {"userid": "ZhouShifu", "corpid": CORP}, "msgtype": kind, "text": {"content": chance.sound()},
        "voice": {"content": chance.sound()}, "image": {"url": chance.sound(), "aeskey": chance.sound(50)},
        "mixed": {"msg_item": [{"msgtype": "text", "text": {"content": chance.sound()}}]},
        "quote": {"msgtype": "text", "text": {"content": chance.sound()}},
        "event": {"eventtype": chance.choice(("enter_chat", "template_card_event")), "template_card_event": {
            "event_key": chance.sound(99), "task_id": chance.sound(99),
            "selected_items": {"selected_item": [{"question_key": "x",
            "option_ids": {"option_id": [chance.sound()]}}]}}},
    }  # fmt: skip
    kept = {
        "bot": "b",
        "corp": CORP,
        "name": chance.sound(20),
        "body": body,
        "at": 1_700_000_000,
        "received_at": 1_700_000_000_000,
    }
    spoilt = {**kept, "body": chance.spoilt(body)} if chance.maybe(0.5) else kept
    watch.tried(lambda: bot_decode.decode(spoilt), lambda: told(spoilt), *(SPOILT if spoilt is not kept else ()))
    if isinstance(inside := spoilt["body"], dict):
        watch.tried(lambda: bot_decode.key(inside).encode("utf-8", "replace"), lambda: told(spoilt))
        watch.inputs -= 1


async def delivered(folder: Path, seed: str) -> Round:
    """Through the route, wrapped rightly and wrongly: answered, handled, never parked when it was sound."""
    chance, watch = Chance(seed), Watch()
    async with doors(folder) as open_:
        envelope = Envelope(TOKEN, AES, CORP)
        for _ in range(DELIVERED):
            how = chance.random()
            text = xml(message(chance)) if how < 0.6 else _unsound(chance)
            answer = await _deliver(chance, open_, envelope, text, broken=0.6 <= how < 0.8)
            watch.inputs += 1
            if answer.status >= 500 or (how < 0.6 and answer.status not in (200, 400)):
                watch.note(f"answered {answer.status}", told(text))
        while (await open_.db.write(inbox.backlog))[0] > len(parked := await open_.db.write(inbox.parked)):
            pass
        for row in (each for each in parked if "FromUserName" in each.body):
            watch.note(f"parked, {row.error[:300]}", told(row.body))
    return Round(watch.figures(), watch.wrong)


def _unsound(chance: Chance) -> str:
    """What no WeCom would write, but nothing that is parked by right."""
    return chance.choice((*BOMBS, "", " ", "<xml/>", "not xml", json.dumps(chance.value()), chance.text(500)))


async def _deliver(chance: Chance, open_: Any, envelope: Envelope, text: str, broken: bool) -> Any:
    stamp, nonce = str(int(time.time()) + (chance.choice((0, 10**4)) if broken else 0)), str(chance.random())
    wrapped = envelope.encrypt(text.encode("utf-8", "replace").decode())
    query = {"msg_signature": envelope.signature(stamp, nonce, wrapped), "timestamp": stamp, "nonce": nonce}
    body = f"<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[{wrapped}]]></Encrypt></xml>".encode()
    if broken:
        what = chance.randrange(4)
        if what == 0:
            query[chance.choice(list(query))] = chance.text(5_000)
        elif what == 1:
            body = chance.noise(body)
        elif what == 2:
            body = chance.choice(BOMBS).encode()
        else:
            wrapped = chance.noise(wrapped.encode()).decode("latin-1")
            query["msg_signature"] = envelope.signature(stamp, nonce, wrapped)
            body = f"<xml><Encrypt>{escape(_legal(wrapped))}</Encrypt></xml>".encode("utf-8", "replace")
    host = [(b"host", b"desk.example.org")]
    return await open_.ask("POST", PATH, urlencode(query, errors="replace").encode(), host, [body])
