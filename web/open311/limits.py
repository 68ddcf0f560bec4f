"""How often one address may ask, counted in memory: a minute at a time, so many addresses at most."""

import ipaddress
from collections import OrderedDict
from dataclasses import dataclass

WINDOW = 60  # s
ADDRESSES = 10_000  # the least recent is forgotten first


@dataclass(frozen=True, slots=True)
class Quota:
    """How much of a limit is left."""

    limit: int
    remaining: int  # below 0: it is used up
    reset: int  # epoch seconds at which it begins anew

    def headers(self, now: int) -> dict[str, str]:
        """What the client is told; when it is used up, also when to come again."""
        told = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(max(0, self.remaining)),
            "X-RateLimit-Reset": str(self.reset),
        }
        return told | ({"Retry-After": str(max(1, self.reset - now))} if self.remaining < 0 else {})


class Addresses:
    """Counts the requests of each address."""

    def __init__(self, limit: int, most: int = ADDRESSES) -> None:
        self._limit, self._most = limit, most
        self._asked: OrderedDict[str, tuple[int, int]] = OrderedDict()  # address -> minute, requests in it

    def asked(self, address: str, now: int) -> Quota:
        """One more request, at this machine time in seconds."""
        name, minute = _network(address), now // WINDOW
        since, count = self._asked.pop(name, (minute, 0))
        count = count + 1 if since == minute else 1
        self._asked[name] = (minute, count)
        if len(self._asked) > self._most:
            self._asked.popitem(last=False)
        return Quota(self._limit, self._limit - count, (minute + 1) * WINDOW)

    def left(self, address: str, now: int) -> Quota:
        """The same without another request."""
        minute = now // WINDOW
        since, count = self._asked.get(_network(address), (minute, 0))
        return Quota(self._limit, self._limit - (count if since == minute else 0), (minute + 1) * WINDOW)


def _network(address: str) -> str:
    """An IPv6 address stands for its network: one household has 2^64 of them."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False))
