"""消息推送: twenty a minute, what it may hold, and when it is gone."""

import base64
import hashlib

import pytest

from tests.wecom.conftest import PNG, Desk
from tests.wecom.world import Json, Push

PICTURE = {"base64": base64.b64encode(PNG).decode(), "md5": hashlib.md5(PNG).hexdigest()}
LINK = {"title": "本周", "url": "https://example.org"}
ACTION = {"type": 1, "url": "https://example.org"}


@pytest.fixture
def push(desk: Desk) -> Push:
    """A webhook."""
    return desk.wecom.push()


async def send(desk: Desk, push: Push, kind: str, body: Json) -> int:
    """The errcode of webhook/send."""
    url = f"/cgi-bin/webhook/send?key={push.key}"
    return int((await desk.http.post(url, json={"msgtype": kind, kind: body})).json()["errcode"])


async def test_twenty_in_a_minute(desk: Desk, push: Push) -> None:
    codes = [await send(desk, push, "text", {"content": "一"}) for _ in range(21)]
    assert codes == [0] * 20 + [45009]
    desk.wecom.later(minutes=1)
    assert await send(desk, push, "text", {"content": "二"}) == 0
    assert len(push.shown) == 21


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        ("text", {"content": "字" * 682}, 0),
        ("text", {"content": "字" * 683}, 45002),
        ("markdown", {"content": "字" * 1_366}, 45002),
        ("markdown_v2", {"content": "| a |\n|---|"}, 0),
        ("markdown_v2", {"content": "字" * 1_366}, 45002),
        ("image", PICTURE, 0),
        ("image", PICTURE | {"md5": "0"}, 40058),
        ("image", PICTURE | {"base64": "?"}, 40058),
        ("news", {"articles": [LINK] * 8}, 0),
        ("news", {"articles": [LINK] * 9}, 40058),
        ("template_card", {"card_type": "text_notice", "main_title": {"title": "周报"}, "card_action": ACTION}, 0),
        ("template_card", {"card_type": "button_interaction", "task_id": "1"}, 40058),
        ("file", {"media_id": "none"}, 40007),
        ("poem", {}, 40008),
    ],
)
async def test_what_it_may_hold(desk: Desk, push: Push, kind: str, body: Json, code: int) -> None:
    assert await send(desk, push, kind, body) == code


async def test_a_file_is_uploaded_to_the_webhook_itself(desk: Desk, push: Push) -> None:
    url = f"/cgi-bin/webhook/upload_media?key={push.key}&type=file"
    answer = (await desk.http.post(url, files={"media": ("周报.pdf", b"%PDF-1.7 ")})).json()
    assert await send(desk, push, "file", {"media_id": answer["media_id"]}) == 0
    assert push.shown[0].media == b"%PDF-1.7 "
    other = desk.wecom.push()
    assert await send(desk, other, "file", {"media_id": answer["media_id"]}) == 40007


async def test_a_webhook_that_is_removed_or_disabled(desk: Desk, push: Push) -> None:
    for state in (93000, 93004):
        push.state = state
        assert await send(desk, push, "text", {"content": "一"}) == state
    assert await send(desk, Push("unknown"), "text", {"content": "一"}) == 93000
