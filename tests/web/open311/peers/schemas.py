"""JSON types of GeoReport v2, written from the standard: what a client may rely on."""

from typing import Any

Schema = dict[str, Any]

ID: Schema = {"type": "string", "minLength": 1}
TEXT: Schema = {"type": ["string", "null"]}
WHEN: Schema = {"type": "string", "format": "date-time"}
MAYBE_WHEN: Schema = {"anyOf": [WHEN, {"type": "null"}]}
LINK: Schema = {"anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}]}
DEGREES: Schema = {"type": ["number", "null"]}


def listed(items: Schema) -> Schema:
    """An array of such objects."""
    return {"type": "array", "items": {"type": "object", **items}}


SERVICES = listed(
    {
        "required": ["service_code", "service_name", "metadata", "type"],
        "properties": {
            "service_code": ID,
            "service_name": {"type": "string"},
            "description": TEXT,
            "metadata": {"type": "boolean"},
            "type": {"enum": ["realtime", "batch", "blackbox"]},
            "keywords": TEXT,
            "group": TEXT,
        },
    }
)
DEFINITION: Schema = {
    "type": "object",
    "required": ["service_code", "attributes"],
    "properties": {
        "service_code": ID,
        "attributes": listed(
            {
                "required": ["variable", "code", "datatype", "required", "description"],
                "properties": {
                    "variable": {"type": "boolean"},
                    "code": ID,
                    "datatype": {"enum": ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]},
                    "required": {"type": "boolean"},
                    "datatype_description": TEXT,
                    "order": {"type": ["integer", "null"]},
                    "description": TEXT,
                    "values": listed(
                        {"required": ["key", "name"], "properties": {"key": ID, "name": {"type": "string"}}}
                    ),
                },
            }
        ),
    },
}
REQUESTS = listed(
    {
        "required": ["service_request_id", "status", "service_code", "requested_datetime"],
        "properties": {
            "service_request_id": ID,
            "status": {"enum": ["open", "closed"]},
            "status_notes": TEXT,
            "service_name": TEXT,
            "service_code": ID,
            "description": {"type": ["string", "null"], "maxLength": 4000},
            "agency_responsible": TEXT,
            "service_notice": TEXT,
            "requested_datetime": WHEN,
            "updated_datetime": MAYBE_WHEN,
            "expected_datetime": MAYBE_WHEN,
            "address": TEXT,
            "address_id": TEXT,
            "zipcode": TEXT,
            "lat": DEGREES,
            "long": DEGREES,
            "media_url": LINK,
        },
    }
)
POSTED: Schema = {
    **listed(
        {
            "oneOf": [{"required": ["service_request_id"]}, {"required": ["token"]}],
            "properties": {"service_request_id": ID, "token": ID, "service_notice": TEXT, "account_id": TEXT},
        }
    ),
    "minItems": 1,
    "maxItems": 1,
}
ERRORS: Schema = {
    **listed(
        {
            "required": ["code", "description"],
            "properties": {"code": {"type": "integer"}, "description": {"type": "string"}},
        }
    ),
    "minItems": 1,
}
