"""Carries out what decisions want: rows, timers, and slots for what is to be said.

Words are chosen here, in the language of whoever reads them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain import effects as fx
from domain import ladder, reminders
from domain.events import Edited, Pressed, Said
from domain.people import Chat, ChatKind, Person
from domain.report import Report
from handlers import changeover, copies, erasing, ringing
from storage import (
    accounts,
    added,
    calls,
    contacts,
    drafts,
    due,
    facts,
    history,
    invitations,
    outbox,
    people,
    ratings,
    reports,
    roster,
    swaps,
    web,
)
from storage.copies import drop

if TYPE_CHECKING:
    from handlers.desk import Turn

ALBUM = 10  # photos in one message; Bot API, sendMediaGroup
COPIED = 256  # characters that a button can copy; Bot API, CopyTextButton
ANSWER_EXPIRES_MS = 10_000  # Telegram takes no answer to a press that is older than some 15 s


def keep(turn: Turn, effect: fx.Effect) -> None:
    """Carry out one effect within the turn's transaction."""
    tx, now = turn.tx, turn.now
    match effect:
        case fx.Say():
            _say(turn, effect)
        case fx.Ring(report, minutes):
            ringing.ring(turn, report, minutes)
        case fx.Unbutton(chat, tag, message):
            outbox.unbutton(tx, chat.id, tag, message)
        case fx.Answer(words, alert):
            _answer(turn, words, alert)
        case fx.Put(report):
            _put(turn, report)
        case fx.Log(report, kind, actor, detail, text):
            history.log(tx, report, now, actor, kind, detail, text)
        case fx.Attach(report, photos, voice, after, message):
            reports.attach(tx, report, "photo", photos, after, message)
            reports.attach(tx, report, "voice", [voice] if voice else [], after, message)
            copies.wanted(turn, photos, voice)
        case fx.TakeBack(report, messages):
            added.take_back(tx, report, messages)
        case fx.Detach(report, keep):
            reports.detach_after(tx, report, keep)
        case fx.Link(chat, messages, draft, report):
            reports.link(tx, chat, messages, now, draft, report)
        case fx.Support(report, person, chat):
            reports.support(tx, report, person, chat, now)
        case fx.Unsupport(report, person):
            reports.unsupport(tx, report, person)
        case fx.KeepContact(report, contact, by):
            contacts.keep(tx, report, contact, by, now)
        case fx.EraseContact(report):
            erasing.contact(turn, report)
        case fx.HideContact(report, but):
            erasing.hide(turn, report, but)
        case fx.Correct(report, person, what, before, after, text):
            reports.correct(tx, report, person, now, what, before, after, text)
        case fx.PutDraft(draft):
            drafts.put(tx, draft)
            copies.noted(turn, draft.photos, draft.voice)
        case fx.DropDraft(draft):
            drafts.drop(tx, draft)
            drop(tx, (*draft.photos, *((draft.voice,) if draft.voice else ())))
            due.cancel(tx, "draft", str(draft.id))
            due.cancel(tx, "erase", str(draft.id))
            due.cancel(tx, "settle", str(draft.id))
        case fx.Filed(draft, report):
            drafts.filed(tx, draft, report)
            due.cancel(tx, "draft", str(draft.id))
            due.cancel(tx, "erase", str(draft.id))
            due.cancel(tx, "settle", str(draft.id))
        case fx.Expect(prompt):
            drafts.expect(tx, prompt)
            copies.noted(turn, prompt.photos)
        case fx.Forgo(chat, person):
            drafts.forgo(tx, chat, person)
        case fx.Schedule(at, kind, subject, cycle, step):
            due.schedule(tx, at, kind, subject, cycle, step)
        case fx.Unschedule(kind, subject):
            due.cancel(tx, kind, subject)
        case fx.SetLang(person, lang):
            people.set_lang(tx, person, lang)
        case fx.Bind(chat, kind, community):
            people.bind(tx, chat, kind, community)
        case fx.Settle(chat, community):
            people.settle(tx, chat, community)
        case fx.Grant(person, community, role, trade, grids, actor):
            people.grant(tx, person, community, role, trade, grids)
            people.log_role(tx, now, community, person, actor, "granted", role, trade, grids)
        case fx.EndRoles(who, community, actor):
            _end_roles(turn, who, community, actor)
        case fx.Assign() | fx.PutShift() | fx.DropShift() | fx.OnDay():
            changeover.change(turn, effect)
        case fx.PutSwap(swap):
            swaps.put(tx, swap)
        case fx.PutInvitation(invitation):
            invitations.put(tx, invitation)
        case fx.PutCall(call):
            calls.put(tx, call)
        case fx.PutRating(rating):
            ratings.put(tx, rating)
            facts.rated(tx, rating, _speaker(turn))
        case fx.PutJoining(joining):
            accounts.put(tx, joining)
        case fx.WrongCode(chat):
            accounts.wrong(tx, chat, now)
        case fx.JoinPeople(keep, gone):
            accounts.join(tx, keep, gone)
        case fx.Forget(person):
            _forget(turn, person)


def _put(turn: Turn, report: Report) -> None:
    """Store it with the time of its next reminder; what was still to be said of an earlier clock is taken back."""
    armed = ladder.armed(report, turn.context(report.community))
    reports.put(turn.tx, armed)
    facts.note(turn.tx, armed, turn.now)
    if armed.clock != report.clock:
        outbox.cancel_unsent(turn.tx, report.id, reminders.tag(report))
        ringing.hush(turn, armed)
        if armed.remind_at:
            due.sooner(turn.tx, armed.remind_at, "remind", report.community)


def _say(turn: Turn, say: fx.Say) -> None:
    if not say.lines:
        if say.tag:
            outbox.remove(turn.tx, say.to.id, say.tag)
        return
    if say.change and not outbox.exists(turn.tx, say.to.id, say.tag or ""):
        return
    if outside := _outside(turn, say):
        say = replace(say, lines=(outside, *say.lines))
    reply_to = say.reply_to
    if (say.photos or say.voice) and not say.to.abilities.inline_media:
        reply_to = _media_apart(turn, say) or reply_to
    reply_to = reply_to or _beside(turn, say.to)
    turn.said += 1
    held = _too_many(turn, say)
    outbox.put(
        turn.tx,
        turn.cause,
        turn.said,
        say.to.id,
        content(turn, say),
        turn.now,
        priority=say.priority,
        tag=say.tag,
        again=say.again,
        replaces=say.replaces,
        report=say.report,
        only_for=say.only_for,
        account=_account(turn, say.to, say.only_for) if say.only_for else None,
        reply_to=reply_to,
        held=held,
        tells=say.tells,
    )
    if held:
        _one_line_instead(turn, say)


def _outside(turn: Turn, say: fx.Say) -> fx.Line | None:
    """In a private chat that stands for another community: whose report this is, since each has its own numbers."""
    homes = turn.desk.communities
    if len(homes) < 2 or say.to.kind is not ChatKind.PRIVATE:
        return None
    if say.report is not None:
        home = homes.get(reports.outside(turn.tx, say.report, say.to.id) or "")
    else:
        home = homes.get(say.community) if say.community != say.to.community else None
    return fx.line("of-community", community=home.names[say.to.lang]) if home else None


def _beside(turn: Turn, chat: Chat) -> str | None:
    """In a group with topics: the topic in which somebody spoke or pressed just now."""
    event = turn.event
    if isinstance(event, Said | Edited | Pressed) and (event.channel, event.chat) == (chat.channel, chat.external):
        return f"near:{event.message}" if "@" in event.message else None
    return None


def content(turn: Turn, say: fx.Say) -> dict[str, Any]:
    """What people see of it."""
    chat = say.to
    shown: dict[str, Any] = {"text": _shortened(_words(turn, chat, say.lines), chat.abilities.text_limit)}
    if say.buttons:
        shown["buttons"] = [[_button(turn, chat, button) for button in row] for row in say.buttons if row]
    if chat.abilities.inline_media and (photos := copies.showable(turn, chat.channel, say.photos)):
        shown["photos"] = list(photos)
        if say.alt:
            shown["alt"] = _words(turn, chat, (say.alt,))
    if chat.abilities.inline_media and say.voice and (voice := copies.showable(turn, chat.channel, (say.voice,))):
        shown["voice"] = voice[0]
    if say.document and say.gone:
        shown |= {"document": say.document, "gone": _words(turn, chat, (say.gone,))}
    if say.only_for and (press := turn.pressed) and (press.channel, press.chat) == (chat.channel, chat.external):
        shown["press"] = press.press  # whoever pressed can be shown something alone for a few seconds
    return shown


def _button(turn: Turn, chat: Chat, button: fx.Button) -> dict[str, str]:
    shown = {"label": _words(turn, chat, (button.label,)), "data": button.data}
    if button.copy:
        shown["copy"] = _shortened(_words(turn, chat, (button.copy,)), COPIED)
    return shown


def _media_apart(turn: Turn, say: fx.Say) -> str | None:
    """Photos and voice in messages of their own, before the card that replies to them; each of them once."""
    tx, chat = turn.tx, say.to.id
    shown = outbox.media_shown(tx, chat, say.tag) if say.tag else frozenset()
    photos = [name for name in copies.showable(turn, say.to.channel, say.photos) if name not in shown]
    parts: list[dict[str, Any]] = [{"photos": photos[at : at + ALBUM]} for at in range(0, len(photos), ALBUM)]
    voices = copies.showable(turn, say.to.channel, (say.voice,) if say.voice else ())
    parts.extend({"voice": name} for name in voices if name not in shown)
    for part in parts:
        turn.said += 1
        tag = f"{say.tag}#{turn.cause}.{turn.said}" if say.tag else None
        outbox.put(
            tx, turn.cause, turn.said, chat, part, turn.now,
            priority=say.priority, tag=tag, report=say.report, reply_to=say.reply_to,
        )  # fmt: skip
    return f"slot:{turn.said}" if parts else None


def _too_many(turn: Turn, say: fx.Say) -> bool:
    """Whether so many new cards wait for this group already that one more would only be noise."""
    limit = say.to.abilities.backlog
    if not limit or say.to.kind is not ChatKind.DUTY or say.priority is not fx.Priority.ALERT or say.tag is None:
        return False
    return not outbox.exists(turn.tx, say.to.id, say.tag) and outbox.unsent(turn.tx, say.to.id)[0] >= limit


def _one_line_instead(turn: Turn, say: fx.Say) -> None:
    """The cards that are held back, as one line."""
    turn.said += 1
    _, held = outbox.unsent(turn.tx, say.to.id)
    text = _words(turn, say.to, (fx.line("backlog", count=held),))
    outbox.put(
        turn.tx, turn.cause, turn.said, say.to.id, {"text": text}, turn.now, priority=fx.Priority.ALERT, tag="backlog"
    )


def _words(turn: Turn, chat: Chat, lines: tuple[fx.Line, ...]) -> str:
    zone = turn.context(chat.community).community.zone
    return "\n".join(turn.desk.wording.line(chat.lang, line, turn.now, zone) for line in lines)


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _answer(turn: Turn, words: fx.Line, alert: bool) -> None:
    press = turn.pressed
    chat = press and people.find_chat(turn.tx, press.channel, press.chat, turn.desk.channels)
    if not press or not chat:
        return
    turn.said += 1
    turn.answered = True
    who = people.by_account(turn.tx, press.channel, press.speaker.account, chat.community)
    outbox.put(
        turn.tx,
        turn.cause,
        turn.said,
        chat.id,
        {"text": _words(turn, chat, (words,)), "answer": press.press} | ({"alert": True} if alert else {}),
        turn.now,
        priority=fx.Priority.ANSWER,
        only_for=who.id if who else None,
        account=press.speaker.account,
        expires_at=turn.desk.clock.machine_ms() + ANSWER_EXPIRES_MS,
    )


def _account(turn: Turn, chat: Chat, person: int) -> str | None:
    """The account with which somebody speaks or presses here just now; they may have several on one channel."""
    event = turn.event
    if not isinstance(event, Said | Edited | Pressed) or (event.channel, event.chat) != (chat.channel, chat.external):
        return None
    who = people.by_account(turn.tx, event.channel, event.speaker.account, chat.community)
    return event.speaker.account if who and who.id == person else None


def _speaker(turn: Turn) -> int | None:
    """Who said or pressed what this turn is about."""
    event = turn.event
    if not isinstance(event, Said | Edited | Pressed):
        return None
    who = people.by_account(turn.tx, event.channel, event.speaker.account, "")
    return who.id if who else None


def _end_roles(turn: Turn, who: Person, community: str, actor: int) -> None:
    tx = turn.tx
    for grant in who.grants:
        people.log_role(tx, turn.now, community, who.id, actor, "ended", grant.role, grant.trade, grant.grids)
    people.end_roles(tx, who.id, community)
    roster.leave(tx, community, who.id)
    changeover.rearm(turn, community)
    drafts.forgo_others(tx, who.id, community)
    invitations.void(tx, who.id, community)


def _forget(turn: Turn, person: int) -> None:
    for channel, external in turn.tx.all("SELECT channel, external FROM account WHERE person = ?", (person,)):
        if channel == "web":
            web.erase_author(turn.tx, external)
    for report in contacts.of_person(turn.tx, person):
        erasing.contact(turn, report)
    outbox.cancel_for(turn.tx, person)
    ratings.forget(turn.tx, person)
    reports.forget(turn.tx, person)
    copies.forgotten(turn, person)
    people.forget(turn.tx, person)
