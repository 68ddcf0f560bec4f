"""What staff may press under a report's card: take it, hand it over, resolve, refuse, ask, correct."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain.buttons import Press
from domain.context import Case, Context
from domain.effects import Effects, Say
from domain.incidents import tending
from domain.lines import line
from domain.people import Chat, Person
from domain.public import publish, release, sights
from domain.reports import alarms, alerts, cards, corrections, deciding, lifecycle, pauses
from domain.talk import contacting, for_others, questions


def press(ctx: Context, case: Case, who: Person, at: Chat, press: Press) -> Effects:
    """A member of staff pressed a button under a report's card.

    Raises ``MoveRefused`` when the report or the person does not allow it.
    """
    yield from VERBS[press.verb](ctx, case, who, at, press.arg)


def anew(ctx: Context, case: Case, who: Person, at: Chat, pressed: Press) -> Effects:
    """The same under a message below the card: the card comes down here, so that what it asks is seen."""
    tag = alerts.tag(case.report)
    for effect in press(ctx, case, who, at, pressed):
        if isinstance(effect, Say) and effect.tag == tag and effect.to == at:
            if any(at.id == each.id for each in (*case.crew.duty, *case.desks)):
                yield Say(at, (line("card-moved", **cards.title(case.report)),), tag=tag, report=case.report.id)
            effect = replace(effect, again=True)
        yield effect


Verb = Callable[[Context, Case, Person, Chat, str], Effects]
VERBS: Mapping[str, Verb] = {
    "take": lifecycle.take,
    "hand": lifecycle.hand,
    "secure": lifecycle.secure,
    "handle": alarms.handle,
    "false": alarms.false_alarm,
    "park": pauses.park,
    "refer": pauses.refer,
    "resume": pauses.resume,
    "wait": pauses.wait,
    "done": lifecycle.done,
    "adopt": deciding.adopt,
    "decline": deciding.decline,
    "refuse": lifecycle.refuse,
    "undo": lifecycle.undo,
    "more": lifecycle.more,
    "back": lifecycle.back,
    "reach": contacting.reach,
    "ask": questions.ask,
    "whole": corrections.whole,
    "kind": corrections.kind,
    "where": corrections.where,
    "haste": corrections.haste,
    "source": for_others.told_by,
    "publish": publish.photos,
    "sight": sights.choose,
    "release": release.words,
    "photos": release.photos,
    "reword": tending.reword,
    "longer": tending.longer,
    "restored": tending.restored,
}
