"""Danger of somebody who did not say in which community: everybody on duty is asked, and told how it went on."""

from domain.effects import Say, Unschedule
from domain.lines import Line
from domain.talk import settling
from domain.talk.drafts import Draft
from handlers import cases
from handlers.desk import Turn
from storage import outbox


def cry(turn: Turn, draft: Draft) -> None:
    """Ask the people on duty in every community whether it is theirs."""
    turn.keep(settling.cry(draft, {code: cases.crew(turn, code, None) for code in turn.desk.communities}))


def quiet(turn: Turn, draft: Draft, words: Line | None = None) -> None:
    """It is known by now where it is, or it was dropped: whoever was asked reads that; without words it goes."""
    if draft.asked != settling.ASKED or not draft.danger:
        return
    turn.keep([Unschedule("adrift", str(draft.id))])
    tag = settling.tag(draft.id)
    for community in turn.desk.communities:
        crew = cases.crew(turn, community, None)
        for chat in {each.id: each for each in (*crew.duty, *crew.private.values())}.values():
            if outbox.exists(turn.tx, chat.id, tag):
                turn.keep([Say(chat, (words,) if words else (), tag=tag)])
