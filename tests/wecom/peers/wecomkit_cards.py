"""PyPI wecomkit: cards, their changes, media and the webhook against the fake."""

import asyncio
import base64
import hashlib
import json
import os
from collections.abc import Awaitable
from typing import Any

from wecomkit import AsyncWeComClient, WeComConfig
from wecomkit.exceptions import WeComAPIError

WORLD = json.loads(os.environ["WORLD"])
PNG = b"\x89PNG\r\n\x1a\n and more"
ACTION = {"type": 1, "url": "https://example.org"}
TITLE = {"title": "1042 路灯不亮"}
OPTIONS = [{"id": "a", "text": "修"}, {"id": "b", "text": "换"}]
BUTTONS = [{"text": "接单", "key": "accept", "style": 1}]
SUBMIT = {"text": "提交", "key": "go"}
CARDS: list[dict[str, Any]] = [
    {"card_type": "text_notice", "main_title": TITLE, "card_action": ACTION},
    {"card_type": "news_notice", "main_title": TITLE, "card_action": ACTION, "card_image": {"url": "https://x.org/a"}},
    {"card_type": "button_interaction", "main_title": TITLE, "button_list": BUTTONS, "task_id": "b1"},
    {
        "card_type": "vote_interaction",
        "main_title": TITLE,
        "checkbox": {"question_key": "q", "option_list": OPTIONS, "mode": 1},
        "submit_button": SUBMIT,
        "task_id": "v1",
    },
    {
        "card_type": "multiple_interaction",
        "main_title": TITLE,
        "select_list": [{"question_key": "q", "title": "怎么办", "option_list": OPTIONS}],
        "submit_button": SUBMIT,
        "task_id": "m1",
    },
]


async def refused(call: Awaitable[object]) -> int:
    """The errcode that the library raised."""
    try:
        await call
    except WeComAPIError as error:
        return int(error.errcode)
    return 0


async def main() -> None:
    """All steps."""
    config = WeComConfig(corp_id=WORLD["corp"], corp_secret=WORLD["secret"], base_url=WORLD["base_url"])
    async with AsyncWeComClient(config) as client:
        agent, staff = WORLD["agent"], WORLD["staff"]
        answers = [await client.messages.send_template_card(agent, card, to_user=staff) for card in CARDS]
        assert ["response_code" in answer for answer in answers] == [False, False, True, True, True]
        assert await refused(client.messages.send_template_card(agent, CARDS[2], to_user=staff)) == 42014
        print("message/send: five kinds of cards; a task_id is used once")
        code = answers[2]["response_code"]
        update = client.messages.update_template_card
        answer = await update(agent, code, userids=[staff], button={"replace_name": "已接单"})
        assert answer["errcode"] == 0
        assert await refused(update(agent, code, userids=[staff], button={"replace_name": "再来"})) == 40058
        card = CARDS[0] | {"main_title": {"title": "已办结"}}
        assert (await update(agent, answers[3]["response_code"], atall=1, template_card=card))["errcode"] == 0
        print("update_template_card: a button, a new card, once for each code")
        media_id = (await client.media.upload_bytes(PNG, "image", "a.png"))["media_id"]
        assert (await client.media.get(media_id)).content == PNG
        assert await refused(client.media.get("none")) == 40007
        await client.messages.send_image(agent, media_id, to_user=staff)
        print("media/upload, media/get, an error in JSON")
        url = f"{WORLD['base_url']}/cgi-bin/webhook/send?key={WORLD['push_key']}"
        for answer in (
            await client.robot.send_text(url, "您好"),
            await client.robot.send_markdown(url, "**周报**"),
            await client.robot.send_image(url, base64.b64encode(PNG).decode(), hashlib.md5(PNG).hexdigest()),
            await client.robot.send_news(url, [{"title": "周报", "url": "https://example.org"}]),
        ):
            assert answer["errcode"] == 0, answer
        codes = [(await client.robot.send_text(url, str(number)))["errcode"] for number in range(17)]
        assert codes == [0] * 16 + [45009], codes
        print("webhook/send: text, markdown, image, news; the 21st in a minute is refused")


asyncio.run(main())
