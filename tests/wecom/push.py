"""消息推送, the webhook of an internal group: twenty a minute."""

import base64
import binascii
import hashlib
from collections.abc import Callable

from tests.wecom import cards, media
from tests.wecom.errors import WeComError
from tests.wecom.form import Upload
from tests.wecom.limits import part, rows, text
from tests.wecom.state import State
from tests.wecom.world import Json, Media, Push, Shown

LARGEST_PICTURE = 2 << 20  # bytes


def of_key(state: State, query: Json) -> Push:
    """The webhook.  Raises WeComError if there is none, or it refuses."""
    push = state.pushes.get(query.get("key", ""))
    if push is None or push.state:
        raise WeComError(push.state if push else 93000)
    return push


def send(state: State, query: Json, args: Json, _: Upload | None) -> Json:
    """webhook/send"""
    push = of_key(state, query)
    if not state.push_rate.allows(push, state.clock()):
        raise WeComError(45009)
    kind = args.get("msgtype", "")
    if kind not in READERS:
        raise WeComError(40008)
    shown = Shown(kind, "", part(args, kind), state.clock(), by="push")
    READERS[kind](state, push, shown)
    push.shown.append(shown)
    return {}


def upload_media(state: State, query: Json, _: Json, file: Upload | None) -> Json:
    """webhook/upload_media"""
    push, kind = of_key(state, query), query.get("type", "")
    if kind not in ("file", "voice"):
        raise WeComError(40004)
    file = media.checked(kind, file)
    media_id = state.ids.long("3Push", 40)
    push.media[media_id] = Media(kind, file.content, file.name, file.mime, state.clock())
    return {"type": kind, "media_id": media_id, "created_at": str(state.clock.date())}


def read_text(state: State, push: Push, shown: Shown) -> None:
    """Text."""
    shown.text = text(shown.body, "content", 2_048, empty=44004)


def read_markdown(state: State, push: Push, shown: Shown) -> None:
    """Markdown, old and new."""
    shown.text = text(shown.body, "content", 4_096, empty=44004)


def read_image(state: State, push: Push, shown: Shown) -> None:
    """A picture inside the message, with its MD5."""
    try:
        shown.media = base64.b64decode(shown.body.get("base64", ""), validate=True)
    except (binascii.Error, TypeError):
        raise WeComError(40058, "base64") from None
    if len(shown.media) > LARGEST_PICTURE:
        raise WeComError(40006)
    if not shown.media.startswith(media.STARTS["image"]):
        raise WeComError(40004)
    if hashlib.md5(shown.media).hexdigest() != shown.body.get("md5"):
        raise WeComError(40058, "md5")


def read_news(state: State, push: Push, shown: Shown) -> None:
    """图文"""
    articles = rows(shown.body, "articles", 8)
    for each in articles:
        text(each, "description", 512, 0)
        text(each, "url", 2_048)
    shown.text = "\n".join(text(each, "title", 128) for each in articles)


def read_file(state: State, push: Push, shown: Shown) -> None:
    """A file that this webhook uploaded."""
    file = push.media.get(shown.body.get("media_id", ""))
    if file is None or file.kind != shown.kind or state.clock() >= file.at + media.LIFETIME:
        raise WeComError(40007)
    shown.media = file.content


def read_card(state: State, push: Push, shown: Shown) -> None:
    """A card without buttons."""
    cards.check(state, shown.body, "push")
    shown.text = cards.words(shown.body)


READERS: dict[str, Callable[[State, Push, Shown], None]] = {
    "text": read_text,
    "markdown": read_markdown,
    "markdown_v2": read_markdown,
    "image": read_image,
    "news": read_news,
    "file": read_file,
    "voice": read_file,
    "template_card": read_card,
}
