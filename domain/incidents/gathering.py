"""Five say the same: like reports within half an hour become one known incident, and can leave it again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from domain.categories import Category, Urgency, Visibility
from domain.community import Community
from domain.context import Case, Context, Crew, Fresh
from domain.effects import Answer, Effects, Log, Part, Put, Say, Support, Unschedule
from domain.incidents import known_words
from domain.incidents.belonging import described, timed
from domain.incidents.known import GRID, Known
from domain.lines import Rows, line
from domain.people import Chat, Person, Role
from domain.promises import deadlines, spent
from domain.report import GATHERED, MoveRefused, Report, Status, apply
from domain.reports import cards
from domain.reports.lifecycle import stored
from domain.reports.notices import shown, tell, unhurried
from domain.talk import receipts, wayin
from domain.talk.filing import refresh
from domain.talk.sources import Source

ENOUGH = 5  # like reports of as many people make one
WITHIN = timedelta(minutes=30)
# What fails for many buildings at once; five lamps in five buildings are five lamps.
WIDE = frozenset({"water_supply", "electricity", "gas", "heating", "pollution"})
# What is hardly one and the same at five places.
APART = frozenset({"other", "suggestion", "services", "facilities"})


def is_common(category: Category) -> bool:
    """Whether many may have the same trouble of this kind, and all may read of it."""
    return category.visibility is Visibility.PUBLIC and category.code not in APART


def common_area(
    found: Sequence[Report], said: Mapping[int, frozenset[int]], community: Community
) -> tuple[tuple[str, ...], tuple[Report, ...]] | None:
    """The smallest area in which enough people (``said``, by report) have the same, with their reports.

    () is the whole community.  What all of them joined already is one report, and needs no gathering.
    """
    wide = bool(found) and found[0].category in WIDE
    for of in (_building, _grid, lambda report: ()) if wide else (_building,):
        piles: dict[tuple[str, ...], list[Report]] = {}
        for report in found:
            if (area := of(report)) is not None:
                piles.setdefault(area, []).append(report)
        for area, pile in piles.items():
            if len(pile) > 1 and len(frozenset().union(*(said[each.id] for each in pile))) >= ENOUGH:
                whole = area == (*(f"{GRID}{code}" for code in community.grids),)
                return (() if whole else area), tuple(pile)
    return None


def _building(report: Report) -> tuple[str, ...] | None:
    return (report.place.building,) if report.place.building else None


def _grid(report: Report) -> tuple[str, ...] | None:
    return (f"{GRID}{report.grid}",) if report.grid else None


def gathered(
    ctx: Context, cases: Sequence[Case], area: tuple[str, ...], crew: Crew, fresh: Fresh, rooms: tuple[Chat, ...]
) -> Effects:
    """Five like reports are one matter: a known incident that waits for all of them, as early promised as the first."""
    old = [case.report for case in cases]
    first = old[0]
    taken = next((case for case in cases if case.report.status is Status.ACKNOWLEDGED), None)
    since = min(each.reported_at for each in old)
    lang = rooms[0].lang if rooms else cases[0].crew.duty[0].lang if cases[0].crew.duty else "zh-CN"
    report = replace(
        described(ctx, first.category, Known(area, since), first.community, fresh, rooms, lang),
        source=Source.INCIDENT,
        urgency=next((each.urgency for each in old if each.urgency is not Urgency.NORMAL), Urgency.NORMAL),
        reported_at=since,
        since=since,
        respond_by=min(each.respond_by for each in old),
        resolve_by=min(each.resolve_by for each in old),
        provisional=any(each.provisional for each in old),
    )
    if taken:
        had = taken.report
        report = replace(
            report,
            status=Status.ACKNOWLEDGED,
            assignee=had.assignee,
            acknowledged_at=had.acknowledged_at,
            coming=had.coming,
            promised_at=had.promised_at,
        )
    heard = {each.person: (case, each) for case in reversed(cases) for each in case.heard}
    case = Case(
        report=report,
        crew=crew,
        supporters=tuple(each for _, each in heard.values()),
        group=rooms[0] if rooms else None,
        beside=rooms[1:],
        assignee=taken.assignee if taken else None,
        photos=tuple(name for case in cases for name in case.photos),
    )
    yield Put(report)
    yield Log(report.id, "reported", None, detail=report.category)
    for case_, each in heard.values():
        yield Support(report.id, each.person, each.chat.id, via=case_.report.id)
    for each_case in cases:
        yield from _put_to(ctx, each_case, report)
    yield from shown(ctx, case)
    yield from timed(ctx, report)


def _put_to(ctx: Context, case: Case, into: Report) -> Effects:
    """One of the five goes on within the known incident; whoever reported it hears that, and can say that it is not."""
    report = apply(case.report, "merge", frozenset({Role.DESK}), duplicate_of=into.id, reason=GATHERED)
    report = deadlines.running(report, ctx.now)
    yield Put(report)
    yield Log(report.id, "merge", None, str(into.id))
    yield wayin.out_of_sight(report)
    yield from wayin.lasting(ctx, case, report)
    yield from spent.clock(case.report, report, None)
    yield Unschedule("tell", str(report.id))
    yield from unhurried(refresh(replace(case, report=report), ctx))
    if case.group:  # there one card speaks for all of them
        yield Say(case.group, (), tag=cards.card_tag(report))
    yield from receipts.spent(case)
    for each in case.heard:
        if not each.in_public:
            own = each == case.reporter
            rows: Rows = ((cards.button("not-this", "part", report.id, report.cycle),),) if own else ()
            lines = known_words.answer(ctx, into, each.chat.lang, joined=False)
            yield tell(each, report, (line("known-gathered", number=str(report.number)), *lines), rows)


def parted(ctx: Context, case: Case, who: Person, into: Case | None, came: frozenset[int]) -> Effects:
    """不是这个, of one of the five: it is a matter of its own again."""
    if case.report.reason != GATHERED:
        raise MoveRefused("part", case.report, "status")
    report = apply(case.report, "part", case.roles(who), duplicate_of=None, reason=None)
    yield from stored(report, who, "part")
    yield from wayin.lasting(ctx, case, report)
    yield from shown(ctx, replace(case, report=report))
    if into:
        yield Part(into.report.id, report.id)
        staying = tuple(each for each in into.supporters if each.person not in came)
        photos = tuple(name for name in into.photos if name not in case.photos)
        yield from shown(ctx, replace(into, supporters=staying, photos=photos))
    yield Answer(line("known-parted", number=str(case.report.number)))
