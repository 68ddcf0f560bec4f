"""The same thing again: what is offered is looked for among what is open near by, and may be joined instead."""

from domain.effects import Answer, PutDraft
from domain.lines import line
from domain.people import Chat, Person
from domain.report import Report
from domain.talk import dialogue, group
from domain.talk.drafts import Draft, Stage
from domain.where import nearby, outside
from handlers import cases
from handlers.desk import Turn
from handlers.incidents import known
from storage import drafts, reports


def look(turn: Turn, draft_id: int, chat: Chat) -> None:
    """Show beside an offer what it may tell of again; where nothing is near, the offer stays as it is."""
    draft = drafts.get(turn.tx, draft_id)
    if draft is None or not nearby.waits(draft):
        return
    found = nearby.noted(draft, _found(turn, draft, chat))
    if (found.near and found.near.report) == (draft.near and draft.near.report):
        return
    context = turn.context(chat.community)
    if found.stage is Stage.ASKING:
        turn.keep(dialogue.ask(context, found, chat, anew=False))
    else:
        turn.keep([PutDraft(found), group.show_offer(context, found, chat)])


def _found(turn: Turn, draft: Draft, chat: Chat) -> Report | None:
    context = turn.context(chat.community)
    if draft.place is None or not draft.place.building or outside.beyond(context, draft):
        return None
    since = turn.now - nearby.DAYS
    open_ones = reports.near(turn.tx, chat.community, draft.place.building, draft.category, since, draft.person)
    return nearby.nearest(context, draft, open_ones)


def pressed(turn: Turn, draft: Draft, chat: Chat, person: Person, which: str) -> None:
    """我也遇到 under an offer: only what was offered there, as long as it is open."""
    near = draft.near
    report = reports.get(turn.tx, near.report) if near and str(near.report) == which else None
    context = turn.context(chat.community)
    if report is None or report.community != chat.community:
        turn.keep([Answer(line("answer-unknown"))])
    elif not nearby.may_be_shown(report):
        turn.keep([Answer(line("answer-ended"))])
    else:
        author = cases.author(turn, person, chat, draft.messages[0] if draft.messages else None)
        turn.keep(nearby.joined(context, cases.load(turn, report), draft, author, chat))
        known.gather(turn, report.community, report.category, report.place.building)
