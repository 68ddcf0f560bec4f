"""What a kf message may hold, and how a resident sees it."""

from collections.abc import Callable

from tests.wecom import media
from tests.wecom.errors import WeComError
from tests.wecom.limits import part, rows, size, text
from tests.wecom.state import State
from tests.wecom.world import Corp, Json, Shown

MENU_ITEMS = 10


def read(state: State, corp: Corp, args: Json, kinds: tuple[str, ...] = ()) -> Shown:
    """A message as it will be seen.  Raises WeComError if it is not one, or not of these kinds."""
    kind = args.get("msgtype", "")
    if kind not in READERS or (kinds and kind not in kinds):
        raise WeComError(40008)
    body = part(args, kind)
    shown = Shown(kind, "", body, state.clock())
    READERS[kind](state, corp, shown)
    return shown


def read_text(state: State, corp: Corp, shown: Shown) -> None:
    """At most 2048 bytes."""
    shown.text = text(shown.body, "content", 2_048, empty=44004)


def read_media(state: State, corp: Corp, shown: Shown) -> None:
    """A file that was uploaded."""
    shown.media = media.find(state, corp, shown.body.get("media_id"), shown.kind).content


def read_link(state: State, corp: Corp, shown: Shown) -> None:
    """A link with a small picture."""
    media.find(state, corp, shown.body.get("thumb_media_id"), "image")
    text(shown.body, "url", 2_048)
    lines = [text(shown.body, "title", 128), text(shown.body, "desc", 512, 0)]
    shown.text = "\n".join(line for line in lines if line)


def read_miniprogram(state: State, corp: Corp, shown: Shown) -> None:
    """A mini program's card."""
    media.find(state, corp, shown.body.get("thumb_media_id"), "image")
    text(shown.body, "appid", 128)
    text(shown.body, "pagepath", 1_024)
    shown.text = text(shown.body, "title", 64, 0)


def read_location(state: State, corp: Corp, shown: Shown) -> None:
    """A place."""
    for name, most in (("latitude", 90), ("longitude", 180)):
        if not isinstance(shown.body.get(name), (int, float)) or abs(shown.body[name]) > most:
            raise WeComError(40058, name)
    shown.text = " ".join(filter(None, [shown.body.get("name", ""), shown.body.get("address", "")]))


def read_menu(state: State, corp: Corp, shown: Shown) -> None:
    """Text above, things to click, text below."""
    head, tail = text(shown.body, "head_content", 1_024, 0), text(shown.body, "tail_content", 1_024, 0)
    items = rows(shown.body, "list", MENU_ITEMS, 0, 95008)
    shown.labels = [read_item(item) for item in items]
    if not (head or items):
        raise WeComError(40058, "an empty menu")
    shown.text = "\n".join(line for line in [head, *shown.labels, tail] if line)


def read_item(item: Json) -> str:
    """The label of one thing to click.  Raises WeComError."""
    kind = item.get("type")
    if kind not in ("click", "view", "miniprogram", "text"):
        raise WeComError(95009)
    inner = part(item, kind)
    if kind == "click":
        if inner.get("id") is not None and not 1 <= size(inner["id"]) <= 64:
            raise WeComError(40058, "click.id has 1 to 64 bytes")
        return text(inner, "content", 128)
    if kind == "view":
        text(inner, "url", 2_048)
    if kind == "miniprogram":
        text(inner, "appid", 128)
        text(inner, "pagepath", 1_024)
    return text(inner, "content", 1_024)


READERS: dict[str, Callable[[State, Corp, Shown], None]] = {
    "text": read_text,
    "image": read_media,
    "voice": read_media,
    "video": read_media,
    "file": read_media,
    "link": read_link,
    "miniprogram": read_miniprogram,
    "location": read_location,
    "msgmenu": read_menu,
}
