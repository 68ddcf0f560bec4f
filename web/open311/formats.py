"""One value, written as XML or as JSON: GeoReport v2, "JSON and XML Conversion".

Lists stand in XML in an element of their plural name, each item in one of its singular; JSON drops the root's name.
What is None is null, or an empty element.
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'

_ITEMS = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
}
# XML 1.0 has no place for them, not even escaped; "Char" in https://www.w3.org/TR/xml/#charsets
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(suffix: str, root: str, value: Any) -> bytes:
    """The value in the format of the suffix; both say the same."""
    if suffix == "json":
        return json.dumps(_clean(value), ensure_ascii=False).encode()
    return f"{HEAD}{_element(root, _clean(value))}\n".encode()


def plain(text: str) -> str:
    """A text without what XML cannot hold, its lines ended by one sign."""
    return _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _clean(value: Any) -> Any:
    match value:
        case str():
            return plain(value)
        case Mapping():
            return {name: _clean(each) for name, each in value.items()}
        case list() | tuple():
            return [_clean(each) for each in value]
    return value


def _element(name: str, value: Any) -> str:
    match value:
        case None | "":
            return f"<{name}/>"
        case Mapping():
            inside = "".join(_element(part, each) for part, each in value.items())
        case list():
            inside = "".join(_element(_ITEMS[name], each) for each in value)
        case bool():
            inside = "true" if value else "false"
        case _:
            inside = escape(str(value))
    return f"<{name}>{inside}</{name}>"
