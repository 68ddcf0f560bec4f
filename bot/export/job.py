"""What is to be exported: said by a chat or a command line, carried out by bot/export/work.py."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

FORMATS = ("xlsx", "csv")


@dataclass(frozen=True, slots=True)
class Job:
    """One export of one community."""

    database: str
    community_file: str
    categories_file: str
    community: str
    since: str  # the first day, 2026-11-01
    until: str  # the last day, which counts
    lang: str
    now: str  # desk time: whether a promise is broken already
    folder: str  # where the files are to lie
    stem: str  # how their names begin
    format: str = "xlsx"
    layout: str = "own"
    words: bool = False  # residents' and staff's own words, and places as they were said
    grids: tuple[str, ...] = ()  # these alone; empty = all
    server: str = ""  # of the database, when it is not a file
    history: bool = True  # what was done to each report, too

    def packed(self) -> str:
        """As one line."""
        return json.dumps(asdict(self))

    def days(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From the beginning of the first day until before the day after the last."""
        first, last = date.fromisoformat(self.since), date.fromisoformat(self.until) + timedelta(days=1)
        return datetime.combine(first, time(), zone), datetime.combine(last, time(), zone)


def unpacked(line: str) -> Job:
    """The job in a line."""
    fields = json.loads(line)
    return Job(**{**fields, "grids": tuple(fields["grids"])})


def stem(community: str, since: str, until: str, layout: str = "own") -> str:
    """How the names of the files begin: the community's code and the period."""
    days = since if since == until else f"{since}_{until}"
    return f"huiyin-{community}-{days}" + ("" if layout == "own" else f"-{layout}")


class Exists(Exception):
    """A file of this name is there already, and stays as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already, and is not overwritten")
        self.path = path
