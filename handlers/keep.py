"""Carries out what decisions want: rows and timers; what is to be said is handlers/saying.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import effects as fx
from domain.events import Edited, Pressed, Said
from domain.people import Person
from domain.promises import ladder, reminders
from domain.report import Report
from handlers import copies, saying
from handlers.duty import changeover, ringing
from handlers.machine import learned
from handlers.reports import erasing
from handlers.talk import asking, hearing
from storage import (
    accounts,
    added,
    browsers,
    calls,
    chats,
    confided,
    contacts,
    devices,
    drafts,
    due,
    exports,
    facts,
    forgotten,
    history,
    invitations,
    lessons,
    listing,
    outbox,
    people,
    ratings,
    reports,
    roster,
    sessions,
    swaps,
    web,
)
from storage.copies import drop

if TYPE_CHECKING:
    from handlers.desk import Turn

LOOKS = frozenset(
    {"see_contact", "read_words", "release_words", "publish_photos", "visibility"}
)  # also kept who did it
TEACHES = (fx.Correct, fx.JoinPeople, fx.Forget)  # after which a community may be understood in another way
DRAFT_TIMERS = ("draft", "erase", "settle")  # what is due of a draft, and off when it is gone


def keep(turn: Turn, effect: fx.Effect) -> None:
    """Carry out one effect within the turn's transaction."""
    if isinstance(effect, TEACHES):
        turn.contexts.clear()
    if isinstance(effect, fx.OfMessages):
        _say(turn, effect)
    elif isinstance(effect, fx.OfReports):
        _report(turn, effect)
    elif isinstance(effect, fx.OfTalk):
        _talk(turn, effect)
    else:
        _people(turn, effect)


def _say(turn: Turn, effect: fx.OfMessages) -> None:
    """Something is to be seen or heard."""
    tx = turn.tx
    match effect:
        case fx.Say():
            saying.say(turn, effect)
        case fx.Ring(report, minutes):
            ringing.ring(turn, report, minutes)
        case fx.Unbutton(chat, tag, message):
            if chat.abilities.edit:
                outbox.unbutton(tx, chat.id, tag, message)
        case fx.Answer(words, alert):
            saying.answer(turn, words, alert)


def _report(turn: Turn, effect: fx.OfReports) -> None:
    """Something about a report is to be kept."""
    tx, now = turn.tx, turn.now
    match effect:
        case fx.Put(report):
            _put(turn, report)
        case fx.Log(report, kind, actor, detail, text):
            history.log(tx, report, now, actor, kind, detail, text)
            _looked(turn, effect)
        case fx.Attach(report, photos, voice, after, message):
            reports.attach(tx, report, "photo", photos, after, message)
            reports.attach(tx, report, "voice", [voice] if voice else [], after, message)
            copies.wanted(turn, photos, voice)
            hearing.wanted(turn, voice)
        case fx.TakeBack(report, messages):
            added.take_back(tx, report, messages)
        case fx.Detach(report, keep):
            reports.detach_after(tx, report, keep)
        case fx.Link(chat, messages, draft, report):
            reports.link(tx, chat, messages, now, draft, report)
        case fx.Support(report, person, chat, via):
            reports.support(tx, report, person, chat, now, via)
        case fx.Unsupport(report, person):
            reports.unsupport(tx, report, person)
        case fx.Part(report, via):
            reports.part(tx, report, via)
        case fx.KeepContact(report, contact, by):
            contacts.keep(tx, report, contact, by, now)
        case fx.EraseContact(report):
            erasing.contact(turn, report)
        case fx.HideContact(report, but):
            erasing.hide(turn, report, but)
        case fx.Conceal(report, spared):
            outbox.conceal(tx, report, spared)
        case fx.Correct():
            learned.keep(turn, effect)
        case fx.PutCall(call):
            calls.put(tx, call)
        case fx.PutRating(rating):
            ratings.put(tx, rating)
            facts.rated(tx, rating, _speaker(turn))
        case fx.PutConfided(said):
            confided.put(tx, said)
        case fx.DropConfided(said):
            confided.drop(tx, said)


def _talk(turn: Turn, effect: fx.OfTalk) -> None:
    """Something about a conversation is to be kept."""
    tx = turn.tx
    match effect:
        case fx.PutDraft(draft):
            drafts.put(tx, draft)
            copies.noted(turn, draft.photos, draft.voice)
            asking.about_draft(turn, draft)
            hearing.wanted(turn, draft.voice)
        case fx.DropDraft(draft):
            drafts.drop(tx, draft)
            drop(tx, (*draft.photos, *((draft.voice,) if draft.voice else ())))
            _untimed(turn, draft.id)
        case fx.Filed(draft, report):
            drafts.filed(tx, draft, report)
            asking.about_report(turn, draft, report)
            _untimed(turn, draft.id)
        case fx.Expect(prompt):
            drafts.expect(tx, prompt)
            copies.noted(turn, prompt.photos)
        case fx.Forgo(chat, person):
            drafts.forgo(tx, chat, person)
        case fx.Schedule(at, kind, subject, cycle, step):
            due.schedule(tx, at, kind, subject, cycle, step)
        case fx.Unschedule(kind, subject):
            due.cancel(tx, kind, subject)


def _people(turn: Turn, effect: fx.OfPeople) -> None:
    """Something about people is to be kept."""
    tx, now = turn.tx, turn.now
    match effect:
        case fx.SetLang(person, lang):
            people.set_lang(tx, person, lang)
        case fx.Bind(chat, kind, community):
            chats.bind(tx, chat, kind, community)
        case fx.Settle(chat, community):
            chats.settle(tx, chat, community)
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
        case fx.PutJoining(joining):
            accounts.put(tx, joining)
        case fx.PutLink(hash_, person, until):
            browsers.put_link(tx, hash_, person, until)
        case fx.WrongCode(chat):
            accounts.wrong(tx, chat, now)
        case fx.JoinPeople(keep, gone):
            accounts.join(tx, keep, gone, now)
            lessons.joined(tx, keep)
        case fx.Forget(person):
            _forget(turn, person)


def _put(turn: Turn, report: Report) -> None:
    """Store it with the time of its next reminder; what was still to be said of an earlier clock is taken back."""
    armed = ladder.armed(report, turn.context(report.community))
    reports.put(turn.tx, armed)
    facts.note(turn.tx, armed, turn.now)
    if armed.clock != report.clock:
        if report.version:  # nothing was said of a new one
            outbox.cancel_unsent(turn.tx, report.id, reminders.tag(report))
        ringing.hush(turn, armed)
        if armed.remind_at:
            due.sooner(turn.tx, armed.remind_at, "remind", report.community)


def _untimed(turn: Turn, draft: int) -> None:
    due.cancel_all(turn.tx, DRAFT_TIMERS, str(draft))


def _looked(turn: Turn, log: fx.Log) -> None:
    """Who was shown a contact or words, and who let everybody see something, stands in the log of looks, too."""
    if log.kind not in LOOKS or not log.actor:
        return
    about = reports.get(turn.tx, log.report)
    if about and (log.kind == "read_words" or log.actor not in (about.reporter, about.filed_by)):
        why = f":{log.detail}:{log.text}" if log.kind == "read_words" else ""
        detail = f"{about.number}{why}"
        exports.log(turn.tx, turn.now, log.actor, about.community, log.kind, detail, log.report)


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
    if not people.held(tx, who.id):
        browsers.end_all(tx, who.id)


def _forget(turn: Turn, person: int) -> None:
    for account in people.accounts(turn.tx, person, "web", "weixin", "staff"):
        web.erase_author(turn.tx, account)
        devices.end(turn.tx, account, turn.now)
    for report in contacts.of_person(turn.tx, person):
        erasing.contact(turn, report)
    for chat in chats.private_rooms(turn.tx, person, turn.desk.channels):
        sessions.forget(turn.tx, chat.id)
    outbox.cancel_for(turn.tx, person)
    ratings.forget(turn.tx, person)
    listing.forget(turn.tx, person)
    reports.forget(turn.tx, person, turn.now)
    lessons.forget(turn.tx, person)
    copies.forgotten(turn, person)
    asking.forgotten(turn, person)
    people.forget(turn.tx, person, turn.now)
    forgotten.note(turn.tx, person, turn.now)
