"""The body of a request: JSON, or one file in parts."""

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from tests.telegram.wire import Request
from tests.wecom.errors import WeComError
from tests.wecom.world import Json


@dataclass(frozen=True, slots=True)
class Upload:
    """One file."""

    name: str
    mime: str
    content: bytes


def read_json(body: bytes) -> Json:
    """A body in JSON.  Raises WeComError."""
    try:
        parsed = json.loads(body or b"{}")
    except ValueError:
        raise WeComError(47001) from None
    if not isinstance(parsed, dict):
        raise WeComError(47001)
    return parsed


async def read_upload(request: Request) -> Upload:
    """The file in the part named media.  Raises WeComError."""

    async def stream() -> AsyncGenerator[bytes, None]:
        yield request.body

    try:
        form = await MultiPartParser(Headers({"content-type": request.header("Content-Type")}), stream()).parse()
    except MultiPartException:
        raise WeComError(47001) from None
    try:
        part = form.get("media")
        if not isinstance(part, UploadFile) or not part.filename:
            raise WeComError(44001, "a part named media, with a filename")
        return Upload(part.filename, part.content_type or "", await part.read())
    finally:
        await form.close()
