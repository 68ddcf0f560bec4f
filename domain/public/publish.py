"""公开照片: staff let everybody see the reporter's own photos, in the group's notice of how it ended."""

from dataclasses import replace

from domain.context import Case, Context
from domain.effects import Answer, Effects
from domain.lines import line
from domain.people import Chat, Person
from domain.permissions import MAY
from domain.report import MoveRefused
from domain.reports import alerts, outcome
from domain.reports.lifecycle import stored
from domain.reports.notices import published
from domain.talk.filing import refresh


def photos(ctx: Context, case: Case, who: Person, at: Chat, _: str) -> Effects:
    """Beside those of the repair, only of a public kind.  Raises ``MoveRefused``."""
    if not MAY["publish_photos"] & case.roles(who):
        raise MoveRefused("publish_photos", case.report, "role")
    if not alerts.may_publish(ctx, case) or case.group is None:
        raise MoveRefused("publish_photos", case.report, "status")
    group, case = case.group, replace(case, report=replace(case.report, published=True))
    yield from stored(case.report, who, "publish_photos")
    yield from refresh(case, ctx)
    yield from published(case)
    if said := outcome.openly(ctx, case, group):
        yield said
    yield Answer(line("answer-published"))
