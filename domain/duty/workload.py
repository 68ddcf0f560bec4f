"""My grid (我的网格): how much there is to do for one member of the crew, on request and in the morning.

Counts and a few numbers only; the cards are one press away.  Counting is storage/workload.py, the hour
domain/promises/morning.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.buttons import data
from domain.context import Context
from domain.effects import Priority, Say
from domain.lines import Arg, Button, Joined, Line, Rows, line
from domain.people import CREW, Chat, ChatKind, Person
from domain.reports import cards

SHOWN = 4  # reports named in one line, and buttons in one row


@dataclass(frozen=True, slots=True)
class Pile:
    """Reports that wait for one reason: how many, and the most pressing of them as (id, number)."""

    count: int = 0
    first: tuple[tuple[int, int], ...] = ()


NONE = Pile()
_VERBS = {"calls": "ring"}  # leads to the card with the number to phone


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to do in somebody's grids; one report may lie on several piles."""

    new: Pile = NONE  # nobody has it
    due: Pile = NONE  # to be answered, or finished, before the day ends
    late: int = 0  # of those that are due: the hour has passed
    mine: Pile = NONE  # handed to them, or taken by them
    calls: Pile = NONE  # ended, and somebody has to phone how

    @property
    def piles(self) -> tuple[tuple[str, Pile], ...]:
        """Each pile that is not empty, by its name."""
        return tuple((name, pile) for name, pile in self._all if pile.count)

    @property
    def _all(self) -> tuple[tuple[str, Pile], ...]:
        return ("new", self.new), ("due", self.due), ("mine", self.mine), ("calls", self.calls)


def grids(person: Person) -> frozenset[str] | None:
    """The grids somebody works for; None when it is all of them."""
    theirs = [grant.grids for grant in person.grants if grant.role in CREW]
    return frozenset().union(*theirs) if all(theirs) else None


def day_ends(ctx: Context) -> datetime:
    """Midnight, where the community is."""
    local = ctx.now.astimezone(ctx.community.zone)
    return (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def overview(ctx: Context, person: Person, work: Work, chat: Chat) -> Say:
    """What there is to do, a line for each reason, with buttons to the first of each."""
    where = _where(ctx, person, chat)
    alone = chat.alone(person.id)
    if not work.piles:
        return Say(chat, (line("grid-none", where=where),), only_for=alone)
    openly = chat.kind is not ChatKind.PRIVATE and alone is None
    lines = [line("grid", where=where)]
    lines += [_said(name, pile, work, person if openly else None) for name, pile in work.piles]
    return Say(chat, tuple(lines), _buttons(work), only_for=alone)


def morning(ctx: Context, person: Person, work: Work, chat: Chat) -> Iterable[Say]:
    """One line at the start of the day; nothing when there is nothing to do."""
    if work.piles:
        first, *others = (_counted(name, pile, work) for name, pile in work.piles)
        what = first
        for other in others:
            what = line("grid-and", first=what, then=other)
        said = line(f"morning-{_part(ctx)}", where=_where(ctx, person, chat), what=what)
        yield Say(chat, (said,), ((cards.button("look", "grid"),),), priority=Priority.NOTICE)


def _part(ctx: Context) -> str:
    """What to wish: after an hour without power the morning's line may come in the afternoon."""
    hour = ctx.now.astimezone(ctx.community.zone).hour
    return "early" if hour < 12 else "noon" if hour < 18 else "late"


def _where(ctx: Context, person: Person, chat: Chat) -> Arg:
    theirs = grids(person)
    names = [grid.names[chat.lang] for code, grid in ctx.community.grids.items() if theirs and code in theirs]
    return Joined(tuple(names)) if names else ctx.community.names[chat.lang]


def _counted(name: str, pile: Pile, work: Work) -> Line:
    if name == "due" and work.late:
        rest = pile.count - work.late
        return line("grid-due-late", count=rest, late=work.late) if rest else line("grid-late", late=work.late)
    return line(f"grid-{name}", count=pile.count)


def _said(name: str, pile: Pile, work: Work, openly: Person | None) -> Line:
    """A pile with its first numbers; among colleagues it says whose pile it is."""
    what = _counted(name, pile, work)
    if openly and name == "mine":
        what = line("grid-mine-of", count=pile.count, name=openly.name)
    numbers = Joined(tuple(str(number) for _, number in pile.first))
    return line("grid-more" if pile.count > len(pile.first) else "grid-line", what=what, numbers=numbers)


def _buttons(work: Work) -> Rows:
    """A row for each line; a report that is on several piles has one button."""
    rows: list[tuple[Button, ...]] = []
    seen: set[int] = set()
    for name, pile in work.piles:
        fresh = [(id_, number) for id_, number in pile.first if id_ not in seen]
        seen.update(id_ for id_, _ in fresh)
        if fresh:
            verb = _VERBS.get(name, "card")
            rows.append(tuple(Button(line("text", text=str(number)), data(verb, id_)) for id_, number in fresh))
    return tuple(rows)
