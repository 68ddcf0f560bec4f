"""Photos and voice messages over HTTP: who may fetch which, and how long it may be kept.

An address alone opens nothing.  Everybody may fetch what ``storage/released.py`` holds open; whoever is in a chat of
ours also what stands in a message there, under another address.  What may not be fetched looks like what never was.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from domain.media import platform
from storage import copies, media, released, web
from storage.db import Tx
from web.site import Site

# A copy may be kept, but every use of it asks first: what was taken back is gone at once.
EVERYBODY, ALONE = "public, no-cache", "private, no-cache"
May = Callable[[Tx, str], bool]  # whether who asks may fetch the file that a message or a report calls so


def route(site: Site) -> Route:
    """Where everybody fetches what was released."""

    async def fetch(request: Request) -> Response:
        return await fetched(site, request, released.is_open, EVERYBODY)

    return Route("/media/{name}", fetch)


def in_chat(chat: str | None, account: str | None = None) -> May:
    """Whether it stands in a message that this account sees in this chat of ours (None: in any chat)."""
    return lambda tx, name: web.shows(tx, name, chat, account)


async def fetched(site: Site, request: Request, may: May, caching: str = ALONE) -> Response:
    """The file that the address calls ``name``, if ``may`` says so; else 404, whatever the reason."""
    assert site.lookout is not None
    path = await site.lookout.look(_path, request.path_params["name"], site.media, may)
    if path is None:
        raise HTTPException(404)
    headers = {"Cache-Control": caching, "ETag": f'"{path.name}"', "X-Robots-Tag": "noindex"}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(path, media_type=media.TYPES[path.suffix[1:]], headers=headers)


def address(where: str, name: str, small: bool = False) -> str:
    """The address of a photo, its thumbnail or a voice message below ``where``, ``/media`` for one."""
    return f"{where}/{quote(media.thumbnail(name) if small else name, safe='')}"


def _path(tx: Tx, asked: str, shelf: media.Shelf, may: May) -> Path | None:
    small = asked.endswith(media.SMALL)
    name = asked.removesuffix(media.SMALL) if small else asked
    if small and not platform(name):
        name += ".jpg"
    if len(name) > media.LONGEST or not may(tx, name):
        return None
    file = copies.stored(tx, name) if platform(name) else name
    return shelf.find(media.thumbnail(file) if small else file) if file else None
