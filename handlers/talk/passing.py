"""Passing on to the neighbours of the same deployment what is theirs."""

from domain.people import Chat, Recipient
from domain.reports import alarms
from domain.talk import filing, settling
from domain.talk.drafts import Draft
from domain.where import outside
from handlers import cases
from handlers.desk import Turn
from storage import reports


def moved(turn: Turn, draft: Draft, chat: Chat, community: str) -> Draft:
    """The draft as the neighbours understand it: their buildings, their grids."""
    there = turn.context(community)
    return outside.at_neighbours(there, draft, settling.anew(there, draft, chat.lang))


def alarm(turn: Turn, draft: Draft, chat: Chat, author: Recipient, community: str, source: str) -> None:
    """Danger at the neighbours' is told here and there at once; who rings there already is not rung again."""
    there = turn.context(community)
    draft = moved(turn, draft, chat, community)
    building = draft.place.building if draft.place else None
    since = turn.now - alarms.ONE_ALARM
    first = None
    if draft.danger and building:
        first = reports.alarm(turn.tx, community, draft.danger, draft.category, building, since)
    if first:
        turn.keep(filing.also_called(there, first, author))
        return
    grid = draft.place.grid if draft.place else None
    crew = cases.crew(turn, community, grid)
    turn.keep(filing.alarm_too(there, draft, author, chat, crew, turn.fresh_report(community), source))
