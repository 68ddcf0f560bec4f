"""The parameters of a call, however they came: in the address, as a form, as JSON or with files."""

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from tests.telegram.description import Upload
from tests.telegram.errors import NotAllowed

ATTACHED = "attach://"
LONGEST_FIELD = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Form:
    """Fields and files of one call, by name."""

    fields: dict[str, Any]
    files: dict[str, Upload]


async def read(query: str, content_type: str, body: bytes) -> Form:
    """The parameters.  Raises NotAllowed if the body is not what its type says."""
    fields: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        return Form(fields | read_json(body), {})
    if kind == "application/x-www-form-urlencoded":
        return Form(fields | dict(parse_qsl(body.decode(), keep_blank_values=True)), {})
    if kind == "multipart/form-data":
        return await read_parts(fields, content_type, body)
    if body:
        raise NotAllowed(f"unsupported content type {kind!r}")
    return Form(fields, {})


def read_json(body: bytes) -> dict[str, Any]:
    """A body in JSON."""
    try:
        parsed = json.loads(body or b"{}")
    except ValueError:
        raise NotAllowed("can't parse JSON object") from None
    if not isinstance(parsed, dict):
        raise NotAllowed("expected an Object")
    return parsed


async def read_parts(fields: dict[str, Any], content_type: str, body: bytes) -> Form:
    """A body in parts."""

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(Headers({"content-type": content_type}), stream(), max_part_size=LONGEST_FIELD)
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise NotAllowed(f"can't parse multipart body: {error.message}") from None
    files = {}
    for name, part in form.multi_items():
        if isinstance(part, UploadFile):
            files[name] = Upload(part.filename or "", await part.read())
        else:
            fields[name] = part
    await form.close()
    return Form(fields, files)


def attach(value: Any, files: dict[str, Upload], used: set[str]) -> Any:
    """The value with each "attach://name" replaced by that file."""
    match value:
        case dict():
            return {name: attach(each, files, used) for name, each in value.items()}
        case list():
            return [attach(each, files, used) for each in value]
        case str() if value.startswith(ATTACHED) and value.removeprefix(ATTACHED) in files:
            used.add(value.removeprefix(ATTACHED))
            return files[value.removeprefix(ATTACHED)]
    return value
