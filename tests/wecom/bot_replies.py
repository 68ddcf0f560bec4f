"""What a bot says: replies by req_id, welcomes, changed cards, and messages of its own."""

from tests.wecom import bot_content, cards
from tests.wecom.bots import Bot, Chat, Exchange, Kind, Stream
from tests.wecom.errors import WeComError
from tests.wecom.limits import DAY, part, text
from tests.wecom.message import change
from tests.wecom.state import State
from tests.wecom.world import Json, Shown

SOON = 5  # s, for a welcome and for a card that was clicked
STREAM = 360  # s


def exchange(state: State, bot: Bot, req_id: str, kind: Kind, seconds: float) -> Exchange:
    """The callback that a reply belongs to.  Raises WeComError if it is another kind's, or too old."""
    found = bot.exchanges.get(req_id)
    if found is None or found.kind != kind or state.clock() >= found.at + seconds:
        raise WeComError(846605)  # for one that is too old the code is a guess
    return found


def respond(state: State, bot: Bot, req_id: str, body: Json) -> Json:
    """aibot_respond_msg"""
    asked = exchange(state, bot, req_id, "message", DAY)
    if body.get("msgtype") == "stream":
        stream(state, bot, asked, part(body, "stream"))
    else:
        show(state, bot, asked.chat, body, bot_content.PUSHED)
    return {}


def show(state: State, bot: Bot, chat: Chat, body: Json, kinds: tuple[str, ...]) -> None:
    """One more message in a chat.  Raises WeComError."""
    if not bot.rate.allows(chat, state.clock()):
        raise WeComError(45009)
    shown = bot_content.read(state, bot, body, kinds)
    if shown.kind != "template_card" or not bot_content.dropped(state, bot, shown.body):
        chat.shown.append(shown)


def stream(state: State, bot: Bot, asked: Exchange, said: Json) -> None:
    """A reply begins, grows or is finished; the text is always the whole text so far."""
    id_, content = text(said, "id", 256), text(said, "content", bot_content.LONGEST, 0)
    known = asked.streams.get(id_)
    if known is None:  # that only the first frame counts against the rate is a guess
        if not bot.rate.allows(asked.chat, state.clock()):
            raise WeComError(45009)
        shown = Shown("stream", content, said, state.clock(), msgid=state.ids.long("botmsg"), by=f"bot {bot.id}")
        known = asked.streams[id_] = Stream(shown, state.clock())
        asked.chat.shown.append(shown)
    if known.finished or state.clock() >= known.since + STREAM:
        raise WeComError(846608)
    known.shown.text = content
    known.finished = bool(said.get("finish"))


def welcome(state: State, bot: Bot, req_id: str, body: Json) -> Json:
    """aibot_respond_welcome_msg"""
    asked = exchange(state, bot, req_id, "enter_chat", SOON)
    if asked.welcomed:
        raise WeComError(846605)
    show(state, bot, asked.chat, body, ("text", "template_card"))
    asked.welcomed = True
    return {}


def update(state: State, bot: Bot, req_id: str, body: Json) -> Json:
    """aibot_respond_update_msg"""
    asked = exchange(state, bot, req_id, "card", SOON)
    if body.get("response_type") != "update_template_card":
        raise WeComError(40058, "response_type")
    card = part(body, "template_card")
    cards.check(state, card, "bot")
    shown = asked.card
    assert shown is not None
    if card.get("task_id") != shown.body["task_id"]:
        state.careless.append("bot card: an update with another task_id changes nothing")
        return {}
    if bot_content.dropped(state, bot, card):
        return {}
    if not body.get("userids"):
        change(shown, card, "")
        asked.chat.own = {key: own for key, own in asked.chat.own.items() if key[0] is not shown}
    for userid in body.get("userids") or ():
        own = Shown(shown.kind, shown.text, shown.body, shown.at, list(shown.labels), shown.msgid, by=shown.by)
        change(own, card, "")
        asked.chat.own[shown, str(userid).lower()] = own
    return {}


def send(state: State, bot: Bot, req_id: str, body: Json) -> Json:
    """aibot_send_msg"""
    chatid, kind = str(body.get("chatid", "")), body.get("chat_type", 0)
    group = bot.chats.get(chatid) if kind != 1 else None
    chat = group or (bot.singles.get(chatid.lower()) if kind != 2 else None)
    if chat is None:
        raise WeComError(93006)
    if not chat.spoken:
        raise WeComError(93008, "nobody has spoken to the bot here")  # which code the platform uses is a guess
    if kind not in (1, 2) and chat.single:
        state.careless.append("aibot_send_msg to a single chat without chat_type may be lost")
    show(state, bot, chat, body, bot_content.PUSHED)
    return {}
