"""The private chat: whoever writes here wants something from us."""

from domain import commands, dialogue, filing, residents, smalltalk
from domain.context import Case
from domain.drafts import Draft, Prompt
from domain.effects import Say, line
from domain.events import Said
from domain.people import Chat, Person
from domain.report import MoveRefused
from handlers import answers, cases, requests
from handlers.desk import Turn
from storage import drafts, outbox, reports


def said(turn: Turn, event: Said, chat: Chat, person: Person) -> None:
    """A request in plain words, an answer we wait for, more about a report, or something new."""
    tx = turn.tx
    draft = drafts.latest(tx, chat.id, person.id)
    bare = not (event.photos or event.voice or event.point)
    command = commands.parse(event.text) if bare else None
    if command and not (command.name == "number" and draft and draft.asked == "place"):
        requests.run(turn, command, chat, person, event)
        return
    about = outbox.report_of(tx, chat.id, event.reply_to) if event.reply_to else None
    prompt = drafts.expected(tx, chat.id, person.id, turn.now)
    if prompt and about in (None, prompt.report) and _meant(event, prompt, about):
        answers.answer(turn, event, chat, person, prompt)
    elif about and (report := reports.get(tx, about)):
        _about(turn, event, chat, person, cases.load(turn, report))
    elif bare and draft is None and smalltalk.is_thanks(event.text):
        turn.keep([Say(chat, (line("welcome"),))])
    elif bare and draft is None and smalltalk.is_greeting(event.text):
        turn.keep(dialogue.welcome(chat))
    elif bare and draft is None and smalltalk.is_progress_question(event.text):
        requests.mine_to_see(turn, chat, person)
    else:
        tell(turn, event, chat, person, draft)


def _meant(event: Said, prompt: Prompt, about: int | None) -> bool:
    """Whether words answer a question: politeness in between does not."""
    return about is not None or not (smalltalk.is_thanks(event.text) or smalltalk.is_greeting(event.text))


def tell(turn: Turn, event: Said, chat: Chat, person: Person, draft: Draft | None) -> None:
    """The first words of a report, or more of it; danger is filed at once."""
    context = turn.context(chat.community)
    new = draft is None
    draft = draft or dialogue.empty(context, chat, person.id, drafts.fresh(turn.tx))
    draft = dialogue.hear(context, event, draft)
    if draft.danger:
        file(turn, draft, chat, person)
    else:
        turn.keep(dialogue.said(context, event, chat, draft, new))


def file(turn: Turn, draft: Draft, chat: Chat, person: Person, *, call: bool = False, source: str = "resident") -> None:
    """Make the draft a report."""
    context = turn.context(chat.community)
    grid = (draft.place.grid if draft.place else None) or draft.grid
    message = draft.messages[0] if draft.messages else None
    turn.keep(
        filing.file(
            context,
            draft,
            cases.author(turn, person, chat, message),
            chat,
            cases.all_hands(turn, chat.community, grid),
            turn.fresh_report(chat.community),
            call=call,
            source=source,
        )
    )


def _about(turn: Turn, event: Said, chat: Chat, person: Person, case: Case) -> None:
    """A reply to a message about a report."""
    context = turn.context(chat.community)
    if smalltalk.is_progress_question(event.text):
        requests.say_progress(turn, case, chat, person)
    elif smalltalk.is_thanks(event.text):
        return
    else:
        try:
            turn.keep(residents.add(context, case, person, event))
            turn.keep([residents.added(case, chat, person)])
        except MoveRefused:
            turn.keep([Say(chat, (line("answer-ended"),), report=case.report.id)])
