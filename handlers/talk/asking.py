"""Asks a language model about words that leave us in doubt, by the outbox: nobody waits for the answer.

Off unless it is set up, and where a community has switched it off.  What comes back is handlers/talk/advised.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.effects import Priority
from domain.talk.drafts import Draft
from domain.understanding import advice, masking, spoken
from storage import chats, confided, inbox, outbox, reports

if TYPE_CHECKING:
    from handlers.desk import Turn

MODEL = "model"
EXPIRES_MS = 120_000  # an answer is of use while people still look at what we said


def about_draft(turn: Turn, draft: Draft) -> None:
    """A draft was stored: ask about its words, once, if they leave us in doubt."""
    if not turn.desk.plugins:
        return
    chat = chats.get(turn.tx, draft.chat, turn.desk.channels)
    if chat and chat.community and advice.unsure(draft, turn.context(chat.community).categories):
        _ask(turn, chat.community, draft, "draft", draft.id, advice.mark(draft.text))


def about_report(turn: Turn, draft: Draft, report: int) -> None:
    """A draft became a report without anybody having looked at it before."""
    found = reports.get(turn.tx, report) if turn.desk.plugins else None
    if found and advice.worth_asking(found, draft, turn.context(found.community).categories):
        _ask(turn, found.community, draft, "report", found.id, str(found.version))


def is_on(turn: Turn, community: str) -> bool:
    """Whether there is a model to ask for this community."""
    plugin = turn.desk.plugins.get(MODEL)
    return plugin is not None and community in plugin.communities


def _ask(turn: Turn, community: str, draft: Draft, what: str, id_: int, mark: str) -> None:
    if not is_on(turn, community) or not _may_leave(turn, draft):
        return
    place = turn.desk.plugins[MODEL].chat
    tag = f"ask:{draft.person}:{what}:{id_}:{mark}"
    if outbox.exists(turn.tx, place, tag):
        return
    content: dict[str, Any] = {
        "words": masking.masked(draft.text.replace(spoken.HEARD, "")),
        "about": {"what": what, "id": id_, "mark": mark},
    }
    call(turn, place, community, content, tag, EXPIRES_MS)


def call(turn: Turn, place: int, community: str, content: dict[str, Any], tag: str, expires_ms: int) -> None:
    """Have a plug-in called: answered in the lane of what caused it, counted in the month that it is there."""
    content |= {
        "community": community,
        "month": month(turn, community),
        "lane": inbox.lane_of(turn.tx, turn.cause),
    }
    turn.said += 1
    outbox.put(
        turn.tx, turn.cause, turn.said, place, content, turn.now,
        priority=Priority.FETCH, tag=tag, expires_at=turn.desk.clock.machine_ms() + expires_ms,
    )  # fmt: skip


def month(turn: Turn, community: str) -> str:
    """The month that it is there, to which use is counted."""
    return f"{turn.now.astimezone(turn.context(community).community.zone):%Y-%m}"


def _may_leave(turn: Turn, draft: Draft) -> bool:
    """Nothing leaves that has to do with what only a head may hear, nor anything of whoever told such a thing."""
    return not turn.desk.classifier.touches_private(draft.text) and not confided.of_person(turn.tx, draft.person)


def forgotten(turn: Turn, person: int) -> None:
    """Somebody is erased: what was not asked about their words yet is not asked any more."""
    for plugin in turn.desk.plugins.values():
        outbox.erase_all(turn.tx, plugin.chat, f"ask:{person}:")
