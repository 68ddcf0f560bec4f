"""Texts that would run if a page took them for its own, and what tells that one of them did.

Each carries an element and an attribute called ``x-canary``, and calls that a browser would be seen making.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Page, Request

RUN = "window.canary=1;alert(1);fetch('/canary')"
ATTACKS = (
    f'"><x-canary><script>{RUN}</script>',
    f'\'><x-canary><img src=/canary onerror="{RUN}">',
    f'" x-canary autofocus onfocus="{RUN}" a="',
    f"' x-canary onmouseover='{RUN}",
    f"</title></textarea></style></script></svg><x-canary><svg onload={RUN}>",
    f"javascript:{RUN}//<x-canary>",
    f"]]><x-canary/><!--><x-canary><script>{RUN}</script>-->",
    f"</p></dd></li></article><iframe src='javascript:{RUN}'></iframe><x-canary>",
    "{{ 7*7*191 }}{% for a in b %}${7*7*191}#{7*7*191}<x-canary>",
    "\u202egnp.3\u202c \u2066\u200f<x-canary>\u200b\ufeff",
    "a\x00b\x08c\x1b[31m\x7f\ufffe\ufdd0<x-canary>\r\n\u2028\u2029",
    "&lt;x-canary&gt;&#60;x-canary&#62;&quot;&amp;amp;",
    "%3Cx-canary%3E%22%27%00..%2f..%2f",
    "灯" * 10_000 + "<x-canary>",
)
PLAIN = tuple(each for each in ATTACKS if each.isprintable() and len(each) < 1_000)  # as a name may be
LINKS = frozenset("href src action formaction xlink:href poster srcset ping".split())
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class Watchful(HTMLParser):
    """Reads a page as a browser does and finds what is not its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.elements = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing of an attack, no script but a file of ours or data, nothing that runs in an attribute."""
        self.elements += 1
        values = dict(attrs)
        data = values.get("type") == "application/json"
        script = tag == "script" and not data and not (values.get("src") or "").startswith("/static/")
        if tag in ("x-canary", "iframe", "object", "embed", "base") or script:
            self.found.append(f"<{tag} {attrs}>")
        for name, value in attrs:
            runs = name in LINKS and re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE)
            if name.startswith(("on", "x-")) or name in ("style", "srcdoc") or runs:
                self.found.append(f"<{tag} {name}={value}>")

    def handle_comment(self, data: str) -> None:
        """No page of ours has any."""
        self.found.append(f"<!--{data}-->")


def foreign(page: str) -> list[str]:
    """What in a page of HTML is not ours; empty when all is well."""
    reader = Watchful()
    reader.feed(page)
    reader.close()
    assert reader.elements > 10
    if "9359" in page:
        reader.found.append("a sum was worked out")  # 7 * 7 * 191
    return reader.found + _CONTROLS.findall(page)


@contextmanager
def nothing_runs(opened: Page) -> Iterator[None]:
    """In this page no attack runs, asks for an address, or was only held back by the policy of the page."""
    ran: list[str] = []

    def asked(request: Request) -> None:
        if urlsplit(request.url).path == "/canary":
            ran.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            ran.append(message.text)

    opened.on("dialog", lambda dialog: ran.append(dialog.message))
    opened.on("request", asked)
    opened.on("console", said)
    opened.on("pageerror", lambda error: ran.append(str(error)))
    yield
    assert not ran, ran


async def stands(opened: Page) -> bool:
    """Whether an attack became a part of the page that is open."""
    found = await opened.evaluate("'canary' in window || document.querySelector('x-canary, [x-canary]') !== null")
    return bool(found)
