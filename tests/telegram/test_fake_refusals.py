"""The fake Telegram refuses what the description of the Bot API does not allow, and takes all that it does."""

import json
from typing import Any

import httpx
import pytest

from tests.telegram import formatting
from tests.telegram.description import load
from tests.telegram.errors import NotAllowed
from tests.telegram.fake import FakeTelegram
from tests.telegram.files import picture
from tests.telegram.methods import METHODS, WAITING

BUTTON = {"text": "接单", "callback_data": "do"}


def keyboard(*buttons: dict[str, Any], rows: int = 1) -> dict[str, Any]:
    """An inline keyboard with the same row so many times."""
    return {"inline_keyboard": [list(buttons)] * rows}


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": "x", "reply_to": 1}, "sendMessage has no parameter"),
    ("sendMessage", {}, "message text is empty"),
    ("sendMessage", {"text": ""}, "message text is empty"),
    ("sendMessage", {"text": " \n"}, "text must be non-empty"),
    ("sendMessage", {"text": "x", "chat_id": ""}, "chat_id is empty"),
    ("sendMessage", {"text": 5}, "must be of type String"),
    ("sendMessage", {"text": "x", "message_thread_id": "five"}, "must be of type Integer"),
    ("sendMessage", {"text": "x", "disable_notification": "perhaps"}, "must be of type Boolean"),
    ("sendMessage", {"text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"text": f"<b>{'x' * 4097}</b>", "parse_mode": "HTML"}, "message is too long"),
    ("sendMessage", {"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
    ("sendMessage", {"text": "<b>x", "parse_mode": "html"}, "can't parse entities: Can't find end tag"),
    ("sendMessage", {"text": "x", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
    ("sendMessage", {"text": "x", "reply_markup": {"inline": []}}, "has no such field"),
    ("sendMessage", {"text": "x", "reply_markup": keyboard({"text": "y"})}, "Text buttons are unallowed"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard(BUTTON | {"callback_data": "字" * 22})},
        "BUTTON_DATA_INVALID",
    ),
    ("sendMessage", {"text": "x", "reply_markup": keyboard(BUTTON | {"callback_data": ""})}, "BUTTON_DATA_INVALID"),
    ("sendMessage", {"text": "x", "reply_markup": keyboard(BUTTON | {"url": "https://t.me"})}, "one thing only"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard({"text": "y", "url": "http://localhost:8000/"})},
        "Wrong HTTP URL",
    ),
    ("sendMessage", {"text": "x", "reply_markup": keyboard(BUTTON | {"style": "gold"})}, "BUTTON_STYLE_INVALID"),
    ("sendMessage", {"text": "x", "reply_markup": keyboard(BUTTON, rows=101)}, "reply markup is too long"),
    ("sendMessage", {"text": "x", "reply_markup": keyboard(*[BUTTON] * 9)}, "reply markup is too long"),
    ("sendMessage", {"text": "x", "reply_parameters": {"quote": "y"}}, 'parameter "message_id" is required'),
    ("sendPhoto", {}, 'parameter "photo" is required'),
    ("sendPhoto", {"photo": "attach://p"}, "media not found"),
    ("sendPhoto", {"photo": "x", "caption": "x" * 1025}, "message caption is too long"),
    ("sendMediaGroup", {"media": [{"type": "photo", "media": "x"}]}, "must have 2-10 items"),
    ("sendMediaGroup", {"media": [{"type": "photo", "media": "x"}] * 11}, "must have 2-10 items"),
    ("sendMediaGroup", {"media": [{"type": "animation", "media": "x"}] * 2}, "must be "),
    ("sendChatAction", {"action": "thinking"}, "wrong parameter action"),
    ("deleteMessages", {"message_ids": []}, "must have 1-100 items"),
    ("editMessageText", {"text": "x", "chat_id": None}, "message identifier is not specified"),
    ("getUpdates", {"chat_id": None, "limit": 101}, "must have 1-100 value"),
    ("getUpdates", {"chat_id": None, "allowed_updates": ["mesage"]}, "there is no update mesage"),
    ("setWebhook", {"chat_id": None, "url": "http://example.org/"}, "An HTTPS URL must be provided"),
    ("setWebhook", {"chat_id": None, "url": "https://x.org", "secret_token": "ü"}, "unallowed characters"),
    ("answerCallbackQuery", {"chat_id": None, "callback_query_id": "1", "text": "x" * 201}, "0-200 characters"),
    ("setMyCommands", {"chat_id": None, "commands": [{"command": "Queue", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    (
        "setMyCommands",
        {"chat_id": None, "commands": [{"command": "queue", "description": "x" * 257}]},
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    ("setMyCommands", {"chat_id": None, "commands": [], "scope": {"type": "everyone"}}, "must be"),
    ("setMyDescription", {"chat_id": None, "description": "x" * 513}, "0-512 characters"),
]


@pytest.mark.parametrize(("method", "params", "complaint"), REFUSED, ids=lambda value: str(value)[:40])
async def test_a_call_that_no_bot_may_make(
    telegram: FakeTelegram, http: httpx.AsyncClient, method: str, params: dict[str, Any], complaint: str
) -> None:
    wang = telegram.user("王姐", started=True)
    answer = (await http.post(method, json={"chat_id": wang.id} | params)).json()
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert answer["description"].startswith("Bad Request: ") and complaint in answer["description"]
    assert [call.method for call in telegram.refused] == [method]
    assert telegram.seen(wang) == []


async def test_every_kind_of_body_is_taken(telegram: FakeTelegram, http: httpx.AsyncClient) -> None:
    wang = telegram.user("王姐", started=True)
    markup = json.dumps(keyboard(BUTTON | {"style": "danger"}))
    fields = {"chat_id": str(wang.id), "text": "1042 路灯", "reply_markup": markup, "disable_notification": "True"}
    answers = [
        await http.get("sendMessage", params=fields),
        await http.post("SENDMESSAGE", data=fields),
        await http.post(
            "sendmessage", json=fields | {"disable_notification": True, "reply_markup": json.loads(markup)}
        ),
        await http.post("sendMessage", params={"chat_id": wang.id}, data={"text": "1042 路灯", "reply_markup": markup}),
        await http.post("sendMessage", files={name: (None, value) for name, value in fields.items()}),
    ]
    assert [answer.json()["ok"] for answer in answers] == [True] * 5
    assert {(seen.text, *seen.labels) for seen in telegram.seen(wang)} == {("1042 路灯", "接单")}
    photo = picture()
    album = json.dumps([{"type": "photo", "media": "attach://one"}, {"type": "photo", "media": "attach://two"}])
    files = {"one": ("1.jpg", photo), "two": ("2.jpg", photo)}
    sent = await http.post("sendMediaGroup", data={"chat_id": wang.id, "media": album}, files=files)
    assert len(sent.json()["result"]) == 2
    assert (await http.post("sendPhoto", data={"chat_id": wang.id}, files={"photo": ("p.jpg", photo)})).json()["ok"]
    assert telegram.refused == []
    unused = await http.post("sendPhoto", data={"chat_id": wang.id, "photo": "attach://one"}, files=files)
    assert unused.json()["description"] == "Bad Request: sendPhoto has no parameter 'two'"


async def test_a_wrong_address_is_told_apart(telegram: FakeTelegram, http: httpx.AsyncClient) -> None:
    wrong = telegram.base_url + "/bot7654321098:AAF-another/getMe"
    assert (await http.get(wrong)).json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert telegram.ledger.unauthorized == 1
    unknown = await http.post("sendTelepathy")
    assert (unknown.status_code, unknown.json()["description"]) == (404, "Not Found: method not found")
    assert (await http.get(telegram.base_url + "/")).status_code == 404
    assert (await http.get(f"{telegram.base_url}/file/bot{telegram.token}/photos/file_0.jpg")).status_code == 404
    assert [call.method for call in telegram.refused] == ["sendTelepathy"]


async def test_the_rest_of_the_bot_api_is_known_and_declined(telegram: FakeTelegram, http: httpx.AsyncClient) -> None:
    others = [name for name, fields in load()["methods"].items() if not any(field[1] for field in fields.values())]
    for name in set(others) - METHODS.keys() - WAITING.keys():
        answer = (await http.post(name)).json()
        assert answer["description"] == f"Bad Request: {name} is not available for this bot"
    assert (await http.post("sendDice", json={})).json()["description"] == "Bad Request: chat_id is empty"
    assert [call.method for call in telegram.refused] == ["sendDice"]


@pytest.mark.parametrize("server", ["refused", "ignored"])
async def test_an_older_server_knows_no_ephemeral_messages(server: Any) -> None:
    async with FakeTelegram(ephemeral=server) as telegram, httpx.AsyncClient(trust_env=False) as client:
        api, wang = f"{telegram.base_url}/bot{telegram.token}", telegram.user("王姐")
        group = telegram.supergroup("3栋", [wang], bot_admin=True)
        wish = {"chat_id": group.id, "text": "悄悄", "ephemeral_message_parameters": {"receiver_user_id": wang.id}}
        answer = (await client.post(f"{api}/sendMessage", json=wish)).json()
        assert answer["ok"] is (server == "ignored")
        assert [seen.ephemeral_for for seen in telegram.from_bot(group)] == [None] * (server == "ignored")
        edit = (await client.post(f"{api}/deleteEphemeralMessage", json={})).json()
        assert (edit["error_code"], telegram.refused) == (404, [])


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("a &lt;b&gt; &amp;amp; &quot;&#26085;&#x65e5;&nbsp;", 'a <b> &amp; "日日&nbsp;', []),
        ("<b>x<i>y</i></b>", "xy", ["bold", "italic"]),
        ("<pre><code class='language-py'>x</code></pre>", "x", ["pre"]),
        ("<blockquote expandable>详情</blockquote>", "详情", ["expandable_blockquote"]),
        ("<a href='tg://user?id=7'>王姐</a> <a href=''>x</a>", "王姐 x", ["text_mention"]),
        ('<tg-spoiler>x</tg-spoiler><span class="tg-spoiler">y</span><b></b>', "xy", ["spoiler", "spoiler"]),
        ("3 < 5", None, ["Unsupported start tag"]),
        ("日<br>", None, ['Unsupported start tag "br" at byte offset 3']),
        ("<b>x</i>", None, ['Unmatched end tag at byte offset 4, expected "</b>", found "</i>"']),
        ("x</b>", None, ["Unexpected end tag at byte offset 1"]),
        ("<b", None, ["Unclosed start tag at byte offset 0"]),
        ("<i><b>x</b>", None, ['Can\'t find end tag corresponding to start tag "i"']),
    ],
)
def test_html_is_parsed_as_telegram_does(source: str, text: str | None, kinds: list[str]) -> None:
    if text is None:
        with pytest.raises(NotAllowed) as refusal:
            formatting.parse_html(source)
        assert kinds[0] in refusal.value.description
    else:
        plain, entities = formatting.parse_html(source)
        assert (plain, [entity["type"] for entity in entities]) == (text, kinds)


def test_entities_are_counted_as_telegram_counts() -> None:
    text = "😀 /report@huiyin_bot #报修 @wang_jie https://example.org/日 user@x.org 3/4"
    found = [(entity["type"], formatting.part(text, entity)) for entity in formatting.find_entities(text)]
    assert found == [
        ("bot_command", "/report@huiyin_bot"),
        ("hashtag", "#报修"),
        ("mention", "@wang_jie"),
        ("url", "https://example.org/日"),
    ]
    assert formatting.find_entities(text)[0]["offset"] == 3
