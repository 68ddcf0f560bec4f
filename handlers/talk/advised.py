"""A language model answered: what we made of somebody's words gets better, as long as nobody has said more since."""

from domain.effects import DropDraft, Priority, PutDraft, Say
from domain.events import Advised, Spent
from domain.lines import line
from domain.people import Chat, ChatKind
from domain.talk import dialogue, group
from domain.talk.drafts import Draft, Stage
from domain.understanding import advice
from domain.understanding.advice import Advice
from handlers import cases
from handlers.desk import Turn
from handlers.talk import folded, groups, near
from storage import chats, drafts, metering, outbox, people, reports
from storage.metering import Account


def advised(turn: Turn, event: Advised) -> None:
    """Take the answer, or let it be when it comes too late."""
    if event.what == "draft":
        _on_draft(turn, event)
    else:
        _on_report(turn, event)


def _on_draft(turn: Turn, event: Advised) -> None:
    draft = drafts.get(turn.tx, event.id)
    chat = chats.get(turn.tx, draft.chat, turn.desk.channels) if draft else None
    if draft is None or chat is None or not chat.community or advice.mark(draft.text) != event.mark:
        return
    found = _found(turn, event, chat.community)
    if draft.stage is Stage.WEIGHED:
        _weighed(turn, draft, chat, found)
        return
    better = advice.improved(draft, found)
    if better == draft:
        return
    if draft.stage is Stage.ASKING:
        _on_what_they_make(turn, better, chat)
    elif draft.stage in (Stage.OFFERED, Stage.FOLDED):
        turn.keep(group.edited(turn.context(chat.community), better, chat))
        if better.fold:
            folded.show(turn, better.fold)
    near.look(turn, better.id, chat)


def _weighed(turn: Turn, draft: Draft, chat: Chat, found: Advice) -> None:
    """What was passed over in silence: offered after all, or forgotten."""
    person = people.person(turn.tx, draft.person, chat.community)
    if not found.is_report or person is None or chat.kind is not ChatKind.GROUP or chats.is_hushed(
        turn.tx, chat.id, person.id
    ):  # fmt: skip
        # A photo that came meanwhile may still get its words.
        photos = PutDraft(_wordless(draft)) if draft.photos else DropDraft(draft)
        turn.keep([photos])
        return
    groups.offer(turn, advice.improved(draft, found), chat, person)


def _wordless(draft: Draft) -> Draft:
    return Draft(
        draft.id, draft.chat, draft.person, Stage.HEARD, draft.created_at,
        messages=draft.messages, photos=draft.photos, grid=draft.grid,
    )  # fmt: skip


def _on_what_they_make(turn: Turn, draft: Draft, chat: Chat) -> None:
    """A private draft: what it shows changes with it, unless its author is choosing something there just now."""
    if not draft.turn or draft.asked == "place":
        turn.keep([PutDraft(draft)])
    elif outbox.shows(turn.tx, chat.id, draft.tag, f"drop:{draft.id}"):
        turn.keep(dialogue.ask(turn.context(chat.community), draft, chat, anew=False))


def _on_report(turn: Turn, event: Advised) -> None:
    report = reports.get(turn.tx, event.id)
    if report and str(report.version) == event.mark:
        found = _found(turn, event, report.community)
        turn.keep(advice.better(turn.context(report.community), cases.load(turn, report), found))


def _found(turn: Turn, event: Advised, community: str) -> Advice:
    values = {"is_report": event.is_report, "category": event.category, "urgency": event.urgency}
    return advice.checked(values, turn.context(community).categories)


def spent(turn: Turn, event: Spent) -> None:
    """A month's budget is used up: its managers hear it, once."""
    if not metering.tell_once(turn.tx, Account(event.plugin, event.community, event.month)):
        return
    crew = cases.crew(turn, event.community, None)
    name = turn.context(event.community).community.names
    for chat in crew.managers:
        said = line(f"plugin-spent-{event.plugin}", community=name[chat.lang])
        turn.keep([Say(chat, (said,), priority=Priority.NOTICE)])
