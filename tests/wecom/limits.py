"""How much and how often: lengths in bytes, and so many calls in so many seconds."""

from collections import defaultdict, deque
from typing import Any

from tests.wecom.errors import WeComError

MINUTE, HOUR, DAY = 60, 3_600, 86_400  # s


class Rate:
    """So many in a time, for each key; what is refused does not count."""

    def __init__(self, *windows: tuple[int, float]) -> None:
        self.windows = windows
        self.past: dict[Any, deque[float]] = defaultdict(deque)

    def allows(self, key: Any, now: float) -> bool:
        """Whether one more is allowed; if it is, it counts."""
        past = self.past[key]
        while past and past[0] <= now - max(seconds for _, seconds in self.windows):
            past.popleft()
        if any(sum(at > now - seconds for at in past) >= count for count, seconds in self.windows):
            return False
        past.append(now)
        return True


def size(text: Any) -> int:
    """Bytes of a text.  Raises WeComError if it is none."""
    if not isinstance(text, str):
        raise WeComError(40058, "a string is expected")
    return len(text.encode())


def text(where: dict[str, Any], name: str, most: int, least: int = 1, empty: int = 40058) -> str:
    """A text field of so many bytes.  Raises WeComError."""
    value = where.get(name, "")
    length = size(value)
    if length > most:
        raise WeComError(45002, f"{name} has {length} bytes, {most} are allowed")
    if length < least:
        raise WeComError(empty, f"{name} is missing")
    return str(value)


def part(where: dict[str, Any], name: str) -> dict[str, Any]:
    """An object inside another.  Raises WeComError."""
    value = where.get(name)
    if not isinstance(value, dict):
        raise WeComError(40058, f"{name} is missing")
    return value


def rows(where: dict[str, Any], name: str, most: int, least: int = 1, too_many: int = 40058) -> list[Any]:
    """A list of so many.  Raises WeComError."""
    value = where.get(name) or []
    if not isinstance(value, list) or len(value) < least:
        raise WeComError(40058, f"{name} is missing")
    if len(value) > most:
        raise WeComError(too_many, f"{name} has {len(value)}, {most} are allowed")
    return value
