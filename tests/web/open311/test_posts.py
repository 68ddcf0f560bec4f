"""GeoReport v2, what is sent: keys, forms, tokens, and what becomes of it on the desk."""

import json
from typing import Any

import httpx
import pytest
from defusedxml.ElementTree import fromstring

from bot.commands import command
from storage.db import Tx
from tests.web.conftest import Served
from tests.web.open311.both_ways import ask, read
from tests.web.open311.conftest import key

LAMP = {"service_code": "light", "address_string": "3号楼2单元", "description": "The stairwell light is out."}


async def send(desk: Served, form: dict[str, Any], suffix: str = "json") -> httpx.Response:
    return await desk.client.post(f"/open311/v2/requests.{suffix}", data=form)


async def filed(desk: Served, **form: Any) -> dict[str, Any]:
    """What is answered to a form that is taken."""
    answer = await send(desk, {"api_key": await key(desk), **LAMP, **form})
    assert answer.status_code == 200, answer.text
    (found,) = answer.json()
    return dict(found)


async def row(desk: Served, number: str) -> dict[str, Any]:
    """A report as it is stored."""

    def get(tx: Tx) -> dict[str, Any]:
        columns = "category building place text reporter danger urgency source visibility photo_url message".split()
        found = tx.one(f"SELECT {', '.join(columns)} FROM report WHERE number = ?", (int(number),))
        assert found is not None
        return dict(zip(columns, found, strict=True))

    return await desk.db.write(get)


async def said(desk: Served, channel: str = "web") -> str:
    """All that was said on a channel."""

    def get(tx: Tx) -> str:
        sql = "SELECT content FROM slot JOIN chat ON chat.id = slot.chat WHERE channel = ?"
        return "\n".join(json.loads(content)["text"] for (content,) in tx.all(sql, (channel,)))

    return await desk.db.write(get)


async def test_a_report_gets_its_number_and_staff_read_it(town: Served) -> None:
    found = await filed(town, media_url="https://photos.example.org/13800138000.jpg?a=1&b=2")
    assert found.keys() == {"service_request_id", "service_notice", "account_id"}
    assert found["service_notice"].startswith("Got it. Somebody answers by ")
    kept = await row(town, found["service_request_id"])
    assert (kept["category"], kept["building"], kept["place"], kept["source"]) == (
        "light",
        "b3",
        "3号楼2单元",
        "open311",
    )
    assert kept["text"] == LAMP["description"] and kept["photo_url"].endswith("13800138000.jpg?a=1&b=2")
    words = await said(town)
    assert "https://photos.example.org/13800138000.jpg?a=1&b=2" in words
    assert "从别的应用报来的" in words
    (shown,) = await ask(town, f"requests/{found['service_request_id']}")
    assert shown["status"] == "open" and "stairwell" not in str(shown) and "photos.example.org" not in str(shown)


async def test_the_same_in_xml(town: Served) -> None:
    answer = await send(town, {"api_key": await key(town), **LAMP}, "xml")
    assert answer.status_code == 200 and answer.headers["content-type"] == "text/xml; charset=utf-8"
    (found,) = read(fromstring(answer.text))
    assert int(found["service_request_id"]) > 1000 and found["account_id"] is None


async def test_a_token_leads_to_the_report(town: Served) -> None:
    found = await filed(town)
    token = (await row(town, found["service_request_id"]))["message"]
    assert await ask(town, f"tokens/{token}") == [{"service_request_id": found["service_request_id"], "token": token}]
    for unknown in ("oak", token[:-1], "a" * 100):
        await ask(town, f"tokens/{unknown}", 404)


async def test_answers_become_words_and_one_that_names_danger_calls_everybody(town: Served) -> None:
    form = {"service_code": "elevator", "description": "", "attribute[trapped]": "yes", "attribute[code]": "L 3-1"}
    found = await filed(town, **form)
    kept = await row(town, found["service_request_id"])
    assert kept["text"] == "Is anybody trapped: yes, somebody is inside\nLift code inside the car: L 3-1"
    assert (kept["danger"], kept["urgency"]) == ("elevator", "emergency")
    assert "Call at once" in found["service_notice"] and "119" in found["service_notice"]


async def test_an_answer_that_names_no_danger_alarms_nobody(town: Served) -> None:
    found = await filed(town, **{"service_code": "elevator", "description": "", "attribute[trapped]": "no"})
    assert (await row(town, found["service_request_id"]))["danger"] is None


async def test_several_answers_stand_together(town: Served) -> None:
    form = {"attribute[code]": "E-17", "attribute[fault][]": ["dead", "plug"], "service_code": "charger"}
    found = await filed(town, **form)
    text = (await row(town, found["service_request_id"]))["text"]
    assert text.endswith("Code on the charger: E-17\nWhat happens: no response, broken plug")


async def test_danger_in_words_is_danger_whatever_was_chosen(town: Served) -> None:
    found = await filed(town, service_code="other", description="闻到很浓的煤气味，快来人")
    kept = await row(town, found["service_request_id"])
    assert (kept["category"], kept["danger"]) == ("other", "gas")
    again = await filed(town, service_code="gas", description="着火了！火很大", address_string="5号楼")
    assert (await row(town, again["service_request_id"]))["danger"] == "fire"


async def test_what_only_the_head_may_hear_becomes_no_report(town: Served) -> None:
    found = await filed(town, service_code="other", description="我不想活了", phone="13800138000")
    assert "service_request_id" not in found
    assert "not be alone" in found["service_notice"] or "hard" in found["service_notice"]
    assert await ask(town, f"tokens/{found['token']}") == [{"service_request_id": None, "token": found["token"]}]
    assert "不想活" not in str(await ask(town, "requests"))


async def test_who_it_was_is_for_the_assignee_alone(town: Served) -> None:
    form = {"first_name": "Wei", "last_name": "Zhou", "phone": "138 0013 8000", "email": "zhou@example.org"}
    found = await filed(town, **form, description="The light is out, call me: 13900139000")

    def contact(tx: Tx) -> Any:
        return tx.one("SELECT name, phone, visit FROM contact")

    assert await town.db.write(contact) == ("Wei Zhou", "13900139000 / 13800138000", "zhou@example.org")
    everywhere = str(await ask(town, f"requests/{found['service_request_id']}")) + await said(town)
    for secret in ("Zhou", "zhou@", "13800138000", "13900139000"):
        assert secret not in everywhere


async def test_the_same_again_counts_with_the_first(town: Served) -> None:
    first = await filed(town, description="3号楼2单元楼道灯不亮", device_id="a")
    again = await filed(town, description="3号楼2单元的楼道灯不亮了", device_id="b")
    assert again["service_request_id"] == first["service_request_id"]
    assert "the same as" in again["service_notice"]
    other = await filed(town, description="3号楼5单元楼道灯不亮", address_string="3号楼5单元")
    assert other["service_request_id"] != first["service_request_id"]
    (shown,) = await ask(town, f"requests/{first['service_request_id']}", extensions="true")
    assert shown["extended_attributes"]["supporters"] == 1


async def test_a_place_is_words_or_a_position_or_a_building(town: Served) -> None:
    for form in ({"lat": "40.0711", "long": "116.5117"}, {"address_id": "b3"}):
        found = await filed(town, **form, address_string="", service_code="road")
        assert (await row(town, found["service_request_id"]))["building"] == "b3"
    away = await filed(town, lat="1.5", long="-2.25", address_string="", service_code="greenery")
    kept = await row(town, away["service_request_id"])
    assert (kept["building"], kept["place"]) == (None, "1.500000, -2.250000")


WRONG = {
    "no code": ({"service_code": ""}, 400, "service_code is missing"),
    "an unknown code": ({"service_code": "oak"}, 404, "no category has the service_code oak"),
    "no place": ({"address_string": ""}, 400, "the place is missing"),
    "half a position": ({"address_string": "", "lat": "40"}, 400, "lat and long go together"),
    "no degrees": ({"lat": "91", "long": "nan"}, 400, "lat should be degrees between -90 and 90, not 91"),
    "an unknown building": ({"address_id": "b99"}, 400, "no building has the address_id b99"),
    "too many words": ({"description": "灯" * 4001}, 400, "description takes 4000 characters at most"),
    "no web address": ({"media_url": "javascript:alert(1)"}, 400, "media_url should be a web address"),
    "a missing answer": ({"service_code": "charger"}, 400, "attribute[code] is missing"),
    "a wrong choice": ({"attribute[fault]": "gone"}, 400, "attribute[fault] takes one of: out, flickers"),
    "two where one is asked": ({"attribute[fault][]": ["out", "wires"]}, 400, "attribute[fault] takes one answer"),
    "an unknown question": ({"attribute[colour]": "red"}, 400, "light does not ask colour"),
    "no number": ({"service_code": "water_supply", "attribute[households]": "inf"}, 400, "should be a number, not inf"),
    "no date": (
        {"service_code": "elevator", "attribute[trapped]": "no", "attribute[since]": "noon"},
        400,
        "attribute[since] should look like",
    ),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
async def test_a_wrong_form_is_refused_with_a_sentence_and_nothing_is_kept(desk: Served, case: Any) -> None:
    changes, status, sentence = case
    form = {"api_key": await key(desk), **LAMP, **changes}
    answer = await send(desk, form)
    assert answer.status_code == status and any(sentence in each["description"] for each in answer.json()), answer.text
    in_xml = await send(desk, form, "xml")
    assert read(fromstring(in_xml.text))[0]["code"] == str(status)
    assert await desk.db.write(lambda tx: tx.one("SELECT count(*) FROM posted")) == (0,)


async def test_all_that_is_wrong_is_said_at_once(desk: Served) -> None:
    answer = await send(desk, {"api_key": await key(desk), "service_code": "elevator", "lat": "x"})
    assert len(answer.json()) >= 3


async def test_without_a_valid_key_nothing_is_taken(both: Served) -> None:
    valid = await key(both)
    here = {**LAMP, "jurisdiction_id": "ginkgo"}
    assert (await send(both, here)).status_code == 403
    assert (await send(both, {**here, "api_key": "hy_nothing"})).status_code == 403
    assert (await send(both, {**here, "api_key": valid, "jurisdiction_id": "willow"})).status_code == 403
    assert (await send(both, {**LAMP, "api_key": valid})).status_code == 400, "which community?"
    assert (await send(both, {**here, "api_key": valid, "jurisdiction_id": "oak"})).status_code == 404
    assert (await send(both, {**here, "api_key": valid})).status_code == 200
    await command(both.db, {"do": "api-key-revoke", "id": 1})
    assert (await send(both, {**here, "api_key": valid})).status_code == 403


async def test_a_key_sends_so_many_and_is_told_when_to_come_again(desk: Served) -> None:
    form = {**LAMP, "api_key": await key(desk, hour=2)}
    first = await send(desk, form)
    assert (first.headers["x-ratelimit-limit"], first.headers["x-ratelimit-remaining"]) == ("2", "1")
    assert (await send(desk, form | {"service_code": ""})).status_code == 400, "counts for nothing"
    assert (await send(desk, form)).status_code == 200
    over = await send(desk, form)
    assert over.status_code == 429 and over.json()[0]["code"] == 429
    assert 0 < int(over.headers["retry-after"]) <= 3600 and over.headers["x-ratelimit-remaining"] == "0"
    await command(desk.db, {"do": "api-key-limit", "id": 1, "hour": None, "day": 2})
    await command(desk.db, {"do": "api-key-limit", "id": 1, "hour": 9, "day": None})
    assert (await send(desk, form)).headers["x-ratelimit-limit"] == "2", "the day is over first"


async def test_the_program_that_sent_it_sees_how_a_hidden_one_goes(desk: Served) -> None:
    secret, other = await key(desk), await key(desk)
    answer = await send(desk, {**LAMP, "api_key": secret, "service_code": "noise", "description": "Loud at night"})
    number = answer.json()[0]["service_request_id"]
    await ask(desk, f"requests/{number}", 404)
    await ask(desk, f"requests/{number}", 404, api_key=other)
    await ask(desk, f"requests/{number}", 403, api_key="hy_nothing")
    (found,) = await ask(desk, f"requests/{number}", api_key=secret)
    assert found["status"] == "open" and "Loud" not in str(found)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{}", "application/json"),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
        (b"api_key=\xff\xfe", "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % n for n in range(300)), "application/x-www-form-urlencoded"),
        (b"", "application/x-www-form-urlencoded"),
        (b"description=" + b"a" * 70_000, "application/x-www-form-urlencoded"),
    ],
)
async def test_what_is_no_form_is_refused(desk: Served, content: bytes, kind: str) -> None:
    answer = await desk.client.post("/open311/v2/requests.json", content=content, headers={"content-type": kind})
    assert answer.status_code in (400, 403, 413) and answer.json()[0]["description"]


async def test_text_of_any_kind_comes_in_and_goes_out(town: Served) -> None:
    words = "灯 <b>&amp; \x00\x0b🏮\r\nnext'; DROP TABLE report; --"
    found = await filed(town, description=words, address_string="3号楼 </address>")
    kept = await row(town, found["service_request_id"])
    assert kept["text"] == "灯 <b>&amp; \ufffd\ufffd🏮\nnext'; DROP TABLE report; --"
    await ask(town, "requests")
