"""The residents' group: answer what is meant for us, offer what is clearly a report, otherwise keep quiet."""

import re
from datetime import timedelta

from domain import classification, commands, filing, group, residents, smalltalk
from domain.drafts import Draft, Stage
from domain.effects import Say, line
from domain.events import Said
from domain.people import Chat, Person
from domain.report import MoveRefused
from handlers import answers, cases, private, requests
from handlers.desk import Turn
from storage import drafts, outbox, people, reports

HOUR = timedelta(hours=1)
_HUSH = re.compile(r"别理我[了吧]?.?|leave me alone.?", re.IGNORECASE)


def said(turn: Turn, event: Said, chat: Chat, person: Person) -> None:
    """Everything said in the group comes by here; most of it is none of our business."""
    tx = turn.tx
    if people.is_hushed(tx, chat.id, person.id) and not (event.mentioned or event.text.startswith("/")):
        return
    command = commands.parse(event.text)
    if command and (event.text.startswith("/") or event.mentioned or command.name == "number"):
        if command.name == "report" and command.rest:
            _file_at_once(turn, event, chat, person, command.rest)
        elif command.name != "number" or event.mentioned or event.text.startswith("/"):
            requests.run(turn, command, chat, person, event)
        return
    if event.reply_to and outbox.is_ours(tx, chat.id, event.reply_to):
        _reply(turn, event, chat, person, outbox.report_of(tx, chat.id, event.reply_to))
    elif event.mentioned and event.text:
        _file_at_once(turn, event, chat, person, event.text)
    else:
        _overheard(turn, event, chat, person)


def _reply(turn: Turn, event: Said, chat: Chat, person: Person, about: int | None) -> None:
    """A reply to one of our messages never files anything."""
    prompt = drafts.expected(turn.tx, chat.id, person.id, turn.now)
    if prompt and about in (None, prompt.report):
        answers.answer(turn, event, chat, person, prompt)
        return
    if _HUSH.fullmatch(event.text.strip()):
        people.hush(turn.tx, chat.id, person.id)
        tell_alone(turn, chat, person, "hushed")
        return
    report = reports.get(turn.tx, about) if about else None
    if report is None or smalltalk.is_thanks(event.text):
        return
    case = cases.load(turn, report)
    context = turn.context(chat.community)
    if smalltalk.is_progress_question(event.text):
        requests.say_progress(turn, case, chat, person, to_all=True)
    elif smalltalk.is_me_too(event.text):
        turn.keep(residents.support(context, case, person, chat, ""))
    elif case.report.reporter == person.id:
        try:
            turn.keep(residents.add(context, case, person, event))
            turn.keep([residents.added(case, chat, person)])
        except MoveRefused:
            return


def _overheard(turn: Turn, event: Said, chat: Chat, person: Person) -> None:
    """Something said among neighbours: mostly nothing, sometimes danger or a report."""
    context = turn.context(chat.community)
    before = drafts.latest(turn.tx, chat.id, person.id)
    recent = before if before and group.together(context, before.created_at) else None
    if event.photos and not event.text:
        _photos(turn, event, chat, person, recent)
        return
    if not event.text:
        return
    understood = turn.desk.classifier.understand(event.text, context.community)
    is_report = classification.looks_like_report(understood)
    if not is_report and not understood.danger:
        return
    heard = recent if recent and recent.stage is Stage.HEARD else None
    draft = group.joined(group.hear(context, event, chat, person.id, drafts.fresh(turn.tx), understood), heard)
    if heard:
        drafts.drop(turn.tx, heard)
    if draft.danger:
        private.file(turn, draft, chat, person)
    else:
        offers = drafts.offers(turn.tx, chat.id, turn.now - HOUR)
        if offers < group.OFFERS_AN_HOUR:
            drafts.offered(turn.tx, chat.id, turn.now)
        turn.keep(group.offer(context, draft, chat, offers))


def _photos(turn: Turn, event: Said, chat: Chat, person: Person, recent: Draft | None) -> None:
    """Photos without words: they belong to what the same person said a moment ago, or to nothing yet."""
    context = turn.context(chat.community)
    filed = reports.latest_in(turn.tx, chat.id, person.id, turn.now - group.TOGETHER)
    if recent:
        turn.keep(group.more_photos(context, recent, event, chat))
    elif filed:
        turn.keep(residents.add(context, cases.load(turn, filed), person, event))
    else:
        draft = group.hear(context, event, chat, person.id, drafts.fresh(turn.tx), None)
        turn.keep(group.keep_quiet(draft, chat))


def _file_at_once(turn: Turn, event: Said, chat: Chat, person: Person, text: str) -> None:
    """Said to the bot by name: filed without asking."""
    context = turn.context(chat.community)
    understood = turn.desk.classifier.understand(text, context.community)
    draft = group.hear(context, event, chat, person.id, drafts.fresh(turn.tx), understood, text)
    private.file(turn, draft, chat, person)


def file_folded(turn: Turn, draft: Draft, by: Person) -> None:
    """Staff file what the author did not press: the author hears of it where they spoke."""
    chat = people.chat(turn.tx, draft.chat, turn.desk.channels)
    author = people.person(turn.tx, draft.person)
    if chat is None or author is None:
        return
    told = people.recipient(turn.tx, author.id, chat.community, chat.id, draft.messages[0], turn.desk.channels)
    grid = (draft.place.grid if draft.place else None) or draft.grid
    turn.keep(
        filing.file(
            turn.context(chat.community),
            draft,
            told or cases.author(turn, author, chat, draft.messages[0]),
            chat,
            cases.all_hands(turn, chat.community, grid),
            turn.fresh_report(chat.community),
            actor=by.id,
        )
    )


def show_fold(turn: Turn, fold: str, community: str) -> None:
    """The folded message as it stands now."""
    grid = fold.split(":")[1]
    chats = people.duty_chats(turn.tx, community, None if grid == "-" else grid, turn.desk.channels)
    turn.keep(group.folded_list(fold, drafts.in_fold(turn.tx, fold), chats))


def tell_alone(turn: Turn, chat: Chat, person: Person, key: str) -> None:
    """A short word that only one person in the group sees, where the channel can."""
    if chat.abilities.ephemeral:
        turn.keep([Say(chat, (line(key),), only_for=person.id)])
