"""PyPI wecom-aibot-sdk: the bot's WebSocket against the fake.  People in the fake act when they see what is sent."""

import asyncio
import json
import os
from typing import Any

from wecom_aibot_sdk import WSClient

WORLD = json.loads(os.environ["WORLD"])
PNG = b"\x89PNG\r\n\x1a\n and more" * 60_000  # three pieces
CARD = {
    "card_type": "button_interaction",
    "main_title": {"title": "1042 路灯不亮"},
    "button_list": [{"text": "接单", "key": "accept"}],
    "task_id": f"wo-{WORLD['peer']}",
}


class Quiet:
    """No log."""

    def __getattr__(self, name: str) -> Any:
        """Every level."""
        return lambda *_: None


async def main() -> None:
    """All steps."""
    heard: dict[str, asyncio.Queue[dict[str, Any]]] = {}
    client = WSClient(WORLD["bot"], WORLD["bot_secret"], ws_url=WORLD["ws_url"], logger=Quiet(), heartbeat_interval=200)
    names = "authenticated message.text message.mixed event.enter_chat event.template_card_event"
    for name in [*names.split(), "event.disconnected_event"]:
        queue = heard[name] = asyncio.Queue()
        client.on(name, lambda frame=None, queue=queue: queue.put_nowait(frame))

    async def next_(name: str) -> dict[str, Any]:
        async with asyncio.timeout(10):
            return await heard[name].get()

    await client.connect()
    await next_("authenticated")
    print("aibot_subscribe", flush=True)
    entered = await next_("event.enter_chat")
    assert (await client.reply_welcome(entered, {"msgtype": "text", "text": {"content": "您好"}}))["errcode"] == 0
    print("welcome", flush=True)
    said = await next_("message.text")
    for content, finish in (("处理", False), ("处理中…", False), ("已受理", True)):
        assert (await client.reply_stream(said, "S1", content, finish))["errcode"] == 0
    print("stream", flush=True)
    mixed = await next_("message.mixed")
    image = mixed["body"]["mixed"]["msg_item"][1]["image"]
    assert (await client.download_file(image["url"], image["aeskey"]))["buffer"] == b"\x89PNG picture"
    print("an encrypted picture", flush=True)
    assert (await client.reply_template_card(mixed, CARD))["errcode"] == 0
    click = await next_("event.template_card_event")
    assert click["body"]["event"]["template_card_event"]["event_key"] == "accept"
    done = CARD | {"main_title": {"title": "1042 已接单"}}
    assert (await client.update_template_card(click, done))["errcode"] == 0
    print("a card, a click, a changed card", flush=True)
    uploaded = await client.upload_media(PNG, type="image", filename="a.png")
    assert (await client.reply_media(said, "image", uploaded["media_id"]))["errcode"] == 0
    print("upload in pieces", flush=True)
    await client.send_message(WORLD["chat"], {"msgtype": "markdown", "markdown": {"content": "周报"}})
    print("aibot_send_msg", flush=True)
    await next_("event.disconnected_event")
    print("another connection took over", flush=True)
    await client.disconnect()


asyncio.run(main())
