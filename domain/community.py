"""What a community is: its grids, buildings, places, phone numbers and duty hours.

Values only: the file behind them is read by config/community.py.  Finding a place in what somebody
wrote is domain/places.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Point:
    """A position in degrees, WGS-84."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The part of a community that one grid officer looks after."""

    code: str
    names: Mapping[str, str]  # language -> name


@dataclass(frozen=True, slots=True)
class Building:
    """A building or another named spot (a gate, a square), and the grid it lies in."""

    code: str
    names: Mapping[str, str]
    grid: str
    aliases: tuple[str, ...]  # other names people use
    point: Point | None


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of each listed weekday during which the named people are on duty.

    ``until`` not after ``since`` means that the shift ends on the next day.
    """

    code: str
    days: frozenset[int]  # 0 = Monday
    since: time
    until: time
    people: tuple[str, ...]  # handles of people in the community file


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody the community file introduces; ``init`` and the trial seed them once."""

    handle: str
    name: str
    role: str  # resident, staff, head
    trade: str  # a trade code; empty for residents
    grids: tuple[str, ...]  # empty = all


@dataclass(frozen=True, slots=True)
class Community:
    """One neighbourhood, as its file describes it."""

    code: str
    names: Mapping[str, str]
    sample: bool  # invented, and shown as such
    zone: ZoneInfo
    grids: Mapping[str, Grid]
    buildings: Mapping[str, Building]
    phones: Mapping[str, str]  # name -> number, e.g. duty, gas, lift
    shifts: tuple[Shift, ...]
    members: Mapping[str, Member]
