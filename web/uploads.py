"""Photos and voice messages that a page sends: checked, encoded anew and stored before anything names them."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from storage import copies, media, pictures
from storage.db import OperationalError
from storage.likeness import Fingerprint
from web.fields import refuse
from web.site import Site

PHOTOS = 9  # in one message
FIELD = 100_000  # bytes of a field that is no file; the longest message has half of that

Kept = tuple[str, str, int, Fingerprint | None]  # name, kind, bytes, and what to know it again by


def form(request: Request) -> AbstractAsyncContextManager[FormData]:
    """The form of a message, with at most this much in it."""
    return request.form(max_files=PHOTOS + 1, max_fields=20, max_part_size=FIELD)


async def photos(site: Site, request: Request, fields: FormData) -> tuple[str, ...]:
    """The names of the photos in a form.  Raises ``Refused``."""
    names = []
    for upload in fields.getlist("photo"):
        if isinstance(upload, UploadFile) and upload.size:
            names.append(await _kept(site, request, _photo, await upload.read(pictures.LARGEST + 1)))
    return tuple(names)


async def voice(site: Site, request: Request, fields: FormData) -> str | None:
    """The name of the voice message in a form.  Raises ``Refused``."""
    upload = fields.get("voice")
    if not isinstance(upload, UploadFile) or not upload.size:
        return None
    return await _kept(site, request, _voice, await upload.read(pictures.LARGEST + 1))


async def _kept(site: Site, request: Request, keep: Callable[[media.Shelf, bytes], Kept], content: bytes) -> str:
    """The name of an upload that was checked and stored."""
    try:
        kept = await asyncio.to_thread(keep, site.media, content)
    except pictures.Unusable as error:
        refuse(site, request, f"upload-{error.why}")
    except media.Full:
        refuse(site, request, "upload-full", 507)
    except OSError as error:  # a full disk: told as what cannot be written to the database is (web/app.py)
        raise OperationalError(str(error)) from error
    await site.db.write(copies.uploaded, *kept, site.clock.now())
    return kept[0]


def _photo(shelf: media.Shelf, content: bytes) -> Kept:
    photo = pictures.photo(content)
    return shelf.put_photo(photo), "photo", len(photo.jpeg), photo.print


def _voice(shelf: media.Shelf, content: bytes) -> Kept:
    return shelf.put(content, pictures.voice(content)), "voice", len(content), None
