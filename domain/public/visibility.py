"""Who sees what of a report: the only table of it.

Every reader (cards, lists, the results page, the board, exports) asks ``sight``; docs/privacy.md and the tests over
all roles are made from ``SEES``.  What is public at all is decided here too: by the category, by what the words name,
by whom it is about; its reporter may lower it, only staff raise it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import IntEnum, StrEnum

from domain.categories import Categories, Visibility
from domain.people import Person, Role
from domain.report import Report
from domain.understanding import naming


class Sight(IntEnum):
    """How much of a report somebody sees; each holds the ones before it."""

    NOTHING = 0
    COUNT = 1  # it is counted, in figures without its content
    FACTS = 2  # number, category, building, state, times, and what staff released of words and photos
    WHOLE = 3  # words, photos, the place as it was said


class Kind(StrEnum):
    """What a report is to those who would look at it."""

    PUBLIC = "public"
    FIGURES = "figures"
    PRIVATE = "private"
    COMPLAINT = "complaint"  # about the company, the desk, somebody who works here: for the head
    ABOVE_HEAD = "above_head"  # about the head: for the street


_NOTHING, _COUNT, _FACTS, _WHOLE = Sight

SEES: Mapping[Kind, Mapping[Role, Sight]] = {
    Kind.PUBLIC: {
        Role.RESIDENT: _FACTS,  # everybody, with or without an account
        Role.REPORTER: _WHOLE,
        Role.SUPPORTER: _FACTS,
        Role.FILER: _WHOLE,
        Role.ASSIGNEE: _WHOLE,
        Role.VOLUNTEER: _FACTS,
        Role.STAFF: _WHOLE,
        Role.MANAGER: _WHOLE,
        Role.HEAD: _WHOLE,
        Role.STREET: _FACTS,
        Role.OPERATOR: _FACTS,
    },
    Kind.FIGURES: {
        Role.RESIDENT: _COUNT,
        Role.REPORTER: _WHOLE,
        Role.SUPPORTER: _FACTS,
        Role.FILER: _WHOLE,
        Role.ASSIGNEE: _WHOLE,
        Role.VOLUNTEER: _COUNT,
        Role.STAFF: _WHOLE,
        Role.MANAGER: _WHOLE,
        Role.HEAD: _WHOLE,
        Role.STREET: _FACTS,
        Role.OPERATOR: _COUNT,
    },
    Kind.PRIVATE: {
        Role.RESIDENT: _NOTHING,
        Role.REPORTER: _WHOLE,
        Role.SUPPORTER: _FACTS,
        Role.FILER: _WHOLE,
        Role.ASSIGNEE: _WHOLE,
        Role.VOLUNTEER: _NOTHING,
        Role.STAFF: _WHOLE,
        Role.MANAGER: _WHOLE,
        Role.HEAD: _WHOLE,
        Role.STREET: _COUNT,
        Role.OPERATOR: _NOTHING,
    },
    Kind.COMPLAINT: {
        Role.RESIDENT: _NOTHING,
        Role.REPORTER: _WHOLE,
        Role.SUPPORTER: _FACTS,
        Role.FILER: _WHOLE,
        Role.ASSIGNEE: _NOTHING,  # whoever decides it has it, too
        Role.VOLUNTEER: _NOTHING,
        Role.STAFF: _NOTHING,
        Role.MANAGER: _NOTHING,  # where nobody is head they stand in for one
        Role.HEAD: _WHOLE,
        Role.STREET: _COUNT,
        Role.OPERATOR: _NOTHING,
    },
    Kind.ABOVE_HEAD: {
        Role.RESIDENT: _NOTHING,
        Role.REPORTER: _WHOLE,
        Role.SUPPORTER: _FACTS,
        Role.FILER: _WHOLE,
        Role.ASSIGNEE: _NOTHING,  # whoever decides it has it, too
        Role.VOLUNTEER: _NOTHING,
        Role.STAFF: _NOTHING,
        Role.MANAGER: _NOTHING,
        Role.HEAD: _NOTHING,
        Role.STREET: _WHOLE,
        Role.OPERATOR: _NOTHING,
    },
}
STRICTEST = (Visibility.PUBLIC, Visibility.FIGURES, Visibility.PRIVATE)
RULE, REPORTER, STAFF = "rule", "reporter", "staff"  # who decided it last
WHY = ("reporter", "named", "category", "between", "complaint", "staff", "forgotten")  # why it left the public view


def kind(report: Report) -> Kind:
    """What it is to those who would look at it."""
    if report.above:
        return Kind.COMPLAINT if report.above == "head" else Kind.ABOVE_HEAD
    return Kind(report.visibility.value)


def sight(report: Report, roles: Collection[Role]) -> Sight:
    """How much of a report somebody with these roles sees; everybody is a resident."""
    seen = SEES[kind(report)]
    return max(seen[role] for role in {Role.RESIDENT, *roles} if role in seen)


def kinds_seen(role: Role, least: Sight) -> tuple[str, ...]:
    """The kinds of which a role sees so much, for queries."""
    return tuple(kind.value for kind, seen in SEES.items() if seen[role] >= least)


def stored(least: Sight = Sight.FACTS) -> tuple[str, ...]:
    """The values of the column ``visibility`` of which everybody sees so much."""
    return tuple(each.value for each in Visibility if SEES[Kind(each.value)][Role.RESIDENT] >= least)


def may_see(report: Report, person: Person, least: Sight = Sight.WHOLE) -> bool:
    """Whether the roles somebody holds for its grid show them so much, whatever they are to the report itself."""
    held = {grant.role for grant in person.grants if grant.covers(report.grid)}
    return sight(report, held) >= least


# --- what is public at all ----------------------------------------------------------------------------


def strictest(first: Visibility, *others: Visibility) -> Visibility:
    """The one that shows least."""
    return max((first, *others), key=STRICTEST.index)


def by_rule(kinds: Categories, report: Report) -> tuple[Visibility, str]:
    """What the category, the danger and the words allow, and the kind of reason when that is not everything."""
    category = kinds.get(report.category).visibility
    if report.above:
        return Visibility.PRIVATE, "complaint"
    if kinds.hides(report.danger):
        return Visibility.PRIVATE, "category"
    if report.known:  # staff announced it to everybody, in words of their own
        return category, "category"
    said = f"{report.place.words}\n{report.text}"
    if naming.wants_silence(said):
        return Visibility.PRIVATE, "reporter"
    if naming.between_people(said) and report.danger is None:
        return Visibility.PRIVATE, "between"
    if category is Visibility.PUBLIC and naming.names_somebody(said):
        return Visibility.FIGURES, "named"
    return category, "category"


def first(kinds: Categories, report: Report) -> Report:
    """A report that is being filed, as visible as the rules allow."""
    visibility, _ = by_rule(kinds, report)
    return report if visibility is report.visibility else replace(report, visibility=visibility)


def followed(kinds: Categories, old: Report, new: Report, now: datetime) -> Report:
    """A report whose category, place or words changed: a rule may lower it; it never undoes what people decided."""
    if (old.category, old.danger, old.text, old.place.words) == (new.category, new.danger, new.text, new.place.words):
        return new
    allowed, why = by_rule(kinds, new)
    if new.shown_by == RULE:
        return turned(new, allowed, RULE, why, now)
    if allowed is strictest(allowed, by_rule(kinds, old)[0]) and allowed is not by_rule(kinds, old)[0]:
        return turned(new, strictest(new.visibility, allowed), new.shown_by, why, now)
    return new


def turned(report: Report, to: Visibility, by: str, why: str, now: datetime) -> Report:
    """The report as visible as ``to``.  What leaves the public view takes its words and photos along."""
    if to is report.visibility:
        return replace(report, shown_by=by)
    changed = replace(report, visibility=to, shown_by=by)
    if to is Visibility.PUBLIC:
        return replace(changed, hidden_at=None, hidden_why="")
    if report.visibility is Visibility.PUBLIC:
        changed = replace(changed, hidden_at=now, hidden_why=why)
    return replace(changed, published=False, released="")


def shown_to(reports: Iterable[Report], person: Person, least: Sight) -> list[Report]:
    """Those of which the roles somebody holds show them so much."""
    return [report for report in reports if may_see(report, person, least)]
