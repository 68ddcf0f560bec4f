"""Updates as Telegram delivers them: private messages of people who never wrote before."""

import json
from collections.abc import Iterator

FIRST = 1_000_000
SAID = ("楼道灯不亮", "{building}号楼{unit}单元", "报上去")  # what is wrong, where, and yes
BUILDINGS = 400
KINDS = (SAID[0], "垃圾没人收", "下水道堵了", "电梯坏了", "路面有个坑")


def message(number: int, person: int, text: str) -> bytes:
    """An update with a text in private."""
    update = {
        "update_id": number,
        "message": {
            "message_id": number % 1_000_000_000,
            "from": {"id": person, "is_bot": False, "first_name": f"街坊{person}", "language_code": "zh-hans"},
            "chat": {"id": person, "type": "private", "first_name": f"街坊{person}"},
            "date": 1_795_000_000,
            "text": text,
        },
    }
    return json.dumps(update).encode()


def chatter(first: int, count: int) -> list[bytes]:
    """Messages, each of another person."""
    return [
        message(n, FIRST + n, "3号楼2单元楼道灯不亮，已经三天了，老人晚上看不见") for n in range(first, first + count)
    ]


def reports(first: int, count: int) -> Iterator[bytes]:
    """Three messages each: everybody says the first thing, then everybody the second, then everybody the third."""
    for step, said in enumerate(SAID):
        for n in range(first, first + count):
            text = KINDS[(n + n // BUILDINGS) % len(KINDS)] if step == 0 else said
            where = {"building": n % BUILDINGS + 1, "unit": n // 2000 + 1}
            yield message(3 * n + step + 1, FIRST + n, text.format(**where))
