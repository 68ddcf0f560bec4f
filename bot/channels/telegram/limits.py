"""Telegram's limits, kept before it has to remind us: 30 messages a second in all, one a second in a private
chat, twenty a minute in a group (Telegram's bots FAQ).  Half of a group's budget is kept for answers and alerts, and in
a duty group half of that for danger alone: a night on which everything happens must not fill it.  Some of every second
is kept for whatever is no digest: a burst of those would let an answer wait for the rest of it.
"""

from collections import defaultdict, deque

OVERALL = (30, 1.0)  # messages, within seconds
FOR_OTHERS = 5  # of those, for what is no digest
CHAT = (3, 3.0)  # one a second, with a short burst
GROUP = (20, 60.0)
FOR_DANGER, FOR_REPLIES = 5, 10  # of them


class Limits:
    """Counts what left, per chat and in all.  Times are monotonic seconds."""

    def __init__(self) -> None:
        self._all: deque[float] = deque()
        self._chats: dict[str, deque[float]] = defaultdict(deque)  # within a few seconds
        self._groups: dict[str, deque[float]] = defaultdict(deque)  # within a minute

    def wait(self, chat: str, group: bool, kept: int, now: float, weight: int = 1, *, bulk: bool = False) -> float:
        """Seconds until a message may leave for this chat; 0 counts it as leaving now, an album by its photos.

        ``kept``: how many of a group's minute are left to what is more urgent.  ``bulk``: it is of a digest.
        """
        overall, within = OVERALL
        counters = [(self._all, overall - FOR_OTHERS if bulk else overall, within), (self._chats[chat], *CHAT)]
        if group:
            count, within = GROUP
            counters.append((self._groups[chat], count - kept, within))
        wait = max(_wait(times, count, within, weight, now) for times, count, within in counters)
        if wait <= 0:
            for times, _, _ in counters:
                times.extend([now] * weight)
        return max(wait, 0.0)

    def full(self, now: float) -> bool:
        """Whether nothing may leave for any chat, but for what some of every second is kept for."""
        overall, within = OVERALL
        return _wait(self._all, overall - FOR_OTHERS, within, weight=1, now=now) > 0


def _wait(times: deque[float], count: int, within: float, weight: int, now: float) -> float:
    while times and times[0] <= now - within:
        times.popleft()
    room = max(count - weight, 0)  # an album larger than the budget leaves when nothing else did
    return 0.0 if len(times) <= room else times[len(times) - room - 1] + within - now
