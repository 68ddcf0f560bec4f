"""What every decision may look at besides the thing it decides on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.categories import Categories
from domain.community import Community
from domain.people import Chat, Person, Recipient, Role
from domain.report import Report
from domain.reports.rating import Rating
from domain.talk import complaints
from domain.talk.contacts import Contact
from domain.understanding.classification import Classifier


@dataclass(frozen=True, slots=True)
class Context:
    """The time it is, and the community's files."""

    now: datetime
    community: Community
    categories: Categories
    classifier: Classifier
    communities: Mapping[str, Community] = field(default_factory=dict)  # all of this deployment


@dataclass(frozen=True, slots=True)
class Fresh:
    """The id and the number that a report made by this decision gets."""

    id: int
    number: int


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works for a grid: where alerts go, and who the people are."""

    duty: tuple[Chat, ...]  # duty groups
    staff: tuple[Person, ...]
    private: Mapping[int, Chat] = field(default_factory=dict)  # person -> their private chat, if they have one
    on_duty: frozenset[int] = frozenset()  # who of them is on duty for the grid now
    rostered: bool = False  # whether there are shifts at all: else being off duty means nothing
    copied: frozenset[int] = frozenset()  # who has copies of what is said in the duty chats, beside their own chat

    @property
    def managers(self) -> tuple[Chat, ...]:
        """Private chats of the managers."""
        return self._chats(person for person in self.staff if person.holds({Role.MANAGER}))

    @property
    def heads(self) -> tuple[Chat, ...]:
        """Private chats of the heads; the managers' where nobody is head."""
        return self._chats(person for person in self.staff if person.holds({Role.HEAD})) or self.managers

    @property
    def deserted(self) -> bool:
        """Whether somebody should be on duty by the roster, and nobody is."""
        return self.rostered and not self.on_duty

    @property
    def alarmed(self) -> tuple[Chat, ...]:
        """Private chats of everybody on duty; the heads' when nobody is.  None that has a copy."""
        present = [person for person in self.staff if person.id in self.on_duty and person.id in self.private]
        return self._chats(person for person in present if person.id not in self.copied) if present else self.heads

    def _chats(self, persons: Iterable[Person]) -> tuple[Chat, ...]:
        return tuple(self.private[person.id] for person in persons if person.id in self.private)


@dataclass(frozen=True, slots=True)
class Case:
    """A report with all that its moves need to know."""

    report: Report
    crew: Crew
    reporter: Recipient | None = None
    supporters: tuple[Recipient, ...] = ()
    filer: Recipient | None = None  # whoever filed it for somebody who is not here
    filed_by: Person | None = None
    group: Chat | None = None  # where its public card is
    beside: tuple[Chat, ...] = ()  # further groups that have the card of a known incident
    desks: tuple[Chat, ...] = ()  # where staff have its card beside the duty groups: in private
    handed: int = 0  # how often it was handed over
    street: tuple[Chat, ...] = ()  # whom of the street its danger has reached
    overseen: bool = False  # whether somebody of the street looks over its community
    name: str = ""  # of its reporter
    photos: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    repairs: int = 0  # how many of ``photos`` show repairs that did not last
    voice: str | None = None
    earlier: int = 0  # like failures at the same place within two months
    assignee: Person | None = None
    told_assignee: Person | None = None  # whom residents believe to have it, while a move may be undone
    contact: Contact | None = None  # how to reach whoever left it; only the assignee may see it
    remark: str = ""  # what staff noted last under the card
    own: tuple[str, ...] = ()  # those photos that the reporter sent
    ratings: tuple[Rating, ...] = ()  # what was answered about this cycle's end
    resolver: int | None = None  # who resolved it last, be they the assignee or not
    exchanges: tuple[tuple[str, str], ...] = ()  # what staff asked the resident, and the answers
    again: str = ""  # the move with which this cycle began, after the first
    before: tuple[Person | None, str] | None = None  # who resolved the cycle before, with what words
    others: int = 0  # supporters who were not loaded, since they are very many

    @property
    def heard(self) -> tuple[Recipient, ...]:
        """Everybody who is told how it goes: the reporter first."""
        return ((self.reporter,) if self.reporter else ()) + self.supporters

    def facing(self, person: Person) -> Person:
        """Somebody as far as this report goes: whoever decides a complaint is its head, all others hold no role."""
        return complaints.facing(self.report, person, self.crew.staff)

    def concerns(self, person: Person) -> bool:
        """Whether somebody has a part in it: as reporter, supporter, filer, or staff of its grid."""
        person = self.facing(person)
        return (
            any(each.person == person.id for each in self.heard)
            or self.report.filed_by == person.id
            or person.is_staff(self.report.grid)
        )

    def roles(self, person: Person) -> frozenset[Role]:
        """What this person is to this report."""
        person = self.facing(person)
        found = {Role.RESIDENT}
        if self.reporter and self.reporter.person == person.id:
            found.add(Role.REPORTER)
        if any(supporter.person == person.id for supporter in self.supporters):
            found.add(Role.SUPPORTER)
        if self.report.filed_by == person.id:
            found.add(Role.FILER)
        if self.report.assignee == person.id and person.is_staff(self.report.grid):
            found.add(Role.ASSIGNEE)
        found.update(grant.role for grant in person.grants if grant.covers(self.report.grid))
        return frozenset(found)
