"""Cookies, and whether a POST was made by a page of ours."""

from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from starlette.requests import Request
from starlette.responses import Response

from config import categories, wording
from config.settings import HERE
from web import cookies
from web.fields import Refused
from web.site import Site

WORDS = wording.load(categories.load(HERE / "categories.toml"))


@dataclass
class Desk:
    """What the cookies need to know of the site."""

    address: str
    wording: Any = field(default_factory=lambda: WORDS)


def site(address: str) -> Site:
    """A site at this address."""
    return cast(Site, Desk(address))


def request(scheme: str = "http", **headers: str) -> Request:
    """A request as it comes from the proxy, with these headers."""
    named = {"host": "desk.example.org"} | {name.replace("_", "-"): value for name, value in headers.items()}
    raw = [(name.encode(), value.encode()) for name, value in named.items()]
    server = ("127.0.0.1", 8080)
    return Request(
        {
            "type": "http", "method": "POST", "path": "/", "query_string": b"", "scheme": scheme, "server": server,
            "headers": raw,
        }
    )  # fmt: skip


def allowed(address: str, **headers: str) -> bool:
    """Whether such a POST may change something."""
    try:
        cookies.own_page(site(address), request(**headers))
    except Refused as refused:
        assert refused.status_code == 403
        assert "our own page" in refused.detail or "我们自己的页面" in refused.detail
        return False
    return True


HTTPS = "https://desk.example.org"


@pytest.mark.parametrize(
    ("address", "headers", "expected"),
    [
        (HTTPS, {"sec_fetch_site": "same-origin"}, True),
        (HTTPS, {"sec_fetch_site": "none"}, True),
        (HTTPS, {"sec_fetch_site": "cross-site", "origin": HTTPS}, False),
        (HTTPS, {"sec_fetch_site": "same-site", "origin": "https://other.example.org"}, False),
        (HTTPS, {"origin": HTTPS}, True),
        (HTTPS, {"origin": "https://DESK.example.org:443"}, True),
        (HTTPS, {"origin": "https://desk.example.org.evil.example"}, False),
        (HTTPS, {"origin": "https://desk.example.org:8443"}, False),
        (HTTPS, {"origin": "null"}, False),
        (HTTPS, {"origin": "null", "referer": f"{HTTPS}/chat"}, False),
        (HTTPS, {"origin": "https://desk.example.org:x"}, False),
        (HTTPS, {"referer": f"{HTTPS}/chat?sign=3"}, True),
        (HTTPS, {"referer": f"https://evil.example/?{HTTPS}/"}, False),
        (HTTPS, {}, False),
        (HTTPS, {"host": "127.0.0.1:8080", "origin": HTTPS}, True),  # a proxy that tells us its own name for us
        ("", {"host": "127.0.0.1:8080", "origin": "http://127.0.0.1:8080"}, True),
        ("", {"host": "127.0.0.1:8080", "origin": "http://127.0.0.1:9090"}, False),
        ("", {"host": "[::1]:8080", "origin": "http://[::1]:8080"}, True),
        ("", {"host": "", "origin": ""}, False),
    ],
)
def test_only_our_own_pages_change_something(address: str, headers: dict[str, str], expected: bool) -> None:
    assert allowed(address, **headers) is expected


def test_a_cookie_is_out_of_reach_for_scripts_and_other_sites() -> None:
    answer = Response()
    cookies.put(site(HTTPS), answer, "chat", "word", 60)
    said = answer.headers["set-cookie"]
    assert said.startswith("__Host-huiyin-chat=word;")
    assert all(part in said for part in ("HttpOnly", "SameSite=lax", "Secure", "Path=/", "Max-Age=60"))
    assert "Domain" not in said
    cookies.clear(site(HTTPS), answer, "chat")
    assert '__Host-huiyin-chat=""' in answer.headers.getlist("set-cookie")[1]
    assert "Max-Age=0" in answer.headers.getlist("set-cookie")[1]


def test_without_https_it_is_an_ordinary_one() -> None:
    answer = Response()
    cookies.put(site("http://192.168.1.5:8080"), answer, "chat", "word")
    assert answer.headers["set-cookie"].startswith("huiyin-chat=word;")
    assert "Secure" not in answer.headers["set-cookie"]


@pytest.mark.parametrize(("held", "found"), [("word", "word"), ("", None), ("x" * 200, None), ("é", None)])
def test_what_a_browser_holds_may_say_anything(held: str, found: str | None) -> None:
    assert cookies.read(site(HTTPS), request(cookie=f"__Host-huiyin-chat={held}; huiyin-chat=other"), "chat") == found


def test_no_word_comes_twice_and_only_its_hash_is_kept() -> None:
    assert len({cookies.fresh() for _ in range(100)}) == 100
    assert len(cookies.fresh()) >= 43
    assert cookies.hashed("word") == cookies.hashed("word") != cookies.hashed("Word")
