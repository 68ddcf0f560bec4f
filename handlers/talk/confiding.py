"""What only the head may hear: caught before anything else reads the words, wherever they were said."""

from domain.buttons import Press
from domain.categories import Danger
from domain.effects import Answer
from domain.events import CameDue, Edited, Said
from domain.lines import line
from domain.people import Chat, ChatKind, Person, Recipient
from domain.permissions import may
from domain.talk import confided
from domain.talk.confided import Confided
from domain.understanding import commands, smalltalk
from domain.understanding.classification import looks_like_report
from handlers import cases
from handlers.desk import Turn
from storage import chats, drafts, people
from storage import confided as kept


def heard(turn: Turn, event: Said | Edited, chat: Chat, person: Person) -> bool:
    """Whether this was for the head alone; then it has been answered, and nobody else reads it."""
    if chat.kind is ChatKind.UNBOUND:
        return False
    if danger := turn.desk.classifier.private(event.text) if event.text else None:
        _said(turn, event, chat, person, danger)
        return True
    if chat.kind is not ChatKind.PRIVATE or isinstance(event, Edited):
        return False
    mine = kept.of_person(turn.tx, person.id)
    if waiting := next((each for each in mine if not each.answered), None):
        _answered_at_last(turn, waiting, chat)
        return smalltalk.is_greeting(event.text) or not _is_of_its_own(turn, event, chat, person)
    open_ = next((each for each in mine if turn.now - each.heard_at <= confided.STILL_SPEAKING), None)
    if open_ is None or not event.text or _is_of_its_own(turn, event, chat, person):
        return False
    heads = _heads(turn, open_.community, chat)
    turn.keep(confided.more(turn.context(open_.community), open_, event.text, chat, person.name, heads))
    return True


def _said(turn: Turn, event: Said | Edited, chat: Chat, person: Person, danger: Danger) -> None:
    keep_for_head(turn, event.text, chat, person, danger)


def keep_for_head(turn: Turn, text: str, chat: Chat, person: Person, danger: Danger) -> None:
    """These words go to the head, and to nobody else."""
    context = turn.context(chat.community)
    if not chat.community:
        turn.keep(confided.nowhere(context, danger.code, chat))
        return
    was = next(iter(kept.of_person(turn.tx, person.id, chat.community)), None)
    new = confided.added(was, text, turn.now) if was else None
    new = new or Confided(
        kept.fresh(turn.tx), chat.community, person.id, chat.id, danger.code, text, turn.now, turn.now
    )
    author = cases.author(turn, person, chat, None)
    turn.keep(confided.said(context, was, new, author, person.name, _heads(turn, chat.community, chat, person)))


def _answered_at_last(turn: Turn, waiting: Confided, chat: Chat) -> None:
    """They spoke where everybody reads along, and now are here."""
    context = turn.context(waiting.community)
    turn.keep(confided.answer(context, waiting, Recipient(waiting.person, chat), bool(waiting.told)))
    turn.keep(confided.reached(waiting))


def _is_of_its_own(turn: Turn, event: Said, chat: Chat, person: Person) -> bool:
    """Whether words in private are about something else: a request, thanks, a report, an answer to us."""
    text = event.text
    if event.reply_to or event.photos or event.voice or event.point or text.startswith("/"):
        return True
    if commands.parse(text) or smalltalk.is_thanks(text) or smalltalk.is_greeting(text):
        return True
    if drafts.unfinished(turn.tx, chat.id, person.id) or drafts.expected(turn.tx, chat.id, person.id, turn.now):
        return True
    return looks_like_report(turn.understand(text, chat.community))


def _heads(turn: Turn, community: str, chat: Chat, person: Person | None = None) -> tuple[Chat, ...]:
    """The heads, or where nobody is head the managers, without whoever says it."""
    own = person.id if person else chat.person
    return tuple(each for each in cases.crew(turn, community, None).heads if each.person != own)


def _told(turn: Turn, said: Confided) -> tuple[Chat, ...]:
    found = (chats.get(turn.tx, each, turn.desk.channels) for each in said.told)
    return tuple(chat for chat in found if chat)


def _author(turn: Turn, said: Confided) -> Recipient | None:
    return chats.recipient(turn.tx, said.person, said.community, said.chat, None, turn.desk.channels)


def pressed(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """我来联系 and 放下了, under the words, by a head to whom they were shown."""
    said = kept.get(turn.tx, press.subject)
    if said is None or chat.kind is not ChatKind.PRIVATE or chat.id not in said.told:
        turn.keep([Answer(line("answer-unknown"))])
        return
    here = people.person(turn.tx, person.id, said.community) or person
    if not may(here, "hear_confided"):
        turn.keep([Answer(line("answer-unknown"))])
    elif press.arg == "end":
        turn.keep(confided.ended(said, _told(turn, said)))
        turn.keep([Answer(line("confided-erased"))])
    else:
        who = people.person(turn.tx, said.person, said.community)
        context, name = turn.context(said.community), who.name if who else ""
        turn.keep(confided.taken(context, said, here, name, _told(turn, said), _author(turn, said)))


def came_due(turn: Turn, event: CameDue) -> None:
    """No head has taken it yet."""
    if said := kept.get(turn.tx, int(event.subject)):
        heads = _heads(turn, said.community, chats.get(turn.tx, said.chat, turn.desk.channels) or _told(turn, said)[0])
        turn.keep(confided.unanswered(turn.context(said.community), said, event.step, _author(turn, said), heads))


def over(turn: Turn, event: CameDue) -> None:
    """Nobody let it go: after a month the words are erased all the same."""
    if said := kept.get(turn.tx, int(event.subject)):
        turn.keep(confided.ended(said, _told(turn, said)))


def forget(turn: Turn, person: int) -> None:
    """Somebody is erased: so is what they said for the head alone."""
    for said in kept.of_person(turn.tx, person):
        turn.keep(confided.ended(said, _told(turn, said)))
