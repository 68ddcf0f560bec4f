"""A time arrived that we had set: settle an album, fold an offer, tell what stands, close, clean up."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from domain.duty.roster import shift_key
from domain.effects import DropDraft
from domain.events import CameDue
from domain.people import Chat, ChatKind
from domain.reports import lifecycle, notices, pauses, transferring
from domain.talk import dialogue, group, wayin
from domain.talk.drafts import Draft, Stage
from handlers import cases, requests
from handlers.counting import customers, digests, exporting, monthly
from handlers.desk import Turn
from handlers.duty import attended, changeover, handover, reminding, swapping, workload
from handlers.incidents import known
from handlers.machine import adrift, away, health, keeping, room
from handlers.reports import compared, told, transfers
from handlers.talk import complaining, confiding, folded, near, settling, unsettled
from storage import (
    accounts,
    app_cards,
    backed_up,
    beside,
    bots,
    browsers,
    chats,
    customer_posts,
    devices,
    drafts,
    due,
    exports,
    inbox,
    invitations,
    reports,
    roster,
    swaps,
    web,
)
from storage import away as machine
from storage import digests as drawn
from storage.holding import AFTER_ALL
from storage.times import from_ms

CLEAN = timedelta(hours=1)  # how often old rows are cleaned away
DAY = timedelta(hours=24)  # text that became no report is erased within


def came_due(turn: Turn, event: CameDue) -> None:
    """Something was due; a kind this program does not know is an error, and is parked."""
    KINDS[event.kind](turn, event)


def _settle(turn: Turn, event: CameDue) -> None:
    """The album is complete: answer it once."""
    if (draft := drafts.get(turn.tx, int(event.subject))) and (chat := _chat(turn, draft)):
        if chat.community:
            turn.keep(dialogue.ask(turn.context(chat.community), draft, chat))
            near.look(turn, draft.id, chat)
        else:
            settling.ask(turn, draft, chat)


def _draft(turn: Turn, event: CameDue) -> None:
    """Nobody pressed for fifteen minutes: staff look through a group's offers, the private one is nudged."""
    draft = drafts.get(turn.tx, int(event.subject))
    chat = draft and _chat(turn, draft)
    if not draft or not chat:
        return
    home = chat.community
    if not home:
        unsettled.nudge(turn, draft, chat)
    elif draft.stage is Stage.ASKING:
        turn.keep(dialogue.nudge(turn.context(chat.community), draft, chat))
    elif draft.stage is Stage.OFFERED and (chat.kind is ChatKind.DUTY or _against_us(turn, draft, home)):
        turn.keep(group.dropped(draft, chat))  # staff saw the offer, or are those it is about
    elif draft.stage is Stage.OFFERED:
        zone = turn.context(chat.community).community.zone
        shift = shift_key(roster.load(turn.tx, chat.community), zone, turn.now)
        prefix = group.fold_prefix(draft, chat.community, shift)
        turn.keep(group.fold(draft, chat, prefix, drafts.listed(turn.tx, prefix)))
        if listed := drafts.get(turn.tx, draft.id):
            folded.show(turn, listed.fold)


def _against_us(turn: Turn, draft: Draft, community: str) -> bool:
    """Whether it complains about those who would look through it."""
    return complaining.found(turn, draft.text, community, draft.category) is not None


def _erase(turn: Turn, event: CameDue) -> None:
    """It became no report: its words are erased."""
    draft = drafts.get(turn.tx, int(event.subject))
    if draft is None:
        return
    adrift.quiet(turn, draft)
    chat = _chat(turn, draft)
    turn.keep(dialogue.erased(draft, chat) if chat else [DropDraft(draft)])
    if chat and draft.fold:
        folded.show(turn, draft.fold, quietly=True)


def _tell(turn: Turn, event: CameDue) -> None:
    """A move can no longer be undone: tell everybody."""
    if report := reports.get(turn.tx, int(event.subject)):
        turn.keep(notices.stands(turn.context(report.community), cases.load(turn, report)))
        if stands := reports.get(turn.tx, report.id):
            compared.compare(turn, stands)


def _menu(turn: Turn, event: CameDue) -> None:
    """A menu under a card was left open."""
    if report := reports.get(turn.tx, int(event.subject)):
        turn.keep(lifecycle.menu_over(turn.context(report.community), cases.load(turn, report)))


def _close(turn: Turn, event: CameDue) -> None:
    """Seven days without a word."""
    if report := reports.get(turn.tx, int(event.subject)):
        turn.keep(notices.closed(turn.context(report.community), cases.load(turn, report), event.cycle))


def _forget_contact(turn: Turn, event: CameDue) -> None:
    """Seven days after the end: how to reach somebody is nobody's business any more."""
    if report := reports.get(turn.tx, int(event.subject)):
        turn.keep(wayin.due(report))


def _unanswered(turn: Turn, event: CameDue) -> None:
    """Three days without an answer to what staff asked."""
    if report := reports.get(turn.tx, int(event.subject)):
        turn.keep(pauses.unanswered(turn.context(report.community), cases.load(turn, report), event.cycle))


def _clean(turn: Turn, event: CameDue) -> None:
    """Old keys, old questions, and what people wrote that became no report."""
    # Platforms repeat by the machine's time: a trial that moves its clock must not forget what it kept today.
    inbox.purge(turn.tx, from_ms(turn.desk.clock.machine_ms()))
    app_cards.purge(turn.tx, turn.desk.clock.machine_ms())
    bots.purge(turn.tx, turn.desk.clock.machine_ms())
    customer_posts.purge(turn.tx, turn.now)
    drafts.purge(turn.tx, turn.now)
    drawn.purge(turn.tx, turn.now)
    chats.purge(turn.tx)
    devices.purge(turn.tx, turn.now)
    room.clean(turn)
    invitations.purge(turn.tx, turn.now)
    exports.purge(turn.tx, turn.now)
    accounts.purge(turn.tx, turn.now - DAY)
    browsers.purge(turn.tx, turn.desk.clock.machine_ms())
    roster.purge(turn.tx, turn.now)
    swaps.purge(turn.tx, turn.now)
    web.erase_old(turn.tx, turn.now - DAY + CLEAN)
    web.drop_old(turn.tx, turn.now - turn.desk.keeping.of("words"))
    beside.erase_old(turn.tx, turn.now - DAY)
    keeping.erase(turn)
    for community in turn.desk.communities.values():
        changeover.set_alarm(turn.tx, community, turn.now)
        workload.set_alarm(turn.tx, community, turn.now)  # should its last row have been parked
        digests.set_alarm(turn.tx, community, turn.now)
        monthly.set_alarm(turn.tx, community, turn.now)
    web.erase_toasts(turn.tx, turn.now - CLEAN)
    due.schedule(turn.tx, turn.now + CLEAN, "clean", "desk")


def _chat(turn: Turn, draft: Draft) -> Chat | None:
    return chats.get(turn.tx, draft.chat, turn.desk.channels)


KINDS: Mapping[str, Callable[[Turn, CameDue], None]] = {
    "settle": _settle,
    "draft": _draft,
    "erase": _erase,
    "tell": _tell,
    "menu": _menu,
    "close": _close,
    "unanswered": _unanswered,
    "adrift": unsettled.came_due,
    "forget_contact": _forget_contact,
    "clean": _clean,
    "remind": reminding.remind,
    "handover": handover.came_due,
    "swap": swapping.came_due,
    "promise": reminding.promise_again,
    "untold": told.waits,
    "person": attended.still_waits,
    "known": known.came_due,
    "morning": workload.in_the_morning,
    "parked": health.parked,
    backed_up.KIND: health.backup_failed,
    machine.AWAY: away.came_due,
    machine.DISK: away.disk_low,
    "digest": digests.came_due,
    "customers": customers.came_due,
    "monthly": monthly.came_due,
    "export": exporting.came,
    "confided": confiding.came_due,
    "unconfide": confiding.over,
    transferring.KIND: transfers.came_due,
    AFTER_ALL: requests.forget_again,
}
