"""An OpenAPI 3 description of all this, made from one table, for tools that read such a thing."""

from collections.abc import Mapping
from typing import Any

from domain.categories import Answer, Categories, Question
from storage.requests import MOST
from web.open311.asked import PAGES, Ask
from web.open311.form import ADDRESS
from web.open311.formats import TYPES
from web.open311.services import CHANGESET, ROOT

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": "string", "nullable": True}
TIME: Schema = {"type": "string", "format": "date-time"}
MAYBE_TIME: Schema = {**TIME, "nullable": True}
DEGREES: Schema = {"type": "number", "nullable": True}
WHOLE: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}


def _object(needed: Mapping[str, Schema], **more: Schema) -> Schema:
    return {"type": "object", "properties": {**needed, **more}, "required": list(needed)}


def _list(items: Schema, **limits: int) -> Schema:
    return {"type": "array", "items": items, **limits}


ERRORS = _list(_object({"code": WHOLE, "description": TEXT}))
ENDPOINT = _object(
    {
        "specification": TEXT,
        "url": TEXT,
        "changeset": TEXT,
        "type": {"enum": ["production", "test"]},
        "formats": _list(TEXT),
    }
)
DISCOVERY = _object({"changeset": TEXT, "contact": TEXT, "key_service": TEXT, "endpoints": _list(ENDPOINT, minItems=1)})
SERVICE = _object(
    {
        **dict.fromkeys(("service_code", "service_name", "description"), TEXT),
        "metadata": FLAG,
        "type": {"enum": ["realtime", "batch", "blackbox"]},
        "keywords": TEXT,
        "group": TEXT,
    }
)
ATTRIBUTE = _object(
    {
        "variable": FLAG,
        "code": TEXT,
        "datatype": {"enum": ["string", "text", "number", "datetime", "singlevaluelist", "multivaluelist"]},
        "required": FLAG,
        "datatype_description": TEXT,
        "order": {"type": "integer", "minimum": 1},
        "description": TEXT,
        "values": _list(_object({"key": TEXT, "name": TEXT})),
    }
)
DEFINITION = _object({"service_code": TEXT, "attributes": _list(ATTRIBUTE)})
REQUEST = _object(
    {
        "service_request_id": TEXT,
        "status": {"enum": ["open", "closed"]},
        **dict.fromkeys(("status_notes", "service_name", "service_code"), TEXT),
        "description": {"type": "string", "maxLength": 4000},
        "agency_responsible": TEXT,
        "service_notice": MAYBE,
        "requested_datetime": TIME,
        "updated_datetime": TIME,
        "expected_datetime": MAYBE_TIME,
        **dict.fromkeys(("address", "address_id", "zipcode"), MAYBE),
        "lat": DEGREES,
        "long": DEGREES,
        "media_url": {**MAYBE, "format": "uri"},
    },
    extended_attributes=_object({"grid": MAYBE, "cycle": WHOLE, "supporters": WHOLE, "state": TEXT}),
)
REQUESTS = _list(REQUEST, maxItems=MOST)
POSTED = _list(
    _object({"service_notice": MAYBE, "account_id": MAYBE}, service_request_id=TEXT, token=TEXT), minItems=1, maxItems=1
)
TOKEN = _list(_object({"service_request_id": MAYBE, "token": TEXT}), minItems=1, maxItems=1)

HOME = ("jurisdiction_id", TEXT, "code of the community; needed where there are several")
LANG = ("lang", TEXT, "zh-CN or en, instead of Accept-Language")
DATE: Schema = {"anyOf": [TIME, {"enum": [""]}]}  # an empty argument counts as absent
STATUS: Schema = {"type": "string", "pattern": "^((open|closed)(,(open|closed))*)?$"}
LIST = (
    HOME,
    LANG,
    ("service_request_id", TEXT, "numbers with commas; overrides all others"),
    ("service_code", TEXT, "codes with commas"),
    ("start_date", DATE, "from then; 90 days before end_date unless it is said"),
    ("end_date", DATE, "until then; at most 90 days after start_date"),
    ("status", STATUS, "open, closed, or both with a comma"),
    ("page", {"type": "integer", "minimum": 1, "maximum": PAGES}, "of so many each"),
    ("page_size", {"type": "integer", "minimum": 1, "maximum": MOST}, "how many on a page"),
    ("extensions", TEXT, "true: with extended_attributes"),
)
ONE = (
    HOME,
    LANG,
    ("extensions", TEXT, "true: with extended_attributes"),
    ("api_key", TEXT, "of the program that sent it"),
)

# Path, its argument, what it is, the arguments of its address, what is answered, which errors there may be.
READS = (
    ("/discovery", "", "Where the service is, and how to get a key", (LANG,), DISCOVERY, ()),
    ("/services", "", "What can be reported", (HOME, LANG), _list(SERVICE, minItems=1), (400, 404)),
    ("/services/{code}", "code", "What is asked about one service", (HOME, LANG), DEFINITION, (400, 404)),
    ("/requests", "", "What was reported", LIST, REQUESTS, (400, 404)),
    ("/requests/{id}", "id", "One request", ONE, {**REQUESTS, "minItems": 1, "maxItems": 1}, (400, 403, 404)),
    ("/tokens/{token}", "token", "The request that a token led to", (HOME, LANG), TOKEN, (400, 404)),
)
SHORT: Schema = {"type": "string", "maxLength": 255}
FORM: dict[str, Schema] = {
    **{name: SHORT for name in "email device_id account_id first_name last_name phone jurisdiction_id".split()},
    "description": {"type": "string", "maxLength": 4000},
    "media_url": {"type": "string", "pattern": f"^({ADDRESS})?$", "maxLength": 500},
}
SEEN: Schema = {**SHORT, "pattern": "[A-Za-z0-9]"}  # not only what nobody can see
PLACES: tuple[dict[str, Schema], ...] = (  # one of them has to be there
    {"address_string": SEEN},
    {
        "lat": {"type": "number", "minimum": -90, "maximum": 90},
        "long": {"type": "number", "minimum": -180, "maximum": 180},
    },
)
SAID = {  # errors, each in the format of the answer
    400: "not understood",
    403: "no valid api_key",
    404: "not there, or not public",
    413: "too long",
    429: "too often; Retry-After says when to come again",
}


def described(ask: Ask) -> Schema:
    """The whole description."""
    paths: dict[str, Any] = {}
    for path, argument, about, arguments, answer, errors in READS:
        for suffix in TYPES:
            found = paths.setdefault(f"{path}.{suffix}", {})
            parameters = [_argument(*each) for each in arguments]
            if argument:
                parameters.insert(0, {"name": argument, "in": "path", "required": True, "schema": TEXT})
            found["get"] = _operation(f"{about} ({suffix})", suffix, answer, errors, parameters)
    for suffix in TYPES:
        operation = _operation(f"Report something ({suffix})", suffix, POSTED, (400, 403, 404, 413), [_argument(*LANG)])
        content = {"application/x-www-form-urlencoded": {"schema": _form(ask)}}
        paths[f"/requests.{suffix}"]["post"] = operation | {"requestBody": {"required": True, "content": content}}
    return {
        "openapi": "3.0.3",
        "info": {"title": "Open311 GeoReport v2", "version": CHANGESET},
        "servers": [{"url": f"{ask.address}{ROOT}"}],
        "paths": paths,
    }


def _form(ask: Ask) -> Schema:
    """The form of each category that asks something, and that of all others; each with one way to say where."""
    plain: list[str] = []
    forms: list[tuple[Schema, dict[str, Schema], dict[str, Schema]]] = []
    for category in {code: each for kinds in _all_kinds(ask) for code, each in kinds.by_code.items()}.values():
        if not category.questions:
            plain.append(category.code)
            continue
        asked = {True: {}, False: {}}  # type: dict[bool, dict[str, Schema]]
        for question in category.questions:
            asked[question.required].update(_answer(question))
        forms.append(({"enum": [category.code]}, asked[True], asked[False]))
    forms.append(({"enum": plain}, {}, {}))
    never: dict[str, Schema] = {
        field: {"not": {}} for _, needed, more in forms for field in (*needed, *more)
    }  # asked elsewhere
    return {
        "anyOf": [
            _object({"api_key": TEXT, "service_code": code, **place, **needed}, **{**never, **FORM, **more, **needed})
            for code, needed, more in forms
            for place in PLACES
        ]
    }


def _answer(question: Question) -> dict[str, Schema]:
    keys: Schema = {"enum": [choice.key for choice in question.choices]}
    field = f"attribute[{question.code}]"
    match question.answer:
        case Answer.ONE:
            return {field: keys}
        case Answer.SEVERAL:
            return {f"{field}[]": _list(keys)}
        case Answer.NUMBER:
            return {field: {"type": "number"}}
        case Answer.DATETIME:
            return {field: TIME if question.required else DATE}
    return {field: SEEN if question.required else SHORT}


def _all_kinds(ask: Ask) -> list[Categories]:
    return [ask.kinds(home) for home in ask.site.communities.values()]


def _argument(name: str, schema: Schema, about: str) -> Schema:
    return {"name": name, "in": "query", "description": about, "schema": schema}


def _operation(
    about: str, suffix: str, answer: Schema, errors: tuple[int, ...], parameters: list[Schema]
) -> dict[str, Any]:
    responses = {"200": {"description": "as asked", "content": _content(suffix, answer)}}
    for status in (*errors, 429):
        responses[str(status)] = {"description": SAID[status], "content": _content(suffix, ERRORS)}
    return {"summary": about, "parameters": parameters, "responses": responses}


def _content(suffix: str, schema: Schema) -> Schema:
    """The schemas are those of the JSON; the XML says the same in elements."""
    kind = TYPES[suffix].partition(";")[0]
    return {kind: {"schema": schema} if suffix == "json" else {}}
