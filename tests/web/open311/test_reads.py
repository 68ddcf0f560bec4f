"""GeoReport v2, what is read: discovery, services, definitions and requests, in XML and JSON alike."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from domain.report import Pending, Status
from tests.web.conftest import Served
from tests.web.open311.both_ways import ask
from tests.web.open311.conftest import NOW, keep, lamp

FIELDS = (
    "service_request_id status status_notes service_name service_code description agency_responsible service_notice "
    "requested_datetime updated_datetime expected_datetime address address_id zipcode lat long media_url"
).split()


def numbers(found: list[dict[str, Any]]) -> list[str]:
    return [each["service_request_id"] for each in found]


async def test_discovery_says_where_the_service_is(desk: Served) -> None:
    found = await ask(desk, "discovery")
    assert found.keys() == {"changeset", "contact", "key_service", "endpoints"} and all(found.values())
    assert found["endpoints"] == [
        {
            "specification": "http://wiki.open311.org/GeoReport_v2",
            "url": "https://desk.example.org/open311/v2",
            "changeset": found["changeset"],
            "type": "production",
            "formats": ["text/xml", "application/json"],
        }
    ]


async def test_every_category_is_a_service_and_some_ask_something(desk: Served) -> None:
    found = {each["service_code"]: each for each in await ask(desk, "services")}
    assert len(found) == 25
    assert found["light"]["service_name"] == "light" and found["light"]["type"] == "realtime"
    assert found["light"]["description"] == "light: somebody answers within 1 day; done within 3 working days."
    assert [code for code, each in found.items() if each["metadata"] is True] == [
        "light",
        "charger",
        "manhole",
        "water_supply",
        "elevator",
    ]
    assert "street light" in found["light"]["keywords"].split(",")


async def test_services_are_named_in_the_language_that_is_asked_for(desk: Served) -> None:
    found = await ask(desk, "services", lang="zh-CN")
    assert found[0]["service_name"] == "灯" and "路灯" in found[0]["keywords"].split(",")


async def test_a_definition_asks_in_order(desk: Served) -> None:
    found = await ask(desk, "services/elevator")
    assert [(each["order"], each["code"], each["datatype"]) for each in found["attributes"]] == [
        (1, "trapped", "singlevaluelist"),
        (2, "code", "string"),
        (3, "since", "datetime"),
    ]
    trapped = found["attributes"][0]
    assert trapped["required"] is True and trapped["variable"] is True
    assert [each["key"] for each in trapped["values"]] == ["no", "yes"]
    assert await ask(desk, "services/greenery") == {"service_code": "greenery", "attributes": []}


async def test_only_what_is_public_is_listed_and_nobody_is_named(desk: Served) -> None:
    found = await ask(desk, "requests")
    assert sorted(numbers(found)) == ["1001", "1002"]
    first = next(each for each in found if each["service_request_id"] == "1001")
    assert list(first) == FIELDS
    assert first["status"] == "open" and first["address"] == "Building 3" and first["address_id"] == "b3"
    assert first["description"] == "light, Building 3: waiting for staff on duty."
    assert "402" not in str(found) and "李四" not in str(found) and "138" not in str(found)


async def test_words_are_shown_where_staff_released_them(desk: Served) -> None:
    await desk.db.write(keep, lamp(1005, released="The lamp is out."))
    (found,) = await ask(desk, "requests/1005")
    assert found["description"].startswith("The lamp is out.\n")


async def test_one_is_a_list_of_one_and_the_hidden_is_as_missing_as_what_never_was(desk: Served) -> None:
    assert numbers(await ask(desk, "requests/1001")) == ["1001"]
    missing = await ask(desk, "requests/9999", 404)
    for number in ("1003", "1004"):
        hidden = await ask(desk, f"requests/{number}", 404)
        assert hidden[0]["description"].replace(number, "9999") == missing[0]["description"]


async def test_times_say_their_zone_and_what_is_closed_says_when(desk: Served) -> None:
    by_number = {each["service_request_id"]: each for each in await ask(desk, "requests")}
    closed, waiting = by_number["1002"], by_number["1001"]
    zone = "+08:00"
    assert closed["status"] == "closed" and closed["expected_datetime"] is None
    assert closed["updated_datetime"].endswith(zone) and closed["updated_datetime"] > closed["requested_datetime"]
    assert waiting["expected_datetime"].endswith(zone)


async def test_a_move_that_may_be_undone_is_not_seen(desk: Served) -> None:
    pending = Pending("resolve", Status.ACKNOWLEDGED, NOW + timedelta(minutes=1))
    ended = lamp(1006, status=Status.RESOLVED, resolved_at=NOW, pending=pending)
    await desk.db.write(keep, ended)
    (found,) = await ask(desk, "requests/1006")
    assert (found["status"], found["status_notes"]) == ("open", "in hand")
    assert found["updated_datetime"] == found["requested_datetime"], "not the time of the move"
    assert "1006" in numbers(await ask(desk, "requests", status="open"))
    assert "1006" not in numbers(await ask(desk, "requests", status="closed"))


STATES = {
    "acknowledged": (Status.ACKNOWLEDGED, {}, "open", "in hand"),
    "refused": (Status.REFUSED, {"reason": "not_ours"}, "closed", "cannot be done: it is not ours to repair"),
    "withdrawn": (Status.WITHDRAWN, {}, "closed", "withdrawn"),
    "duplicate": (Status.DUPLICATE, {"duplicate_of": 1001}, "closed", "the same as 1001, and handled with it"),
    "of a hidden one": (Status.DUPLICATE, {"duplicate_of": 1003}, "closed", "the same as another one"),
    "false alarm": (Status.CLOSED, {"reason": "false_alarm"}, "closed", "looked at: there is no danger"),
    "late": (Status.OPEN, {"reported_at": NOW - timedelta(days=9)}, "open", "waiting for staff on duty, later"),
}


@pytest.mark.parametrize("case", STATES.values(), ids=STATES)
async def test_every_state_is_open_or_closed_and_says_which(desk: Served, case: Any) -> None:
    status, changes, expected, notes = case
    await desk.db.write(keep, lamp(1010, status=status, **changes))
    (found,) = await ask(desk, "requests/1010")
    assert found["status"] == expected and found["status_notes"].startswith(notes)


async def test_lists_are_narrowed_and_numbers_override_everything(desk: Served) -> None:
    assert numbers(await ask(desk, "requests", status="closed")) == ["1002"]
    assert numbers(await ask(desk, "requests", service_code="light")) == ["1001"]
    assert len(await ask(desk, "requests", service_code="light,road", status="open,closed")) == 2
    assert await ask(desk, "requests", service_code="nothing") == []
    asked = {"service_request_id": "1001,1002,1003,oak", "status": "open", "service_code": "road"}
    assert sorted(numbers(await ask(desk, "requests", **asked))) == ["1001", "1002"]


async def test_a_list_is_of_ninety_days(desk: Served) -> None:
    await desk.db.write(keep, lamp(1007, reported_at=NOW - timedelta(days=91)))
    assert "1007" not in numbers(await ask(desk, "requests"))
    start = (NOW - timedelta(days=92)).isoformat()
    assert numbers(await ask(desk, "requests", start_date=start, end_date=(NOW - timedelta(days=90)).isoformat())) == [
        "1007"
    ]
    assert "1007" in numbers(await ask(desk, "requests", start_date=start))
    assert "1001" not in numbers(await ask(desk, "requests", end_date=(NOW - timedelta(days=2)).isoformat()))
    await ask(desk, "requests", 400, start_date=start, end_date=NOW.isoformat())
    await ask(desk, "requests", 400, start_date=NOW.isoformat(), end_date=start)


async def test_a_plus_that_was_not_encoded_is_understood(desk: Served) -> None:
    day = (NOW - timedelta(days=3)).isoformat()
    for written in (day, quote(day), day.replace("+00:00", "Z")):
        answer = await desk.client.get(f"/open311/v2/requests.json?start_date={written}")
        assert answer.status_code == 200 and len(answer.json()) == 2


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00Z", "0238-10-01T16:52:29Z", "9999-12-31T23:59:59Z"])
async def test_a_date_may_be_far_away(desk: Served, date: str) -> None:
    for name in ("start_date", "end_date"):
        assert await ask(desk, "requests", **{name: date}) == []


@pytest.mark.parametrize("date", ["2026-05-01", "2026-05-01T08:00:00", "yesterday", "0001-01-01T00:00:00+08:00"])
async def test_a_date_without_a_zone_is_refused(desk: Served, date: str) -> None:
    (error,) = await ask(desk, "requests", 400, start_date=date)
    assert error["code"] == 400 and "start_date" in error["description"]


@pytest.mark.parametrize(
    "query", [{"status": "done"}, {"page": "0"}, {"page_size": "1001"}, {"page": "1001"}, {"page_size": "many"}]
)
async def test_what_is_not_understood_is_said(desk: Served, query: dict[str, str]) -> None:
    await ask(desk, "requests", 400, **query)


async def test_a_thousand_at_most_and_the_rest_page_by_page(desk: Served) -> None:
    many = [lamp(2000 + n, reported_at=NOW - timedelta(hours=2, seconds=n)) for n in range(1003)]
    await desk.db.write(keep, *many)
    first = (await desk.client.get("/open311/v2/requests.json?service_code=light")).json()
    rest = (await desk.client.get("/open311/v2/requests.json?service_code=light&page=2")).json()
    assert len(first) == 1000 and numbers(first)[0] == "2000"
    assert numbers(rest) == ["3000", "3001", "3002", "1001"]
    assert numbers(await ask(desk, "requests", page="2", page_size="2")) == ["2002", "2003"]


async def test_extensions_are_only_there_when_asked_for(desk: Served) -> None:
    (found,) = await ask(desk, "requests/1001", extensions="true")
    assert found["extended_attributes"] == {"grid": "g1", "cycle": 1, "supporters": 0, "state": "open"}


async def test_unknown_things_are_not_found_in_either_format(desk: Served) -> None:
    for path in ("services/oak", "requests/oak", "requests/a%0Ab", "nothing"):
        (error,) = await ask(desk, path, 404)
        assert error["code"] == 404 and error["description"]
    assert (await desk.client.get("/open311/v2/services.html")).status_code == 404
    answer = await desk.client.delete("/open311/v2/services.json")
    assert answer.status_code == 405 and answer.json()[0]["code"] == 405 and "GET" in answer.headers["allow"]


async def test_one_of_several_communities_is_named(both: Served) -> None:
    (error,) = await ask(both, "requests", 400)
    assert "ginkgo, willow" in error["description"]
    await ask(both, "requests", 404, jurisdiction_id="oak")
    assert numbers(await ask(both, "requests", jurisdiction_id="ginkgo")) == ["1001"]
    assert await ask(both, "requests", jurisdiction_id="willow") == []
    await ask(both, "requests/1001", 404, jurisdiction_id="willow")
    await ask(both, "services", 400)
    await ask(both, "services/light", 400)
    await ask(both, "discovery")


async def test_the_only_community_need_not_be_named_but_no_other_may_be(desk: Served) -> None:
    assert len(await ask(desk, "requests", jurisdiction_id="ginkgo")) == 2
    assert len(await ask(desk, "requests", jurisdiction_id="")) == 2
    await ask(desk, "requests", 404, jurisdiction_id="oak")


async def test_any_page_may_read_and_limits_are_told(desk: Served) -> None:
    answer = await desk.client.get("/open311/v2/requests.json")
    assert answer.headers["access-control-allow-origin"] == "*"
    limit, left = (int(answer.headers[f"x-ratelimit-{name}"]) for name in ("limit", "remaining"))
    assert limit == 5000 and left < limit


async def test_the_description_names_every_address_and_only_true_ones(desk: Served) -> None:
    found = (await desk.client.get("/open311/v2/openapi.json")).json()
    assert found["servers"] == [{"url": "https://desk.example.org/open311/v2"}]
    for path, operations in found["paths"].items():
        here = path.format(code="elevator", id="1001", token="none")
        answer = await desk.client.get(f"/open311/v2{here}")
        documented = operations["get"]["responses"][str(answer.status_code)]
        assert answer.headers["content-type"].partition(";")[0] in documented["content"], path
    (form,) = found["paths"]["/requests.json"]["post"]["requestBody"]["content"].values()
    lift = [each for each in form["schema"]["anyOf"] if each["properties"]["service_code"] == {"enum": ["elevator"]}]
    assert all("attribute[trapped]" in each["required"] for each in lift) and len(lift) == 2
