"""How many messages may leave for one place: at most so many within so many seconds."""

from collections import defaultdict, deque

BOT = ((28, 60.0), (950, 3600.0))  # a chat of a smart bot: 30 and 1000 (document/path/101463), with room for pieces
PUSH = ((19, 60.0),)  # a webhook: 20 (document/path/99110)


class Limits:
    """Counts what left, for each place.  Times are monotonic seconds."""

    def __init__(self, shares: tuple[tuple[int, float], ...]) -> None:
        self._shares, self._longest = shares, max(within for _, within in shares)
        self._sent: dict[str, deque[float]] = defaultdict(deque)

    def wait(self, place: str, now: float) -> float:
        """Seconds until a message may leave; 0 counts it as leaving now."""
        sent = self._sent[place]
        while sent and sent[0] <= now - self._longest:
            sent.popleft()
        full = (sent[-count] + within - now for count, within in self._shares if len(sent) >= count)
        wait = max(full, default=0.0)
        if wait <= 0:
            self.count(place, now)
        return max(wait, 0.0)

    def count(self, place: str, now: float) -> None:
        """One more left, a further piece of a message or what was not waited for."""
        self._sent[place].append(now)
