"""The private chat: whoever writes here wants something from us."""

from dataclasses import replace

from domain.buttons import data
from domain.context import Case
from domain.effects import Say
from domain.events import Said
from domain.lines import Button, line
from domain.people import Chat, Person
from domain.permissions import may
from domain.report import LIVE, MoveRefused, Report
from domain.reports import cards, corrections, own
from domain.talk import additions, dialogue
from domain.talk import directory as numbers
from domain.talk.drafts import Draft
from domain.understanding import commands, hearsay, outages, smalltalk, subjects
from domain.understanding.classification import may_be_told, tells_us, worth_an_offer
from domain.understanding.commands import Command
from domain.where.places import named
from handlers import cases, requests
from handlers.desk import Turn
from handlers.incidents import known
from handlers.reports import progress, rated, sights
from handlers.talk import answers, directory, filed, settling, telling, unsettled, urging
from storage import contacts, drafts, outbox, reports


def said(turn: Turn, event: Said, chat: Chat, person: Person) -> None:
    """A request in plain words, an answer we wait for, more about a report, or something new: in that order."""
    if event.sign and event.speaker.community not in ("", chat.community):  # the sign is another community's
        chat, person = settling.by_link(turn, chat, person, event.speaker.community)
    if event.trouble:
        turn.keep([Say(chat, (line(f"media-{event.trouble}"),))])
        if not event.text.strip():
            return
    draft = drafts.unfinished(turn.tx, chat.id, person.id)
    about = outbox.report_of(turn.tx, chat.id, event.reply_to) if event.reply_to else None
    if _is_request(turn, event, chat, person, draft, about) or _is_answer(turn, event, chat, person, about):
        return
    if not chat.community:
        unsettled.said(turn, event, chat, person, draft)
    elif draft is None:
        if not _is_more(turn, event, chat, person):
            _anew(turn, event, chat, person)
    elif _is_bare(event) and (verb := dialogue.button_in_words(event.text)):
        _press_in_words(turn, chat, person, draft, verb)
    elif not (_is_bare(event) and known.answers(turn, event, chat, person)):
        _told(turn, event, chat, person, draft)


def _is_bare(event: Said) -> bool:
    """Nothing but words of their own."""
    return not (event.photos or event.voice or event.point or event.forwarded)


def _is_request(turn: Turn, event: Said, chat: Chat, person: Person, draft: Draft | None, about: int | None) -> bool:
    """Whether they asked for something by name, in plain words or with a slash, and got it."""
    if not _is_bare(event):
        return False
    home = turn.context(chat.community).community
    command = commands.parse(event.text, turn.desk.communities)
    asks = command is not None and _asks(command, draft, about)
    building = numbers.asked(event.text, home) if chat.community else None
    unknown = numbers.asked_unknown(event.text, home) if chat.community and not asks else None
    if (asks and command and command.name != "cancel") or building or unknown:
        answers.stop(turn, chat, person)
    if command and command.name == "community":
        unsettled.choose(turn, event, chat, person, command)
    elif command and asks:
        _request(turn, event, chat, person, draft, command)
    elif unknown:
        directory.card(turn, chat, person, None, unknown=unknown)
    elif chat.community and smalltalk.is_erasing(event.text):
        _erase_which(turn, chat, person)
    elif chat.community and draft is None and sights.hides(turn, event, chat, person):
        pass
    elif building:
        directory.card(turn, chat, person, building)
    elif chat.community and numbers.asked_all(event.text):
        answers.stop(turn, chat, person)
        directory.show(turn, chat, person)
    else:
        return False
    return True


def _is_answer(turn: Turn, event: Said, chat: Chat, person: Person, about: int | None) -> bool:
    """Whether they answered a question of ours, or replied to a message about a report."""
    if prompt := answers.expected(turn, event, chat, person, about):
        answers.answer(turn, event, chat, person, prompt, about)
    elif about and (report := reports.get(turn.tx, about)):
        replied(turn, event, chat, person, cases.load(turn, report))
    else:
        return False
    return True


def _is_more(turn: Turn, event: Said, chat: Chat, person: Person) -> bool:
    """Whether it belongs to what was said before: an incident, a courtesy, a complaint, a report made just now."""
    if known.more(turn, event, chat, person):
        return True
    if _is_bare(event) and (_is_courtesy(turn, event, chat, person) or urging.urges(turn, event, chat, person)):
        return True
    if _is_bare(event) and smalltalk.is_progress_question(event.text):
        progress.mine_to_see(turn, chat, person)
        return True
    if _heard_anew(event, person) or (recent := _still_about(turn, event, chat, person)) is None:
        return False
    case = cases.load(turn, recent)
    chat, person = cases.seen_from(turn, chat, person, recent)
    turn.keep(additions.add(turn.context(recent.community), case, person, chat, event))
    if _is_bare(event) and smalltalk.is_calling_off(event.text):
        turn.keep([own.called_off(recent, chat)])
    elif not _same_album(turn, event, chat, recent):
        turn.keep([additions.added(case, chat, person, unsure=event.message)])
    return True


def _is_courtesy(turn: Turn, event: Said, chat: Chat, person: Person) -> bool:
    if known.answers(turn, event, chat, person):
        return True
    if category := _asks_what_is_off(turn, event, chat):
        turn.keep([Say(chat, (line("outage-none", what=outages.of(category)),))])
    elif smalltalk.is_thanks(event.text):
        turn.keep([Say(chat, (line("welcome"),))])
    elif smalltalk.is_greeting(event.text):
        turn.keep(dialogue.welcome(chat))
    else:
        return False
    return True


def _anew(turn: Turn, event: Said, chat: Chat, person: Person) -> None:
    """Something new, from somebody who told us nothing yet."""
    home = turn.context(chat.community).community
    if _is_bare(event) and (building := named(event.text, home)):  # nobody asked where: it is looked up
        directory.card(turn, chat, person, building)
    elif _is_bare(event) and _makes_no_sense(turn, event, chat, person):
        turn.keep([_not_understood(chat, person)])
    else:
        _told(turn, event, chat, person, None)


def _told(turn: Turn, event: Said, chat: Chat, person: Person, draft: Draft | None) -> None:
    if event.text.strip() or not _is_bare(event):
        telling.tell(turn, event, chat, person, draft)
    else:  # a sticker, a video, a photo sent as a file
        turn.keep([Say(chat, (line("cannot-read"),))])


def _asks_what_is_off(turn: Turn, event: Said, chat: Chat) -> str | None:
    """What somebody asks about that may be off for everybody, when it does not sound as if theirs were."""
    category = outages.asked(event.text)
    tells = outages.theirs(event.text) or tells_us(turn.understand(event.text, chat.community))
    return category if category and not tells else None


def _makes_no_sense(turn: Turn, event: Said, chat: Chat, person: Person) -> bool:
    """Whether this is neither a request nor a report; of whoever mostly speaks about the work less is believed."""
    if not event.text.strip():
        return False
    found = turn.understand(event.text, chat.community)
    if found.danger or found.place:
        return False
    if may(person, "file_for_others"):
        sense = worth_an_offer(found) or bool(found.named)
    else:
        classifier = turn.context(chat.community).classifier
        sense = may_be_told(found) or classifier.tells_of_fault(event.text)
    return not (sense or hearsay.hear(event.text).source)


def _not_understood(chat: Chat, person: Person) -> Say:
    if not may(person, "file_for_others"):
        rows = ((cards.button("start", "begin"), cards.button("call-me", "callme")),)
        return Say(chat, (line("not-understood-resident"),), rows)
    more = (line("not-understood-manager"),) if may(person, "invite") else ()
    return Say(chat, (line("not-understood" if person.is_staff() else "not-understood-volunteer"), *more))


def _press_in_words(turn: Turn, chat: Chat, person: Person, draft: Draft, verb: str) -> None:
    """They wrote what stands on a button of their draft."""
    if verb == "drop":
        telling.cancel(turn, chat, person)
    elif draft.place is None or not (draft.text or draft.photos or draft.voice or draft.chosen):
        turn.keep(dialogue.ask(turn.context(chat.community), draft, chat))  # something is still missing
    else:
        filed.by_author(turn, draft, chat, person, source=filed.said_by(draft))
        filed.resume(turn, chat, person)


def _erase_which(turn: Turn, chat: Chat, person: Person) -> None:
    """我的电话删掉: of which report, or everything."""
    mine = [each for each in reports.of_person(turn.tx, person.id, chat.community) if contacts.of(turn.tx, each.id)]
    rows = tuple(
        (Button(line("button-erase-of", number=str(each.number)), data("contact", each.id, arg="erase")),)
        for each in mine[:8]
    )
    turn.keep([Say(chat, (line("erase-how" if mine else "erase-none"),), rows)])


def _request(turn: Turn, event: Said, chat: Chat, person: Person, draft: Draft | None, command: Command) -> None:
    """A request; while nobody knows their community, most must wait until they have said it."""
    if chat.community or command.name in unsettled.ANYWHERE:
        requests.run(turn, command, chat, person, event)
    elif command.name == "report" and command.rest:
        unsettled.said(turn, replace(event, text=command.rest), chat, person, draft)
    else:
        settling.asked(turn, event, chat, person, event.text)


def _asks(command: Command, draft: Draft | None, about: int | None) -> bool:
    """Whether it is a request: a bare number may be a house, 撤回 under a report means that report."""
    if command.name == "number":
        return not (draft and draft.asked in ("place", "which"))
    return about is None or command.name not in ("withdraw", "progress")


def _same_album(turn: Turn, event: Said, chat: Chat, report: Report) -> bool:
    """Whether another photo of this album was answered a moment ago: an album is answered once."""
    prefix = additions.tags(report)
    return bool(event.album) and outbox.said_since(turn.tx, chat.id, prefix, turn.now - dialogue.SETTLE)


def _heard_anew(event: Said, person: Person) -> bool:
    """Whether somebody who files for others tells of the next call: it is no more about the last one."""
    return may(person, "file_for_others") and hearsay.hear(event.text).source is not None


def _still_about(turn: Turn, event: Said, chat: Chat, person: Person) -> Report | None:
    """The report made a moment ago, when these words seem to be more about it."""
    recent = reports.latest_in(turn.tx, chat.id, person.id, turn.now - subjects.STILL_SPEAKING)
    if recent is None or recent.status not in LIVE:
        return None
    if recent.filed_by and turn.now - recent.reported_at > subjects.STILL_ON_THE_LINE:
        return None
    found = turn.understand(event.text, recent.community)
    return None if event.text and subjects.is_another_than_report(found, recent) else recent


def _theirs(case: Case, person: Person) -> bool:
    """Whether somebody speaks for the report: as one who waits for it, or as whoever filed it for them."""
    return case.report.filed_by == person.id or any(each.person == person.id for each in case.heard)


def replied(turn: Turn, event: Said, chat: Chat, person: Person, case: Case) -> None:
    """A reply to a message about a report."""
    chat, person = cases.seen_from(turn, chat, person, case.report)
    context = turn.context(chat.community)
    command = commands.parse(event.text)
    try:
        if command and command.name == "withdraw":
            turn.keep(own.withdraw(context, case, person, chat, "words"))
        elif rated.by_words(turn, event, case, chat, person):
            pass
        elif urging.urges(turn, event, chat, person, case):
            pass
        elif smalltalk.is_progress_question(event.text) or (command and command.name == "progress"):
            progress.say_progress(turn, case, chat, person)
        elif smalltalk.is_thanks(event.text):
            turn.keep([Say(chat, (line("welcome"),))])
        elif case.concerns(person) and not _theirs(case, person):
            turn.keep(corrections.remarked(context, case, person, chat, event.text, event.photos))
        else:
            turn.keep(additions.add(context, case, person, chat, event))
            turn.keep([additions.added(case, chat, person)])
    except MoveRefused:
        rows = ((cards.button("another", "begin"),),)
        turn.keep([Say(chat, (line("answer-ended"),), rows, report=case.report.id)])
