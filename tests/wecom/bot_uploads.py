"""A bot's files: begun, sent in pieces, finished."""

import base64
import binascii
import hashlib

from tests.wecom import media
from tests.wecom.bots import Bot, UploadSession
from tests.wecom.errors import WeComError
from tests.wecom.form import Upload
from tests.wecom.limits import MINUTE, text
from tests.wecom.state import State
from tests.wecom.world import Json, Media

CHUNK, CHUNKS = 512 << 10, 100
SESSION = 30 * MINUTE


def begin(state: State, bot: Bot, req_id: str, body: Json) -> Json:
    """aibot_upload_media_init"""
    text(body, "filename", 256)
    if body.get("type") not in media.MOST:
        raise WeComError(40004)
    if not 1 <= int(body.get("total_chunks", 0)) <= CHUNKS:
        raise WeComError(40058, "total_chunks")
    if not media.SMALLEST < int(body.get("total_size", 0)) <= media.MOST[body["type"]]:
        raise WeComError(40006)
    if not bot.upload_rate.allows(bot, state.clock()):
        raise WeComError(45009)
    upload_id = state.ids.secret("up", 32)
    bot.uploads[upload_id] = UploadSession(body, state.clock())
    return {"upload_id": upload_id}


def session(state: State, bot: Bot, body: Json) -> UploadSession:
    """The one that a frame names.  Raises WeComError."""
    found = bot.uploads.get(str(body.get("upload_id", "")))
    if found is None or state.clock() >= found.at + SESSION:
        raise WeComError(40058, "upload_id")
    return found


def chunk(state: State, bot: Bot, req_id: str, body: Json) -> Json:
    """aibot_upload_media_chunk; the documents count from 1, all clients from 0"""
    of, index = session(state, bot, body), body.get("chunk_index")
    if not isinstance(index, int) or not 0 <= index <= of.said["total_chunks"]:
        raise WeComError(40058, "chunk_index")
    try:
        piece = base64.b64decode(body.get("base64_data", ""), validate=True)
    except (binascii.Error, TypeError):
        raise WeComError(40058, "base64_data") from None
    if not 0 < len(piece) <= CHUNK:
        raise WeComError(40006)
    of.chunks[index] = piece
    return {}


def finish(state: State, bot: Bot, req_id: str, body: Json) -> Json:
    """aibot_upload_media_finish"""
    of = session(state, bot, body)
    content = b"".join(of.chunks[index] for index in sorted(of.chunks))
    said = of.said
    if len(of.chunks) != said["total_chunks"] or len(content) != said["total_size"]:
        raise WeComError(40058, "some pieces are missing")
    if said.get("md5") and hashlib.md5(content).hexdigest() != said["md5"].lower():
        raise WeComError(40058, "md5")
    media.checked(said["type"], Upload(said["filename"], "", content))
    del bot.uploads[body["upload_id"]]
    media_id = state.ids.long("3Bot", 40)
    bot.media[media_id] = Media(said["type"], content, said["filename"], "", state.clock())
    return {"type": said["type"], "media_id": media_id, "created_at": str(state.clock.date())}
