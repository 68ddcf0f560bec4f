"""Telegram's limits, kept before it has to remind us: 30 messages a second in all, one a second in a private
chat, twenty a minute in a group (Telegram's bots FAQ).  Half of a group's budget is kept for alerts.
"""

from collections import defaultdict, deque

OVERALL = (30, 1.0)  # messages, within seconds
PRIVATE = (3, 3.0)  # one a second, with a short burst
GROUP = (20, 60.0)


class Limits:
    """Counts what left, per chat and in all.  Times are monotonic seconds."""

    def __init__(self) -> None:
        self._all: deque[float] = deque()
        self._chats: dict[str, deque[float]] = defaultdict(deque)

    def wait(self, chat: str, group: bool, urgent: bool, now: float) -> float:
        """Seconds until a message may leave for this chat; 0 counts it as leaving now."""
        count, within = GROUP if group else PRIVATE
        allowed = count if urgent or not group else count // 2
        times = self._chats[chat]
        wait = max(_wait(self._all, *OVERALL, now), _wait(times, allowed, within, now))
        if wait <= 0:
            self._all.append(now)
            times.append(now)
        return max(wait, 0.0)


def _wait(times: deque[float], count: int, within: float, now: float) -> float:
    while times and times[0] <= now - within:
        times.popleft()
    return 0.0 if len(times) < count else times[len(times) - count] + within - now
