"""What a bot's message may hold, and how members see it."""

from collections.abc import Callable

from tests.wecom import cards, media
from tests.wecom.bots import Bot
from tests.wecom.errors import WeComError
from tests.wecom.limits import part, text
from tests.wecom.message import claim_task
from tests.wecom.state import State
from tests.wecom.world import Json, Shown

LONGEST = 20_480  # bytes
PUSHED = ("markdown", "template_card", "image", "file", "voice", "video")


def read(state: State, bot: Bot, body: Json, kinds: tuple[str, ...]) -> Shown:
    """A message as it will be seen.  Raises WeComError if it is not one, or not of these kinds."""
    kind = body.get("msgtype", "")
    if kind not in kinds:
        raise WeComError(40008)
    shown = Shown(kind, "", part(body, kind), state.clock(), msgid=state.ids.long("botmsg"), by=f"bot {bot.id}")
    READERS.get(kind, read_media)(state, bot, shown)
    return shown


def read_text(state: State, bot: Bot, shown: Shown) -> None:
    """Text, in a welcome."""
    shown.text = text(shown.body, "content", 2_048, empty=44004)


def read_markdown(state: State, bot: Bot, shown: Shown) -> None:
    """Markdown."""
    shown.text = text(shown.body, "content", LONGEST, empty=44004)


def read_media(state: State, bot: Bot, shown: Shown) -> None:
    """A file that the bot uploaded."""
    file = bot.media.get(str(shown.body.get("media_id", "")))
    if file is None or file.kind != shown.kind or state.clock() >= file.at + media.LIFETIME:
        raise WeComError(40007)
    shown.media = file.content


def read_card(state: State, bot: Bot, shown: Shown) -> None:
    """A card that was not sent before."""
    cards.check(state, shown.body, "bot")
    claim_task(state, bot, shown.body)
    shown.text, shown.labels = cards.words(shown.body), cards.labels(shown.body)


def dropped(state: State, bot: Bot, card: Json) -> bool:
    """Whether a card is acknowledged and then shown to nobody."""
    if "source" in card and bot.drops_source:
        state.careless.append("bot card: with a source it is not shown")
        return True
    return False


READERS: dict[str, Callable[[State, Bot, Shown], None]] = {
    "text": read_text,
    "markdown": read_markdown,
    "template_card": read_card,
}
