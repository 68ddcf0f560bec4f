"""How fast a bot may send: about 30 messages a second in all, one a second in a chat, 20 a minute in a group.

The real limits are not published and adapt; these are the numbers of Telegram's bot FAQ, with a small burst in a chat.
"""

import math
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.telegram.world import Chat


@dataclass(slots=True)
class Bucket:
    """So many messages at once, refilled evenly."""

    size: float
    per_second: float
    level: float = 0.0
    seen_at: float = 0.0

    def wait(self, now: float, count: int) -> float:
        """How many seconds until so many more fit."""
        self.level = max(0.0, self.level - (now - self.seen_at) * self.per_second)
        self.seen_at = now
        return max(0.0, (self.level + min(count, self.size) - self.size) / self.per_second)


@dataclass(slots=True)
class Limits:
    """Counts sent and edited messages."""

    overall: int = 30  # a second
    burst: int = 3  # in one chat; after it one a second
    per_minute: int = 20  # in one group
    clock: Callable[[], float] = time.monotonic
    everything: Bucket = field(init=False)
    chats: dict[int, Bucket] = field(init=False)
    groups: dict[int, Bucket] = field(init=False)

    def __post_init__(self) -> None:
        self.everything = Bucket(self.overall, self.overall)
        self.chats = defaultdict(lambda: Bucket(self.burst, 1.0))
        self.groups = defaultdict(lambda: Bucket(self.per_minute, self.per_minute / 60))

    def ask(self, chat: Chat, count: int) -> int:
        """0 if so many messages may be sent to the chat now, and they are counted; else the seconds to wait."""
        buckets = [self.everything, self.chats[chat.id], *([self.groups[chat.id]] if chat.is_group else [])]
        now = self.clock()
        wait = max(bucket.wait(now, count) for bucket in buckets)
        if not wait:
            for bucket in buckets:
                bucket.level += count
        return math.ceil(wait)


def weight(method: str, items: int) -> int:
    """How many messages a call counts for; an album counts for each of its photos."""
    if method == "sendChatAction" or not method.startswith(("send", "editMessage", "copy", "forward")):
        return 0
    return max(items, 1)
