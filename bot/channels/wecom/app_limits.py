"""How many messages an app may send a member: 30 a minute and 1000 an hour (document/path/90454, 90312).

More is dropped without a word, so less is sent.  A member gets what all on duty get and what is theirs alone: either
has its share, since who is on duty is known only when a message leaves.  Changing a card counts for nothing.  Of each
minute a little is kept for danger.
"""

from collections import defaultdict, deque

ALL = ((20, 60.0), (650, 3600.0))  # to everybody on duty: messages, within seconds
ONE = ((9, 60.0), (330, 3600.0))  # to one member
KEPT = 4  # of either share, for danger


class Limits:
    """Counts what left.  Times are monotonic seconds."""

    def __init__(self) -> None:
        self._sent: dict[str, deque[float]] = defaultdict(deque)  # within an hour

    def wait(self, whom: str, everybody: bool, now: float, *, weight: int = 1, urgent: bool = False) -> float:
        """Seconds until so many messages may leave; 0 counts them as leaving now."""
        sent, shares = self._sent[whom], ALL if everybody else ONE
        while sent and sent[0] <= now - shares[-1][1]:
            sent.popleft()
        room = weight - 1 if urgent else weight - 1 + KEPT
        wait = max(_wait(sent, max(count - room, 1), within, now) for count, within in shares)
        if wait <= 0:
            sent.extend([now] * weight)
        return max(wait, 0.0)


def _wait(sent: deque[float], count: int, within: float, now: float) -> float:
    return sent[-count] + within - now if len(sent) >= count else 0.0
