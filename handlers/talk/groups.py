"""The residents' group: answer what is meant for us, offer what is clearly a report, otherwise keep quiet."""

import re
from dataclasses import replace
from datetime import timedelta

from domain.effects import Say
from domain.events import Said
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.report import MoveRefused, Report
from domain.reports import own, residents
from domain.talk import additions, dialogue, directory, group
from domain.talk.drafts import Draft, Stage
from domain.understanding import advice, classification, commands, hearsay, outages, several, smalltalk, subjects
from domain.understanding.hearsay import Heard
from domain.where import outside
from handlers import cases, requests
from handlers.desk import Turn
from handlers.incidents import known
from handlers.reports import progress, rated
from handlers.talk import answers, asking, filed, folded, me_too, near, private, urging
from handlers.talk import directory as numbers
from storage import chats, drafts, outbox, reports

HOUR = timedelta(hours=1)
_HUSH = re.compile(r"别理我[了吧]?.?|leave me alone.?", re.IGNORECASE)


def said(turn: Turn, event: Said, chat: Chat, person: Person) -> None:
    """Everything said in the group comes by here; most of it is none of our business."""
    command = commands.parse(event.text, turn.desk.communities)
    if command and (event.text.startswith("/") or event.mentioned):
        if command.name == "report" and (command.rest or event.photos):
            file_at_once(turn, event, chat, person, command.rest)
        elif command.name != "unknown":  # another bot's command, or a slip: nobody asked us
            requests.run(turn, command, chat, person, event)
    elif event.reply_to and outbox.is_ours(turn.tx, chat.id, event.reply_to):
        _reply(turn, event, chat, person, outbox.report_of(turn.tx, chat.id, event.reply_to))
    elif (
        event.mentioned and not chat.abilities.quotes and (prompt := answers.expected(turn, event, chat, person, None))
    ):
        answers.answer(turn, event, chat, person, prompt, None)
    elif event.mentioned:
        _addressed(turn, event, chat, person)
    else:
        _overheard(turn, event, chat, person)


def _addressed(turn: Turn, event: Said, chat: Chat, person: Person) -> None:
    """Said to the bot by name: filed without asking when it is clearly a report, else offered."""
    alone = chat.alone(person.id)
    if smalltalk.is_thanks(event.text) or known.answers(turn, event, chat, person):
        return
    if smalltalk.is_greeting(event.text) or not (event.text or event.photos or event.voice):
        turn.keep([Say(chat, (line("help-group"),), only_for=alone)])
    elif smalltalk.is_progress_question(event.text):
        progress.mine_to_see(turn, chat, person)
    elif building := directory.asked(event.text, turn.context(chat.community).community):
        numbers.card(turn, chat, person, building)
    else:
        found = turn.understand(event.text, chat.community)
        if classification.looks_like_report(found) or found.danger or event.photos or event.voice:
            file_at_once(turn, event, chat, person, event.text)
        else:
            context = turn.context(chat.community)
            draft = group.hear(context, event, chat, person.id, drafts.fresh(turn.tx), found)
            turn.keep(group.offer(context, draft, chat, 0))


def _reply(turn: Turn, event: Said, chat: Chat, person: Person, about: int | None) -> None:
    """A reply to one of our messages never files anything."""
    if prompt := answers.expected(turn, event, chat, person, about):
        answers.answer(turn, event, chat, person, prompt, about)
        return
    if _HUSH.fullmatch(event.text.strip()):
        chats.hush(turn.tx, chat.id, person.id)
        if chat.abilities.ephemeral:
            turn.keep([Say(chat, (line("hushed"),), only_for=person.id)])
        return
    report = reports.get(turn.tx, about) if about else None
    context = turn.context(chat.community)
    if report and report.community != chat.community:
        _reply_to_passed(turn, event, chat, person, report)
        return
    if report and rated.by_words(turn, event, cases.load(turn, report), chat, person):
        return
    if _is_another(turn, event, chat.community, person, report):
        _overheard(turn, event, chat, person)  # danger is never only a remark; another matter is offered, not filed
        return
    if report is None or smalltalk.is_thanks(event.text):
        return
    case = cases.load(turn, report)
    command = commands.parse(event.text)
    if urging.urges(turn, event, chat, person, case):
        return
    if smalltalk.is_progress_question(event.text) or (command and command.name == "progress"):
        progress.say_progress(turn, case, chat, person, to_all=True)
    elif smalltalk.is_me_too(event.text):
        turn.keep(residents.support(context, case, person, chat, ""))
    elif report.reporter == person.id:
        try:
            if command and command.name == "withdraw":
                turn.keep(own.withdraw(context, case, person, chat, "words"))
            else:
                turn.keep(additions.add(context, case, person, chat, event))
                turn.keep([additions.added(case, chat, person)])
        except MoveRefused:
            turn.keep([Say(chat, (line("answer-ended"),), report=report.id, only_for=chat.alone(person.id))])


def _reply_to_passed(turn: Turn, event: Said, chat: Chat, person: Person, report: Report) -> None:
    """A reply to a word about what was passed on to the neighbours: its author alone has a part in it here."""
    found = turn.understand(event.text, chat.community)
    if found.danger and not report.danger:
        _overheard(turn, event, chat, person)
    elif person.id == report.reporter and not smalltalk.is_thanks(event.text):
        private.replied(turn, event, chat, person, cases.load(turn, report))


def _is_another(turn: Turn, event: Said, community: str, person: Person, report: Report | None) -> bool:
    """Whether a reply is not about what it replies to: new danger, or a neighbour's report of something else."""
    found = turn.understand(event.text, community)
    if report is None or found.danger:
        return bool(found.danger) and not (report and report.danger)
    return person.id != report.reporter and subjects.is_another_than_report(found, report)


def _overheard(turn: Turn, event: Said, chat: Chat, person: Person) -> None:
    """Something said among neighbours: mostly nothing, sometimes danger or a report."""
    context = turn.context(chat.community)
    before = drafts.latest(turn.tx, chat.id, person.id)
    recent = before if before and group.together(context, before.created_at) else None
    if event.photos and not event.text:
        _photos(turn, event, chat, person, recent)
        return
    if not event.text or answers.in_passing(turn, event, chat, person):
        return
    if not event.reply_to and me_too.joins(turn, event, chat, person):
        return
    found = context.classifier.understand(event.text, context.community)
    hushed = chats.is_hushed(turn.tx, chat.id, person.id)  # they asked to be left alone; danger concerns all
    if not found.danger and not hushed and known.answers(turn, event, chat, person, found):
        return
    offered = classification.worth_an_offer(found) or outages.theirs(event.text) or known.runs(turn, chat, found)
    if not found.danger and (hushed or not offered):
        if not hushed and advice.may_be_report(found) and asking.is_on(turn, chat.community):
            draft = group.hear(context, event, chat, person.id, drafts.fresh(turn.tx), found)
            turn.keep(group.weigh(_with_photos_before(turn, draft, recent), chat))
        return
    draft = _with_photos_before(turn, group.hear(context, event, chat, person.id, drafts.fresh(turn.tx), found), recent)
    if draft.danger:
        filed.by_author(turn, draft, chat, person)
    else:
        offer(turn, draft, chat, person)


def offer(turn: Turn, draft: Draft, chat: Chat, person: Person) -> None:
    """What is a report, though nobody asked us to file it: known already, or offered to its author."""
    if known.joins(turn, draft, chat, person):
        return
    offers = drafts.offers(turn.tx, chat.id, turn.now - HOUR)
    if offers < group.OFFERS_AN_HOUR:
        drafts.offered(turn.tx, chat.id, turn.now)
    turn.keep(group.offer(turn.context(chat.community), draft, chat, offers))
    near.look(turn, draft.id, chat)


def _photos(turn: Turn, event: Said, chat: Chat, person: Person, recent: Draft | None) -> None:
    """Photos without words: they belong to what the same person said a moment ago, or to nothing yet."""
    context = turn.context(chat.community)
    filed_just_now = reports.latest_in(turn.tx, chat.id, person.id, turn.now - group.TOGETHER)
    if known.more(turn, event, chat, person):
        return
    if recent:
        turn.keep(group.more_photos(context, recent, event, chat))
        if recent.fold:
            folded.show(turn, recent.fold)
    elif filed_just_now:
        try:
            turn.keep(additions.add(context, cases.load(turn, filed_just_now), person, chat, event))
        except MoveRefused:
            return  # withdrawn within the minute
    else:
        draft = group.hear(context, event, chat, person.id, drafts.fresh(turn.tx), None)
        turn.keep(group.keep_quiet(draft, chat))


def _with_photos_before(turn: Turn, draft: Draft, recent: Draft | None) -> Draft:
    """The draft with photos that its author sent without a word a moment before."""
    if recent is None or recent.stage not in (Stage.HEARD, Stage.WEIGHED):
        return draft
    drafts.drop(turn.tx, recent)
    return group.joined(draft, recent)


def passed_on(turn: Turn, event: Said, chat: Chat, person: Person) -> None:
    """老周来电 7号楼漏水, said among staff: offered when it says who told it and is clearly a report, else talk."""
    context = turn.context(chat.community)
    heard = hearsay.hear(event.text)
    if heard.source is None or not may(person, "file_for_others"):
        return
    found = context.classifier.understand(heard.text, context.community)
    if not classification.looks_like_report(found):
        return
    draft = group.hear(context, event, chat, person.id, drafts.fresh(turn.tx), found, heard.text)
    draft = replace(draft, others=True, source=heard.source, teller=heard.name)
    if draft.danger:
        filed.by_author(turn, draft, chat, person, source=filed.said_by(draft))
    else:
        turn.keep(group.offer(context, draft, chat, 0))


def file_at_once(turn: Turn, event: Said, chat: Chat, person: Person, text: str) -> None:
    """Said to the bot by name or with /report: filed without asking."""
    context = turn.context(chat.community)
    before = drafts.latest(turn.tx, chat.id, person.id)
    recent = before if before and group.together(context, before.created_at) else None
    among_staff = chat.kind is ChatKind.DUTY  # nobody there reports for themselves
    heard = hearsay.hear(text) if among_staff else Heard(text)
    found = context.classifier.understand(heard.text, context.community)
    draft = group.hear(context, event, chat, person.id, drafts.fresh(turn.tx), found, heard.text)
    draft = replace(draft, others=among_staff, source=heard.source or "", teller=heard.name)
    draft = _with_photos_before(turn, draft, recent)
    if several.offered(context, draft) or (not draft.danger and outside.beyond(context, draft)):
        turn.keep(group.offer(context, draft, chat, 0))
    else:
        filed.by_author(turn, draft, chat, person, source=filed.said_by(draft))


def reworded(turn: Turn, draft: Draft, chat: Chat, person: Person) -> None:
    """The author changed what is offered or folded; danger that comes to light is filed at once."""
    context = turn.context(chat.community)
    draft = dialogue.understand(context, draft)
    if draft.danger:
        filed.by_author(turn, draft, chat, person, source=filed.said_by(draft))
    else:
        turn.keep(group.edited(context, draft, chat))
    if draft.fold:
        folded.show(turn, draft.fold)
