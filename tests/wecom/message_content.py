"""What an app's message may hold, and how a member sees it."""

from collections.abc import Callable

from tests.wecom import cards, media
from tests.wecom.errors import WeComError
from tests.wecom.limits import part, rows, size, text
from tests.wecom.state import State
from tests.wecom.world import App, Json, Shown

LONGEST = 2_048  # bytes


def read(state: State, app: App, args: Json) -> Shown:
    """A message as it will be seen.  Raises WeComError if it is not one."""
    kind = args.get("msgtype", "")
    if kind not in READERS:
        raise WeComError(40008)
    shown = Shown(kind, "", part(args, kind), state.clock(), by=f"app {app.agent}")
    READERS[kind](state, app, shown)
    return shown


def read_text(state: State, app: App, shown: Shown) -> None:
    """Text; the platform cuts what is too long, without a word."""
    content = text(shown.body, "content", 1 << 20, empty=44004)
    if size(content) > LONGEST:
        state.careless.append(f"a text of {size(content)} bytes was cut")
        content = content.encode()[:LONGEST].decode(errors="ignore")
    shown.text = content


def read_markdown(state: State, app: App, shown: Shown) -> None:
    """Markdown."""
    shown.text = text(shown.body, "content", LONGEST, empty=44004)


def read_media(state: State, app: App, shown: Shown) -> None:
    """A file that was uploaded."""
    shown.media = media.find(state, app.corp, shown.body.get("media_id"), shown.kind).content


def read_textcard(state: State, app: App, shown: Shown) -> None:
    """文本卡片"""
    text(shown.body, "url", 2_048)
    shown.text = f"{text(shown.body, 'title', 128)}\n{text(shown.body, 'description', 512)}"


def read_news(state: State, app: App, shown: Shown) -> None:
    """图文"""
    articles = rows(shown.body, "articles", 8)
    for each in articles:
        text(each, "description", 512, 0)
        text(each, "url", 2_048, 0)
    shown.text = "\n".join(text(each, "title", 128) for each in articles)


def read_card(state: State, app: App, shown: Shown) -> None:
    """模板卡片"""
    cards.check(state, shown.body, "app")
    if cards.calls_back(shown.body) and app.callback is None:
        raise WeComError(40058, "a card that is clicked needs a callback")
    shown.text, shown.labels = cards.words(shown.body), cards.labels(shown.body)


READERS: dict[str, Callable[[State, App, Shown], None]] = {
    "text": read_text,
    "markdown": read_markdown,
    "image": read_media,
    "voice": read_media,
    "video": read_media,
    "file": read_media,
    "textcard": read_textcard,
    "news": read_news,
    "template_card": read_card,
}
