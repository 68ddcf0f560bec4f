"""Asks in both formats, and holds that both say the same."""

from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from tests.web.conftest import Served

SINGLE = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
}
TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}


async def ask(desk: Served, path: str, expected: int = 200, /, **query: str) -> Any:
    """What is answered in JSON, once the same was read from the XML."""
    answers = {suffix: await desk.client.get(f"/open311/v2/{path}.{suffix}", params=query) for suffix in TYPES}
    for suffix, answer in answers.items():
        assert (answer.status_code, answer.headers["content-type"]) == (expected, TYPES[suffix]), answer.text
    text = answers["xml"].text
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>\n<')
    value = answers["json"].json()
    assert read(fromstring(text)) == as_texts(value)
    return value


def read(element: Element) -> Any:
    """An XML element by the standard's own rules: plural names are lists, the empty is nothing."""
    if element.tag in SINGLE:
        assert {child.tag for child in element} <= {SINGLE[element.tag]}
        return [read(child) for child in element]
    return {child.tag: read(child) for child in element} if len(element) else element.text


def as_texts(value: Any) -> Any:
    """A JSON value with everything as XML has it: words."""
    if isinstance(value, list):
        return [as_texts(each) for each in value]
    if isinstance(value, dict):
        return {name: as_texts(each) for name, each in value.items()}
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value in (None, "") else str(value)
