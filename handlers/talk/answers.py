"""The words we were waiting for: staff's notes and questions, residents' answers and places."""

from dataclasses import replace

from domain.context import Case
from domain.duty import rostering
from domain.effects import Expect, Forgo, Say
from domain.events import Said
from domain.incidents import announcing, tending
from domain.lines import line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.public import street
from domain.report import LIVE, MoveRefused, Report
from domain.reports import corrections, deciding, lifecycle, own, pauses, rate
from domain.talk import additions, contacting, contacts, dialogue, questions, urging
from domain.talk.drafts import Prompt
from domain.understanding import hearsay, smalltalk, subjects
from domain.understanding.classification import looks_like_report
from domain.understanding.result import Place
from domain.where.no_place import is_no_place
from domain.where.places import find
from handlers import cases
from handlers.counting import digests
from handlers.desk import Turn
from handlers.duty import rostering as shifts
from handlers.incidents import announcing as notices
from handlers.members import street as looking_on
from storage import drafts, reports

# A photo is no answer.
WORDS = deciding.ASKED | frozenset(
    {street.PROMPT, "reason", "question", "park", "refer", "park_until", "refer_until", "reword", "longer"}
)
OURS = WORDS | {"note", "secure", digests.PROMPT, announcing.PROMPT}  # asked of staff
HOW = frozenset({"answer", "lacking", "missing"})  # residents are asked how it is: that sounds like a report again
MORE = "more"  # they answered a moment ago: a photo comes after the words
DOUBTED = (
    frozenset({"note", "secure", "reason", "park", "refer"}) | deciding.ASKED
)  # a question or another matter is no answer
SHORT = 60  # characters: an answer in passing is no longer


def expected(turn: Turn, event: Said, chat: Chat, person: Person, about: int | None) -> Prompt | None:
    """The question that these words answer, if one is open and they can be meant for it.

    A reply to our message is; otherwise courtesy in between is not, nor is a report of something else.
    """
    prompt = drafts.expected(turn.tx, chat.id, person.id, turn.now)
    if prompt is None or about not in (None, prompt.report):
        return None
    if prompt.kind == rostering.PROMPT:
        return prompt if shifts.is_meant(turn, event, chat) else None
    if about is not None:
        return prompt
    if prompt.kind in OURS:
        return prompt if _meant(turn, event, chat, prompt) else None
    if prompt.kind == "contact" and contacts.given(event.text).phone and hearsay.hear(event.text).source is None:
        return prompt  # a number is what was asked for, whatever else the words say
    if prompt.kind == "contact" and may(person, "file_for_others"):
        return None  # mostly they tell of the next matter
    if smalltalk.is_thanks(event.text) or smalltalk.is_greeting(event.text):
        return None
    report = reports.get(turn.tx, prompt.report)
    if report is None or not event.text:
        return prompt
    if prompt.kind == "place" and is_no_place(turn.context(report.community), event.text):
        return None
    found = turn.understand(event.text, report.community)
    numbers = urging.numbers(event.text) if urging.is_urging(event.text) else ()
    if any(each != report.number and not urging.is_of_place(each, found) for each in numbers):
        return None
    if prompt.kind in HOW and not prompt.text.startswith(MORE):
        return None if subjects.is_no_answer(found, report) else prompt
    if prompt.text.startswith(MORE) and (smalltalk.is_progress_question(event.text) or urging.is_urging(event.text)):
        return None
    return None if subjects.is_another_than_report(found, report) else prompt


def _meant(turn: Turn, event: Said, chat: Chat, prompt: Prompt) -> bool:
    """Whether staff's words can be the answer: danger never is; among colleagues only what they say at once.

    A photo of the repair takes its time, and is seldom meant for anybody else.
    """
    if prompt.kind == announcing.PROMPT and not notices.is_meant(turn, event, chat):
        return False
    report = reports.get(turn.tx, prompt.report)
    found = turn.understand(event.text, chat.community)
    if report and found.danger and looks_like_report(found) and subjects.is_another_than_report(found, report):
        return False
    if chat.kind is not ChatKind.DUTY or prompt.kind == digests.PROMPT or (event.photos and prompt.kind not in WORDS):
        return True
    return prompt.expires_at - turn.now > lifecycle.NOTE_WITHIN - lifecycle.NEXT_WITHIN


def stop(turn: Turn, chat: Chat, person: Person, report: int | None = None) -> bool:
    """Whatever we waited for from staff here is off (of this report); whether there was anything."""
    prompt = drafts.expected(turn.tx, chat.id, person.id, turn.now)
    if prompt is None or report not in (None, prompt.report) or (report is None and prompt.kind not in OURS):
        return False
    if found := reports.get(turn.tx, prompt.report):
        turn.keep(lifecycle.stopped(found, person, chat))
    else:
        turn.keep([Forgo(chat.id, person.id)])
    return True


def _doubtful(turn: Turn, event: Said, prompt: Prompt, report: Report) -> bool:
    """Whether words that were not sent as a reply are a question to us or tell of something else."""
    if prompt.kind not in DOUBTED or event.photos or event.voice or not event.text:
        return False
    found = turn.understand(event.text, report.community)
    if prompt.kind == "secure" and subjects.has_made_safe(event.text):
        return smalltalk.is_question(event.text) or subjects.is_in_another_building(found, report)
    return smalltalk.is_question(event.text) or subjects.is_elsewhere(found, report)


def in_passing(turn: Turn, event: Said, chat: Chat, person: Person) -> bool:
    """Whether words in a group answered our question for the place without replying to it."""
    prompt = drafts.expected(turn.tx, chat.id, person.id, turn.now)
    if prompt is None or prompt.kind != "place" or len(event.text) > SHORT:
        return False
    if not find(event.text, turn.context(chat.community).community):
        return False
    if expected(turn, event, chat, person, None) is None:
        return False
    answer(turn, event, chat, person, prompt, None)
    return True


def answer(turn: Turn, event: Said, chat: Chat, person: Person, prompt: Prompt, about: int | None) -> None:
    """Take these words for the answer to the open question."""
    if event.trouble and chat.kind is not ChatKind.PRIVATE:  # where it was said already
        turn.keep([Say(chat, (line(f"media-{event.trouble}"),), only_for=chat.alone(person.id))])
        if not event.text.strip():
            return
    if prompt.kind == rostering.PROMPT:
        shifts.said(turn, event, chat, person, prompt)
        return
    if prompt.kind == announcing.PROMPT:
        notices.worded(turn, event, chat, person, prompt)
        return
    if prompt.kind == digests.PROMPT:
        digests.worded(turn, event, chat, person, prompt)
        return
    report = reports.get(turn.tx, prompt.report)
    if report is None or report.cycle != prompt.cycle:
        turn.keep([Forgo(chat.id, person.id)])
        return
    if prompt.kind in WORDS and not event.text.strip():
        turn.keep([Say(chat, (line("in-words"),), report=report.id)])  # go on waiting
        return
    chat, person = cases.seen_from(turn, chat, person, report)
    case = cases.load(turn, report)
    context = turn.context(report.community)
    if about is None and _doubtful(turn, event, prompt, report):
        turn.keep(lifecycle.not_taken(context, report, person, chat, prompt))
        return
    try:
        if prompt.kind in OURS:
            _of_staff(turn, event, chat, person, prompt, case)
        elif prompt.kind == "place":
            _placed(turn, event, chat, person, case)
        else:
            _of_residents(turn, event, chat, person, prompt, case)
    except MoveRefused as refused:
        turn.keep([Forgo(chat.id, person.id)])
        ours = prompt.kind in OURS or report.status in LIVE
        key = f"refused-{refused.reason}" if ours else "answer-ended"
        turn.keep(
            [Say(chat, (line(key, number=str(report.number)),), report=report.id, only_for=chat.alone(person.id))]
        )


def _of_staff(turn: Turn, event: Said, chat: Chat, person: Person, prompt: Prompt, case: Case) -> None:
    """What we asked of whoever works on the report."""
    context, words = turn.context(case.report.community), event.text.strip()
    match prompt.kind:
        case "note":
            turn.keep(lifecycle.noted(context, case, person, chat, prompt, event.text, event.photos))
        case "secure":
            turn.keep(lifecycle.secured(context, case, person, chat, prompt, words, event.photos))
        case "park" | "refer":
            turn.keep(pauses.until_when(context, case, person, chat, prompt.kind, words))
        case "park_until" | "refer_until":
            turn.keep(pauses.dated(context, case, person, chat, prompt, event.text))
        case "reason":
            turn.keep([Forgo(chat.id, person.id)])
            turn.keep(lifecycle.refused(context, case, person, "own", event.text))
        case "reword":
            turn.keep(tending.reworded(context, case, person, chat, words))
        case "longer":
            turn.keep(tending.lengthened(context, case, person, chat, prompt, event.text))
        case "question":
            turn.keep(questions.asked(context, case, person, chat, event.text))
        case _ if prompt.kind in deciding.ASKED:
            turn.keep(deciding.decided(context, case, person, chat, prompt.kind, words))
        case street.PROMPT:
            looking_on.reasoned(turn, chat, person, case, words)


def _placed(turn: Turn, event: Said, chat: Chat, person: Person, case: Case) -> None:
    """Where it is: said anew by whoever reported it, or put right by staff."""
    context, place = turn.context(case.report.community), _place(turn, event, chat)
    if person.id in (case.report.reporter, case.report.filed_by):
        turn.keep(own.replaced(context, case, person, chat, place))
    else:
        turn.keep([Forgo(chat.id, person.id)])
        turn.keep(corrections.placed(context, case, person, place))


def _of_residents(turn: Turn, event: Said, chat: Chat, person: Person, prompt: Prompt, case: Case) -> None:
    """What we asked of whoever reported it."""
    context = turn.context(case.report.community)
    match prompt.kind:
        case "contact":
            turn.keep(contacting.left(context, case, person, chat, event))
        case "answer":
            turn.keep(questions.answered(context, case, person, chat, event))
            _more(turn, replace(prompt, kind="missing"), chat, event)
        case "lacking":
            turn.keep(rate.lacks(context, case, person, chat, event.text, event.photos))
            _more(turn, prompt, chat, event)
        case "missing":
            turn.keep([Forgo(chat.id, person.id)])
            turn.keep(additions.add(context, case, person, chat, event))
            if not (event.album and prompt.text == f"{MORE}:{event.album}"):  # an album is answered once
                turn.keep([additions.added(case, chat, person)])
            _more(turn, prompt, chat, event)


def _more(turn: Turn, prompt: Prompt, chat: Chat, event: Said) -> None:
    """What comes right after an answer still belongs to it; in a group only what is a reply ever did."""
    if chat.kind is ChatKind.PRIVATE:
        until = turn.now + subjects.STILL_SPEAKING
        turn.keep([Expect(replace(prompt, text=f"{MORE}:{event.album or ''}", expires_at=until))])


def _place(turn: Turn, event: Said, chat: Chat) -> Place:
    context = turn.context(chat.community)
    if event.point:
        return dialogue.spot(context, event.point, chat.lang)
    return corrections.place_from(context, event.text)
