"""Whatever is asked or sent, the answer is one of the documented ones, in the format that was asked for."""

import json
from typing import Any
from urllib.parse import quote

import httpx
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import inbox
from tests.web.conftest import Served
from tests.web.open311.conftest import key

ANY = st.text(max_size=80)
NAMES = (
    "jurisdiction_id service_request_id service_code start_date end_date status page page_size extensions lang api_key"
).split()
LIKELY = st.sampled_from(
    ["ginkgo", "1001", "1001,,x", "light", "open", "closed,open", "2026-11-01T00:00:00 08:00", "0", "-1", "1e9", "true"]
)
FIELDS = (
    "service_code address_string address_id lat long description media_url email device_id first_name phone "
    "attribute[trapped] attribute[] attribute[code][] attribute[since]"
).split()
PATHS = ["discovery", "services", "services/elevator", "requests", "requests/1001", "tokens/a"]
CALM = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def readable(answer: httpx.Response, path: str) -> None:
    """No failure of ours, and a body in the format of the address."""
    assert answer.status_code in (200, 400, 403, 404, 405, 413, 429), answer.text
    if path.endswith(".json"):
        json.loads(answer.content)
    else:
        fromstring(answer.content)


def reads() -> st.SearchStrategy[list[tuple[str, dict[str, str]]]]:
    path = st.builds(
        lambda begin, suffix: f"{begin}.{suffix}",
        st.sampled_from(PATHS) | st.builds("requests/{}".format, ANY),
        st.sampled_from(["json", "xml"]),
    )
    query = st.dictionaries(st.sampled_from(NAMES), LIKELY | ANY, max_size=4)
    return st.lists(st.tuples(path, query), min_size=1, max_size=8)


FORMS = st.lists(
    st.dictionaries(
        st.sampled_from(FIELDS),
        st.sampled_from(["elevator", "light", "noise", "3号楼", "b3", "yes", "12", "40.07", "https://a.b/c"]) | ANY,
        max_size=7,
    ),
    min_size=1,
    max_size=4,
)


@given(asked=reads(), sent=FORMS)
@CALM
async def test_no_request_breaks_it(desk: Served, asked: list[tuple[str, dict[str, str]]], sent: list[Any]) -> None:
    for path, query in asked:
        where = f"/open311/v2/{quote(path, safe='/')}"
        readable(await desk.client.get(where, params=query), path)
    secret = await key(desk)
    for form in sent:
        for suffix in ("json", "xml"):
            answer = await desk.client.post(f"/open311/v2/requests.{suffix}", data={"api_key": secret, **form})
            readable(answer, f"requests.{suffix}")
    assert await desk.db.write(inbox.parked) == []
