"""What a community is: its grids, buildings, places, things with codes, property companies and phone numbers.

Values only: the file behind them is read by config/community.py.  Finding a place in what somebody
wrote is domain/where/places.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.counting.figures import USUAL, Measure
from domain.promises.workdays import Workdays


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
    officer: str = ""  # the grid officer, as the notice board names them
    phone: str = ""
    area: tuple[Point, ...] = ()  # its corners; empty = nobody drew it


@dataclass(frozen=True, slots=True)
class Asset:
    """A thing with a code painted on it: a lamp post, a charger, a lift."""

    code: str
    names: Mapping[str, str]  # what kind of thing it is
    grid: str
    building: str | None = None  # the building or spot it stands at
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """A property company (物业) that looks after buildings."""

    code: str
    names: Mapping[str, str]
    phone: str


@dataclass(frozen=True, slots=True)
class Building:
    """A building or another named spot (a gate, a square), and the grid it lies in."""

    code: str
    names: Mapping[str, str]
    grid: str
    aliases: tuple[str, ...]  # other names people use
    point: Point | None
    company: str | None = None  # code of its property company; None = nobody but the community looks after it


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A road, an estate or anything else that people name and that is somebody else's, and who that is."""

    code: str
    names: Mapping[str, str]
    aliases: tuple[str, ...]
    who: Mapping[str, str]  # language -> who is responsible
    phone: str
    community: str = ""  # the code of the community it belongs to, should that be of the same deployment
    area: tuple[Point, ...] = ()  # its corners, for a shared location


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing is sent that can wait; until the next day when ``until`` is not after ``since``."""

    since: time = time(22)
    until: time = time(7)

    def around(self, at: datetime, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
        """The quiet hours that cover a moment, from when until when; None when it is not quiet then."""
        local = at.astimezone(zone)
        if not self._covers(local.time()):
            return None
        for days_ago in (0, 1):
            day = local.date() - timedelta(days=days_ago)
            begin = datetime.combine(day, self.since, zone)
            end = datetime.combine(day + timedelta(days=self.until <= self.since), self.until, zone)
            if begin <= local < end:
                return begin.astimezone(at.tzinfo), end.astimezone(at.tzinfo)
        return None

    def _covers(self, hour: time) -> bool:
        """Whether it is quiet at this hour: asked for every reminder of thousands, so by the hour alone."""
        if self.until <= self.since:  # over midnight
            return hour >= self.since or hour < self.until
        return self.since <= hour < self.until


@dataclass(frozen=True, slots=True)
class Weekly:
    """When the digest is posted each week."""

    day: int  # 0 = Monday
    hour: time


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of each listed weekday during which the named people are on duty.

    ``until`` not after ``since`` means that the shift ends on the next day.
    """

    code: str
    days: frozenset[int]  # 0 = Monday
    since: time
    until: time
    people: tuple[
        str, ...
    ]  # handles of people in the community file, who are put into the roster at first; perhaps nobody
    grids: tuple[str, ...] = ()  # which it looks after; empty = all
    trades: tuple[str, ...] = ()  # who may have it; empty = everybody of the crew


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody the community file invents; the trial seeds them once."""

    handle: str
    name: str
    role: str
    trade: str  # a trade code; empty for residents
    grids: tuple[str, ...]  # empty = all


MORNING = time(8, 10)


@dataclass(frozen=True, slots=True)
class Community:
    """One neighbourhood, as its file describes it."""

    code: str
    names: Mapping[str, str]
    sample: bool  # invented, and shown as such
    zone: ZoneInfo
    grids: Mapping[str, Grid]
    buildings: Mapping[str, Building]
    companies: Mapping[str, Company]
    phones: Mapping[str, str]  # name -> number, e.g. duty, gas, lift
    shifts: tuple[Shift, ...]
    members: Mapping[str, Member]
    categories: Mapping[str, Mapping[str, object]]  # code -> what differs here from the category file
    morning: time = MORNING  # when the crew hears what the day brings
    file: str = ""  # where it was read from, to be named when something in it is wrong
    workdays: Workdays = field(default_factory=Workdays)
    quiet: Quiet | None = field(default_factory=Quiet)  # None: it never is
    digest: Weekly | None = None  # None: there is none
    without: frozenset[str] = frozenset()  # plug-ins that it does without
    measure: Measure = USUAL  # the weights of its figures
    assets: Mapping[str, Asset] = field(default_factory=dict)  # by code
    aliases: tuple[str, ...] = ()  # other names of it
    outside: Mapping[str, Elsewhere] = field(default_factory=dict)  # what is not ours, by code

    def knows(self, code: str) -> bool:
        """Whether this is the code of a building or of a thing here."""
        return code in self.buildings or code in self.assets

    def company(self, building: str | None) -> Company | None:
        """The property company of a building, if it has one."""
        found = self.buildings.get(building or "")
        return self.companies.get(found.company or "") if found else None
