"""When somebody says more than anybody types: from then on it is not read, and they are told so, once.

How often is counted in memory (handlers/talk/flooding.py), by the platform's own times: what waited while the desk was
away is no flood because it is handled at once.  A restart forgets it; at worst a word is said once more.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """So many in a row, and beyond that one in a while; who goes on faster is not read until a rest is over."""

    burst: int
    every: timedelta
    rest: timedelta
    anew: bool  # whether whatever comes meanwhile makes the rest begin again


# Ten short messages about one thing and the ten photos that a platform sends one by one are twenty at once; and nobody
# types for long faster than a platform lets us answer: once a second in a chat, twenty times a minute in a group
# (Bot API FAQ, "My bot is hitting limits").  What goes beyond both is a program, or a child with the phone.
PERSON = Pace(burst=30, every=timedelta(seconds=1), rest=timedelta(seconds=30), anew=True)
# Said to us by one person in a group, where neighbours may read our answers.
ASKING = Pace(burst=10, every=timedelta(seconds=3), rest=timedelta(seconds=30), anew=True)
# Said to us by all of a group: our answers would take two minutes.
GROUP = Pace(burst=40, every=timedelta(seconds=3), rest=timedelta(minutes=5), anew=False)
PHOTOS = 10  # of one album at most (Bot API, sendMediaGroup); WeChat never says where one ends
ALBUM = timedelta(seconds=10)  # between two photos of one album
ALOUD = timedelta(minutes=5)  # a word that a whole group reads is said no more often


@dataclass(frozen=True, slots=True)
class Stream:
    """What came from one person in one chat, or was said to us there, by them or by everybody."""

    last: datetime
    level: float = 1.0  # of those that came, how many are not worn off yet
    over: bool = False  # more than anybody types: not read
    told: bool = False  # that it is not read
    album: str | None = None  # of the last one
    photos: int = 1  # of that album so far


def heard(before: Stream | None, at: datetime, pace: Pace, album: str | None = None) -> Stream:
    """One more came.  The photos of an album are one message, and go where its first went."""
    if before is None:
        return Stream(at, album=album)
    at = max(at, before.last)
    passed = at - before.last
    if before.over and passed >= pace.rest:
        return Stream(at, album=album)
    if before.over:
        return replace(before, last=at) if pace.anew else before
    joins = album is not None and album == before.album and passed <= ALBUM and before.photos < PHOTOS
    level = max(0.0, before.level - passed / pace.every) + (0.0 if joins else 1.0)
    return Stream(at, level, over=level > pace.burst, album=album, photos=before.photos + 1 if joins else 1)
