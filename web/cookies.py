"""Cookies of ours, and the one check that a change was asked for by a page of ours.

A cookie holds a random word that we made; what belongs to it stands in the database under the word's hash, so
that a word which somebody else put into a browser opens nothing.
"""

import hashlib
import secrets
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from web.fields import refuse
from web.site import Site

YEAR = 365 * 24 * 3600  # s; browsers keep no cookie much longer
_LONGEST = 128  # characters of a cookie that can be ours


def fresh() -> str:
    """A new word that nobody can guess."""
    return secrets.token_urlsafe(32)


def hashed(word: str) -> str:
    """What is kept of such a word."""
    return hashlib.sha256(word.encode()).hexdigest()


def read(site: Site, request: Request, name: str) -> str | None:
    """What the browser holds under this name; it may say anything."""
    found = request.cookies.get(_name(site, name), "")
    return found if 0 < len(found) <= _LONGEST and found.isascii() else None


def put(site: Site, response: Response, name: str, value: str, seconds: int = YEAR) -> None:
    """Have the browser keep it: out of reach for scripts and for other sites."""
    response.set_cookie(
        _name(site, name), value, max_age=seconds, path="/", secure=_secure(site), httponly=True, samesite="lax"
    )


def clear(site: Site, response: Response, name: str) -> None:
    """Have the browser forget it."""
    response.delete_cookie(_name(site, name), path="/", secure=_secure(site), httponly=True, samesite="lax")


def own_page(site: Site, request: Request) -> None:
    """Whatever changes something calls this first: another site's form or script is refused.  Raises ``Refused``.

    Browsers say themselves who asks: Sec-Fetch-Site, else Origin, else (the oldest) Referer.  A program that
    says none of these has no business here.
    """
    fetched = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin") or request.headers.get("referer", "")
    if not (fetched in ("same-origin", "none") if fetched else _origin(origin) in _ours(site, request)):
        refuse(site, request, "other-site", 403)


def _ours(site: Site, request: Request) -> set[str]:
    """The public address, and the one under which this browser found us."""
    host = request.headers.get("host", "")
    return {_origin(site.address), _origin(f"{request.url.scheme}://{host}")} - {""}


def _origin(address: str) -> str:
    """The scheme, host and port of an address; empty when it has none."""
    try:
        parts = urlsplit(address)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.hostname}:{port}" if parts.scheme and parts.hostname else ""


def _secure(site: Site) -> bool:
    return site.address.startswith("https://")


def _name(site: Site, name: str) -> str:
    """``__Host-``: no other host of the same domain can put one there."""
    return f"__Host-huiyin-{name}" if _secure(site) else f"huiyin-{name}"
