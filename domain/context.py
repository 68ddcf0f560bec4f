"""What every decision may look at besides the thing it decides on."""

from dataclasses import dataclass
from datetime import datetime

from domain.categories import Categories
from domain.classification import Classifier
from domain.community import Community
from domain.people import Chat, Person, Recipient, Role
from domain.report import Report


@dataclass(frozen=True, slots=True)
class Context:
    """The time it is, and the community's files."""

    now: datetime
    community: Community
    categories: Categories
    classifier: Classifier


@dataclass(frozen=True, slots=True)
class Fresh:
    """The id and the number that a report made by this decision gets."""

    id: int
    number: int


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works for a grid: where alerts go, and who the people are."""

    duty: tuple[Chat, ...]  # duty groups
    heads: tuple[Chat, ...]  # private chats of the heads
    staff: tuple[Person, ...]
    on_duty: tuple[Chat, ...] = ()  # private chats of those on duty now


@dataclass(frozen=True, slots=True)
class Case:
    """A report with all that its moves need to know."""

    report: Report
    crew: Crew
    reporter: Recipient | None = None
    supporters: tuple[Recipient, ...] = ()
    group: Chat | None = None  # where its public card is
    photos: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    voice: str | None = None
    earlier: int = 0  # like failures at the same place within two months
    assignee: Person | None = None

    @property
    def heard(self) -> tuple[Recipient, ...]:
        """Everybody who is told how it goes: the reporter first."""
        return ((self.reporter,) if self.reporter else ()) + self.supporters

    def roles(self, person: Person) -> frozenset[Role]:
        """What this person is to this report."""
        found = {Role.RESIDENT}
        if self.reporter and self.reporter.person == person.id:
            found.add(Role.REPORTER)
        if any(supporter.person == person.id for supporter in self.supporters):
            found.add(Role.SUPPORTER)
        found.update(grant.role for grant in person.grants if grant.covers(self.report.grid))
        return frozenset(found)
