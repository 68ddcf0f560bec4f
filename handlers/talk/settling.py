"""Private chats in a deployment of several communities: which one each stands for, and asking once."""

from dataclasses import replace

from domain.effects import DropDraft, PutDraft, Say, Settle
from domain.events import Said
from domain.lines import Line, line
from domain.people import Chat, Person
from domain.talk import dialogue, settling
from domain.talk.drafts import Draft
from handlers.desk import Turn
from handlers.machine import adrift
from handlers.talk import filed
from storage import drafts, people


def home_of(turn: Turn, person: Person) -> str:
    """The community of somebody's new private chat, when there is no question; else nothing."""
    homes = turn.desk.communities
    if len(homes) == 1:
        return turn.desk.home.code
    held = [code for code in people.held(turn.tx, person.id) if code in homes]
    return held[0] if len(held) == 1 else ""


def asked(turn: Turn, event: Said, chat: Chat, person: Person, wish: str = "") -> None:
    """Somebody asks for something that every community has of its own: remembered until we know which."""
    draft = drafts.unfinished(turn.tx, chat.id, person.id)
    kept = draft or settling.empty(turn.context(chat.community), chat, person.id, drafts.fresh(turn.tx))
    kept = replace(kept, wish=wish or kept.wish)
    turn.keep(settling.kept(kept, event, new=draft is None))
    ask(turn, kept, chat)


def ask(
    turn: Turn,
    draft: Draft,
    chat: Chat,
    text: str = "",
    fitting: tuple[str, ...] = (),
    lead: Line | None = None,
    again: bool = True,
) -> None:
    """Which community is it?"""
    homes = turn.desk.communities
    choices = [homes[code] for code in settling.offered(text, fitting, homes)]
    turn.keep(settling.ask(draft, chat, choices, lead, again))


def settle(turn: Turn, chat: Chat, person: Person, community: str) -> tuple[Chat, Person]:
    """The chat stands for this community from now on; what was being told in it is understood anew."""
    if chat.community == community:
        return chat, person
    turn.keep([Settle(chat.id, community)])
    chat = replace(chat, community=community)
    for draft in drafts.all_unfinished(turn.tx, chat.id, person.id):
        if draft.asked != settling.ASKED:
            turn.keep([PutDraft(settling.anew(turn.context(community), draft, chat.lang))])
    return chat, people.person(turn.tx, person.id, community) or person


def go_on(turn: Turn, chat: Chat, person: Person, draft: Draft) -> None:
    """What they told us goes on as if the community had been known from the start."""
    context = turn.context(chat.community)
    adrift.quiet(turn, draft, line("adrift-found", community=context.community.names[chat.lang]))
    draft = settling.anew(context, draft, chat.lang)
    if not settling.told(draft):
        turn.keep([DropDraft(draft)])
    elif draft.danger:
        filed.by_author(turn, draft, chat, person)
    else:
        turn.keep(dialogue.ask(context, draft, chat))


def by_link(turn: Turn, chat: Chat, person: Person, community: str) -> tuple[Chat, Person]:
    """A link says which community it is: what they told us before goes on."""
    waiting = drafts.unfinished(turn.tx, chat.id, person.id)
    moved = bool(chat.community) and chat.community != community
    chat, person = settle(turn, chat, person, community)
    if waiting and waiting.asked == settling.ASKED:
        turn.keep([Say(chat, (settled(turn, chat),), tag=waiting.tag)])
        go_on(turn, chat, person, waiting)
    elif moved:
        turn.keep([Say(chat, (settled(turn, chat),))])
    return chat, person


def settled(turn: Turn, chat: Chat) -> Line:
    """Which community the chat stands for now."""
    return line("settled", community=turn.context(chat.community).community.names[chat.lang])
