"""What a page sent: its fields, one by one, and a refusal with a sentence for the person who sent it."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from starlette.exceptions import HTTPException
from starlette.requests import Request

from domain.community import Point
from web.site import Site, language

Fields = Mapping[str, Any]  # a form, or the object of a JSON body


class Refused(HTTPException):
    """Bad input, with a sentence for the person who sent it."""


def refuse(site: Site, request: Request, key: str, status: int = 400, again: int = 0) -> NoReturn:
    """Say no, in the visitor's language: the wording ``web-KEY``; ``again``: after how many seconds to try again."""
    headers = {"Retry-After": str(again)} if again else None
    raise Refused(status, site.wording.text(language(request), f"web-{key}"), headers)


async def json_object(site: Site, request: Request) -> dict[str, Any]:
    """The body, which has to be a JSON object.  Raises ``Refused``."""
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        refuse(site, request, "bad-request")
    return body


def field(fields: Fields, name: str) -> str:
    """A field's text; empty when there is none, or when it is something else."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def point(fields: Fields) -> Point | None:
    """A place on the earth, from ``lat`` and ``lon``; None when they are none."""
    try:
        lat, lon = float(field(fields, "lat")), float(field(fields, "lon"))
    except ValueError:
        return None
    return Point(lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None
