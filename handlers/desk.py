"""The desk: what every handler needs, and the turn in which one event is handled and kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from config.wording import Wording
from domain.categories import Categories
from domain.community import Community
from domain.context import Context, Fresh
from domain.effects import Effect, Say
from domain.events import Event, Pressed
from domain.keeping import Keeping
from domain.people import Abilities
from domain.understanding.classification import Classifier
from domain.understanding.result import Understanding
from handlers import keep, saying
from handlers.machine.learned import Memory
from handlers.talk.streams import Floods
from storage import inbox, reports
from storage.db import Database, Tx
from storage.documents import Bundle
from storage.inbox import Arrival

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plug-in that is set up."""

    chat: int  # of its calls
    communities: frozenset[str]  # that did not switch it off
    budget: int  # units in a month, for each of them
    trouble: Callable[[], str | None] = lambda: None  # why its last call failed


class Clock(Protocol):
    """The two faces of time."""

    def now(self) -> datetime:
        """Desk time, aware, UTC: deadlines and digests; movable in trial mode."""

    def machine_ms(self) -> int:
        """Machine time, epoch milliseconds: retries, limits and expiry; never moved."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Built once at start and passed to everything."""

    db: Database
    clock: Clock
    wording: Wording
    categories: Categories
    classifier: Classifier
    communities: Mapping[str, Community]
    channels: Mapping[str, Abilities]
    adapted: Mapping[str, Categories] = field(default_factory=dict)  # community -> the categories as it changed them
    results: str = ""  # the address of the results page, where residents can reach it
    alarms: tuple[int, ...] = ()  # the chats that stand for what rings a phone in danger
    pushes: int = 0  # the chat that stands for calls to browsers; 0: there are none
    plugins: Mapping[str, Plugin] = field(default_factory=dict)
    keeping: Keeping = field(default_factory=Keeping)  # how long what is over is kept
    # Writes a text for one person, with files of ours beside it: what they are called there -> which.
    document: Callable[[str, str, Mapping[str, str]], Bundle] = lambda name, text, beside: Bundle(name)
    pages: Callable[[], str] = lambda: ""  # where a browser finds us, without a slash at the end; empty: nowhere
    room: Callable[[], tuple[int, int]] = lambda: (0, 1)  # bytes that photos take, and may take
    troubles: Callable[[], list[str]] = list  # why a channel is silent, of each that is
    memory: Memory = field(default_factory=Memory)  # what was learned from corrections
    floods: Floods = field(default_factory=Floods)  # who says more than anybody types
    in_hand: Callable[[int], None] = lambda row: None  # told which inbox row is being handled; 0 = none

    @property
    def home(self) -> Community:
        """The community of people who came by no link."""
        return next(iter(self.communities.values()))

    async def settle(self, arrival: Arrival, handler: "Callable[[Turn, E], None]", event: E) -> None:
        """Handle an event in one write; what it causes and its being done commit together."""
        await self.db.write(self._settle, arrival, handler, event)

    def _settle(self, tx: Tx, arrival: Arrival, handler: "Callable[[Turn, E], None]", event: E) -> None:
        self.in_hand(arrival.id)
        try:
            if not tx.takes(arrival.id):
                raise inbox.Elsewhere(f"inbox row {arrival.id} is not for us to handle now")
            turn = Turn(tx, self, arrival.id, self.clock.now(), event)
            handler(turn, event)
            saying.unheard(turn)
            inbox.done(tx, arrival.id)
        finally:
            self.in_hand(0)


class Turn:
    """One event being handled: the open transaction, the time it is, and how much was said already."""

    __slots__ = ("answered", "cause", "contexts", "desk", "event", "heard", "now", "said", "toast", "tx")

    def __init__(self, tx: Tx, desk: Desk, cause: int, now: datetime, event: Event) -> None:
        self.tx, self.desk, self.cause, self.now, self.event = tx, desk, cause, now, event
        self.contexts: dict[str, Context] = {}  # by community, as it was asked for; forgotten when something is learned
        self.answered = False  # whether the press that this turn answers got its word
        self.heard: set[int] = set()  # the chats in which something was said so far
        self.toast: Say | None = None  # a word to whoever pressed, said only where nothing else is
        self.said = 0  # slots made so far: a slot is named by its cause and its place among the effects

    def context(self, community: str) -> Context:
        """What decisions about this community may look at."""
        if community not in self.contexts:
            self.contexts[community] = self._context(community)
        return self.contexts[community]

    def _context(self, community: str) -> Context:
        desk = self.desk
        home = desk.communities.get(community, desk.home)
        classifier, home = desk.memory.recall(self.tx, desk.classifier, home)
        return Context(self.now, home, desk.adapted.get(home.code, desk.categories), classifier, desk.communities)

    def understand(self, text: str, community: str) -> Understanding:
        """What a message said in this community means, with what its people corrected."""
        context = self.context(community)
        return context.classifier.understand(text, context.community)

    def fresh_report(self, community: str) -> Fresh:
        """The id and number of the report that this turn may make."""
        return Fresh(*reports.fresh(self.tx, community))

    @property
    def pressed(self) -> Pressed | None:
        """The press that this turn answers, if it is one."""
        return self.event if isinstance(self.event, Pressed) else None

    def keep(self, effects: Iterable[Effect]) -> None:
        """Carry out what a decision wants; one that is refused half-way wants nothing."""
        for effect in list(effects):
            keep.keep(self, effect)
