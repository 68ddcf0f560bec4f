"""Chats and people come to a community, and go: groups are bound, a first manager shows the code, staff is named."""

from dataclasses import replace

from domain.buttons import Press
from domain.community import Community
from domain.context import Case
from domain.effects import Answer, Say
from domain.events import ChatFound, ChatLost, ChatMoved, NotAlone, Said
from domain.lines import line
from domain.members import binding, inviting, joining
from domain.members.binding import MANAGER_CODE
from domain.people import Chat, ChatKind, Person, Recipient
from domain.public import street
from domain.report import LIVE
from domain.reports import outcome, told
from domain.talk import contacting, dialogue, group, questions, wayin
from domain.talk.drafts import Stage
from domain.talk.settling import AT, by_link
from handlers import cases, saying
from handlers.desk import Turn
from handlers.members import invitations
from handlers.members import street as looking_on
from handlers.talk import linking, settling
from storage import calls, chats, drafts, meta, outbox, people, reports

LISTED = 20  # reports of somebody who cannot be told any more


def found(turn: Turn, event: ChatFound) -> None:
    """The bot came into a group (a manager is asked what for), or somebody let it write again."""
    chats.set_lost(turn.tx, event.channel, event.chat, False)
    if event.private:
        return
    person = people.by_account(turn.tx, event.channel, event.speaker.account, "")
    chat = known_group(turn, event.channel, event.chat, event.title, person.lang if person else "zh-CN")
    chats.set_open(turn.tx, event.channel, event.chat, not event.whispers)
    if chat.kind is ChatKind.UNBOUND and person:
        turn.keep(binding.ask_bind(chat, _managed(turn, person)))


def lost(turn: Turn, event: ChatLost) -> None:
    """The bot was removed from a group, or somebody blocked it: nobody is told anything there, and staff know."""
    chat = chats.find(turn.tx, event.channel, event.chat, turn.desk.channels)
    if not chats.set_lost(turn.tx, event.channel, event.chat, True) or chat is None:
        return
    if chat.kind in (ChatKind.GROUP, ChatKind.DUTY):
        crew = cases.crew(turn, chat.community, chat.grid)
        named = chats.title(turn.tx, chat.id)
        turn.keep(binding.room_lost(crew, chat) if chat.abilities.members else binding.group_lost(crew, named))
    elif chat.kind is ChatKind.PRIVATE and chat.person is not None:
        for community in turn.desk.communities:
            mine = reports.of_person(turn.tx, chat.person, community, LISTED)
            if waiting := tuple(str(report.number) for report in mine if report.status in LIVE):
                turn.keep(binding.resident_lost(cases.crew(turn, community, chat.grid), waiting))


def not_alone(turn: Turn, event: NotAlone) -> None:
    """What one member should have seen alone is said in words that all may read."""
    if event.group:
        chats.set_open(turn.tx, event.channel, event.chat, True)
    chat = chats.find(turn.tx, event.channel, event.chat, turn.desk.channels)
    if chat is None:
        return
    chat = replace(chat, abilities=replace(chat.abilities, ephemeral=False))
    if ended := outbox.ended(turn.tx, event.slot):
        _end_openly(turn, event.slot, ended, chat)
        return
    shown = outbox.draft_of(turn.tx, event.slot)
    draft = drafts.get(turn.tx, shown) if shown else None
    if draft and draft.stage is Stage.OFFERED:
        say = group.show_offer(turn.context(chat.community), draft, chat)
    else:
        say = Say(chat, (line("only-in-private"),))
    outbox.say_openly(turn.tx, event.slot, saying.content(turn, say))


def _end_openly(turn: Turn, slot: int, ended: int, chat: Chat) -> None:
    """How it ended is said as the group may read it; where it may read nothing, somebody phones the reporter."""
    report = reports.get(turn.tx, ended)
    if report is None or report.reporter is None:
        return
    context = turn.context(report.community)
    case = replace(cases.load(turn, report), reporter=Recipient(report.reporter, chat, report.message))
    if say := outcome.openly(context, case, chat):
        outbox.say_openly(turn.tx, slot, saying.content(turn, say))
        return
    outbox.untell(turn.tx, slot)
    outbox.say_openly(turn.tx, slot, saying.content(turn, Say(chat, (line("only-in-private"),))))
    turn.keep(told.to_phone(context, case, calls.of(turn.tx, report.id, report.cycle), report.cycle))


def moved(turn: Turn, event: ChatMoved) -> None:
    """A group moved to another id, told by a message or by an error, perhaps both."""
    chats.move(turn.tx, event.channel, event.chat, event.to)


def known_group(turn: Turn, channel: str, external: str, title: str, lang: str) -> Chat:
    """The group's row; a new one is bound to nothing."""
    tx, channels = turn.tx, turn.desk.channels
    chat = chats.find(tx, channel, external, channels)
    if chat is None:
        chats.add(tx, channel, external, ChatKind.UNBOUND, "", lang, title=title)
        chat = chats.find(tx, channel, external, channels)
        assert chat is not None
    return chat


def asked_to_bind(turn: Turn, event: Said) -> None:
    """/bind, or a link that brought the bot into a group: only a manager can bind it."""
    person = people.by_account(turn.tx, event.channel, event.speaker.account, "")
    if person and (managed := _managed(turn, person)):
        turn.keep(binding.ask_bind(known_group(turn, event.channel, event.chat, "", person.lang), managed))


def started(turn: Turn, event: Said, chat: Chat, person: Person, payload: str) -> None:
    """/start in private: with the first manager's code, an invitation, a community, a place, or with nothing."""
    if payload.startswith(MANAGER_CODE) and (community := _of_manager_code(turn, payload)):
        meta.drop(turn.tx, f"manager_code:{community}")
        chat, person = settling.by_link(turn, chat, person, community)
        turn.keep(binding.claim(turn.context(community), chat, person))
    elif payload.startswith(inviting.CODE):
        if not chat.community and (community := invitations.community_of(turn, payload)):
            chat, person = settling.by_link(turn, chat, person, community)
        invitations.shown(turn, chat, person, payload)
    elif payload.startswith(street.CODE):
        looking_on.came(turn, chat, person, payload)
    elif payload.startswith(joining.CODE):
        linking.shown(turn, chat, person, payload.removeprefix(joining.CODE))
    elif payload.startswith(questions.LINK) and (case := _asked(turn, person, payload)):
        if not chat.community:
            chat, person = settling.by_link(turn, chat, person, case.report.community)
        chat, person = cases.seen_from(turn, chat, person, case.report)
        turn.keep(questions.again(turn.context(chat.community), case, person, chat))
    elif payload.startswith(wayin.LINK) and (case := _own(turn, person, payload.removeprefix(wayin.LINK), live=True)):
        if not chat.community:
            chat, person = settling.by_link(turn, chat, person, case.report.community)
        chat, person = cases.seen_from(turn, chat, person, case.report)
        turn.keep(contacting.pressed(turn.context(chat.community), case, person, chat, ""))
    else:
        _arrived(turn, event, chat, person, payload)


def _arrived(turn: Turn, event: Said, chat: Chat, person: Person, payload: str) -> None:
    """A link with a community or a place in it, or none that we know."""
    homes, place = turn.desk.communities, payload
    here = homes.get(chat.community)
    if not (here and here.knows(payload)) and (link := by_link(payload, homes)):
        community, place = link
        chat, person = settling.by_link(turn, chat, person, community)
    elif not chat.community:
        somewhere = any(each.knows(payload) for each in homes.values())
        settling.asked(turn, event, chat, person, AT + payload if somewhere else "")
        return
    if turn.context(chat.community).community.knows(place):
        arrived(turn, chat, person, place)
    elif drafts.unfinished(turn.tx, chat.id, person.id) is None:  # else what they were telling us goes on
        turn.keep(dialogue.welcome(chat))


def _of_manager_code(turn: Turn, payload: str) -> str | None:
    """The community whose first manager this code makes."""
    codes = ((home, meta.get(turn.tx, f"manager_code:{home}")) for home in turn.desk.communities)
    return next((home for home, code in codes if code == payload), None)


def arrived(turn: Turn, chat: Chat, person: Person, place: str) -> None:
    """Somebody came with a place, by a link or from its contact card: only what happened is still to be told."""
    context = turn.context(chat.community)
    draft = dialogue.empty(context, chat, person.id, drafts.fresh(turn.tx))
    turn.keep(binding.arrive(context, chat, draft, place))


def _asked(turn: Turn, person: Person, payload: str) -> Case | None:
    """The report about which staff asked somebody in the group, when the link is theirs and the question open."""
    case = _own(turn, person, payload.removeprefix(questions.LINK))
    return case if case and case.report.question else None


def _own(turn: Turn, person: Person, number: str, live: bool = False) -> Case | None:
    """The report of this id, when it is theirs (and somebody still works on it)."""
    report = reports.get(turn.tx, int(number)) if number.isascii() and number.isdigit() and len(number) < 16 else None
    if report is None or report.reporter != person.id or (live and report.told_status not in LIVE):
        return None
    return cases.load(turn, report)


def pressed_bind(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """A manager says what a group is for.  A group that is bound changes hands only by who manages both."""
    kind, _, community = press.arg.partition("@")
    managed = {each.code for each in _managed(turn, person)}
    if chat.kind is ChatKind.PRIVATE or kind not in ("group", "duty", "none"):
        turn.keep([Answer(line("answer-unknown"))])
    elif not managed or (chat.kind is not ChatKind.UNBOUND and chat.community not in managed):
        turn.keep([Answer(line("answer-manager-only"))])
    elif kind == "none":
        turn.keep(binding.unbind(chat))
    elif community not in managed:
        turn.keep([Answer(line("answer-manager-only"))])
    else:
        manager = people.person(turn.tx, person.id, community) or person
        turn.keep(binding.bind(turn.context(community), chat, manager, kind))


def pressed_bind_to(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """A manager of several communities says which one a group belongs to."""
    chosen = next((each for each in _managed(turn, person) if each.code == press.arg), None)
    if chat.kind is ChatKind.PRIVATE or chosen is None:
        turn.keep([Answer(line("answer-manager-only"))])
    else:
        turn.keep([binding.ask_what_for(chat, chosen)])


def _managed(turn: Turn, person: Person) -> list[Community]:
    codes = people.managed(turn.tx, person.id)
    return [each for each in turn.desk.communities.values() if each.code in codes]


def pressed_staff(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """A manager of the duty group's community says who somebody is."""
    duty = chats.get(turn.tx, press.cycle, turn.desk.channels)
    other = people.person(turn.tx, press.subject, duty.community) if duty else None
    manager = people.person(turn.tx, person.id, duty.community) if duty else None
    if chat.kind is not ChatKind.PRIVATE or duty is None or duty.kind is not ChatKind.DUTY:
        turn.keep([Answer(line("answer-unknown"))])
    elif other is None or manager is None:
        turn.keep([Answer(line("answer-unknown"))])
    else:
        turn.keep(binding.decide_staff(chat, manager, other, duty, press.arg))


def unknown_staff(turn: Turn, chat: Chat, person: Person) -> None:
    """Somebody acts in the duty group whom nobody made staff: ask the managers."""
    turn.keep(binding.ask_staff(chat, person, cases.crew(turn, chat.community, None)))
