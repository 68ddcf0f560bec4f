"""What a client asks: its community, dates, lists and pages, checked; what is wrong is said in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NoReturn

from starlette.requests import Request

from domain.categories import Categories
from domain.community import Community
from storage.requests import MOST, Wanted
from web.site import Site

SPAN = timedelta(days=90)  # of one list at most; GeoReport v2, GET Service Requests
IDS = 200  # request ids in one list; the address has room for no more than some thousand characters
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
PAGES = 1_000  # of one list at most
_OFFSET = re.compile(r" (\d\d:?\d\d)$")  # a + that was not encoded
_YES = frozenset({"true", "1", "yes"})


class Refused(Exception):
    """The request is not as it should be; ``reasons``: a code and a sentence each."""

    def __init__(self, status: int, *reasons: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(reasons)
        self.status, self.reasons, self.headers = status, reasons, headers or {}


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, in the language and the format that were asked for."""

    site: Site
    request: Request
    lang: str
    suffix: str
    now: datetime  # desk time
    told: dict[str, str] = field(default_factory=dict)  # headers of the answer

    def say(self, key: str, **args: str | int) -> str:
        """A text of the wording files."""
        return self.site.wording.text(self.lang, f"open311-{key}", **args)

    def refuse(self, status: int, key: str, **args: str | int) -> NoReturn:
        """End it with one error.  Raises ``Refused``."""
        raise Refused(status, self.say(f"error-{key}", **args))

    def argument(self, name: str) -> str:
        """An argument of the address; an empty one counts as absent."""
        return self.request.query_params.get(name, "").strip()

    def listed(self, name: str) -> tuple[str, ...]:
        """An argument that is a list with commas."""
        return tuple(part for each in self.argument(name).split(",") if (part := each.strip()))

    def flag(self, name: str) -> bool:
        """An argument that is true or not."""
        return self.argument(name).lower() in _YES

    @property
    def address(self) -> str:
        """Where residents reach this server, without a slash at the end."""
        return self.site.address or str(self.request.base_url).split("/open311/")[0].rstrip("/")

    def home(self, code: str | None = None) -> Community:
        """The community that was named; the only one when none was."""
        homes = self.site.communities
        code = self.argument("jurisdiction_id") if code is None else code
        if not code and len(homes) > 1:
            self.refuse(400, "jurisdiction-missing", known=", ".join(homes))
        if code and code not in homes:
            self.refuse(404, "jurisdiction", code=code[:60])
        return homes[code] if code else self.site.community

    def kinds(self, home: Community) -> Categories:
        """A community's categories."""
        return self.site.adapted.get(home.code, self.site.categories)

    # --- lists ----------------------------------------------------------------------------------------

    def wanted(self) -> Wanted:
        """Which requests: of a period of 90 days at most, the last ones when none is named."""
        since, until = self._date("start_date"), self._date("end_date")
        if since and until and not timedelta(0) <= until - since <= SPAN:
            self.refuse(400, "span")
        since, until = _within(since), _within(until)
        if since is None:
            since = (until or self.now) - SPAN
        elif until is None and since + SPAN < self.now:
            until = since + SPAN
        return Wanted(since, until, self.listed("service_code"), self._closed())

    def _closed(self) -> frozenset[bool]:
        known = {"open": False, "closed": True}
        asked = self.listed("status")
        if unknown := next((each for each in asked if each not in known), None):
            self.refuse(400, "status", text=unknown[:60])
        return frozenset(known[each] for each in asked)

    def _date(self, name: str) -> datetime | None:
        text = self.argument(name)
        if not text:
            return None
        at = moment(text)
        if at is None:
            self.refuse(400, "date", name=name, text=text[:60])
        return at

    def pages(self) -> tuple[int, int]:
        """How many at most, and how many are skipped."""
        size, page = self._number("page_size", MOST), self._number("page", 1)
        if size > MOST or page > PAGES:
            self.refuse(400, "page", most=str(MOST), pages=str(PAGES))
        return size, (page - 1) * size

    def _number(self, name: str, usual: int) -> int:
        text = self.argument(name)
        if not text:
            return usual
        number = whole(text)
        if not number:
            self.refuse(400, "number", name=name, text=text[:60])
        return number

    def numbers(self) -> frozenset[int] | None:
        """The requests that were named; those that cannot be there are left out.  None when none was."""
        asked = self.listed("service_request_id")
        if len(asked) > IDS:
            self.refuse(400, "ids", most=str(IDS))
        return frozenset(number for each in asked if (number := whole(each))) if asked else None


def _within(at: datetime | None) -> datetime | None:
    """The moment, no farther away than we can reckon with."""
    return min(max(at, EARLIEST), LATEST) if at else None


def moment(text: str) -> datetime | None:
    """A date and time with its zone, as W3C writes them; None for anything else."""
    try:
        at = datetime.fromisoformat(_OFFSET.sub(r"+\1", text))
        return at.astimezone(UTC) if at.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def whole(text: str) -> int:
    """A whole number above 0; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
