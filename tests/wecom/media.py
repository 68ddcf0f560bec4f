"""Temporary files: sizes, kinds, three days."""

from urllib.parse import quote

from tests.telegram.wire import Response
from tests.wecom.errors import WeComError
from tests.wecom.form import Upload
from tests.wecom.limits import DAY
from tests.wecom.state import State
from tests.wecom.world import App, Corp, Json, Media

LIFETIME = 3 * DAY
SMALLEST = 5  # bytes; a file must have more
MOST = {"image": 10 << 20, "voice": 2 << 20, "video": 10 << 20, "file": 20 << 20}
STARTS = {"image": (b"\xff\xd8\xff", b"\x89PNG"), "voice": (b"#!AMR",)}


def checked(kind: str, upload: Upload | None) -> Upload:
    """A file that may be kept.  Raises WeComError."""
    if kind not in MOST:
        raise WeComError(40004)
    if upload is None:
        raise WeComError(44001)
    if not SMALLEST < len(upload.content) <= MOST[kind]:
        raise WeComError(40006)
    if kind in STARTS and not upload.content.startswith(STARTS[kind]):
        raise WeComError(40004, "neither JPG nor PNG" if kind == "image" else "not AMR")
    return upload


def upload(state: State, app: App, args: Json, file: Upload | None) -> Json:
    """media/upload"""
    kind = args.get("type", "")
    file = checked(kind, file)
    media_id = keep(state, app.corp, kind, file.content, file.name, file.mime)
    return {"type": kind, "media_id": media_id, "created_at": str(state.clock.date())}


def keep(state: State, corp: Corp, kind: str, content: bytes, name: str, mime: str) -> str:
    """Keeps a file of any size for three days."""
    media_id = state.ids.long("3Media", 40)
    corp.media[media_id] = Media(kind, content, name, mime, state.clock())
    return media_id


def get(state: State, app: App, args: Json, _: Upload | None) -> Response:
    """media/get"""
    media = find(state, app.corp, args.get("media_id", ""))
    head = f"attachment; filename=\"{quote(media.name)}\"; filename*=UTF-8''{quote(media.name)}"
    mime = media.mime or "application/octet-stream"
    return Response(200, media.content, mime, headers=(("Content-Disposition", head),))


def find(state: State, corp: Corp, media_id: object, kind: str = "") -> Media:
    """A file of the corp that is still there.  Raises WeComError."""
    media = corp.media.get(str(media_id))
    if media is None or state.clock() >= media.at + LIFETIME or (kind and media.kind != kind):
        raise WeComError(40007)
    return media
