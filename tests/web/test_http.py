"""What the web server answers, over real HTTP."""

import io
import json
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from PIL import Image

from storage import inbox
from tests.web.conftest import Served


def said(text: str = "3号楼2单元楼道灯不亮", **more: str) -> dict[str, str]:
    """The fields of a message in the residents' group."""
    return {"key": uuid.uuid4().hex, "as": "li", "chat": "group", "text": text, **more}


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


async def shown(served: Served, count: int) -> list[dict[str, Any]]:
    """The first messages of the stream."""
    found: list[dict[str, Any]] = []
    async with served.client.stream("GET", "/trial/stream?after=0") as answer:
        async for line in answer.aiter_lines():
            if line.startswith("data: ") and "chat" in (data := json.loads(line[6:])):
                found.append(data)
                if len(found) == count:
                    break
    return found


async def test_a_message_is_kept_before_it_is_confirmed(served: Served) -> None:
    fields = said()
    assert (await served.client.post("/trial/say", data=fields)).json() == {"ok": True}
    assert fields["key"] in await served.db.write(inbox.states, "web", [fields["key"]])


async def test_the_same_key_twice_is_one_message(served: Served) -> None:
    fields = said("今天天气真好")
    for _ in range(2):
        assert (await served.client.post("/trial/say", data=fields)).status_code == 200
    await served.client.post("/trial/say", data=said("是啊"))
    assert [message["text"] for message in await shown(served, 2)] == ["今天天气真好", "是啊"]


async def test_a_photo_is_encoded_anew_without_its_data(served: Served) -> None:
    exif = Image.Exif()
    exif[0x010E] = "where I live"  # ImageDescription
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG", exif=exif)
    assert b"where I live" in out.getvalue()
    await served.client.post("/trial/say", data=said(""), files={"photo": ("../../etc/x.jpg", out.getvalue())})
    (message,) = await shown(served, 1)
    stored = await served.client.get(message["photos"][0])
    assert stored.headers["content-type"] == "image/jpeg"
    assert b"where I live" not in stored.content
    with Image.open(io.BytesIO(stored.content)) as image:
        assert image.size == (40, 30)


async def test_a_bad_photo_is_refused_with_a_clear_word(served: Served) -> None:
    for content, word in (
        (b"MZ\x90\x00 not a picture at all", "照片"),
        (picture("PNG", (6000, 5000)), "太大"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "照片"),
        (picture()[:200], "照片"),
    ):
        answer = await served.client.post(
            "/trial/say", data=said(), files={"photo": ("x.jpg", content)}, headers={"Accept-Language": "zh"}
        )
        assert answer.status_code == 400
        assert word in answer.json()["error"]


async def test_a_recording_must_be_one(served: Served) -> None:
    bad = await served.client.post("/trial/say", data=said(""), files={"voice": ("x.ogg", b"<html>")})
    good = await served.client.post("/trial/say", data=said(""), files={"voice": ("x.ogg", b"OggS" + bytes(50))})
    assert (bad.status_code, good.status_code) == (400, 200)


async def test_a_message_that_cannot_be_meant_is_refused(served: Served) -> None:
    for fields in (
        {},
        {"key": "k" * 20},
        said(chat="private:liu"),
        said(chat="somewhere"),
        {**said(), "as": "nobody"},
        said(""),
        said("   "),
        {**said(), "key": "x"},
    ):
        answer = await served.client.post("/trial/say", data=fields)
        assert answer.status_code == 400, fields
        assert answer.json()["error"]


@pytest.mark.parametrize("path", ["edit", "press", "enter", "leave", "clock", "ledger"])
async def test_broken_json_is_refused(served: Served, path: str) -> None:
    for body in (b"", b"[]", b"{", b'"x"', b"\xff\xfe", b"{}", b'{"hours":"x","keys":7}', b"[" * 5000):
        assert (await served.client.post(f"/trial/{path}", content=body)).status_code == 400, body


async def test_the_clock_only_moves_forward_a_little(served: Served) -> None:
    for hours in (0, -1, 10_000, float("inf"), float("nan"), True, None, "1"):
        answer = await served.client.post("/trial/clock", content=json.dumps({"hours": hours}))
        assert answer.status_code == 400, hours


async def test_somebody_elses_message_cannot_be_changed(served: Served) -> None:
    await served.client.post("/trial/say", data=said("今天天气真好"))
    (message,) = await shown(served, 1)
    theft = {"key": uuid.uuid4().hex, "as": "wang", "chat": "group", "message": message["id"], "text": "x"}
    assert (await served.client.post("/trial/edit", json=theft)).status_code == 400


async def test_only_who_is_in_wechat_comes_in_there_and_changes_nothing(served: Served) -> None:
    def act(who: str, **more: str) -> dict[str, str]:
        return {"key": uuid.uuid4().hex, "as": who, "chat": "weixin:wechat1", **more}

    for path in ("enter", "leave"):
        assert (await served.client.post(f"/trial/{path}", json=act("li"))).status_code == 400
        assert (await served.client.post(f"/trial/{path}", json=act("wechat1"))).status_code == 200
    for chat in ("group", "duty", "private:wechat1", "weixin:li"):
        assert (
            await served.client.post("/trial/say", data={**act("wechat1", text="好"), "chat": chat})
        ).status_code == 400
    assert (await served.client.post("/trial/say", data=act("wechat1", text="好"))).status_code == 200
    assert (await served.client.post("/trial/edit", json=act("wechat1", message="1", text="x"))).status_code == 400


async def test_another_site_cannot_call(served: Served) -> None:
    answer = await served.client.post("/trial/kill", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    other = await served.client.get("/trial", headers={"Host": "evil.example"})
    assert other.status_code == 421


async def test_every_answer_forbids_foreign_scripts(served: Served) -> None:
    for path in ("/trial", "/board", "/healthz", "/static/base.css", "/nothing"):
        headers = (await served.client.get(path)).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


async def test_hostile_words_stay_words(served: Served) -> None:
    hostile = "3号楼灯坏了</script><img src=x onerror=alert(1)>"
    await served.client.post("/trial/say", data=said(hostile))
    assert (await shown(served, 1))[0]["text"] == hostile
    assert hostile not in (await served.client.get("/trial")).text
    assert "onerror" not in (await served.client.get("/board")).text


async def test_a_body_without_end_is_cut_off(served: Served) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield bytes(1024 * 1024)

    answer = await served.client.post("/trial/press", content=endless())
    assert answer.status_code == 413


async def test_with_a_public_address_there_is_no_trial(served_for_real: Served) -> None:
    for path in ("/trial", "/trial/stream"):
        assert (await served_for_real.client.get(path)).status_code == 404
    for path in ("say", "press", "edit", "clock", "kill", "ledger", "lang"):
        assert (await served_for_real.client.post(f"/trial/{path}", json={})).status_code == 404
    assert "公示栏" in (await served_for_real.client.get("/?lang=zh-CN")).text
    assert (await served_for_real.client.get("/board", headers={"Host": "desk.example.org"})).status_code == 200


async def test_health_counts_the_queues(served: Served) -> None:
    answer = await served.client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["parked"] == 0


async def test_on_a_full_disk_it_is_said_whom_to_call_and_healthz_tells(
    served_for_real: Served, caplog: pytest.LogCaptureFixture
) -> None:
    """The page asks again by itself; whoever has no scripts reads the number."""
    served = served_for_real
    await served.db.write(lambda tx: tx.one("PRAGMA max_page_count = 1"))  # means: not larger than it is
    said = {"key": uuid.uuid4().hex, "text": "3号楼2单元楼道灯不亮，" + "很黑" * 4000}
    for accept, told in (("text/html", "请打电话：\n010-5550-0110"), ("application/json", '"error"')):
        headers = {"Accept": accept, "Accept-Language": "zh", "Origin": "https://desk.example.org"}
        headers |= {"Host": "desk.example.org"}
        answer = await served.client.post("/chat/plain", data=said, headers=headers)
        assert answer.status_code == 503 and told in answer.text and answer.headers["Retry-After"] == "30"
    assert "Traceback" not in caplog.text and "could not be answered" in caplog.text
    health = await served.client.get("/healthz")
    assert health.status_code == 503 and "full" in health.json()["not_kept"]
    await served.db.write(lambda tx: tx.one("PRAGMA max_page_count = 100000"))
    assert (await served.client.post("/chat/plain", data=said, headers=headers)).status_code < 400
    assert (await served.client.get("/healthz")).json()["ready"]


async def test_a_promise_that_has_passed_is_said_so(served: Served) -> None:
    await served.client.post("/trial/say", data=said(), headers={"Accept-Language": "zh"})
    offer = (await shown(served, 2))[1]
    data = offer["buttons"][0][0]["data"]
    press = {"key": uuid.uuid4().hex, "as": "li", "chat": "group", "message": offer["id"], "data": data}
    await served.client.post("/trial/press", json=press)
    await shown(served, 4)
    assert "超时了" not in (await served.client.get("/board?lang=zh-CN")).text
    await served.client.post("/trial/clock", json={"hours": 25})
    assert "超时了" in (await served.client.get("/board?lang=zh-CN")).text
